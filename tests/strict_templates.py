"""A template of the staff's screens that asks for what is not there fails the test that draws it. (Those of public pages fail by
themselves in tests: see `undefined` in the settings.)

Django prints nothing for a variable that is missing and takes it for false in a condition, so a page can say what is not true
for years. Here every lookup in a template of this project must find something: a key, an attribute, a method. That it is None
or empty is well. Templates of Django, Wagtail and other packages are left alone, and so are those that tests write as strings.
"""

from pathlib import Path
from typing import Any

import pytest
from django.template import Context, Engine, Origin
from django.template.base import FilterExpression, Parser, Variable, VariableDoesNotExist
from django.test.signals import template_rendered

from singulariki.delivery.templating import PageTemplate

ROOT = Path(__file__).resolve().parent.parent
# Equal to the usual '', yet told apart from a value that is ''.
SILENCE = type("Silence", (str,), {})()
OURS = ("templates", "citations", "gradient", "occupations", "singulariki", "tests")


class StrictVariable(Variable):
    """A variable of one of our templates."""

    __slots__ = ("origin",)

    def __init__(self, var: str, origin: Origin) -> None:
        super().__init__(var)
        self.origin = origin

    def resolve(self, context: Context) -> Any:
        try:
            found = super().resolve(context)
        except VariableDoesNotExist as error:
            # Its message would spell out the whole context.
            missing = error.params[0]
        else:
            # What Django stands in for a lookup that failed and asked to be silent, such as a relation without a row.
            if found is not SILENCE:
                return found
            missing = self.var
        # Not an exception that conditions and request handlers swallow.
        pytest.fail(f"{self.origin.template_name} asks for {self.var}, and there is no {missing}.")


def is_ours(origin: Origin | None) -> bool:
    """Whether a template belongs to this project; `origin` is where it was read from."""
    name = str(getattr(origin, "name", ""))
    return any(name.startswith(f"{ROOT / folder}/") for folder in OURS)


def tell_the_test_client() -> None:
    """Have the test client know contexts of public pages (`answer.context["ledger"]`), as it knows those of Django's engine."""
    render = PageTemplate.render

    def render_and_tell(template: PageTemplate, context: Any = None, request: Any = None) -> str:
        html = render(template, context, request)
        template_rendered.send(sender=template, template=template, context=context or {})
        return html

    PageTemplate.render = render_and_tell


def be_strict() -> None:
    """Look after every template that is compiled from now on."""
    compile_filter = Parser.compile_filter

    def compile_strictly(parser: Parser, token: str) -> FilterExpression:
        expression = compile_filter(parser, token)
        if is_ours(parser.origin):

            def strict(part: Any) -> Any:
                return StrictVariable(part.var, parser.origin) if isinstance(part, Variable) else part

            expression.var = strict(expression.var)
            expression.filters = [(call, [(found, strict(part)) for found, part in args]) for call, args in expression.filters]
        return expression

    Parser.compile_filter = compile_strictly
    make_engine = Engine.__init__

    # Each engine, because a test that changes DEBUG or TEMPLATES has new ones made.
    def make_strict_engine(engine: Engine, *args: Any, **kwargs: Any) -> None:
        make_engine(engine, *args, **kwargs)
        engine.string_if_invalid = SILENCE

    Engine.__init__ = make_strict_engine
