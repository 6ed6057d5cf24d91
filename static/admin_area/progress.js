// Keeps the progress of long work fresh, and shows the page anew when a step is done.
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
  const stopped = box.hasAttribute("data-progress-stopped");
  let pause = stopped ? 3000 : 1000;

  const look = async () => {
    try {
      const answer = await fetch(box.dataset.progress, {
        headers: { "X-Requested-With": "XMLHttpRequest" },
        cache: "no-store",
      });
      if (answer.redirected || answer.status === 403) return location.reload();
      if (!answer.ok) throw new Error(answer.status);
      const work = await answer.json();
      if (work.under_way === stopped || work.state !== box.dataset.progressState) return location.reload();
      if (stopped) return setTimeout(look, pause);
      write(phase, work.phase);
      write(counted, work.counted);
      write(left, work.time_left);
      if (work.total) {
        bar.max = work.total;
        bar.value = work.done;
      } else {
        bar.removeAttribute("value");
      }
      pause = 1000;
    } catch {
      pause = Math.min(pause * 2, 15000);
    }
    setTimeout(look, pause);
  };
  setTimeout(look, pause);
})();
