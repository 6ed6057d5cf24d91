"""Blocks get conditions. Figures that stood for one case each ("growth", "some-openings") give way to the figure itself and a
condition: what layouts, their earlier versions and local notes hold of them is put so that pages read as before."""

import json
import re

import singulariki.editorial.blocks.sections
import wagtail.fields
from django.db import connection, migrations

_COUNTED = {
    "several-occupations": "{if occupation-count is more than one}{occupation-count}",
    "one-occupation": "{if occupation-count is one}one occupation",
    "no-occupation": "{if occupation-count is zero}no occupation",
}
_OCCUPATION = {
    "growth": "{if change is above zero}{change}",
    "decline": "{if change is below zero}{change}",
    "no-change": "{if change is zero}{change}",
    "some-openings": "{if openings is not zero}{openings}",
    "few-openings": "{if openings is zero}too few to round to a hundred",
    "jobs-from": "{if employment-base differs from employment-projected}{employment-base}",
    "jobs-to": "{if employment-base differs from employment-projected}{employment-projected}",
    "jobs-kept": "{if employment-base is the same as employment-projected}{employment-base}",
    "inner-overlap": "{if overlap is not zero}{overlap}",
    "overlap-end": "{if overlap is zero}lower than nearly all",
    "several-studies": "{if unranked-mean is known}{if overlap-studies is more than one}{overlap-studies}",
    "only-study": "{if unranked-mean is known}{if overlap-studies is one}{overlap-studies}",
    "mean-of-several": "{if overlap-studies is more than one}{unranked-mean}",
    "lowest-apart": "{if overlap-lowest differs from overlap-highest}{overlap-lowest}",
    "highest-apart": "{if overlap-lowest differs from overlap-highest}{overlap-highest}",
    "same-percentile": "{if overlap-lowest is the same as overlap-highest}{overlap-lowest}",
    "some-augmentation": "{if augmentation is not zero}{augmentation}",
    "no-augmentation": "{if augmentation is zero}none",
    "some-automation": "{if automation is not zero}{automation}",
    "no-automation": "{if automation is zero}none",
    "classified-tasks": "{if automation is known}{classified-tasks}",
    "too-few-classified": "{if automation is not known}{if classified-tasks is not zero}{classified-tasks}",
    "none-classified": "{if automation is not known}{if classified-tasks is zero}none",
    "some-observed-exposure": "{if observed-exposure is not zero}{observed-exposure}",
    "annual-pay": "{if median-pay is not top-coded}{median-pay}",
    "hourly-pay": "{if median-pay is not known}{if median-hourly-pay is not top-coded}{median-hourly-pay}",
    "top-coded-pay": "{if median-pay is top-coded}{median-pay}",
    "unit-group-moved": "{if unit-group-change is not zero}{unit-group-change}",
    "unit-group-stayed": "{if unit-group-change is zero}did not change",
}
_UNIT_GROUP = {
    "change-size": "{change:absolute}",
    "rose-or-fell": "{change:rose/fell/}",
    "did-not-change": "{if change is zero}did not change",
    "less-exposed": "{if at-the-end is not known}{share-less-exposed}",
    "inner-percentile": "{if at-the-end is not known}{percentile}",
    "exposed-band": "{if exposed-share is not zero}{typical-band}",
    "unexposed-band": "{if exposed-share is zero}{typical-band}",
    "several-tasks": "{if task-count is more than one}{task-count}",
    "only-task": "{if task-count is one}only task",
    "some-upper-half": "{if upper-half-count is not zero}{if upper-half-count differs from task-count}{upper-half-count}",
    "all-upper-half": "{if upper-half-count is not zero}{if upper-half-count is the same as task-count}all",
    "no-upper-half": "{if upper-half-count is zero}none",
    "compared-tasks": "{if compared-count is not zero}{if compared-count differs from task-count}{compared-count}",
    "most-exposed-unstated": "{if most-exposed-task is not known}no statement in the release",
    "fastest-rise": "{if fastest-change is above zero}{fastest-change}",
    "fastest-stayed": "{if fastest-change is zero}did not change",
    "smallest-fall": "{if fastest-change is below zero}{fastest-change}",
}
_ELEMENT = {
    "overlap-rises": "{if overlap-correlation is at least 0.1}{overlap-correlation}",
    "overlap-falls": "{if overlap-correlation is below -0.1}{overlap-correlation}",
    "overlap-level": "{if overlap-correlation is at least -0.1}{if overlap-correlation is below 0.1}{overlap-correlation}",
}
_ZERO_WAS_NOTHING = (
    *("overlap-some", "overlap-none", "overlap-unranked", "overlap-partly", "pay-top-coded", "pay-hourly", "pay-wider"),
    *("pay-shared", "pay-combination"),
)
FORMER: dict[str, dict[str, str]] = {
    "occupation": _OCCUPATION,
    "unit-group": _UNIT_GROUP,
    "element": {**_COUNTED, **_ELEMENT},
    "methodology": {key: f"{{if {key} is not zero}}{{{key}}}" for key in _ZERO_WAS_NOTHING},
    **{kind: _COUNTED for kind in ("family", "cluster", "industry", "study", "technology")},
}
_TOKEN = re.compile(r'<figure-token key="([\w-]+)">.*?</figure-token>|\{\s*([\w-]+)\s*\}', re.DOTALL)


def reworded(value, former: dict[str, str]):
    """A stored value with what stood for one case put as a condition, in all its texts."""
    if isinstance(value, str):
        return _TOKEN.sub(lambda match: former.get(match[1] or match[2], match[0]), value)
    if isinstance(value, list):
        return [reworded(item, former) for item in value]
    if isinstance(value, dict):
        return {key: reworded(item, former) for key, item in value.items()}
    return value


def _reword_json(stored: str, former: dict[str, str]) -> str:
    return json.dumps(reworded(json.loads(stored), former))


def reword_layouts(apps, schema_editor) -> None:
    """Published layouts, and all their drafts and earlier versions, which can be put back."""
    layouts = apps.get_model("editorial", "Layout").objects
    for layout in layouts.all():
        layout.body = _reword_json(json.dumps(layout.body.get_prep_value()), FORMER.get(layout.kind, {}))
        layout.save(update_fields=["body"])
    revisions = apps.get_model("wagtailcore", "Revision").objects.filter(
        content_type__app_label="editorial", content_type__model="layout"
    )
    for pk in list(revisions.values_list("pk", flat=True)):
        revision = revisions.get(pk=pk)
        revision.content["body"] = _reword_json(revision.content["body"], FORMER.get(revision.content["kind"], {}))
        revision.save(update_fields=["content"])


# Tables of pages with local notes, which the rooms above this one own, the models of their pages, and the kinds of these.
_NOTED = (("occupations_occupationpage", "occupationpage", "occupation"), ("gradient_unitgrouppage", "unitgrouppage", "unit-group"))


def reword_notes(apps, schema_editor) -> None:
    """Local notes on pages, and their drafts and earlier versions."""
    there = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table, _, kind in _NOTED:
            if table not in there:
                continue
            cursor.execute(f"SELECT page_ptr_id, local_notes FROM {table}")
            for pk, notes in cursor.fetchall():
                stored = notes if isinstance(notes, str) else json.dumps(notes)
                if (after := _reword_json(stored, FORMER[kind])) != json.dumps(json.loads(stored)):
                    cursor.execute(f"UPDATE {table} SET local_notes = %s WHERE page_ptr_id = %s", [after, pk])
    revisions = apps.get_model("wagtailcore", "Revision").objects
    for _, model, kind in _NOTED:
        of_pages = revisions.filter(content_type__model=model)
        for pk in list(of_pages.values_list("pk", flat=True)):
            revision = of_pages.get(pk=pk)
            if stored := revision.content.get("local_notes"):
                revision.content["local_notes"] = _reword_json(stored, FORMER[kind])
                revision.save(update_fields=["content"])


class Migration(migrations.Migration):

    dependencies = [
        ('editorial', '0006_words_are_inherited'),
    ]

    operations = [
        migrations.AlterField(
            model_name='layout',
            name='body',
            field=wagtail.fields.StreamField([('section', 10), ('narrative', 14), ('caveat', 16), ('report_kit', 26)], blank=True, block_lookup={0: ('wagtail.blocks.ChoiceBlock', [], {'choices': singulariki.editorial.blocks.sections.every_section, 'help_text': ''}), 1: ('wagtail.blocks.TextBlock', (), {'required': False, 'rows': 1}), 2: ('wagtail.blocks.RichTextBlock', (), {'required': False}), 3: ('wagtail.blocks.CharBlock', (), {'max_length': 60}), 4: ('wagtail.blocks.TextBlock', (), {'required': False}), 5: ('wagtail.blocks.StructBlock', [[('key', 3), ('text', 4)]], {'label_format': '{key}: {text}'}), 6: ('wagtail.blocks.ListBlock', (5,), {'default': [], 'required': False}), 7: ('wagtail.snippets.blocks.SnippetChooserBlock', ('editorial.Caveat',), {}), 8: ('wagtail.blocks.ListBlock', (7,), {'default': [], 'help_text': 'Stand in the margin beside the section.', 'required': False}), 9: ('wagtail.blocks.CharBlock', (), {'help_text': 'Empty: on every page. A figure and what is asked of it, such as: median-pay is known.', 'label': 'Only if', 'max_length': 200, 'required': False}), 10: ('wagtail.blocks.StructBlock', [[('section', 0), ('heading', 1), ('intro', 2), ('wording', 6), ('caveats', 8), ('outro', 2), ('only_if', 9)]], {'icon': 'table', 'label': 'Data section', 'label_format': '{section}'}), 11: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('section', 'Among the sections'), ('opening', 'Opening paragraph, below the title')]}), 12: ('wagtail.blocks.RichTextBlock', (), {}), 13: ('wagtail.blocks.RichTextBlock', (), {'help_text': 'Printed in its place on the other pages.', 'required': False}), 14: ('wagtail.blocks.StructBlock', [[('heading', 1), ('placement', 11), ('text', 12), ('only_if', 9), ('otherwise', 13)]], {'icon': 'pilcrow', 'label': 'Narrative', 'label_format': '{heading} {text}'}), 15: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('standing', 'Across the page, below the opening paragraph'), ('margin', 'In the margin of the section above')]}), 16: ('wagtail.blocks.StructBlock', [[('caveat', 7), ('position', 15), ('only_if', 9)]], {'icon': 'warning', 'label': 'Caveat'}), 17: ('wagtail.blocks.TextBlock', (), {'default': 'Write a report on this', 'rows': 1}), 18: ('wagtail.blocks.TextBlock', (), {}), 19: ('wagtail.blocks.TextBlock', (), {'label': 'Factoid'}), 20: ('wagtail.blocks.ListBlock', (19,), {'min_num': 1}), 21: ('wagtail.blocks.TextBlock', (), {'help_text': 'Ends the copied text: where it is from and what it does not say.', 'required': False}), 22: ('wagtail.blocks.CharBlock', (), {'max_length': 80}), 23: ('wagtail.blocks.CharBlock', (), {'max_length': 300}), 24: ('wagtail.blocks.StructBlock', [[('title', 22), ('url', 23)]], {}), 25: ('wagtail.blocks.ListBlock', (24,), {'default': [], 'required': False}), 26: ('wagtail.blocks.StructBlock', [[('heading', 17), ('headline', 18), ('factoids', 20), ('closing', 21), ('links', 25), ('note', 4), ('only_if', 9)]], {'icon': 'openquote', 'label': 'Report kit', 'label_format': '{headline}'})}),
        ),
        migrations.RunPython(reword_layouts, migrations.RunPython.noop),
        migrations.RunPython(reword_notes, migrations.RunPython.noop),
    ]
