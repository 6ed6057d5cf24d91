/* The form of a layout. Blocks are made when they are opened: until then a block is its line, and one field with what came from the
   server. And which page the preview shows. */
(() => {
  const { StructBlockDefinition } = window.wagtailStreamField.blocks;
  const { ask, counted, element, button, pick, watch } = window.singulariki;

  /* A button beside a plain field that writes what is picked where the cursor is. */
  function pickInto(field, options, written) {
    const open = button(options.onlyConditions || options.onlyFigures ? "Choose …" : "Insert a figure …", { class: "button button-small button-secondary" });
    open.addEventListener("click", () =>
      pick({ ...options, from: field })
        .then((picked) => {
          if (!picked) return;
          written(picked.source);
          field.dispatchEvent(new Event("input", { bubbles: true }));
          field.dispatchEvent(new Event("change", { bubbles: true }));
          field.focus();
        })
        .catch((error) => open.after(element("p", { role: "alert" }, error.message))),
    );
    return open;
  }

  function helpWriting(block) {
    const condition = block.querySelector("input[data-condition]");
    for (const field of block.querySelectorAll("textarea[data-sentence]")) {
      const insert = (source) => field.setRangeText(`{${source}}`, field.selectionStart, field.selectionEnd, "end");
      const place = element("div", { class: "sentence-help" }, pickInto(field, {}, insert));
      field.after(place);
      field.addEventListener("focus", () => place.querySelector(".reach") ?? place.append(watch(field, { condition })), { once: true });
    }
    for (const path of ["text", "otherwise", "intro", "outro"]) {
      const around = block.querySelector(`[data-contentpath="${path}"]`);
      const field = around?.querySelector("[data-streamfield-widget] > input[type=hidden]");
      if (!field) continue;
      const follow = () => around.querySelector(":scope > .reach") ?? around.append(watch(field, { rich: true, condition, otherwise: path === "otherwise" }));
      if (field.value && field.value !== "null") follow();
      else around.addEventListener("focusout", follow);
    }
  }

  /* On how many pages a section has data, and some where it has none. */
  function sayWhere(section) {
    const place = element("p", { class: "reach", role: "status" });
    ask("section", { section }).then((found) => {
      if (found.pages === null) return;
      const links = found.without.flatMap((page, number) => [number ? ", " : "; not on ", element("a", { href: page.path, target: "_blank", rel: "noreferrer" }, page.title)]);
      place.append(`Has data on ${counted(found.pages, found.of_pages)}`, ...links, found.of_pages - found.pages > found.without.length ? " and others." : ".");
    }, () => {});
    return place;
  }

  /* Shows what is wrong where it is: panels inside the block that hold an error are opened. */
  function openWithErrors(block) {
    for (const toggle of block.querySelectorAll("[data-panel-toggle][aria-expanded=false]")) {
      const content = document.getElementById(toggle.getAttribute("aria-controls"));
      if (content?.querySelector(".w-field__errors .error-message, .help-critical")) toggle.click();
    }
  }

  class OnDemand {
    constructor(definition, placeholder, prefix, state, error, capabilities) {
      this.blockDef = definition;
      this.type = definition.name;
      this.prefix = prefix;
      this.state = state;
      this.capabilities = capabilities;
      this.block = null;
      this.element = element("div", { class: "on-demand" });
      placeholder.replaceWith(this.element);
      if (state?.sealed) {
        this.element.append(element("input", { type: "hidden", name: `${prefix}-sealed`, value: state.sealed }));
        this.toggle = this.element.closest("[data-streamfield-child]")?.querySelector("[data-panel-toggle]");
        this.toggle?.addEventListener("wagtail:panel-toggle", () => this.openWithPanel());
        window.setTimeout(() => this.putAwayRest());
        /* One that was just added comes open; those of a form that opens are closed right after they are made. */
        window.setTimeout(() => this.openWithPanel());
      } else this.open();
      if (error) this.setError(error);
    }

    /* The buttons of a closed block come when somebody points at it or reaches it with the keyboard: forty times five of them, each
       with its picture, are most of what such a form has. */
    putAwayRest() {
      const child = this.element.closest("[data-streamfield-child]");
      if (this.block || !child || child.matches(":hover, :focus-within")) return;
      const controls = child.querySelector("[data-panel-controls]");
      const anchors = [...child.querySelectorAll(".w-panel__anchor, .w-panel__divider")];
      const places = anchors.map((anchor) => [anchor, anchor.nextElementSibling]);
      const kept = document.createDocumentFragment();
      kept.append(...controls.children);
      for (const anchor of anchors) anchor.remove();
      let isAway = true;
      const bringBack = () => {
        if (!isAway) return;
        isAway = false;
        controls.append(kept);
        for (const [anchor, next] of places.reverse()) next.before(anchor);
      };
      for (const event of ["pointerenter", "focusin", "wagtail:panel-toggle"]) child.addEventListener(event, bringBack, { once: true, capture: true });
    }

    openWithPanel() {
      if (this.toggle?.getAttribute("aria-expanded") === "true") this.open();
    }

    open() {
      if (this.block) return this.block;
      const place = document.createElement("div");
      this.element.replaceChildren(place);
      const fields = this.state?.sealed ? this.state.fields : this.state;
      this.block = StructBlockDefinition.prototype.render.call(this.blockDef, place, this.prefix, fields, undefined, this.capabilities);
      helpWriting(this.element);
      if (this.type.startsWith("section-")) this.element.prepend(sayWhere(this.type.slice("section-".length)));
      return this.block;
    }

    setState(state) {
      this.open().setState(state?.sealed ? state.fields : state);
    }

    setError(error) {
      this.open().setError(error);
      openWithErrors(this.element);
    }

    getState() {
      return this.block ? this.block.getState() : this.state;
    }

    getDuplicatedState() {
      return this.open().getDuplicatedState();
    }

    getValue() {
      return this.open().getValue();
    }

    getTextLabel(options) {
      return this.block ? this.block.getTextLabel(options) : (this.state.summary ?? "");
    }

    focus(options) {
      this.open().focus(options);
    }
  }

  class OnDemandDefinition extends StructBlockDefinition {
    render(placeholder, prefix, state, error, capabilities) {
      return new OnDemand(this, placeholder, prefix, state, error, capabilities);
    }
  }

  window.telepath.register("singulariki.OnDemandBlock", OnDemandDefinition);

  /* "Preview against": a box that finds pages by title, code or address, offers some worth a look, and remembers the last. */
  class PreviewSubject extends window.StimulusModule.Controller {
    connect() {
      const input = this.element;
      const kept = `preview-subject:${input.dataset.kind}`;
      const list = element("ul", { id: `${input.id}-pages`, role: "listbox", class: "preview-pages", "aria-label": "Pages", hidden: "" });
      const told = element("p", { role: "status", class: "w-sr-only" });
      for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" }))
        input.setAttribute(name, value);
      input.after(list, told);
      const options = () => [...list.querySelectorAll("[role=option]")];
      const mark = (place) => {
        for (const [number, option] of options().entries()) option.setAttribute("aria-selected", String(number === place));
        const marked = options()[place];
        if (marked) {
          input.setAttribute("aria-activedescendant", marked.id);
          marked.scrollIntoView({ block: "nearest" });
        } else input.removeAttribute("aria-activedescendant");
      };
      const marked = () => options().findIndex((option) => option.getAttribute("aria-selected") === "true");
      const close = () => {
        list.hidden = true;
        input.setAttribute("aria-expanded", "false");
        mark(-1);
      };
      const take = (option) => {
        input.value = option.dataset.value;
        if (input.dataset.kind) window.localStorage.setItem(kept, input.value);
        close();
        input.dispatchEvent(new Event("input", { bubbles: true }));
        input.dispatchEvent(new Event("change", { bubbles: true }));
      };
      const show = (found) => {
        list.replaceChildren(
          ...found.pages.map((page, place) => {
            const option = element("li", { role: "option", id: `${list.id}-${place}`, "aria-selected": "false", "data-value": `${page.key} ${page.title}` });
            option.append(page.why ? element("strong", {}, `${page.why}: `) : "", `${page.key} ${page.title}`);
            option.addEventListener("mousedown", (event) => event.preventDefault());
            option.addEventListener("click", () => take(option));
            return option;
          }),
        );
        const more = found.more ? ` ${found.more.toLocaleString("en")} more: type more words.` : "";
        told.textContent = found.pages.length ? `${found.pages.length} pages.${more}` : "No page has these words.";
        list.hidden = !found.pages.length;
        input.setAttribute("aria-expanded", String(!list.hidden));
      };
      let timer = 0;
      let asked = 0;
      const find = (words) => {
        const mine = (asked += 1);
        ask("pages", { q: words }, input).then((found) => mine === asked && document.activeElement === input && show(found), () => {});
      };
      input.addEventListener("focus", () => find(""));
      input.addEventListener("input", (event) => {
        if (!event.isTrusted) return;
        window.clearTimeout(timer);
        timer = window.setTimeout(() => find(input.value), 150);
      });
      input.addEventListener("blur", close);
      input.addEventListener("keydown", (event) => {
        const all = options();
        if (event.key === "Escape" && !list.hidden) close();
        else if (event.key === "ArrowDown" && list.hidden) find("");
        else if (event.key === "ArrowDown") mark(Math.min(marked() + 1, all.length - 1));
        else if (event.key === "ArrowUp") mark(Math.max(marked() - 1, -1));
        else if (event.key === "Enter" && marked() >= 0) take(all[marked()]);
        else return;
        event.preventDefault();
      });
      if (!input.value && input.dataset.kind) input.value = window.localStorage.getItem(kept) ?? "";
    }
  }

  window.wagtail.app.register("preview-subject", PreviewSubject);

  /* A field that holds one figure, or what is asked of one. */
  class FigureField extends window.StimulusModule.Controller {
    connect() {
      const field = this.element;
      const options = "condition" in field.dataset ? { onlyConditions: true } : { onlyFigures: true };
      this.open ??= pickInto(field, options, (source) => (field.value = source.replace(/^if /, "")));
      field.after(this.open);
    }
  }

  window.wagtail.app.register("figure-field", FigureField);
})();
