/* The figure button of the rich text editor. What it inserts is a chip: a figure and how it is put, or where a sentence is printed. */
(() => {
  const React = window.React;
  const { EditorState, Modifier, SelectionState } = window.DraftJS;
  const { ask, pick } = window.singulariki;

  class FigureSource extends React.Component {
    componentDidMount() {
      const { editorState, onComplete } = this.props;
      /* With the cursor where it was. */
      const close = () => onComplete(EditorState.forceSelection(editorState, editorState.getSelection()));
      pick()
        .then((picked) => (picked ? onComplete(this.withToken(picked)) : close()))
        .catch((error) => {
          say(error.message);
          close();
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
        (start, end) => chips.set(block.getEntityAt(start), { text: block.getText().slice(start, end), block: block.getKey(), start }),
      );
    return chips;
  }

  /* Whether the words of a chip that is gone are all there, with something between them or nothing: then it was not deleted. */
  function isStillWritten(chip, before, after) {
    const old = before.getBlockForKey(chip.block)?.getText() ?? "";
    const text = after.getBlockForKey(chip.block)?.getText() ?? "";
    const moved = text.length - old.length;
    let [first, last] = [0, 0];
    while (first < chip.text.length && text[chip.start + first] === chip.text[first]) first += 1;
    const end = chip.start + chip.text.length;
    while (last < chip.text.length - first && text[end + moved - 1 - last] === old[end - 1 - last]) last += 1;
    return first + last >= chip.text.length;
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
    /* Links come into the text without being told of here, so what it was is kept; each editor has a guard of its own. */
    onChange(editorState, { getEditorState }) {
      const before = this.last ?? getEditorState()?.getCurrentContent();
      const after = editorState.getCurrentContent();
      this.last = after;
      if (!before || before === after) return editorState;
      const [was, is] = [chipsOf(before), chipsOf(after)];
      for (const [key, chip] of was) {
        if (is.has(key) ? is.get(key).text === chip.text : !isStillWritten(chip, before, after)) continue;
        say(`“${chip.text}” is a figure: it cannot be part of a link, and nothing can be typed inside it. Put the cursor before or after it; delete it to replace it.`);
        this.last = before;
        return EditorState.forceSelection(EditorState.createWithContent(before, editorState.getDecorator()), SelectionState.createEmpty(chip.block));
      }
      return editorState;
    },
  };

  /* The state after a link was laid over words, with the chips among them as they were: the link is on the words beside them. */
  function withChips(before, after) {
    const [was, content] = [before.getCurrentContent(), after.getCurrentContent()];
    const is = chipsOf(content);
    let kept = content;
    for (const [key, chip] of chipsOf(was)) {
      if (is.has(key) || !isStillWritten(chip, was, content)) continue;
      const range = SelectionState.createEmpty(chip.block).merge({ anchorOffset: chip.start, focusOffset: chip.start + chip.text.length });
      kept = Modifier.applyEntity(kept, range, key);
      say(`The link is on the words beside “${chip.text}”, which is a figure and stays one.`);
    }
    return kept === content ? after : EditorState.push(before, kept, "apply-entity");
  }

  const types = window.draftail.registerPlugin({ type: "FIGURE", source: FigureSource, decorator: Figure }, "entityTypes");
  for (const name of ["LINK", "DOCUMENT"]) {
    const { source: Source, onPaste, ...rest } = types[name];
    const kept = { ...rest, source: (props) => React.createElement(Source, { ...props, onComplete: (next) => props.onComplete(withChips(props.editorState, next)) }) };
    if (onPaste)
      kept.onPaste = (text, html, state, editor, type) =>
        onPaste(text, html, state, { ...editor, setEditorState: (next) => editor.setEditorState(withChips(state, next)) }, type);
    window.draftail.registerPlugin(kept, "entityTypes");
  }
  window.draftail.registerPlugin(guard, "plugins");
})();
