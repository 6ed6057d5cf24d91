// Copy buttons: hidden in the page, shown here only where the browser can write to the clipboard.
if (navigator.clipboard) {
  const status = document.createElement("p");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  document.body.append(status);

  for (const button of document.querySelectorAll("[data-copy-target]")) {
    const target = document.getElementById(button.dataset.copyTarget);
    if (!target) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(target.textContent.trim());
      } catch {
        status.textContent = "Could not copy. Select the text and copy it by hand.";
        getSelection().selectAllChildren(target);
        return;
      }
      status.textContent = "Copied";
      button.dataset.copied = "";
      setTimeout(() => delete button.dataset.copied, 2000);
    });
  }
}
