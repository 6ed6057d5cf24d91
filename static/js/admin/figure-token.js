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
      ask("expression", { source: this.tokenKey() }, this.chip)
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
        { ref: (chip) => (this.chip = chip), className: `figure-token${/^(if |otherwise$)/.test(this.tokenKey()) ? " figure-token--condition" : ""}`, title: `{${this.tokenKey()}}`, "data-sample": sample },
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

  /* Where the chip is that a place lies inside of: [start, end], or null. */
  function chipAround(content, key, offset) {
    const block = content.getBlockForKey(key);
    const entity = block && offset > 0 ? block.getEntityAt(offset) : null;
    if (!entity || block.getEntityAt(offset - 1) !== entity || content.getEntity(entity).getType() !== "FIGURE") return null;
    let [start, end] = [offset, offset];
    while (start > 0 && block.getEntityAt(start - 1) === entity) start -= 1;
    while (end < block.getLength() && block.getEntityAt(end) === entity) end += 1;
    return [start, end];
  }

  /* The selection with no end inside a chip: a cursor goes on the way it came, a range takes the whole chip. */
  function outsideChips(content, selection, from) {
    const around = { anchor: chipAround(content, selection.getAnchorKey(), selection.getAnchorOffset()), focus: chipAround(content, selection.getFocusKey(), selection.getFocusOffset()) };
    if (!around.anchor && !around.focus) return selection;
    if (selection.isCollapsed()) {
      const [start, end] = around.focus;
      const offset = selection.getFocusOffset();
      const came = from && from.getFocusKey() === selection.getFocusKey() ? from.getFocusOffset() : null;
      const place = came !== null && came <= start ? end : came !== null && came >= end ? start : offset - start < end - offset ? start : end;
      return selection.merge({ anchorOffset: place, focusOffset: place });
    }
    const [first, last] = selection.getIsBackward() ? ["focus", "anchor"] : ["anchor", "focus"];
    let whole = selection;
    if (around[first]) whole = whole.merge({ [`${first}Offset`]: around[first][0] });
    if (around[last]) whole = whole.merge({ [`${last}Offset`]: around[last][1] });
    return whole;
  }

  /* A chip is replaced or removed as a whole: no cursor gets into it, and a change that would leave its words without the figure is
     not taken. */
  const guard = {
    type: "FIGURE-GUARD",
    onChange(editorState, { getEditorState }) {
      const was = getEditorState();
      const content = editorState.getCurrentContent();
      if (was && was.getCurrentContent() !== content) {
        const is = chipsOf(content);
        for (const [key, chip] of chipsOf(was.getCurrentContent())) {
          if (is.has(key) ? is.get(key).text === chip.text : !isStillWritten(chip, was.getCurrentContent(), content)) continue;
          say(`“${chip.text}” is a figure: it cannot be part of a link, and nothing can be typed inside it. Put the cursor before or after it; delete it to replace it.`);
          return EditorState.forceSelection(was, was.getSelection());
        }
      }
      const selection = outsideChips(content, editorState.getSelection(), was?.getSelection());
      return selection === editorState.getSelection() ? editorState : EditorState.forceSelection(editorState, selection);
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
