"""In tests a template of ours that asks for what is not there fails, however it asks."""

from pathlib import Path

import pytest
import wagtail
from django.template import Context, Origin, Template, TemplateSyntaxError, engines
from django.template.loader import get_template

from tests.strict_templates import ROOT, is_ours

OURS = str(ROOT / "templates" / "occupations" / "imagined.html")
ASKING = (
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
    "{% include 'components/caveat.html' with text=row.absent only %}",
    "{% include 'components/caveat.html' only %}",
    '{{ row.absent|default:"x" }}',
    '{{ row.absent|default_if_none:"x" }}',
    "{{ row.name|default:row.absent }}",
    "{% firstof row.absent row.name %}",
    "{{ row.needs_something }}",
)


class Row:
    name = "name"
    none = None

    def needs_something(self, what: str) -> str:
        return what


def drawn(source: str, name: str = OURS) -> str:
    template = Template(source, origin=Origin(name, "occupations/imagined.html"), engine=engines["django"].engine)
    return template.render(Context({"row": Row(), "nothing": None}))


@pytest.mark.parametrize("source", ASKING)
def test_asking_for_what_is_not_there_fails(source: str) -> None:
    with pytest.raises(pytest.fail.Exception, match="asks for"):
        drawn(source)


@pytest.mark.parametrize("source", ASKING)
def test_templates_of_others_may_ask(source: str) -> None:
    # Django itself refuses a missing argument of a filter.
    if "caveat" not in source and "default:row" not in source:
        drawn(source, f"{Path(wagtail.__file__).parent}/admin/templates/imagined.html")


def test_none_and_emptiness_are_well() -> None:
    assert drawn('{{ row.none|default:"none" }}{% if nothing %}x{% endif %}{% for one in row.none %}x{% endfor %}') == "none"


def test_a_template_may_say_what_it_can_do_without() -> None:
    assert drawn("{% optional absent row %}{% if absent %}x{% endif %}{{ row.name }}") == "name"
    with pytest.raises(TemplateSyntaxError, match="names of variables"):
        drawn("{% optional row.absent %}")


def test_all_templates_of_the_project_are_looked_after_and_no_others() -> None:
    assert is_ours(get_template("404.html").origin)
    assert is_ours(get_template("occupations/subject.html").origin)
    assert not is_ours(get_template("wagtailadmin/base.html").origin)
