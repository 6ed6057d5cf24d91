/* The figure button of the rich text editor: a list of the figures of this page kind, with their values for a sample page. */
(() => {
  const React = window.React;
  const { EditorState, Modifier } = window.DraftJS;

  let loading = null;

  /* The form says where its list is; read once per form. */
  function figures() {
    const panel = document.querySelector("[data-figure-tokens]");
    if (!panel) return Promise.resolve({ groups: [], subject: { key: "", title: "" } });
    loading ??= fetch(panel.dataset.figureTokens, { headers: { Accept: "application/json" } }).then((answer) => {
      if (!answer.ok) throw new Error(`The list of figures could not be read (${answer.status}). Save your text and reload the page.`);
      return answer.json();
    });
    return loading;
  }

  function element(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  function option(token) {
    const value = token.sample ? element("span", { class: "figure-picker__sample" }, token.sample) : element("em", {}, token.missing);
    const button = element(
      "button",
      { type: "button", class: "figure-picker__option", value: token.key },
      element("span", { class: "figure-picker__label" }, token.label),
      value,
      element("code", {}, `{${token.key}}`),
    );
    button.dataset.words = `${token.label} ${token.key}`.toLowerCase();
    return element("li", {}, button);
  }

  function dialogOf(list) {
    const search = element("input", { type: "search", id: "figure-picker-search", autocomplete: "off" });
    const groups = list.groups.map((group) =>
      element("section", {}, element("h3", {}, group.title), element("ul", { role: "list" }, ...group.tokens.map(option))),
    );
    const none = element("p", { class: "figure-picker__none", role: "status", hidden: "" }, "No figure matches.");
    const about = list.subject.title ? `Values are those of ${list.subject.title} (${list.subject.key}).` : "Values appear once an edition is published.";
    const dialog = element(
      "dialog",
      { class: "figure-picker", "aria-labelledby": "figure-picker-title" },
      element("h2", { id: "figure-picker-title" }, "Insert a figure"),
      element("p", {}, about),
      element("label", { for: "figure-picker-search" }, "Find a figure"),
      search,
      element("div", { class: "figure-picker__list" }, ...groups, none),
      element("button", { type: "button", class: "button button-secondary figure-picker__close" }, "Cancel"),
    );
    search.addEventListener("input", () => {
      const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const button of dialog.querySelectorAll(".figure-picker__option")) {
        const matches = words.every((word) => button.dataset.words.includes(word));
        button.parentElement.hidden = !matches;
        shown += matches ? 1 : 0;
      }
      for (const group of groups) group.hidden = !group.querySelector("li:not([hidden])");
      none.hidden = shown > 0;
    });
    search.addEventListener("keydown", (event) => {
      const first = dialog.querySelector("section:not([hidden]) li:not([hidden]) button");
      if (event.key === "Enter") {
        event.preventDefault();
        first?.click();
      } else if (event.key === "ArrowDown") {
        event.preventDefault();
        first?.focus();
      }
    });
    return dialog;
  }

  /* Resolves to the token picked, or to null. */
  function pick(list) {
    return new Promise((resolve) => {
      const dialog = dialogOf(list);
      let picked = null;
      dialog.addEventListener("click", (event) => {
        const button = event.target.closest("button");
        if (!button) return;
        if (button.value) picked = list.groups.flatMap((group) => group.tokens).find((token) => token.key === button.value);
        dialog.close();
      });
      dialog.addEventListener("close", () => {
        dialog.remove();
        resolve(picked);
      });
      document.body.append(dialog);
      dialog.showModal();
    });
  }

  class FigureSource extends React.Component {
    componentDidMount() {
      const { onComplete, onClose } = this.props;
      figures()
        .then(pick)
        .then((token) => (token ? onComplete(this.withToken(token)) : onClose()))
        .catch((error) => {
          loading = null;
          window.alert(error.message);
          onClose();
        });
    }

    withToken(token) {
      const { editorState, entityType } = this.props;
      const content = editorState.getCurrentContent();
      const withEntity = content.createEntity(entityType.type, "IMMUTABLE", { key: token.key });
      const entity = withEntity.getLastCreatedEntityKey();
      const replaced = Modifier.replaceText(withEntity, editorState.getSelection(), token.label, null, entity);
      return EditorState.push(editorState, replaced, "insert-characters");
    }

    render() {
      return null;
    }
  }

  class Figure extends React.Component {
    constructor(props) {
      super(props);
      this.state = { sample: "" };
    }

    componentDidMount() {
      const key = this.tokenKey();
      figures()
        .then((list) => list.groups.flatMap((group) => group.tokens).find((token) => token.key === key))
        .then((token) => this.setState({ sample: token ? token.sample || token.missing : "unknown figure" }))
        .catch(() => {});
    }

    tokenKey() {
      return this.props.contentState.getEntity(this.props.entityKey).getData().key;
    }

    render() {
      const sample = this.state.sample.length > 40 ? `${this.state.sample.slice(0, 39)}…` : this.state.sample;
      return React.createElement(
        "span",
        { className: "figure-token", title: `{${this.tokenKey()}}`, "data-sample": sample },
        this.props.children,
      );
    }
  }

  window.draftail.registerPlugin({ type: "FIGURE", source: FigureSource, decorator: Figure }, "entityTypes");
})();
