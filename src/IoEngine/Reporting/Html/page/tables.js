const json = id => { const block = document.getElementById(id); return block && JSON.parse(block.textContent); };
const element = (name, attributes = {}, ...content) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...content);
  return made;
};

// ---- tables: what a cell holds in full; charts see the rows in their first order, however they are sorted

const original = new WeakMap();
const names = table => [...table.tHead.rows[0].cells].map(c => c.dataset.name);
const raw = cell => cell.dataset.v === undefined ? cell.textContent : cell.dataset.v === "" ? null : Number(cell.dataset.v);
const records = table => {
  const columns = names(table);
  return original.get(table).map(row => Object.fromEntries(columns.map((c, i) => [c, raw(row.cells[i])])));
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
  const link = element("a", { download: [table.id.replace(/^t-/, ""), table.dataset.year].filter(Boolean).join("-") + ".csv", href: URL.createObjectURL(new Blob([csv(table)], { type: "text/csv" })) });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function equip(table) {
  original.set(table, [...table.tBodies[0].rows]);
  [...table.tHead.rows[0].cells].forEach((header, column) => {
    const button = element("button", { type: "button" }, ...header.childNodes);
    header.append(button);
    button.addEventListener("click", () => sort(table, column));
  });
  const button = element("button", { type: "button", class: "download", "data-for": table.id }, "Download CSV");
  button.addEventListener("click", () => download(table));
  table.closest(".scroll").after(button);
}
