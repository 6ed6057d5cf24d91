// Dots that answer: a card at hover, focus and first touch; one stop for the keyboard, arrow keys between dots.
for (const chart of document.querySelectorAll("[data-dots]")) {
  const figure = chart.parentElement;
  const dots = [...chart.querySelectorAll("a")];
  if (!dots.length) continue;
  const card = document.createElement("div");
  card.className = "chart-card";
  card.hidden = true;
  chart.after(card);

  let places = [], open = null, stop = null, touch = null;
  const measure = () => {
    const base = chart.getBoundingClientRect();
    places = dots.map((dot) => {
      // Of the circles for narrow and for wide pictures one is shown.
      const box = [...dot.querySelectorAll("circle")].map((c) => c.getBoundingClientRect()).find((b) => b.width) ?? base;
      return { dot, x: box.x + box.width / 2 - base.x, y: box.y + box.height / 2 - base.y, r: box.width / 2 };
    });
    places.sort((a, b) => a.x - b.x || a.y - b.y);
  };
  const placeOf = (dot) => places.find((place) => place.dot === dot);

  const hide = () => {
    open?.classList.remove("is-current");
    open = null;
    card.hidden = true;
  };
  const show = (dot) => {
    if (dot === open) return;
    hide();
    measure();
    open = dot;
    dot.classList.add("is-current");
    const [title, ...values] = dot.querySelector("title").textContent.split("\n");
    const name = document.createElement("strong"), link = document.createElement("a");
    name.textContent = title.replace(/:$/, "");
    link.href = dot.getAttribute("href");
    link.textContent = "Open its page";
    card.replaceChildren(name, `\n${values.join("\n")}`, link);
    card.hidden = false;
    const { x, y, r } = placeOf(dot), left = x + chart.getBoundingClientRect().x - figure.getBoundingClientRect().x;
    const top = y + chart.getBoundingClientRect().y - figure.getBoundingClientRect().y;
    card.style.left = `${Math.max(0, Math.min(left - card.offsetWidth / 2, figure.clientWidth - card.offsetWidth))}px`;
    card.style.top = `${top - r - 8 > card.offsetHeight ? top - r - 8 - card.offsetHeight : top + r + 8}px`;
  };
  const rove = (dot) => {
    stop?.setAttribute("tabindex", "-1");
    stop = dot;
    dot.setAttribute("tabindex", "0");
  };
  const nearest = (event) => {
    const base = chart.getBoundingClientRect(), [x, y] = [event.clientX - base.x, event.clientY - base.y];
    const far = (place) => Math.hypot(place.x - x, place.y - y) - place.r;
    const best = places.reduce((a, b) => (far(b) < far(a) ? b : a));
    return event.target.closest("a") ?? (far(best) < 22 ? best.dot : null);
  };

  rove(chart.querySelector("a.is-found") ?? dots[0]);
  chart.addEventListener("pointerover", (event) => {
    const dot = event.target.closest("a");
    if (event.pointerType === "mouse" && dot) show(dot);
  });
  figure.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && hide());
  chart.addEventListener("pointerdown", (event) => {
    touch = event.pointerType === "mouse" ? null : { before: open };
  });
  chart.addEventListener("click", (event) => {
    if (!touch) return;
    measure();
    const dot = nearest(event), isSecond = dot && dot === touch.before;
    touch = null;
    if (isSecond && event.target.closest("a")) return;
    event.preventDefault();
    if (isSecond) card.querySelector("a").click();
    else if (dot) show(dot);
    else hide();
  });
  chart.addEventListener("focusin", (event) => {
    const dot = event.target.closest("a");
    if (dot) rove(dot), show(dot);
  });
  figure.addEventListener("focusout", ({ relatedTarget: to }) => chart.contains(to) || card.contains(to) || touch || hide());
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
  chart.addEventListener("keydown", (event) => {
    const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -1, ArrowDown: 1, Home: -Infinity, End: Infinity };
    if (!(event.key in steps) || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    measure();
    const step = steps[event.key], from = placeOf(stop), last = places.length - 1;
    let next = places[Math.max(0, Math.min(last, places.indexOf(from) + step))];
    if (/Up|Down/.test(event.key)) {
      // The nearest in this direction, those straight above or below first.
      const along = (place) => (place.y - from.y) * step, far = (place) => along(place) + 4 * Math.abs(place.x - from.x);
      next = places.filter((place) => along(place) > 0.5).reduce((a, b) => (a && far(a) <= far(b) ? a : b), null) ?? from;
    }
    next.dot.focus();
  });
}
