/* The figure button of the rich text editor. What it inserts is a chip: a figure and how it is put, or where a sentence is printed. */
(() => {
  const React = window.React;
  const { EditorState, Modifier, SelectionState } = window.DraftJS;
  const { ask, pick } = window.singulariki;

  class FigureSource extends React.Component {
    componentDidMount() {
      const { onComplete, onClose } = this.props;
      pick()
        .then((picked) => (picked ? onComplete(this.withToken(picked)) : onClose()))
        .catch((error) => {
          window.alert(error.message);
          onClose();
        });
    }

    withToken({ source, label }) {
      const { editorState, entityType } = this.props;
      const content = editorState.getCurrentContent();
      const withEntity = content.createEntity(entityType.type, "IMMUTABLE", { key: source });
      const entity = withEntity.getLastCreatedEntityKey();
      const replaced = Modifier.replaceText(withEntity, editorState.getSelection(), label, null, entity);
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
      ask("expression", { source: this.tokenKey() })
        .then((told) => this.setState({ sample: told.sample }))
        .catch(() => {});
    }

    tokenKey() {
      return this.props.contentState.getEntity(this.props.entityKey).getData().key;
    }

    render() {
      const sample = this.state.sample.length > 40 ? `${this.state.sample.slice(0, 39)}…` : this.state.sample;
      return React.createElement(
        "span",
        { className: `figure-token${/^(if |otherwise$)/.test(this.tokenKey()) ? " figure-token--condition" : ""}`, title: `{${this.tokenKey()}}`, "data-sample": sample },
        this.props.children,
      );
    }
  }

  /* Chips of an editor: entity key → text, block, place. */
  function chipsOf(content) {
    const chips = new Map();
    for (const block of content.getBlocksAsArray())
      block.findEntityRanges(
        (character) => {
          const key = character.getEntity();
          return key !== null && content.getEntity(key).getType() === "FIGURE";
        },
        (start, end) => chips.set(block.getEntityAt(start), { text: block.getText().slice(start, end), block: block.getKey() }),
      );
    return chips;
  }

  function say(words) {
    const place = document.querySelector("[data-figure-refusal]") ?? document.body.appendChild(document.createElement("div"));
    place.dataset.figureRefusal = "";
    place.setAttribute("role", "alert");
    place.className = "figure-refusal";
    place.textContent = words;
    window.clearTimeout(say.timer);
    say.timer = window.setTimeout(() => place.remove(), 8000);
  }

  /* A chip is replaced or removed as a whole. A link laid over it, or typing inside it, would leave its words without the figure. */
  const guard = {
    type: "FIGURE-GUARD",
    onChange(editorState, { getEditorState }) {
      const before = getEditorState()?.getCurrentContent();
      const after = editorState.getCurrentContent();
      if (!before || before === after || editorState.getLastChangeType() === "undo") return editorState;
      const [was, is] = [chipsOf(before), chipsOf(after)];
      for (const [key, chip] of was) {
        if (is.has(key)) continue;
        const text = after.getBlockForKey(chip.block)?.getText() ?? "";
        const half = chip.text.slice(0, Math.ceil(chip.text.length / 2));
        const rest = chip.text.slice(Math.ceil(chip.text.length / 2));
        const isThere = [half, rest].every((part) => text.includes(part));
        const wasThere = (before.getBlockForKey(chip.block)?.getText() ?? "").split(chip.text).length;
        if (isThere && text.split(chip.text).length >= wasThere - (text.includes(chip.text) ? 0 : 1)) {
          say(`“${chip.text}” is a figure: it cannot be part of a link, and nothing can be typed inside it. Put the cursor before or after it; delete it to replace it.`);
          return EditorState.forceSelection(EditorState.createWithContent(before, editorState.getDecorator()), SelectionState.createEmpty(chip.block));
        }
      }
      return editorState;
    },
  };

  window.draftail.registerPlugin({ type: "FIGURE", source: FigureSource, decorator: Figure }, "entityTypes");
  window.draftail.registerPlugin(guard, "plugins");
})();
