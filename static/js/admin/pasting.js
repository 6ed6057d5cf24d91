/* Pasting into the editor of rich text. What comes from a document or a spreadsheet keeps its headings, of the levels that the text
   may have, and each row of a table becomes a line with its cells apart. */
(() => {
  const { ContentState, EditorState, Modifier, convertFromHTML } = window.DraftJS;

  function rewritten(html, levels) {
    const page = new DOMParser().parseFromString(html, "text/html");
    for (const heading of page.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
      const depth = Number(heading.tagName[1]);
      const level = levels.findLast((name) => Number(name[1]) <= depth) ?? levels[0];
      const made = page.createElement(level ?? "p");
      made.append(...heading.childNodes);
      heading.replaceWith(made);
    }
    for (const table of page.querySelectorAll("table")) {
      const rows = [...table.querySelectorAll("tr")].map((row) => {
        const line = page.createElement("p");
        line.textContent = [...row.cells].map((cell) => cell.textContent.trim()).filter(Boolean).join(" · ");
        return line;
      });
      table.replaceWith(...rows.filter((line) => line.textContent));
    }
    return page.body.innerHTML;
  }

  window.draftail.registerPlugin(
    {
      type: "PASTE",
      handlePastedText(text, html, editorState, { setEditorState }) {
        if (!html || !/<(h[1-6]|table)\b/i.test(html) || html.includes("data-draftail")) return "not-handled";
        const { contentBlocks, entityMap } = convertFromHTML(rewritten(html, this.levels ?? []));
        if (!contentBlocks?.length) return "not-handled";
        const fragment = ContentState.createFromBlockArray(contentBlocks, entityMap).getBlockMap();
        const content = Modifier.replaceWithFragment(editorState.getCurrentContent(), editorState.getSelection(), fragment);
        setEditorState(EditorState.push(editorState, content, "insert-fragment"));
        return "handled";
      },
    },
    "plugins",
  );
})();
