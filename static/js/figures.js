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
      document.body.append(document.adoptNode(note));
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
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    try {
      await load();
      document.getElementById(link.hash.slice(1)).showPopover({ source: link });
    } catch {
      location.assign(link.href);
    }
  });
}
