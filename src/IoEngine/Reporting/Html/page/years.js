// ---- years: a single one in place of their sum. The table changes, and the chart with it.

const grouped = (value, decimals) => {
  const [whole, rest] = Math.abs(value).toFixed(decimals).split(".");
  const text = whole.replace(/\B(?=(\d{3})+$)/g, "\u202f") + (rest ? "." + rest : "");
  return value < 0 && /[1-9]/.test(text) ? "\u2212" + text : text;
};
const decimals = (size, one) => size >= one ? 1 : size >= 0.005 ? 2 : size >= 0.00005 ? 4 : 0;
const shown = { // as the engine shows them
  money: (v, unit) => grouped(v / unit, unit === 1 ? 2 : decimals(Math.abs(v / unit), 0.995)),
  percent: v => grouped(v * 100, v === 0 ? 1 : decimals(Math.abs(v) * 100, 0.05)) + "\u202f%",
};

function choosable(select, data, redraw) {
  const table = document.getElementById(select.dataset.for), rows = original.get(table), headers = [...table.tHead.rows[0].cells];
  const columns = Object.entries(data.columns).map(([name, values]) => {
    const at = headers.findIndex(h => h.dataset.name === name);
    return { values, cells: rows.map(r => r.cells[at]), sums: rows.map(r => [r.cells[at].dataset.v, r.cells[at].textContent]), show: shown[headers[at].dataset.show], unit: Number(headers[at].dataset.scale) };
  });
  select.addEventListener("change", () => {
    const year = data.years.indexOf(select.value);
    for (const { values, cells, sums, show, unit } of columns) {
      cells.forEach((cell, i) => {
        const value = year < 0 ? null : values[year][i];
        [cell.dataset.v, cell.textContent] = year < 0 ? sums[i] : value === null ? ["", "–"] : [String(value), show(value, unit)];
      });
    }
    table.dataset.year = select.value;
    redraw(table.closest("figure"));
  });
}
