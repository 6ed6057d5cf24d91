"""A draft of what readers are told of a new edition, made from what differs."""

from citations.preview.changes import EditionPreview, KindChange, ReleaseChange

# Datasets whose table with most changes is named.
DATASETS = 3
# Pages that are spoken of, where they are among those that change; else the kind of which most do.
FIRST = "occupation"


def draft_changelog(preview: EditionPreview) -> str:
    """A sentence on the releases, one on what changes most in them, one on the pages; a person puts them into better words."""
    if preview.is_empty:
        return "Nothing changes for readers."
    changed = {kind.kind: kind for kind in preview.kinds if kind.changed}
    if not any(kind.held for kind in preview.kinds):
        return f"The first edition: {_listed([f'{one.short} {one.after}' for one in preview.releases])}."
    sentences = [_releases(preview.releases)]
    if most := [words for one in preview.releases[:DATASETS] if (words := _most_changed(one))]:
        sentences.append(f"What changes most: {_listed(most)}.")
    if changed:
        kind = changed.get(FIRST) or max(changed.values(), key=lambda kind: (kind.changed, kind.kind))
        sentences.append(f"{kind.changed:,} of {kind.held:,} {_pages(kind)} read differently.")
    if gone := [f"{kind.removed:,} {_pages(kind)}" for kind in preview.kinds if kind.removed]:
        sentences.append(f"What goes: {_listed(gone)}.")
    return " ".join(sentence for sentence in sentences if sentence)


def _releases(changes: list[ReleaseChange]) -> str:
    changed, added, removed = ([one for one in changes if one.kind == kind] for kind in ("changed", "added", "removed"))
    if len(changed) == 1:
        said = [f"{changed[0].short} {changed[0].after} takes the place of {changed[0].before}"]
    else:
        named = [f"{one.short} {one.after} (before: {one.before})" for one in changed]
        said = [f"{_listed(named)} are new releases"] if named else []
    if added:
        said.append(f"{_listed([f'{one.short} {one.after}' for one in added])} {'is' if len(added) == 1 else 'are'} added")
    if removed:
        said.append(f"{_listed([one.short for one in removed])} {'is' if len(removed) == 1 else 'are'} left out")
    return f"{'; '.join(said)}." if said else ""


def _most_changed(change: ReleaseChange) -> str:
    """ "Interests of O*NET (7,839 entries)": the table of facts with most changes."""
    tables = change.facts["tables"] if change.facts else []
    count, label = max(((t["changed"] + t["added"] + t["removed"], t["table"]) for t in tables), default=(0, ""))
    return f"{label} of {change.short} ({count:,} {'entry' if count == 1 else 'entries'})" if count else ""


def _pages(kind: KindChange) -> str:
    return f"pages of kind {kind.label.lower()}" if kind.kind != FIRST else "occupation pages"


def _listed(parts: list[str]) -> str:
    """Apple, pear and plum."""
    return " and ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)
