"use strict";
// Sorting, downloads, charts and the contract calculator. Everything shown comes from the tables of this page or from its data blocks.
(() => {
  const json = id => { const block = document.getElementById(id); return block && JSON.parse(block.textContent); };
  const element = (name, attributes = {}, ...content) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...content);
    return made;
  };

  // ---- tables: what a cell holds in full

  const names = table => [...table.tHead.rows[0].cells].map(c => c.dataset.name);
  const raw = cell => cell.dataset.v === undefined ? cell.textContent : cell.dataset.v === "" ? null : Number(cell.dataset.v);
  const records = table => {
    const columns = names(table);
    return [...table.tBodies[0].rows].map(row => Object.fromEntries(columns.map((c, i) => [c, raw(row.cells[i])])));
  };

  const compare = (a, b) => {
    if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1; // no value stands last in both directions
    return typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "en", { numeric: true });
  };

  function sort(table, column) {
    const headers = [...table.tHead.rows[0].cells];
    const was = headers[column].getAttribute("aria-sort");
    const number = headers[column].classList.contains("n");
    const descending = was ? was === "ascending" : number;
    headers.forEach(h => h.removeAttribute("aria-sort"));
    headers[column].setAttribute("aria-sort", descending ? "descending" : "ascending");
    const rows = [...table.tBodies[0].rows].map(row => [raw(row.cells[column]), row]);
    rows.sort(([a], [b]) => a === null || b === null || !descending ? compare(a, b) : compare(b, a));
    table.tBodies[0].append(...rows.map(([, row]) => row));
  }

  // As the engine writes CSV: a text that a spreadsheet would take for a formula gets an apostrophe in front.
  function cell(value) {
    if (value === null) return "";
    if (typeof value === "number") return String(value);
    const text = /^[=+\-@\t\r]/.test(value) ? "'" + value : value;
    return /[",\r\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
  }

  const csv = table => [names(table).map(cell), ...[...table.tBodies[0].rows].map(r => [...r.cells].map(c => cell(raw(c))))]
    .map(line => line.join(",") + "\n").join("");

  function download(table) {
    const link = element("a", { download: table.id.replace(/^t-/, "") + ".csv", href: URL.createObjectURL(new Blob([csv(table)], { type: "text/csv" })) });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  function equip(table) {
    [...table.tHead.rows[0].cells].forEach((header, column) => {
      const button = element("button", { type: "button" }, ...header.childNodes);
      header.append(button);
      button.addEventListener("click", () => sort(table, column));
    });
    const button = element("button", { type: "button", class: "download", "data-for": table.id }, "Download CSV");
    button.addEventListener("click", () => download(table));
    table.closest(".scroll").after(button);
  }

  // ---- charts

  const groupColours = {
    host: "#12436d", member: "#3f7fb5", associate: "#1a7a71", "associate-member": "#1a7a71", "pre-stage": "#76b5a4", "associate-pre-stage": "#76b5a4",
    observer: "#8566ab", other: "#a58fb5", "non-member": "#b4472f", mixed: "#9a948a", unknown: "#cdc8bd",
  };
  const furtherColours = ["#6b7b2e", "#9a5f10", "#4c5f7a", "#93506f", "#3c7d4f"];
  const config = {
    font: getComputedStyle(document.body).fontFamily, background: null, aria: false,
    locale: { number: { decimal: ".", thousands: "\u202f", grouping: [3], currency: ["", ""], minus: "\u2212" } },
    view: { stroke: null }, padding: 2,
    axis: { labelColor: "#56616d", titleColor: "#56616d", titleFontWeight: "normal", labelFontSize: 12, titleFontSize: 12, gridColor: "#e9e6de", domainColor: "#a9adb0",
      tickColor: "#a9adb0", labelLimit: 150, titlePadding: 8 },
    legend: { orient: "top", labelFontSize: 12, titleFontSize: 12, titleFontWeight: "normal", symbolType: "square", labelColor: "#1b2530", titleColor: "#56616d", offset: 6, columns: 0 },
    range: { category: ["#12436d", "#1a7a71", "#9a5f10", "#8566ab", "#b4472f", "#6b7b2e", "#4c5f7a", "#93506f", "#9a948a"] },
  };

  // On a narrow screen legends stand in two columns, one above the other.
  const narrow = matchMedia("(max-width: 36rem)");
  const fitted = () => narrow.matches
    ? { ...config, axis: { ...config.axis, labelLimit: 105 }, legend: { ...config.legend, columns: 2, labelLimit: 120, layout: { top: { direction: "vertical" } } } }
    : config;

  // "@groups": the groups that occur, in the colours that they have everywhere.
  function fill(node, values) {
    if (node === "@groups") {
      const domain = [...new Set(values.map(v => v.group))].sort((a, b) => order(a) - order(b) || compare(a, b));
      let next = 0;
      return { domain, range: domain.map(g => groupColours[g] ?? furtherColours[next++ % furtherColours.length]) };
    }
    if (Array.isArray(node)) return node.map(n => fill(n, values));
    if (node && typeof node === "object") return Object.fromEntries(Object.entries(node).map(([k, v]) => [k, fill(v, values)]));
    return node;
  }
  const order = group => { const i = Object.keys(groupColours).indexOf(group); return i < 0 ? 99 : i; };

  async function draw(figure, specs, world) {
    const table = document.getElementById(figure.dataset.table);
    let values = records(table);
    if (figure.dataset.rows) values = values.slice(0, Number(figure.dataset.rows));
    const spec = fill(specs[figure.dataset.chart], values);
    spec.datasets = { table: values };
    const [, step] = /^@rows (\d+)$/.exec(spec.height) ?? [];
    if (step) {
      const { field } = [spec, ...(spec.layer ?? [])].map(s => s.encoding?.y).find(y => y?.field);
      spec.height = Number(step) * Math.max(1, new Set(values.map(v => v[field])).size);
    }
    const [, ratio] = /^@ratio ([\d.]+)$/.exec(spec.height) ?? [];
    if (ratio) spec.height = Math.round(Number(ratio) * figure.clientWidth);
    if (world && JSON.stringify(spec).includes('"world"')) {
      // What the atlas has no number for goes by its name.
      spec.datasets.world = topology(world);
    }
    const plot = figure.querySelector(".plot");
    await vegaEmbed(plot, spec, { mode: "vega-lite", actions: false, renderer: "svg", ast: true, config: fitted(), tooltip: { theme: "light" }, hover: false });
    figure.dataset.drawn = "true";
  }

  // Topojson → GeoJSON: arcs are delta-coded on a grid; a polygon's rings are lists of arcs, backwards where the number is negative.
  function topology(world) {
    const { scale, translate } = world.transform;
    const arcs = world.arcs.map(arc => {
      let x = 0, y = 0;
      return arc.map(([dx, dy]) => [(x += dx) * scale[0] + translate[0], (y += dy) * scale[1] + translate[1]]);
    });
    const ring = list => list.flatMap((a, i) => (a < 0 ? [...arcs[~a]].reverse() : arcs[a]).slice(i === 0 ? 0 : 1));
    return world.objects.countries.geometries.filter(g => g.id !== "010").map(g => ({
      type: "Feature", id: g.id ?? g.properties.name, properties: { name: g.properties.name },
      geometry: { type: g.type, coordinates: g.type === "Polygon" ? g.arcs.map(ring) : g.arcs.map(polygon => polygon.map(ring)) },
    }));
  }

  async function drawAll() {
    const specs = json("charts");
    if (specs && window.vegaEmbed) {
      const world = json("world");
      for (const figure of document.querySelectorAll("figure[data-chart]")) {
        try { await draw(figure, specs, world); } catch (fault) { console.error(figure.dataset.chart, fault); }
      }
    } else {
      document.querySelectorAll("figure.chart > details").forEach(d => { d.open = true; });
    }
    document.documentElement.dataset.ready = "true";
  }

  // ---- the contract calculator: whole millionths × whole cents, so that no digit depends on the browser

  const unpack = async packed => {
    const bytes = Uint8Array.from(atob(packed), c => c.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    const plain = new Uint8Array(await new Response(stream).arrayBuffer());
    let at = 0;
    return () => {
      let value = 0, shift = 1;
      for (;;) {
        const byte = plain[at++];
        value += (byte & 0x7f) * shift;
        if (byte < 0x80) return value % 2 ? -(value + 1) / 2 : value / 2;
        shift *= 128;
      }
    };
  };

  async function read(table, data) {
    const industries = data.industries[table.industries], regions = data.regions.length, n = industries.length;
    const next = await unpack(table.data);
    const take = count => Array.from({ length: count }, next);
    return { industries, direct: take(n), taxes: take(n), indirect: take(regions * n), induced: take(regions * n) };
  }

  // cents × millionths → money as printed: whole units from 1,000 on, cents below, halves away from zero.
  function printer(cents, whole) {
    const coarse = cents >= 100000n, unit = BigInt(whole) * (coarse ? 100n : 1n);
    return millionths => {
      const exact = cents * BigInt(millionths), size = exact < 0n ? -exact : exact;
      const rounded = (size * 2n + unit) / (unit * 2n);
      const digits = coarse ? rounded.toString() : (rounded / 100n).toString();
      const grouped = digits.replace(/\B(?=(\d{3})+$)/g, "\u202f") + (coarse ? "" : "." + (rounded % 100n).toString().padStart(2, "0"));
      return (exact < 0n && rounded !== 0n ? "\u2212" : "") + grouped;
    };
  }

  function answer(data, m, j, cents, words) {
    const sums = data.regions.map(([code, name], r) => {
      const at = r * m.industries.length + j;
      const direct = m.industries[j][0] === code ? m.direct[j] : 0;
      return { code, name, direct, indirect: m.indirect[at], induced: m.induced[at], total: direct + m.indirect[at] + m.induced[at] };
    }).sort((a, b) => b.total - a.total || compare(a.code, b.code));
    const add = name => sums.reduce((s, r) => s + r[name], 0);
    const world = { name: "World", direct: add("direct"), indirect: add("indirect"), induced: add("induced"), total: add("total") };
    const print = printer(cents, data.whole), largest = Math.max(1, ...sums.map(r => r.total));
    const other = data.whole - world.direct - world.indirect - m.taxes[j];
    const home = sums.find(r => r.code === m.industries[j][0]);
    const row = (r, bar) => element("tr", { "data-code": r.code ?? "world" },
      element("th", { scope: "row" }, r.name), ...["direct", "indirect", "induced", "total"].map(c => element("td", { class: "n", "data-channel": c }, print(r[c]))),
      element("td", {}, ...(bar ? [element("div", { class: "bar", "aria-hidden": "true" }, ...["direct", "indirect", "induced"].map(c =>
        element("i", { class: c, style: `width:${Math.max(0, r[c] / largest * 100)}%` })))] : [])));
    const signed = value => value < 0 ? "\u2212 " + print(-value) : "+ " + print(value);
    const share = value => (value / data.whole).toFixed(2);
    const table = element("table", {}, element("thead", {}, element("tr", {}, ...["Country", "Direct", "Indirect", "Induced", "Total"].map((h, i) =>
      element("th", { scope: "col", ...(i ? { class: "n" } : {}) }, h)), element("th", { "aria-hidden": "true" }))),
      element("tbody", {}, row(world, false), ...sums.filter(r => r.total !== 0).map(r => row(r, true))));
    const colours = element("p", { class: "key" }, ...["direct", "indirect", "induced"].map(c => element("span", {}, element("i", { class: c }), c)));
    return [
      element("p", { class: "result" }, `${print(data.whole)} ${data.currency} ordered from ${words} bring ${print(world.total)} ${data.currency} of value added, ${print(home?.total ?? 0)} of it in ${home?.name ?? m.industries[j][0]}.`),
      element("p", { class: "qualifier" }, `Identity at Type I: ${print(data.whole)} = ${print(world.direct + world.indirect)} value added (${share(world.direct)} direct, ${share(world.indirect)} indirect per unit) `
        + `${signed(m.taxes[j])} product taxes ${signed(other)} other items and rounding. Induced (${data.closure}): ${print(world.induced)}.`),
      colours, element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Value added by country" }, table),
    ];
  }

  // "1 000 000", "1,000,000.50", "1'000'000" → cents; null where it is no amount.
  function parse(text) {
    const plain = text.replace(/[\s\u202f\u00a0'’_]/g, "").replace(/,(?=\d{3}(\D|$))/g, "");
    const match = /^(\d{1,13})(?:[.,](\d{1,2}))?$/.exec(plain);
    return match ? BigInt(match[1]) * 100n + BigInt((match[2] ?? "").padEnd(2, "0") || "0") : null;
  }

  function calculator() {
    const data = json("multipliers"), form = document.getElementById("contract"), output = document.getElementById("answer");
    if (!data || !form) return;
    if (typeof DecompressionStream === "undefined") {
      output.replaceChildren(element("p", { class: "note" }, "This browser is too old for the calculator; “ioe explain” answers the same questions."));
      return;
    }
    const { year, country, sector, amount } = form.elements;
    form.querySelector("[data-currency]").textContent = data.currency;
    year.append(...data.years.map(([y, , extrapolated]) => new Option(extrapolated ? `${y} (extrapolated)` : y, y)));
    year.value = data.years.at(-1)[0];
    const tables = new Map();
    const current = () => {
      const table = data.tables.find(t => t.table === data.years.find(([y]) => y === year.value)[1]);
      if (!tables.has(table)) tables.set(table, read(table, data));
      return [table, tables.get(table)];
    };
    const options = (select, pairs) => {
      const was = select.value;
      select.replaceChildren(...pairs.map(([value, text]) => new Option(text, value)));
      if (pairs.some(([value]) => value === was)) select.value = was;
    };
    let begun = false;
    const choices = () => {
      const industries = data.industries[current()[0].industries], named = new Map(data.regions);
      options(country, [...new Set(industries.map(i => i[0]))].map(c => [c, named.get(c) ?? c]).sort((a, b) => compare(a[1], b[1])));
      if (!begun && data.start) country.value = data.start[0];
      options(sector, industries.filter(i => i[0] === country.value).map(i => [i[1], i[1]]));
      if (!begun && data.start && [...sector.options].some(o => o.value === data.start[1])) sector.value = data.start[1];
      begun = true;
    };
    const show = async () => {
      choices();
      const cents = parse(amount.value);
      amount.setAttribute("aria-invalid", String(cents === null));
      if (cents === null) {
        output.replaceChildren(element("p", { class: "error" }, "Write the amount as a number, such as 250 000."));
        return;
      }
      const asked = [year.value, country.value, sector.value, amount.value].join("|");
      const m = await current()[1];
      if (asked !== [year.value, country.value, sector.value, amount.value].join("|")) return; // asked anew meanwhile
      const j = m.industries.findIndex(i => i[0] === country.value && i[1] === sector.value);
      output.replaceChildren(...answer(data, m, j, cents, `${sector.value} in ${country.selectedOptions[0].text}, ${year.selectedOptions[0].text},`));
      output.dataset.answered = asked;
    };
    form.addEventListener("input", show);
    form.addEventListener("submit", event => event.preventDefault());
    form.hidden = false;
    choices();
    show();
  }

  // ---- contents: where the reader is; closed on narrow screens

  function contents() {
    const links = new Map([...document.querySelectorAll("nav a")].map(a => [a.hash.slice(1), a]));
    if (matchMedia("(max-width: 60rem)").matches) document.querySelector("nav details").open = false;
    const seen = new IntersectionObserver(entries => {
      for (const e of entries.filter(e => e.isIntersecting)) {
        links.forEach(a => a.removeAttribute("aria-current"));
        links.get(e.target.id)?.setAttribute("aria-current", "true");
      }
    }, { rootMargin: "0px 0px -75% 0px" });
    document.querySelectorAll("main > section").forEach(s => seen.observe(s));
  }

  document.querySelectorAll("main table").forEach(equip);
  contents();
  calculator();
  drawAll();
  narrow.addEventListener("change", drawAll);
})();
