"""Every block that editors can add has a line on what it is for, and an example that is drawn like readers' pages."""

import subprocess
import sys
from collections.abc import Iterator
from html import unescape

import bs4
import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from wagtail import blocks
from wagtail.fields import StreamField

from singulariki.editorial.blocks.examples import ByExample
from singulariki.editorial.blocks.layout import LayoutFormBody
from singulariki.editorial.blocks.sections import LocalNotesBody
from singulariki.editorial.forms import bound_body
from singulariki.editorial.registry import PAGE_KINDS

pytestmark = [pytest.mark.usefixtures("module_sample_edition"), pytest.mark.either_database]
ADDRESS = "wagtailadmin_block_preview"


def bodies() -> Iterator[tuple[str, blocks.StreamBlock]]:
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, StreamField) and model.__module__.startswith(("singulariki", "occupations", "gradient")):
                yield f"{model.__name__}.{field.name}", field.stream_block
    for kind in PAGE_KINDS:
        yield f"layout of {kind}", bound_body(LayoutFormBody, kind)
        yield f"notes of {kind}", bound_body(LocalNotesBody, kind)


def test_every_block_that_can_be_added_says_what_it_is_for() -> None:
    # The stored form of a layout is edited by its form, whose blocks are looked at.
    silent = [
        f"{name}: {block.label}"
        for name, body in bodies()
        if name != "Layout.body"
        for block in body.child_blocks.values()
        if not block.get_description().strip()
    ]
    assert silent == []


def test_examples_are_drawn_and_name_nothing_that_is_not_there(client: Client, moderator) -> None:
    client.force_login(moderator)
    shown = [block for _, body in bodies() for block in body.child_blocks.values() if isinstance(block, ByExample)]
    assert len(shown) > 150
    empty = []
    # Sections that kinds have in common are looked at once.
    for block in {(type(one), one.name): one for one in shown}.values():
        answer = client.get(reverse(ADDRESS), {"id": block.definition_prefix})
        assert answer.status_code == 200, block.label
        assert "unsafe-inline" not in answer.headers["Content-Security-Policy"].partition("script-src")[2].partition(";")[0]
        main = bs4.BeautifulSoup(answer.content, "html.parser").main
        if not main.select(".section__body > *"):
            empty.append((block.label, main.get_text(" ", strip=True)))
            assert unescape(block.get_description()) in main.get_text(" ", strip=True)
    # A section that the sample lacks shows what it is for.
    assert len(empty) < 20, empty
    examples = {one.name: client.get(reverse(ADDRESS), {"id": one.definition_prefix}).content.decode() for one in shown}
    assert "Source: " in examples["figure"]
    assert "<svg" in examples["chart"]
    assert "<tbody>" in examples["ranked_list"]
    assert "<tbody>" in examples["comparison"]


def test_blocks_have_the_same_numbers_in_every_process() -> None:
    told = (
        "import django; django.setup(); import singulariki.urls; from wagtail.blocks import Block; "
        "print([(key, type(one).__name__, one.name) for key, one in Block.definition_registry.items()])"
    )
    runs = [subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True).stdout for _ in range(2)]
    assert runs[0] == runs[1]
    assert "SectionFormBlock" in runs[0]
