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
document.querySelectorAll("select[data-for]").forEach(select => choosable(select, json("years")[select.dataset.for], drawOne));
drawAll();
narrow.addEventListener("change", drawAll);
