"""Pages are read in chapters, and sections that said the same twice are one. Layouts of older sites take the order of the first
layout of today, with what editors wrote: text around a section that was merged stands around the section it is part of now, notes and
scopes follow it. Words of a merged section that editors had changed are left to the layout's history, for its fields are gone.

Which sections were merged is read from the code that is deployed with this migration (`Section.formerly`).
"""

import json

import singulariki.editorial.blocks.sections
import wagtail.fields
from django.db import migrations


def merged_sections(kind) -> dict[str, str]:
    """Key of a section of before → key of the section that it is part of now."""
    return {old: section.key for section in kind.sections.values() for old in section.formerly} if kind else {}


def _join(target: dict, block: dict) -> None:
    """Put the text and caveats around a merged section around the section that it is part of now."""
    for side in ("intro", "outro"):
        if text := block["value"].get(side):
            target["value"][side] = f"{target['value'].get(side) or ''}{text}"
    theirs = target["value"].setdefault("caveats", [])
    known = [item["value"] if isinstance(item, dict) else item for item in theirs]
    for item in block["value"].get("caveats") or ():
        if (item["value"] if isinstance(item, dict) else item) not in known:
            theirs.append(item)


def in_chapters(kind_key: str, stored: str) -> str:
    """The body of a layout, as JSON, in the order and with the chapters of the first layout of today. What stood behind a section
    still does."""
    from singulariki.editorial.registry import PAGE_KINDS
    from singulariki.editorial.seeds import complete

    kind, blocks = PAGE_KINDS.get(kind_key), json.loads(stored)
    first = complete(kind.first_layout(), kind) if kind else []
    is_chapter = {"placement": "chapter"}.items()
    if not any(is_chapter <= block["value"].items() for block in first) or any(
        is_chapter <= block["value"].items() for block in blocks
    ):
        return stored
    merged = merged_sections(kind)
    leading: list[dict] = []
    places: dict[str, dict] = {}
    behind: dict[str, list[dict]] = {}
    at = ""
    for block in blocks:
        key = block["value"]["section"] if block["type"] == "section" else "report_kit" if block["type"] == "report_kit" else ""
        target = merged.get(key, key)
        if not key:
            (behind[at] if at else leading).append(block)
            continue
        if target in places and key != "report_kit":
            # The section itself counts, wherever it stood; those that became part of it are added to it.
            old, new = (places[target], block) if key == target else (block, places[target])
            _join(new, old)
            places[target] = new
        else:
            if target != key:
                block = {**block, "value": {**block["value"], "section": target, "heading": "", "wording": []}}
            places[target] = block
        at = target
        behind.setdefault(at, [])
    ordered = list(leading)
    for block in first:
        if is_chapter <= block["value"].items():
            ordered.append(block)
        key = block["value"].get("section") or block["type"]
        if key in places:
            ordered += [places.pop(key), *behind[key]]
    for key, block in places.items():
        ordered += [block, *behind[key]]
    return json.dumps(ordered)


def arrange(apps, schema_editor) -> None:
    """Published layouts, and all their drafts and earlier versions, which can be put back; what names sections elsewhere."""
    from singulariki.editorial.registry import PAGE_KINDS

    for layout in apps.get_model("editorial", "Layout").objects.all():
        layout.body = in_chapters(layout.kind, json.dumps(layout.body.get_prep_value()))
        layout.save(update_fields=["body"])
    revisions = apps.get_model("wagtailcore", "Revision").objects
    of_layouts = revisions.filter(content_type__app_label="editorial", content_type__model="layout")
    for pk in list(of_layouts.values_list("pk", flat=True)):
        revision = revisions.get(pk=pk)
        revision.content["body"] = in_chapters(revision.content["kind"], revision.content["body"])
        revision.save(update_fields=["content"])
    merged = {old: new for kind in PAGE_KINDS.values() for old, new in merged_sections(kind).items()}

    def moved(stored: str) -> str:
        blocks = json.loads(stored)
        for block in blocks:
            if block["type"] == "section":
                block["value"] = merged.get(block["value"], block["value"])
        return json.dumps(blocks)

    for caveat in apps.get_model("editorial", "Caveat").objects.all():
        caveat.scope = moved(json.dumps(caveat.scope.get_prep_value()))
        caveat.save(update_fields=["scope"])
    of_caveats = revisions.filter(content_type__app_label="editorial", content_type__model="caveat")
    for revision in of_caveats.iterator():
        if revision.content.get("scope"):
            revision.content["scope"] = moved(revision.content["scope"])
            revision.save(update_fields=["content"])
    for note in apps.get_model("editorial", "BulkNote").objects.filter(section__in=merged):
        note.section = merged[note.section]
        note.save(update_fields=["section"])


class Migration(migrations.Migration):

    dependencies = [
        ('editorial', '0012_note_to_moderator'),
    ]

    operations = [
        migrations.AlterField(
            model_name='layout',
            name='body',
            field=wagtail.fields.StreamField([('section', 10), ('narrative', 14), ('caveat', 16), ('report_kit', 26)], blank=True, block_lookup={0: ('wagtail.blocks.ChoiceBlock', [], {'choices': singulariki.editorial.blocks.sections.every_section, 'help_text': ''}), 1: ('wagtail.blocks.TextBlock', (), {'required': False, 'rows': 1}), 2: ('wagtail.blocks.RichTextBlock', (), {'required': False}), 3: ('wagtail.blocks.CharBlock', (), {'max_length': 60}), 4: ('wagtail.blocks.TextBlock', (), {'required': False}), 5: ('wagtail.blocks.StructBlock', [[('key', 3), ('text', 4)]], {'label_format': '{key}: {text}'}), 6: ('wagtail.blocks.ListBlock', (5,), {'default': [], 'required': False}), 7: ('wagtail.snippets.blocks.SnippetChooserBlock', ('editorial.Caveat',), {}), 8: ('wagtail.blocks.ListBlock', (7,), {'default': [], 'help_text': 'Stand in the margin beside the section.', 'required': False}), 9: ('wagtail.blocks.CharBlock', (), {'help_text': 'Empty: on every page. A figure and what is asked of it, such as: median-pay is known.', 'label': 'Only if', 'max_length': 200, 'required': False}), 10: ('wagtail.blocks.StructBlock', [[('section', 0), ('heading', 1), ('intro', 2), ('wording', 6), ('caveats', 8), ('outro', 2), ('only_if', 9)]], {'icon': 'table', 'label': 'Data section', 'label_format': '{section}'}), 11: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('section', 'Among the sections'), ('opening', 'Opening paragraph, below the title'), ('chapter', 'Opens a chapter: its heading and first sentence; the sections that follow are its')]}), 12: ('wagtail.blocks.RichTextBlock', (), {}), 13: ('wagtail.blocks.RichTextBlock', (), {'help_text': 'Printed in its place on the other pages.', 'required': False}), 14: ('wagtail.blocks.StructBlock', [[('heading', 1), ('placement', 11), ('text', 12), ('only_if', 9), ('otherwise', 13)]], {'icon': 'pilcrow', 'label': 'Narrative', 'label_format': '{heading} {text}'}), 15: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('standing', 'Across the page, below the opening paragraph'), ('margin', 'In the margin of the section above')]}), 16: ('wagtail.blocks.StructBlock', [[('caveat', 7), ('position', 15), ('only_if', 9)]], {'icon': 'warning', 'label': 'Caveat'}), 17: ('wagtail.blocks.TextBlock', (), {'default': 'Write a report on this', 'rows': 1}), 18: ('wagtail.blocks.TextBlock', (), {}), 19: ('wagtail.blocks.TextBlock', (), {'label': 'Factoid'}), 20: ('wagtail.blocks.ListBlock', (19,), {'min_num': 1}), 21: ('wagtail.blocks.TextBlock', (), {'help_text': 'Ends the copied text: where it is from and what it does not say.', 'required': False}), 22: ('wagtail.blocks.CharBlock', (), {'max_length': 80}), 23: ('wagtail.blocks.CharBlock', (), {'max_length': 300}), 24: ('wagtail.blocks.StructBlock', [[('title', 22), ('url', 23)]], {}), 25: ('wagtail.blocks.ListBlock', (24,), {'default': [], 'required': False}), 26: ('wagtail.blocks.StructBlock', [[('heading', 17), ('headline', 18), ('factoids', 20), ('closing', 21), ('links', 25), ('note', 4), ('only_if', 9)]], {'icon': 'openquote', 'label': 'Report kit', 'label_format': '{headline}'})}),
        ),
        migrations.RunPython(arrange, migrations.RunPython.noop),
    ]
