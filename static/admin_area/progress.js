// Keeps the progress of long work fresh, and shows the page anew when what it offers changes.
(() => {
  const box = document.querySelector("[data-progress]");
  if (!box) return;
  const part = (name) => box.querySelector(`[data-progress-${name}]`);
  const [phase, bar, counted, left] = ["phase", "bar", "counted", "left"].map(part);
  const write = (place, words) => {
    // Screen readers are told about a change of words, not about every look.
    if (place.textContent !== words) place.textContent = words;
  };
  // Work that was left behind is taken up again by itself; then there is progress to show.
  const usual = phase ? 1000 : 3000;
  let failed = 0;
  // What somebody is typing is not taken from under their hands.
  const typing = () => [...document.querySelectorAll(".area :is(input[type=text], input[type=url], textarea)")].some((field) => field.value !== field.defaultValue);

  // Where the page begins when it is shown anew: see focus.js.
  const reload = () => {
    sessionStorage.setItem("area-finished", location.pathname);
    location.reload();
  };

  const show = (work) => {
    write(phase, work.phase);
    write(counted, work.counted);
    write(left, work.time_left);
    if (work.total) {
      bar.max = work.total;
      bar.value = work.done;
    } else {
      bar.removeAttribute("value");
    }
  };

  const look = async () => {
    try {
      const answer = await fetch(box.dataset.progress, {
        headers: { "X-Requested-With": "XMLHttpRequest" },
        cache: "no-store",
        signal: AbortSignal.timeout(15000),
      });
      if ((answer.redirected || answer.status === 403) && !typing()) return reload();
      if (!answer.ok) throw new Error(answer.status);
      const work = await answer.json();
      if (work.stage !== box.dataset.progressStage && !typing()) return reload();
      failed = 0;
      if (phase) show(work);
    } catch {
      failed += 1;
      if (failed >= 2 && phase) {
        write(phase, "No answer from the site; this page asks again by itself.");
        write(left, "");
      }
    }
    setTimeout(look, Math.min(usual * 2 ** failed, 15000));
  };
  setTimeout(look, usual);
})();
