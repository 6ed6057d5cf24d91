// After a button was pressed, or work came to its end, the keyboard and the voice of a screen reader begin at what is new.
(() => {
  const finished = sessionStorage.getItem("area-finished") === location.pathname;
  sessionStorage.removeItem("area-finished");
  const place =
    document.querySelector("[data-answer]") ??
    document.querySelector(".messages li") ??
    (finished ? document.querySelector("#do-heading, .area h2") : null);
  if (!place) return;
  place.tabIndex = -1;
  place.focus({ preventScroll: finished });
})();
