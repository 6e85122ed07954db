// ---- charts

const groupColours = {
  host: "#12436d", member: "#3f7fb5", associate: "#1a7a71", "associate-member": "#1a7a71", "pre-stage": "#76b5a4", "associate-pre-stage": "#76b5a4",
  observer: "#8566ab", other: "#a58fb5", "non-member": "#b4472f", several: "#6f7f8f", mixed: "#9a948a", unknown: "#cdc8bd",
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
  if (node === "@long") return narrow.matches ? 130 : 300; // labels that are sentences
  if (Array.isArray(node)) return node.map(n => fill(n, values));
  if (node && typeof node === "object") return Object.fromEntries(Object.entries(node).map(([k, v]) => [k, fill(v, values)]));
  return node;
}
// A layer named "unless COLUMN VALUE" is left out where no row has anything else.
const isIdle = ({ name }, values) => { const [, column, value] = /^unless (\S+) (\S+)$/.exec(name ?? "") ?? []; return column && values.every(v => v[column] === value); };
const order = group => { const i = Object.keys(groupColours).indexOf(group); return i < 0 ? 99 : i; };

const views = new WeakMap();

async function draw(figure, specs, world) {
  const table = document.getElementById(figure.dataset.table);
  let values = records(table);
  if (figure.dataset.rows) values = values.slice(0, Number(figure.dataset.rows));
  const spec = fill(specs[figure.dataset.chart], values);
  spec.datasets = { table: values };
  if (spec.layer) spec.layer = spec.layer.filter(layer => !isIdle(layer, values));
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
  views.get(figure)?.finalize();
  const drawn = await vegaEmbed(plot, spec, { mode: "vega-lite", actions: false, renderer: "svg", ast: true, config: fitted(), tooltip: { theme: "light" }, hover: false });
  views.set(figure, drawn);
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

async function drawOne(figure) {
  const specs = json("charts");
  if (!specs || !window.vegaEmbed) return;
  delete figure.dataset.drawn;
  try { await draw(figure, specs, json("world")); } catch (fault) { console.error(figure.dataset.chart, fault); }
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
