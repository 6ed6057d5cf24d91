// Files and folders by dropping them, a list of what is chosen, and sending it without losing the choice to a refusal.
(() => {
  const form = document.querySelector("[data-upload]");
  if (!form) return;
  const part = (name) => document.querySelector(`[data-upload-${name}]`);
  const [zone, hint, box, count, clear, list] = ["zone", "hint", "chosen", "count", "clear", "list"].map(part);
  const [refused, progress, bar, sent, send] = ["refused", "progress", "bar", "sent", "send"].map(part);
  const [files, folder] = [form.elements.files, form.elements.folder];
  const limit = Number(zone.dataset.uploadLimit);
  const most = Number(zone.dataset.uploadMost);
  const SHOWN = 20;
  let chosen = []; // {file, path}

  const size = (bytes) => {
    const units = ["bytes", "kB", "MB", "GB"];
    let unit = 0;
    while (bytes >= 1000 && unit < units.length - 1) {
      bytes /= 1000;
      unit += 1;
    }
    return `${bytes >= 100 || unit === 0 ? Math.round(bytes) : bytes.toFixed(1)} ${units[unit]}`;
  };

  const show = () => {
    box.hidden = chosen.length === 0;
    const total = chosen.reduce((sum, { file }) => sum + file.size, 0);
    count.textContent = `${chosen.length} file${chosen.length === 1 ? "" : "s"} chosen, ${size(total)}`;
    const lines = chosen.slice(0, SHOWN).map(({ file, path }) => {
      const line = document.createElement("li");
      line.className = "area-file";
      line.textContent = `${path} (${size(file.size)})${file.size > limit ? `: larger than ${size(limit)}, will be left out` : ""}`;
      return line;
    });
    if (chosen.length > SHOWN) {
      const rest = document.createElement("li");
      rest.textContent = `and ${chosen.length - SHOWN} more`;
      lines.push(rest);
    }
    list.replaceChildren(...lines);
  };

  const add = (more) => {
    const known = new Set(chosen.map(({ file, path }) => `${path} ${file.size}`));
    chosen.push(...more.filter(({ file, path }) => !known.has(`${path} ${file.size}`)));
    show();
  };

  const take = (input) => {
    add([...input.files].map((file) => ({ file, path: file.webkitRelativePath || file.name })));
    input.value = "";
  };

  // A dropped folder is read piece by piece: a reader gives some of its entries at a time.
  const walk = async (entry) => {
    if (entry.isFile) {
      const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
      return [{ file, path: entry.fullPath.replace(/^\//, "") }];
    }
    const reader = entry.createReader();
    const found = [];
    for (;;) {
      const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
      if (!some.length) break;
      for (const inner of some) found.push(...(await walk(inner)));
    }
    return found;
  };

  const say = (...lines) => {
    const messages = lines.map((line) => {
      const paragraph = document.createElement("p");
      paragraph.className = "error-message";
      paragraph.append(line);
      return paragraph;
    });
    refused.replaceChildren(...messages);
    if (messages.length) refused.scrollIntoView({ block: "center" });
  };

  const link = (words, address) => {
    const anchor = document.createElement("a");
    anchor.href = address;
    anchor.target = "_blank";
    anchor.rel = "noopener";
    anchor.textContent = words;
    return anchor;
  };

  const sayLoggedOut = () => {
    const words = document.createElement("span");
    const address = `${zone.dataset.uploadLogin}?next=${encodeURIComponent(location.pathname)}`;
    words.append("You are not signed in any more. Your files are still chosen: ", link("sign in in a new tab", address), ", come back here, then press the button again.");
    say(words);
  };

  const busy = (is) => {
    send.disabled = is;
    progress.hidden = !is;
    zone.inert = is;
  };

  // The token of the form is of the session that showed it; another one may be current by now.
  const token = async () => {
    const answer = await fetch(zone.dataset.uploadToken, { headers: { "X-Requested-With": "XMLHttpRequest" }, cache: "no-store" });
    if (answer.status === 403 || answer.redirected) return null;
    if (!answer.ok) throw new Error(answer.status);
    return (await answer.json()).token;
  };

  const post = (body) =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open("POST", form.action || location.href);
      request.setRequestHeader("Accept", "application/json");
      request.upload.onprogress = ({ loaded, total, lengthComputable }) => {
        if (!lengthComputable) return;
        bar.value = (100 * loaded) / total;
        sent.textContent = loaded < total ? `${size(loaded)} of ${size(total)} sent` : "All sent; the site is storing it";
      };
      request.onload = () => resolve(request);
      request.onerror = () => reject(new Error("no answer"));
      request.send(body);
    });

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    say();
    if (!chosen.length) return say("Choose one or more files, or a folder that is not empty.");
    if (chosen.length > most) return say(`These are more than ${most} files, the most that can be sent at once. Choose fewer, or the publishers' archives as they were downloaded.`);
    const fitting = chosen.filter(({ file }) => file.size <= limit);
    if (!fitting.length) return say(`Each file is larger than ${size(limit)}, the most this site takes. Ask an administrator to raise UPLOAD_LIMIT_MB.`);
    busy(true);
    try {
      const current = await token();
      if (current === null) return sayLoggedOut();
      const body = new FormData(form);
      body.set("csrfmiddlewaretoken", current);
      body.delete("folder");
      body.delete("files");
      body.set("paths", JSON.stringify(fitting.map(({ path }) => path)));
      for (const { file } of fitting) body.append("files", file, file.name);
      const answer = await post(body);
      const said = answer.getResponseHeader("Content-Type")?.startsWith("application/json") ? JSON.parse(answer.responseText) : null;
      if (answer.status === 200 && said) return location.assign(said.to);
      if (said) return say(...said.errors);
      if (answer.responseURL.includes(zone.dataset.uploadLogin)) return sayLoggedOut();
      if (answer.status === 413) return say("That is more than the server takes at once. Send fewer files, or ask an administrator to raise the limit of the web server.");
      say(`The site answered with an error (${answer.status}). Your files are still chosen; try again, or tell an administrator.`);
    } catch {
      say("The site could not be reached, or a file has changed since it was chosen. Your files are still chosen; try again.");
    } finally {
      busy(false);
    }
  });

  hint.hidden = false;
  clear.addEventListener("click", () => {
    chosen = [];
    show();
    files.focus();
  });
  for (const input of [files, folder]) {
    input.addEventListener("change", () => take(input));
    // A browser may have kept what was chosen before the page was left.
    if (input.files.length) take(input);
  }
  for (const name of ["dragenter", "dragover"]) {
    zone.addEventListener(name, (event) => {
      event.preventDefault();
      zone.classList.add("area-drop--over");
    });
  }
  for (const name of ["dragleave", "drop"]) zone.addEventListener(name, () => zone.classList.remove("area-drop--over"));
  zone.addEventListener("drop", async (event) => {
    event.preventDefault();
    // To be asked for at once: the list of what was dropped is empty after this event.
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    const plain = entries.length ? [] : [...event.dataTransfer.files].map((file) => ({ file, path: file.name }));
    try {
      add([...(await Promise.all(entries.map(walk))).flat(), ...plain]);
    } catch {
      say("A dropped file or folder could not be read. Choose it with the buttons instead.");
    }
  });
})();
