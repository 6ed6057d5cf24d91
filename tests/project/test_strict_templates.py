"""In tests a template of ours that asks for what is not there fails, however it asks. Readers lose no page for it."""

import logging
from pathlib import Path

import pytest
import wagtail
from django.template import Context, Origin, Template, engines
from django.template.loader import get_template
from jinja2 import UndefinedError

from singulariki.delivery.templating import FILTERS, PageTemplates
from tests.strict_templates import ROOT, is_ours

OURS = str(ROOT / "templates" / "staff" / "citations_admin" / "imagined.html")
STAFF_ASKING = (
    "{{ absent }}",
    "{{ row.absent }}",
    "{{ nothing.absent }}",
    "{{ row.name.absent }}",
    "{% if absent %}yes{% endif %}",
    "{% if row.absent and row.name %}yes{% endif %}",
    "{% if row.name == row.absent %}yes{% endif %}",
    "{% if not row.absent %}yes{% endif %}",
    "{% for one in row.absent %}yes{% empty %}no{% endfor %}",
    "{% with one=row.absent %}{{ one }}{% endwith %}",
    '{{ row.absent|default:"x" }}',
    '{{ row.absent|default_if_none:"x" }}',
    "{{ row.name|default:row.absent }}",
    "{% firstof row.absent row.name %}",
    "{{ row.needs_something }}",
)
ASKING = (
    "{{ absent }}",
    "{{ row.absent }}",
    "{{ nothing.absent }}",
    "{{ row.name.absent }}",
    "{{ row.mapping.absent }}",
    "{% if absent %}yes{% endif %}",
    "{% if row.absent and row.name %}yes{% endif %}",
    "{% if row.name == row.absent %}yes{% endif %}",
    "{% if not row.absent %}yes{% endif %}",
    "{% for one in row.absent %}yes{% else %}no{% endfor %}",
    "{% with one = row.absent %}{{ one }}{% endwith %}",
    "{{ component.caveat(text=row.absent) }}",
    "{{ component.caveat() }}",
    '{{ row.absent or "x" }}',
    "{{ row.absent|length }}",
    "{{ row.needs_something() }}",
    "{{ component.caveat(text=row.name, colour=row.name) }}",
)


class Row:
    name = "name"
    none = None
    mapping = {"name": "name"}

    def needs_something(self, what: str) -> str:
        return what


def drawn_for_staff(source: str, name: str = OURS) -> str:
    template = Template(source, origin=Origin(name, "citations_admin/imagined.html"), engine=engines["django"].engine)
    return template.render(Context({"row": Row(), "nothing": None}))


def drawn(source: str) -> str:
    return engines["public"].from_string(source).render({"row": Row(), "nothing": None})


@pytest.mark.parametrize("source", STAFF_ASKING)
def test_a_template_of_staff_that_asks_for_what_is_not_there_fails(source: str) -> None:
    with pytest.raises(pytest.fail.Exception, match="asks for"):
        drawn_for_staff(source)


@pytest.mark.parametrize("source", STAFF_ASKING)
def test_templates_of_others_may_ask(source: str) -> None:
    # Django itself refuses a missing argument of a filter.
    if "default:row" not in source:
        drawn_for_staff(source, f"{Path(wagtail.__file__).parent}/admin/templates/imagined.html")


@pytest.mark.parametrize("source", ASKING)
def test_a_template_of_pages_that_asks_for_what_is_not_there_fails(source: str) -> None:
    with pytest.raises((UndefinedError, TypeError)):
        drawn(source)


@pytest.mark.parametrize(
    "source",
    [
        "a{{ absent }}b",
        "a{{ row.absent.absent }}b",
        "a{% if row.absent %}x{% endif %}b",
        "a{% for one in row.absent %}x{% endfor %}b",
        "a{{ component.caveat(text=row.absent) }}b",
        *(f"a{{{{ row.absent|{name} }}}}b" for name in sorted(FILTERS)),
    ],
)
def test_readers_get_the_page_and_the_log_the_name(source: str, settings, caplog: pytest.LogCaptureFixture) -> None:
    options = {**settings.TEMPLATES[0]["OPTIONS"], "undefined": "singulariki.delivery.templating.Gap"}
    named = {"NAME": "lenient", "DIRS": settings.TEMPLATES[0]["DIRS"], "APP_DIRS": False, "OPTIONS": options}
    with caplog.at_level(logging.WARNING):
        page = PageTemplates(named).from_string(source).render({"row": Row()})
    assert (page[0], page[-1]) == ("a", "b")
    assert "absent" in caplog.text


@pytest.mark.parametrize("source", ["{{ row.needs_something }}", "{{ row.name.title }}", "{{ component.caveat }}"])
def test_what_was_not_called_is_not_printed(source: str) -> None:
    with pytest.raises(TypeError, match="without calling it"):
        drawn(source)


def test_none_and_emptiness_are_well() -> None:
    asked = '{{ row.none|default:"none" }}{% if nothing %}x{% endif %}{% for one in row.none %}x{% endfor %}'
    assert drawn_for_staff(asked) == "none"
    assert drawn('{{ row.none or "none" }}{% if nothing %}x{% endif %}') == "none"


def test_a_template_may_say_what_it_can_do_without() -> None:
    assert drawn("{% set absent = absent|default(none) %}{% if absent %}x{% endif %}{{ row.name }}") == "name"


def test_templates_of_staff_are_looked_after_and_those_of_others_are_not() -> None:
    assert is_ours(get_template("citations_admin/base.html").origin)
    assert not is_ours(get_template("wagtailadmin/base.html").origin)
    assert isinstance(get_template("404.html").backend, PageTemplates)
