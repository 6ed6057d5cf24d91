"""A draft of what readers are told of a new edition, made from what differs."""

from citations.preview.changes import EditionPreview, KindChange, ReleaseChange
from citations.preview.names import names_of

# Datasets whose table with most changes is named.
DATASETS = 3
SAMPLE = "(sample)"
# Releases that are named; of more, the number is said.
NAMED = 4


def draft_changelog(preview: EditionPreview) -> str:
    """A sentence on the releases, one on what changes most in them, one on the pages; a person puts them into better words."""
    if preview.is_empty:
        return "Nothing changes for readers."
    releases = _several([f"{one.short} {one.after}" for one in preview.releases if one.after])
    if not any(kind.held for kind in preview.kinds):
        return f"The first edition: {releases}."
    if any(one.before.endswith(SAMPLE) for one in preview.releases) and not any(
        one.after.endswith(SAMPLE) for one in preview.releases
    ):
        return f"Published releases take the place of the built-in sample: {releases}."
    sentences = [_releases(preview.releases)]
    if most := [words for one in preview.releases[:DATASETS] if (words := _most_changed(one))]:
        sentences.append(f"What changes most: {listed(most)}.")
    told = [kind for kind in preview.pages if kind.changed and names_of(kind.kind).is_counted_by_name]
    sentences += [
        f"{kind.changed:,} of {names_of(kind.kind).counted(kind.held)} {'reads' if kind.changed == 1 else 'read'} differently."
        for kind in told
    ]
    if not told and (others := sum(kind.changed for kind in preview.pages)):
        sentences.append(f"{others:,} {'page reads' if others == 1 else 'pages read'} differently.")
    if gone := _gone(preview.pages):
        sentences.append(f"What goes: {listed(gone)}.")
    return " ".join(sentence for sentence in sentences if sentence)


def _releases(changes: list[ReleaseChange]) -> str:
    changed, added, removed = ([one for one in changes if one.kind == kind] for kind in ("changed", "added", "removed"))
    if len(changed) == 1:
        said = [f"{changed[0].short} {changed[0].after} takes the place of {changed[0].before}"]
    else:
        named = _several([f"{one.short} {one.after} (before: {one.before})" for one in changed])
        said = [f"Other releases than before: {named}"] if named else []
    if added:
        said.append(f"{_several([f'{one.short} {one.after}' for one in added])} {'is' if len(added) == 1 else 'are'} added")
    if removed:
        said.append(f"{_several([one.short for one in removed])} {'is' if len(removed) == 1 else 'are'} left out")
    return f"{'; '.join(said)}." if said else ""


def _most_changed(change: ReleaseChange) -> str:
    """ "Interests of O*NET (7,839 entries)": of the tables of facts that both releases have, the one with most changes; where
    there is none, of those that one of them has."""
    tables = change.facts["tables"] if change.facts else []
    both = [table for table in tables if table["before"] and table["after"]]
    counts = ((t["changed"] + t["added"] + t["removed"], t["table"]) for t in both or tables)
    count, label = max(counts, default=(0, ""))
    return f"{label} of {change.short} ({count:,} {'entry' if count == 1 else 'entries'})" if count else ""


def _gone(kinds: list[KindChange]) -> list[str]:
    """ "27 occupation pages, 3 other pages": what is not there any more, by name or counted together."""
    by_name = [kind for kind in kinds if names_of(kind.kind).is_counted_by_name]
    gone = [names_of(kind.kind).counted(kind.removed) for kind in by_name if kind.removed]
    others = sum(kind.removed for kind in kinds if kind not in by_name)
    return [*gone, f"{others:,} other {'page' if others == 1 else 'pages'}"] if others else gone


def _several(parts: list[str]) -> str:
    """The first few, and how many more there are."""
    more = len(parts) - NAMED
    return listed([*parts[:NAMED], f"{more} more"] if more > 0 else parts)


def listed(parts: list[str]) -> str:
    """Apple, pear and plum."""
    return " and ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)
