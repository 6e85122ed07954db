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
  const take = (from, count) => Array.from({ length: count }, from);
  const valueAdded = { money: true, decimals: 6, direct: take(next, n), taxes: take(next, n), indirect: take(next, regions * n), induced: take(next, regions * n) };
  const by = new Map([["valueAdded", valueAdded]]);
  for (const [name, unit, decimals, packed] of table.others) {
    const one = await unpack(packed);
    by.set(name, { money: unit === "", unit, decimals, direct: take(one, n), indirect: take(one, regions * n), induced: take(one, regions * n) });
  }
  return { industries, by };
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

// What is no money: cents × whole numbers × rate, with so many decimals that the effect in the world has four digits; halves away from zero.
function counter(cents, decimals, rate, largest) {
  const size = value => value < 0n ? -value : value, one = 100n * 10n ** BigInt(decimals + 18);
  let places = 0;
  for (let exact = size(cents * rate * BigInt(largest)); places < 6 && exact > 0n && exact < 1000n * one; places++) exact *= 10n;
  return whole => {
    const exact = cents * rate * BigInt(whole) * 10n ** BigInt(places), rounded = (size(exact) * 2n + one) / (one * 2n);
    const digits = rounded.toString().padStart(places + 1, "0"), split = digits.length - places;
    const grouped = digits.slice(0, split).replace(/\B(?=(\d{3})+$)/g, "\u202f") + (places ? "." + digits.slice(split) : "");
    return (exact < 0n && rounded !== 0n ? "\u2212" : "") + grouped;
  };
}

function answer(data, held, name, rate, j, cents, words) {
  const m = { industries: held.industries, ...held.by.get(name) };
  const sums = data.regions.map(([code, name], r) => {
    const at = r * m.industries.length + j;
    const direct = m.industries[j][0] === code ? m.direct[j] : 0;
    return { code, name, direct, indirect: m.indirect[at], induced: m.induced[at], total: direct + m.indirect[at] + m.induced[at] };
  }).sort((a, b) => b.total - a.total || compare(a.code, b.code));
  const add = name => sums.reduce((s, r) => s + r[name], 0);
  const world = { name: "World", direct: add("direct"), indirect: add("indirect"), induced: add("induced"), total: add("total") };
  const money = printer(cents, data.whole), print = m.money ? money : counter(cents, m.decimals, rate, world.total);
  const largest = Math.max(1, ...sums.map(r => r.total));
  const home = sums.find(r => r.code === m.industries[j][0]);
  const row = (r, bar) => element("tr", { "data-code": r.code ?? "world" },
    element("th", { scope: "row" }, r.name), ...["direct", "indirect", "induced", "total"].map(c => element("td", { class: "n", "data-channel": c }, print(r[c]))),
    element("td", {}, ...(bar ? [element("div", { class: "bar", "aria-hidden": "true" }, ...["direct", "indirect", "induced"].map(c =>
      element("i", { class: c, style: `width:${Math.max(0, r[c] / largest * 100)}%` })))] : [])));
  const table = element("table", {}, element("thead", {}, element("tr", {}, ...["Country", "Direct", "Indirect", "Induced", "Total"].map((h, i) =>
    element("th", { scope: "col", ...(i ? { class: "n" } : {}) }, h)), element("th", { "aria-hidden": "true" }))),
    element("tbody", {}, row(world, false), ...sums.filter(r => r.total !== 0).map(r => row(r, true))));
  const colours = element("p", { class: "key" }, ...["direct", "indirect", "induced"].map(c => element("span", {}, element("i", { class: c }), c)));
  const title = name === "valueAdded" ? "value added" : name, unit = m.money ? data.currency : m.unit;
  return [
    element("p", { class: "result" }, `${money(data.whole)} ${data.currency} ordered from ${words} bring ${print(world.total)} ${unit}${m.money || title !== unit ? ` of ${title}` : ""}, ${print(home?.total ?? 0)} of it in ${home?.name ?? m.industries[j][0]}.`),
    element("p", { class: "qualifier" }, ...(name === "valueAdded" ? [identity(data, m, j, world, print)] : [`Of it induced (${data.closure}): ${print(world.induced)} ${unit}.`])),
    colours, element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": `${title} by country` }, table),
  ];
}

function identity(data, m, j, world, print) {
  const other = data.whole - world.direct - world.indirect - m.taxes[j];
  const signed = value => value < 0 ? "\u2212 " + print(-value) : "+ " + print(value);
  const share = value => (value / data.whole).toFixed(2);
  return `Identity at Type I: ${print(data.whole)} = ${print(world.direct + world.indirect)} value added (${share(world.direct)} direct, ${share(world.indirect)} indirect per unit) `
    + `${signed(m.taxes[j])} product taxes ${signed(other)} other items and rounding. Induced (${data.closure}): ${print(world.induced)}.`;
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
  const { year, country, sector, indicator, amount } = form.elements;
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
    options(sector, industries.filter(i => i[0] === country.value).map(i => [i[1], data.sectors[i[1]]]));
    if (!begun && data.start && [...sector.options].some(o => o.value === data.start[1])) sector.value = data.start[1];
    // what is no money is answered in the table's own year alone: in another it depends on how prices have changed
    const own = year.value === String(current()[0].table);
    options(indicator, ["valueAdded", ...current()[0].others.filter(o => own || o[1] === "").map(o => o[0])].map(name => [name, name === "valueAdded" ? "value added" : name]));
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
    const question = () => [year.value, country.value, sector.value, indicator.value, amount.value].join("|"), asked = question();
    const m = await current()[1];
    if (asked !== question()) return; // asked anew meanwhile
    const j = m.industries.findIndex(i => i[0] === country.value && i[1] === sector.value);
    output.replaceChildren(...answer(data, m, indicator.value, BigInt(data.years.find(([y]) => y === year.value)[3]), j, cents, `${data.sectors[sector.value]} in ${country.selectedOptions[0].text}, ${year.selectedOptions[0].text},`));
    output.dataset.answered = asked;
  };
  form.addEventListener("input", show);
  form.addEventListener("submit", event => event.preventDefault());
  form.hidden = false;
  choices();
  show();
}
