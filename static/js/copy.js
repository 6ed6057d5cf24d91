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

  for (const button of document.querySelectorAll("[data-copy-target], [data-copy-from]")) {
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
}
