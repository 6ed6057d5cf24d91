// What every public page does beyond being read; all of it works without.

// Whether a click opens a link in another tab or window.
const opensElsewhere = (event) => event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;

// Copy buttons: hidden in the page, shown here only where the browser can write to the clipboard.
if (navigator.clipboard) {
  const status = document.createElement("p");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  document.body.append(status);

  // What a button copies stands in the page, or at an address of this site.
  const textAt = async (address) => {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    return response.text();
  };

  const offerCopies = (root) => {
    for (const button of root.querySelectorAll("[data-copy-target], [data-copy-from]")) {
      const { copyTarget, copyFrom } = button.dataset;
      const target = copyTarget && document.getElementById(copyTarget);
      if (!target && !copyFrom) continue;
      button.hidden = false;
      button.addEventListener("click", async () => {
        try {
          await navigator.clipboard.writeText(target ? target.textContent.trim() : await textAt(copyFrom));
        } catch {
          status.textContent = "Could not copy. Select the text and copy it by hand.";
          if (target) getSelection().selectAllChildren(target);
          return;
        }
        status.textContent = "Copied";
        button.dataset.copied = "";
        setTimeout(() => delete button.dataset.copied, 2000);
      });
    }
  };
  offerCopies(document);
  document.addEventListener("drawn", ({ target }) => offerCopies(target));
}

// Opens the note on a figure beside it. Without this script its link leads to the notes on a page of their own.
if (HTMLElement.prototype.showPopover) {
  let loaded;
  const read = async () => {
    const response = await fetch("?notes=1");
    if (!response.ok) throw new Error(`${response.status}`);
    const notes = new DOMParser().parseFromString(await response.text(), "text/html").querySelector(".notes");
    for (const note of notes.querySelectorAll(".note")) {
      const close = document.createElement("button");
      close.type = "button";
      close.textContent = "Close";
      close.addEventListener("click", () => note.hidePopover());
      note.append(close);
      note.popover = "auto";
      document.querySelector("main").append(document.adoptNode(note));
    }
  };
  const load = () => (loaded ??= read().catch((error) => {
    loaded = undefined;
    throw error;
  }));
  const asked = ({ target }) => target.closest?.('a[href^="?notes=1#"]');
  for (const event of ["pointerover", "focusin"]) {
    document.addEventListener(event, (at) => asked(at) && load().catch(() => {}));
  }
  document.addEventListener("click", async (event) => {
    const link = asked(event);
    if (!link || opensElsewhere(event)) return;
    event.preventDefault();
    try {
      await load();
      document.getElementById(link.hash.slice(1)).showPopover({ source: link });
    } catch {
      const note = document.createElement("article");
      note.className = "note";
      note.popover = "auto";
      const all = Object.assign(document.createElement("a"), { href: link.href, textContent: "open the page of all notes" });
      note.append("The note could not be read just now. Try again, or ", all, ".");
      note.addEventListener("toggle", ({ newState }) => newState === "closed" && note.remove());
      document.querySelector("main").append(note);
      note.showPopover({ source: link });
    }
  });
}

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

// Puts the whole of a section in the place of what it shows at first. Without this script the link leads to the whole page.
document.addEventListener("click", async (event) => {
  const link = event.target.closest?.('a[href^="?all=1#"]');
  if (!link || opensElsewhere(event)) return;
  event.preventDefault();
  try {
    const response = await fetch("?all=1");
    if (!response.ok) throw new Error(`${response.status}`);
    const whole = new DOMParser().parseFromString(await response.text(), "text/html").getElementById(link.hash.slice(1));
    document.getElementById(whole.id).replaceWith(document.adoptNode(whole));
    whole.dispatchEvent(new Event("drawn", { bubbles: true }));
    whole.querySelector("details[open] > summary")?.focus({ preventScroll: true });
  } catch {
    location.assign(link.href);
  }
});
