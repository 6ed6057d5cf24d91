"""Layouts of older sites hold a copy of every word of every section, made when they were last saved. Only changed ones stay.

What a section says by itself is read from the code that is deployed with this migration, since nothing else knows it: a stored
word that equals it is dropped. A word of an earlier deploy that the code has corrected since cannot be told from an editor's own
and stays; clearing its field in the form takes up the correction.
"""

import json

import singulariki.editorial.blocks.sections
import wagtail.fields
from django.db import migrations


def _entry(item: dict) -> dict:
    return item["value"] if item.get("type") == "item" else item


def _is_default(word: str | None, stored: str) -> bool:
    """Two words named three studies before there was a token for how many there are."""
    return word is not None and stored in (word, word.replace("{study-count}", "3"))


def changed_alone(kind_key: str, stored: str) -> str:
    """The body of a layout, as JSON, without the words that equal those of their section."""
    from singulariki.editorial.registry import PAGE_KINDS

    kind = PAGE_KINDS.get(kind_key)
    blocks = json.loads(stored)
    for block in blocks:
        value = block["value"]
        section = kind.sections.get(value["section"]) if kind and block["type"] == "section" else None
        if section is not None:
            entries = [(item, _entry(item)) for item in value.get("wording") or ()]
            value["wording"] = [item for item, entry in entries if not _is_default(section.wording.get(entry["key"]), entry["text"])]
    return json.dumps(blocks)


def drop_inherited_words(apps, schema_editor) -> None:
    """From published layouts, and from all their drafts and earlier versions, which can be put back."""
    layouts = apps.get_model("editorial", "Layout").objects
    for layout in layouts.all():
        layout.body = changed_alone(layout.kind, json.dumps(layout.body.get_prep_value()))
        layout.save(update_fields=["body"])
    revisions = apps.get_model("wagtailcore", "Revision").objects.filter(
        content_type__app_label="editorial", content_type__model="layout"
    )
    for pk in list(revisions.values_list("pk", flat=True)):
        revision = revisions.get(pk=pk)
        revision.content["body"] = changed_alone(revision.content["kind"], revision.content["body"])
        revision.save(update_fields=["content"])


class Migration(migrations.Migration):
    dependencies = [("editorial", "0005_once_for_older_sites")]

    operations = [
        migrations.AlterField(
            model_name='layout',
            name='body',
            field=wagtail.fields.StreamField([('section', 9), ('narrative', 12), ('caveat', 14), ('report_kit', 24)], blank=True, block_lookup={0: ('wagtail.blocks.ChoiceBlock', [], {'choices': singulariki.editorial.blocks.sections.every_section, 'help_text': ''}), 1: ('wagtail.blocks.TextBlock', (), {'required': False, 'rows': 1}), 2: ('wagtail.blocks.RichTextBlock', (), {'required': False}), 3: ('wagtail.blocks.CharBlock', (), {'max_length': 60}), 4: ('wagtail.blocks.TextBlock', (), {'required': False}), 5: ('wagtail.blocks.StructBlock', [[('key', 3), ('text', 4)]], {'label_format': '{key}: {text}'}), 6: ('wagtail.blocks.ListBlock', (5,), {'default': [], 'required': False}), 7: ('wagtail.snippets.blocks.SnippetChooserBlock', ('editorial.Caveat',), {}), 8: ('wagtail.blocks.ListBlock', (7,), {'default': [], 'help_text': 'Stand in the margin beside the section.', 'required': False}), 9: ('wagtail.blocks.StructBlock', [[('section', 0), ('heading', 1), ('intro', 2), ('wording', 6), ('caveats', 8), ('outro', 2)]], {'icon': 'table', 'label': 'Data section', 'label_format': '{section}'}), 10: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('section', 'Among the sections'), ('opening', 'Opening paragraph, below the title')]}), 11: ('wagtail.blocks.RichTextBlock', (), {}), 12: ('wagtail.blocks.StructBlock', [[('heading', 1), ('placement', 10), ('text', 11)]], {'icon': 'pilcrow', 'label': 'Narrative', 'label_format': '{heading} {text}'}), 13: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('standing', 'Across the page, below the opening paragraph'), ('margin', 'In the margin of the section above')]}), 14: ('wagtail.blocks.StructBlock', [[('caveat', 7), ('position', 13)]], {'icon': 'warning', 'label': 'Caveat'}), 15: ('wagtail.blocks.TextBlock', (), {'default': 'Write a report on this', 'rows': 1}), 16: ('wagtail.blocks.TextBlock', (), {}), 17: ('wagtail.blocks.TextBlock', (), {'label': 'Factoid'}), 18: ('wagtail.blocks.ListBlock', (17,), {'min_num': 1}), 19: ('wagtail.blocks.TextBlock', (), {'help_text': 'Ends the copied text: where it is from and what it does not say.', 'required': False}), 20: ('wagtail.blocks.CharBlock', (), {'max_length': 80}), 21: ('wagtail.blocks.CharBlock', (), {'max_length': 300}), 22: ('wagtail.blocks.StructBlock', [[('title', 20), ('url', 21)]], {}), 23: ('wagtail.blocks.ListBlock', (22,), {'default': [], 'required': False}), 24: ('wagtail.blocks.StructBlock', [[('heading', 15), ('headline', 16), ('factoids', 18), ('closing', 19), ('links', 23), ('note', 4)]], {'icon': 'openquote', 'label': 'Report kit', 'label_format': '{headline}'})}),
        ),
        migrations.RunPython(drop_inherited_words, migrations.RunPython.noop),
    ]
