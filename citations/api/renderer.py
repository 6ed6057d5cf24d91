"""How answers are written. Apart from the views, which the framework imports this for while it makes their base."""

from typing import Any

import msgspec
from rest_framework.renderers import BaseRenderer

from citations.documents import value_of


class JSONRenderer(BaseRenderer):
    """Writes answers: plain values, typed records of them, and documents with the values of their figures."""

    media_type = "application/json"
    format = "json"
    charset = None
    render_style = "binary"

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> bytes:
        return b"" if data is None else msgspec.json.encode(data, enc_hook=value_of)
