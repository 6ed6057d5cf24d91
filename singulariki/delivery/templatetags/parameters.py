"""What a template can do without."""

from django.template import Context, Library, Node, TemplateSyntaxError
from django.template.base import Parser, Token

register = Library()


class Optional(Node):
    def __init__(self, names: list[str]) -> None:
        self.names = names

    def render(self, context: Context) -> str:
        for name in self.names:
            if name not in context:
                context[name] = None
        return ""


@register.tag
def optional(parser: Parser, token: Token) -> Optional:
    """{% optional title actions %}: these may be left out by whoever includes the template, and are None then.

    Anything else that a template reads has to be there; tests fail where it is not.
    """
    names = token.split_contents()[1:]
    if not names or not all(name.isidentifier() for name in names):
        raise TemplateSyntaxError("{% optional %} takes the names of variables, without quotes or dots.")
    return Optional(names)
