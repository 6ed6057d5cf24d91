/* Starts Wagtail's calendars, choosers and rows of forms, each named by an element that stands where Wagtail has an inline script
   (see AdminPolicyMiddleware). Stimulus tells of such elements whenever they come onto the page, in dialogs and new rows too. A
   calendar has 250 elements: it is made when its field is reached. */
(() => {
  const STARTED_BY_WAGTAIL = /^(init(Date|Time|DateTime)Chooser|create\w*Chooser|[A-Z]\w*Chooser|InlinePanel|MultipleChooserPanel)$/;
  const CALENDAR = /^init(Date|Time|DateTime)Chooser$/;

  class Initialise extends window.StimulusModule.Controller {
    static values = { call: Object };

    connect() {
      const { how, name, arguments: given } = this.callValue;
      this.element.remove();
      if (!STARTED_BY_WAGTAIL.test(name)) return;
      const start = () => (how === "new" ? new window[name](...given) : window[name](...given));
      const field = CALENDAR.test(name) ? document.getElementById(given[0]) : null;
      /* The calendar has missed the event that it opens at. */
      const startAndOpen = () => {
        start();
        window.jQuery(field).trigger("open.xdsoft");
      };
      if (field && field !== document.activeElement) field.addEventListener("focus", startAndOpen, { once: true });
      else start();
    }
  }

  window.wagtail.app.register("initialise", Initialise);

  /* Editors of rich text are named by the label of their field, or by the heading that they stand under: Wagtail labels the hidden
     field behind them. */
  const nameEditors = () => {
    for (const text of document.querySelectorAll("[role=textbox][contenteditable]:not([aria-labelledby])")) {
      const around = text.closest("[data-contentpath], .w-field__wrapper");
      const label = around?.querySelector(":scope > label, :scope > .w-field__label") ?? text.closest(".w-panel")?.querySelector("[data-panel-heading-text], label");
      if (!label) continue;
      label.id ||= `label-${Math.random().toString(36).slice(2)}`;
      text.setAttribute("aria-labelledby", label.id);
    }
  };
  let isNaming = false;
  new MutationObserver(() => {
    if (isNaming) return;
    isNaming = true;
    window.requestAnimationFrame(() => {
      isNaming = false;
      nameEditors();
    });
  }).observe(document.documentElement, { childList: true, subtree: true });

  /* A block that is moved takes the focus along, which moving its elements loses. At the end of its way the other button has it. */
  const keepFocus = (event) => {
    const pressed = event.target.closest?.("[data-streamfield-action^=MOVE_]");
    if (!pressed) return;
    window.setTimeout(() => {
      const buttons = [pressed, ...(pressed.parentElement?.querySelectorAll("[data-streamfield-action^=MOVE_]") ?? [])];
      buttons.find((button) => !button.disabled)?.focus();
    }, 50);
  };
  /* Before the buttons' own listeners, which let nobody else hear of it. */
  document.addEventListener("click", keepFocus, true);
})();
