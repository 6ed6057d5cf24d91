"""The template engine of public pages: Jinja2, with what rooms give their templates.

A template sees its context, the functions that rooms offer it (`TEMPLATE_FUNCTIONS` of the modules that the settings name), and
`component`: each file of templates/components/ holds a macro of its own name, `{{ component.caveat(text=…) }}`, and says what its
arguments are. Screens of staff are Wagtail's and use its engine; their templates are in templates/staff/.
"""

import logging
import re
from collections.abc import Callable, Mapping, MutableMapping
from html import unescape
from typing import Any

from django.contrib.humanize.templatetags.humanize import intcomma
from django.http import HttpRequest
from django.template import defaultfilters, engines
from django.template.backends.jinja2 import Jinja2, Template
from django.templatetags.static import static
from django.utils.html import conditional_escape
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString
from jinja2 import ChainableUndefined, Environment, StrictUndefined, Undefined, make_logging_undefined
from wagtail.templatetags.wagtailcore_tags import richtext

from citations.figures import Figure

ENGINE = "public"
# Characters of a heading that fit the narrowest phone: 320 px.
FITTING = 15
_COMPOUND = re.compile(r"[^\s<>]+[-‐/][^\s<>]+")


def unbroken(title: str) -> SafeString:
    """A title whose compounds (audio-visual, and/or) stay on one line where a phone has room for them."""
    html = conditional_escape(title)

    def kept(match: re.Match) -> str:
        word = match[0]
        return f'<span class="unbroken">{word}</span>' if len(unescape(word)) <= FITTING else word

    return SafeString(_COMPOUND.sub(kept, html))


FILTERS: dict[str, Callable] = {
    "date": defaultfilters.date,
    "filesizeformat": defaultfilters.filesizeformat,
    "floatformat": defaultfilters.floatformat,
    "intcomma": intcomma,
    "linebreaks": defaultfilters.linebreaks_filter,
    "pluralize": defaultfilters.pluralize,
    "richtext": richtext,
    "slugify": defaultfilters.slugify,
    "truncatechars": defaultfilters.truncatechars,
    "unbroken": unbroken,
}
# What a template gets for a variable that is missing. For readers it prints nothing, is false and empty, and is named in the log;
# tests and development fail.
Gap = make_logging_undefined(logging.getLogger(__name__), ChainableUndefined)
Fault = StrictUndefined


def _lenient(filter_of_django: Callable) -> Callable:
    """The filter, which prints what is missing as templates print it, instead of stumbling over it."""

    def filtered(value: Any, *arguments: Any) -> Any:
        return str(value) if isinstance(value, Undefined) else filter_of_django(value, *arguments)

    return filtered


def _printable(value: Any) -> Any:
    """Refuses a function or a method that a template did not call: it would print its name, and be true whatever it says."""
    if callable(value) and not isinstance(value, Undefined):
        raise TypeError(f"A template prints {value!r} without calling it. Put parentheses after its name.")
    return value


class PageEnvironment(Environment):
    """Numbers of figures are printed by the functions that note them, and by nothing else."""

    def getitem(self, obj: Any, argument: Any) -> Any:
        """What brackets and filters such as `map` mean: an item, else an attribute."""
        return self.getattr(obj, argument) if type(obj) is Figure else super().getitem(obj, argument)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """What a template's dot means: an attribute, else an item. Of a plain dictionary always an item."""
        if type(obj) is Figure and attribute in ("value", "text"):
            raise obj.unnoted
        if type(obj) is not dict:
            try:
                return getattr(obj, attribute)
            except AttributeError:
                pass
        try:
            return obj[attribute]
        except (TypeError, LookupError, AttributeError):
            return self.undefined(obj=obj, name=attribute)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The same for every template, as one dictionary: Jinja2's chain of two is gone through anew for each that is drawn."""
        return {**self.globals, **d} if d else self.globals


class Components:
    """The macros of templates/components/, as attributes."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment

    def __getattr__(self, name: str) -> Callable[..., str]:
        macro = getattr(self._environment.get_template(f"components/{name}.html").module, name)
        if not self._environment.auto_reload:
            setattr(self, name, macro)
        return macro


class PageTemplate(Template):
    """A template of public pages."""

    def render(self, context: Mapping[str, Any] | None = None, request: HttpRequest | None = None) -> SafeString:
        """Safe HTML. What the view gives goes before what the context processors give for every page."""
        everything: dict[str, Any] = {}
        if request is not None:
            everything["request"] = request
            for processor in self.backend.template_context_processors:
                everything.update(processor(request))
        everything.update(context or {})
        return SafeString(self.template.render(everything))


class PageTemplates(Jinja2):
    """The engine. Its option `functions` names modules, each with TEMPLATE_FUNCTIONS."""

    def __init__(self, params: Mapping[str, Any]) -> None:
        options = {**params["OPTIONS"]}
        modules = options.pop("functions")
        options["environment"] = "singulariki.delivery.templating.PageEnvironment"
        options["undefined"] = import_string(options["undefined"])
        if options["undefined"] is Fault:
            options["finalize"] = _printable
        super().__init__({**params, "OPTIONS": options})
        functions = {each.__name__: each for module in modules for each in import_string(f"{module}.TEMPLATE_FUNCTIONS")}
        self.env.globals.update(functions, static=static, component=Components(self.env))
        self.env.filters.update({name: _lenient(each) for name, each in FILTERS.items()})

    def get_template(self, template_name: str) -> PageTemplate:
        return PageTemplate(super().get_template(template_name).template, self)

    def from_string(self, template_code: str) -> PageTemplate:
        return PageTemplate(self.env.from_string(template_code), self)


def draw_component(name: str, **arguments: Any) -> SafeString:
    """A component by itself, as safe HTML."""
    return SafeString(getattr(engines[ENGINE].env.globals["component"], name)(**arguments))  # type: ignore[attr-defined]
