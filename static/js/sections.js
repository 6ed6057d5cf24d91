// Marks in the list of a page's sections where the reader is; on narrow screens its closed head names it.
const list = document.querySelector("[data-sections]");
if (list && "IntersectionObserver" in window) {
  const fold = list.querySelector("details");
  const name = fold?.querySelector("summary");
  const places = [...list.querySelectorAll("details a")].map((link) => document.getElementById(link.hash.slice(1)));
  const above = new Set();
  const mark = () => {
    const here = places.findLast((place) => place && above.has(place));
    for (const link of list.querySelectorAll("a")) {
      if (here && link.hash === `#${here.id}`) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    const current = list.querySelector("a[aria-current]");
    if (name) name.textContent = current ? current.textContent : "On this page";
  };
  const watch = new IntersectionObserver((entries) => {
    for (const { target, boundingClientRect, rootBounds } of entries) {
      if (boundingClientRect.top < rootBounds.bottom) above.add(target);
      else above.delete(target);
    }
    mark();
  }, { rootMargin: "100000px 0px -70% 0px", threshold: [0, 1] });
  for (const place of places) if (place) watch.observe(place);
  fold?.addEventListener("click", (event) => { if (event.target.closest("a")) fold.open = false; });
}
