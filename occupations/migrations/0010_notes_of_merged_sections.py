"""Notes of editors on pages of occupations follow the sections that became part of others; see editorial 0013. A page that hid a
section of before hides the section that it is part of now: what somebody kept from readers does not come back by itself."""

import json

from django.db import migrations


def follow(kind_key: str, stored: str) -> str:
    """Local notes, as JSON, by the sections of today; a section is hidden once."""
    from singulariki.editorial.registry import PAGE_KINDS

    kind = PAGE_KINDS.get(kind_key)
    merged = {old: section.key for section in kind.sections.values() for old in section.formerly} if kind else {}
    kept, hidden = [], set()
    for block in json.loads(stored):
        value = {**block["value"], "section": merged.get(block["value"]["section"], block["value"]["section"])}
        if block["type"] == "hidden" and value["section"] in hidden:
            continue
        if block["type"] == "hidden":
            hidden.add(value["section"])
        kept.append({**block, "value": value})
    return json.dumps(kept)


def follow_all(apps, schema_editor) -> None:
    for page in apps.get_model("occupations", "OccupationPage").objects.exclude(local_notes="[]"):
        page.local_notes = follow("occupation", json.dumps(page.local_notes.get_prep_value()))
        page.save(update_fields=["local_notes"])
    revisions = apps.get_model("wagtailcore", "Revision").objects.filter(
        content_type__app_label="occupations", content_type__model="occupationpage"
    )
    for revision in revisions.iterator():
        notes = revision.content.get("local_notes") or "[]"
        if notes != "[]":
            revision.content["local_notes"] = follow("occupation", notes)
            revision.save(update_fields=["content"])


class Migration(migrations.Migration):
    dependencies = [("occupations", "0009_found_by"), ("editorial", "0013_chapters")]

    operations = [migrations.RunPython(follow_all, migrations.RunPython.noop)]
