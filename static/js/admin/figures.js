/* Figures in the editors' texts: the list of them, the dialog to pick one and how it is put, or on which pages a sentence is printed;
   and below each text, on how many pages it is. */
(() => {
  const answers = new Map();

  function panel() {
    return document.querySelector("[data-figures]");
  }

  /* Where somebody last was, outside of dialogs: in articles each block says itself which page its figures are of. */
  let last = null;
  document.addEventListener("focusin", (event) => {
    if (!event.target.closest("dialog")) last = event.target;
  });

  function subjectFor(from) {
    const own = "input.preview-subject";
    for (let block = from?.closest?.("[data-streamfield-child]"); block; block = block.parentElement.closest("[data-streamfield-child]"))
      if (block.querySelector(own)) return block.querySelector(own).value;
    return [...document.querySelectorAll(own)].find((input) => !input.closest("[data-streamfield-child]"))?.value ?? "";
  }

  /* What the admin answers about the figures of this form's kind of page, or of the page that the block at `from` names; asked once for
     each subject. */
  function ask(name, parameters = {}, from = last) {
    const here = panel();
    if (!here) return Promise.reject(new Error("This form has no figures."));
    const address = new URL(here.dataset.figures.replace("tokens.json", `${name}.json`), window.location.href);
    for (const [key, value] of Object.entries({ ...parameters, subject: subjectFor(from) })) address.searchParams.set(key, value);
    if (!answers.has(address.href)) {
      const answer = fetch(address, { headers: { Accept: "application/json" } }).then((response) => {
        if (response.status === 404 && !address.searchParams.get("kind")) throw new Error("Name the page first: its figures are found then.");
        if (!response.ok) throw new Error(`The figures could not be read (${response.status}). Save your text and reload the page.`);
        return response.json();
      });
      answers.set(address.href, answer);
      answer.catch(() => answers.delete(address.href));
    }
    return answers.get(address.href);
  }

  function element(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) if (value !== null) made.setAttribute(key, value);
    made.append(...children.filter((child) => child !== null));
    return made;
  }

  function button(words, attributes = {}) {
    return element("button", { type: "button", class: "button button-secondary", ...attributes }, words);
  }

  /* A list of choices that is searched, and walked with the arrows from the search box on. */
  function searched(groups, choices) {
    const search = element("input", { type: "search", id: "figure-picker-search", autocomplete: "off" });
    const none = element("p", { class: "figure-picker__none", role: "status", hidden: "" }, "No figure matches.");
    const list = element("div", { class: "figure-picker__list" }, ...groups, none);
    const shown = () => choices.filter((choice) => !choice.parentElement.hidden);
    search.addEventListener("input", () => {
      const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
      for (const choice of choices) choice.parentElement.hidden = !words.every((word) => choice.dataset.words.includes(word));
      for (const group of groups) group.hidden = !group.querySelector("li:not([hidden])");
      none.hidden = shown().length > 0;
    });
    const move = (event) => {
      const all = shown();
      const place = all.indexOf(document.activeElement);
      const next = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: all.length - 1 }[event.key];
      const isWritten = document.activeElement === search && !["ArrowDown", "ArrowUp"].includes(event.key);
      if (next === undefined || isWritten) return;
      event.preventDefault();
      if (next < 0) search.focus();
      else all[Math.min(next, all.length - 1)]?.focus();
    };
    list.addEventListener("keydown", move);
    search.addEventListener("keydown", (event) => {
      if (event.key === "Enter") {
        event.preventDefault();
        shown()[0]?.click();
      } else move(event);
    });
    return [element("label", { for: "figure-picker-search" }, "Find a figure"), search, list];
  }

  /* What tables, caveats and the methodology call it, where that is another name. */
  function measureBeside(named) {
    return named.measure ? [element("small", { class: "figure-picker__measure" }, ` ${named.measure}`)] : [];
  }

  function figureChoice(token) {
    const sample = token.sample
      ? element("span", { class: "figure-picker__sample" }, token.sample)
      : element("em", {}, token.missing);
    const choice = element(
      "button",
      { type: "button", class: "figure-picker__option", value: token.key },
      element("span", { class: "figure-picker__label" }, token.label, ...measureBeside(token)),
      sample,
      element("code", {}, `{${token.key}}`),
    );
    choice.dataset.words = `${token.label} ${token.measure} ${token.key}`.toLowerCase();
    return element("li", {}, choice);
  }

  /* The first step: which figure, and whether its value is to be printed or asked. */
  function figureStep(list, { mode, onMode, onFigure, onOtherwise }) {
    const groups = list.groups.map((group) =>
      element("section", {}, element("h3", {}, group.title), element("ul", { role: "list" }, ...group.tokens.map(figureChoice))),
    );
    const choices = groups.flatMap((group) => [...group.querySelectorAll("button")]);
    for (const choice of choices) choice.addEventListener("click", () => onFigure(choice.value));
    const modes = [
      ["figure", "Print a figure"],
      ["condition", "Print the sentence only if …"],
    ].map(([key, words]) => {
      const one = button(words, { "aria-pressed": String(key === mode) });
      one.addEventListener("click", () => onMode(key));
      return one;
    });
    const otherwise = button("Otherwise: in the place of the sentence before");
    otherwise.addEventListener("click", onOtherwise);
    const about = list.subject.title
      ? `Values are those of ${list.subject.title} (${list.subject.key}).`
      : "Values appear once an edition is published.";
    const asked = mode === "condition" ? "Which figure decides whether the sentence is printed?" : about;
    return [element("div", { class: "figure-picker__modes" }, ...modes, otherwise), element("p", {}, asked), ...searched(groups, choices)];
  }

  function example(sample, label, source) {
    return element(
      "li",
      {},
      element(
        "button",
        { type: "button", class: "figure-picker__option figure-picker__option--form", value: source },
        element("span", { class: "figure-picker__sample" }, sample),
        element("span", { class: "figure-picker__label" }, label),
        element("code", {}, `{${source}}`),
      ),
    );
  }

  function wordsChosen(figure, legend, labels, words, onPick) {
    const fields = labels.map((label, place) => {
      const input = element("input", { type: "text", value: words[place], id: `figure-words-${labels.length}-${place}` });
      return [element("label", { for: input.id }, label), input];
    });
    const insert = button("Insert these words");
    insert.addEventListener("click", () => onPick(`${figure.key}:${fields.map(([, input]) => input.value.replaceAll("/", " ").trim()).join("/")}`));
    return element("fieldset", { class: "figure-picker__words" }, element("legend", {}, legend), ...fields.flat(), insert);
  }

  /* The second step for a figure: how it is to read, by example. */
  function formStep(figure, onPick) {
    const forms = [example(figure.sample || figure.missing, "As the measure is printed", figure.key)];
    for (const form of figure.forms) {
      forms.push(example(form.sample, form.label, `${figure.key}:${form.form}`));
      if (form.after_article) forms.push(example(form.after_article, `${form.label}, after a or an`, `${figure.key}:${form.form},a`));
    }
    for (const choice of forms.flatMap((form) => [...form.querySelectorAll("button")])) choice.addEventListener("click", () => onPick(choice.value));
    const chosen = [];
    if (figure.has_direction)
      chosen.push(wordsChosen(figure, "Or words that go with its direction", ["More", "Less", "No change"], ["rose", "fell", "did not change"], onPick));
    else if (figure.is_count)
      chosen.push(wordsChosen(figure, "Or words that go with the number", ["For one", "For any other number"], ["task", "tasks"], onPick));
    return [
      element("h3", {}, figure.label, ...measureBeside(figure)),
      element("p", {}, figure.subject ? `How is it to read? By the example of ${figure.subject}:` : "How is it to read?"),
      element("div", { class: "figure-picker__list" }, element("ul", { role: "list" }, ...forms), ...chosen),
    ];
  }

  /* The second step for a condition: what is asked of the figure. */
  function testStep(figure, list, onPick) {
    const plain = figure.tests.filter((test) => !test.needs);
    const others = figure.tests.filter((test) => test.needs);
    const choices = plain.map((test) => {
      const choice = element(
        "button",
        { type: "button", class: "figure-picker__option figure-picker__option--form" },
        element("span", { class: "figure-picker__label" }, `… ${test.test}`),
      );
      choice.addEventListener("click", () => onPick(`if ${figure.key} ${test.test}`));
      return element("li", {}, choice);
    });
    const compared = others.map((test) => {
      const id = `figure-test-${test.test.replaceAll(" ", "-")}`;
      const input =
        test.needs === "figure"
          ? element("select", { id }, ...list.groups.flatMap((group) => group.tokens).map((token) => element("option", { value: token.key }, token.label)))
          : element("input", { type: "text", inputmode: "decimal", id });
      const insert = button("Insert", { "aria-label": `Insert: ${test.test}` });
      const isGiven = () => (test.needs === "number" ? /^[$+]?[−-]?\d[\d,]*(\.\d+)?%?$/.test(input.value.trim()) : input.value !== "");
      insert.addEventListener("click", () => {
        input.setAttribute("aria-invalid", String(!isGiven()));
        if (isGiven()) onPick(`if ${figure.key} ${test.test} ${input.value.trim()}`);
        else input.focus();
      });
      return element("div", { class: "figure-picker__compared" }, element("label", { for: id }, `… ${test.test}`), input, insert);
    });
    return [
      element("h3", {}, `Only if ${figure.label} …`),
      element("div", { class: "figure-picker__list" }, element("ul", { role: "list" }, ...choices), ...compared),
    ];
  }

  /* Resolves to {source, label} of what was picked, or to null. The dialog gives the focus back to where it was. */
  function pick({ mode = "figure", onlyConditions = false, onlyFigures = false, from = last } = {}) {
    return ask("tokens", {}, from).then(
      (list) =>
        new Promise((resolve) => {
          const before = document.activeElement;
          const body = element("div", { class: "figure-picker__step" });
          const title = element("h2", { id: "figure-picker-title" }, "Insert a figure");
          const back = button("Back", { hidden: "" });
          const cancel = button("Cancel");
          const dialog = element(
            "dialog",
            { class: "figure-picker", "aria-labelledby": "figure-picker-title" },
            title,
            body,
            element("div", { class: "figure-picker__end" }, back, cancel),
          );
          let picked = null;
          let current = onlyConditions ? "condition" : mode;
          const take = (source) => {
            picked = source;
            dialog.close();
          };
          const first = (where) => {
            current = where;
            back.hidden = true;
            title.textContent = current === "condition" ? "Print only on some pages" : "Insert a figure";
            body.replaceChildren(...figureStep(list, { mode: current, onMode: first, onFigure: second, onOtherwise: () => take("otherwise") }));
            if (onlyConditions || onlyFigures) body.querySelector(".figure-picker__modes").remove();
            body.querySelector("input[type=search]").focus();
          };
          const second = (key) =>
            ask("forms", { key }, from).then((figure) => {
              back.hidden = false;
              body.replaceChildren(...(current === "condition" ? testStep(figure, list, take) : formStep(figure, take)));
              body.querySelector("button").focus();
            }, failed);
          const failed = (error) => body.replaceChildren(element("p", { role: "alert" }, error.message));
          back.addEventListener("click", () => first(current));
          cancel.addEventListener("click", () => dialog.close());
          dialog.addEventListener("close", () => {
            dialog.remove();
            if (picked) ask("expression", { source: picked }, from).then((told) => resolve({ source: picked, label: told.label }), () => resolve({ source: picked, label: picked }));
            else {
              before?.focus();
              resolve(null);
            }
          });
          document.body.append(dialog);
          dialog.showModal();
          first(current);
        }),
    );
  }

  /* Below a text: on how many pages it is printed, some of them, and what may read oddly. */
  const WAIT = 700;

  function pageLine(page) {
    const link = element("a", { href: page.path, target: "_blank", rel: "noreferrer" }, page.title);
    return element("li", {}, link, element("span", {}, page.words ? `: ${page.words}` : ": nothing of it"));
  }

  function counted(number, of) {
    return number === of ? `all ${of.toLocaleString("en")} pages` : `${number.toLocaleString("en")} of ${of.toLocaleString("en")} pages`;
  }

  function drawReach(place, found) {
    if (found.pages === null || !found.sentences.length) return place.replaceChildren();
    const open = place.querySelector("details")?.open ?? false;
    const parts = [];
    if (found.sentences.length > 1 && found.sentences.some((one) => one.pages !== found.of_pages))
      parts.push(element("ol", {}, ...found.sentences.map((one) => element("li", {}, element("strong", {}, counted(one.pages, found.of_pages)), ` ${one.words}`))));
    const pages = [...found.examples, ...(found.without && found.pages ? [found.without] : [])];
    parts.push(element("ul", {}, ...pages.map(pageLine)));
    const details = element("details", {}, element("summary", {}, `Printed on ${counted(found.pages, found.of_pages)}`), ...parts);
    details.open = open;
    const warnings = found.orphans.map((orphan) =>
      element(
        "p",
        { class: "reach__warning" },
        `“${orphan.words}” stands without the sentence before it on ${orphan.pages.toLocaleString("en")} ${orphan.pages === 1 ? "page" : "pages"}, `,
        element("a", { href: orphan.example.path, target: "_blank", rel: "noreferrer" }, orphan.example.title),
        " among them. Does it still make sense there? If not, put the same condition into it.",
      ),
    );
    const clashes = found.clashes.map((clash) =>
      element(
        "p",
        { class: "reach__warning" },
        `“${clash.words}” is printed beside a sentence that asks of the same figure, on ${clash.pages.toLocaleString("en")} ${clash.pages === 1 ? "page" : "pages"}, `,
        element("a", { href: clash.example.path, target: "_blank", rel: "noreferrer" }, clash.example.title),
        " among them. If only one of them is meant, begin the sentences between with Otherwise, too.",
      ),
    );
    return place.replaceChildren(details, ...warnings, ...clashes);
  }

  /* Watches a text's field, and what it is printed under. */
  function watch(field, { rich = false, condition = null, otherwise = false } = {}) {
    const place = element("div", { class: "reach", role: "status" });
    let timer = 0;
    let last = null;
    let asked = 0;
    const look = () => {
      const here = panel();
      if (!here || !field.isConnected) return;
      const body = new URLSearchParams({ text: field.value, only_if: condition?.value ?? "" });
      if (rich) body.set("rich", "1");
      if (otherwise) body.set("otherwise", "1");
      if (body.toString() === last) return;
      last = body.toString();
      const mine = (asked += 1);
      const headers = { "X-CSRFToken": document.querySelector("input[name=csrfmiddlewaretoken]").value, Accept: "application/json" };
      fetch(here.dataset.figures.replace("tokens.json", "reach.json"), { method: "POST", headers, body })
        .then((answer) => (answer.ok ? answer.json() : { pages: null }))
        .then((found) => mine === asked && drawReach(place, found))
        .catch(() => mine === asked && place.replaceChildren());
    };
    const later = () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(look, WAIT);
    };
    /* The editor of rich text writes into its field without telling. */
    const container = field.closest("[data-contentpath]") ?? field.parentElement;
    for (const watched of [container, condition]) for (const event of ["input", "keyup", "change", "click", "focusout"]) watched?.addEventListener(event, later);
    look();
    return place;
  }

  window.singulariki = { ask, counted, element, button, pick, watch };
})();
