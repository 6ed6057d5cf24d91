/* Starts Wagtail's calendars, choosers and rows of forms, each named by an element that stands where Wagtail has an inline script
   (see AdminPolicyMiddleware). Stimulus tells of such elements whenever they come onto the page, in dialogs and new rows too. */
(() => {
  const STARTED_BY_WAGTAIL = /^(init(Date|Time|DateTime)Chooser|create\w*Chooser|[A-Z]\w*Chooser|InlinePanel|MultipleChooserPanel)$/;

  class Initialise extends window.StimulusModule.Controller {
    static values = { call: Object };

    connect() {
      const { how, name, arguments: given } = this.callValue;
      this.element.remove();
      if (!STARTED_BY_WAGTAIL.test(name)) return;
      const start = window[name];
      if (how === "new") new start(...given);
      else start(...given);
    }
  }

  window.wagtail.app.register("initialise", Initialise);
})();
