"""The figure token in Wagtail's rich text editor: picked from a list, stored as `<figure-token key="…">label</figure-token>`."""

from draftjs_exporter.dom import DOM
from wagtail.admin.rich_text.converters.html_to_contentstate import InlineEntityElementHandler
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.rich_text.feature_registry import FeatureRegistry

from singulariki.editorial.narrative.reading import TOKEN_TAG

ENTITY = "FIGURE"


class FigureTokenHandler(InlineEntityElementHandler):
    """Stored token → entity of the editor. Its text is the label, and is replaced or removed as a whole."""

    mutability = "IMMUTABLE"

    def get_attribute_data(self, attrs: dict) -> dict:
        return {"key": attrs["key"]}


def figure_token_element(props: dict):
    """Entity of the editor → stored token."""
    return DOM.create_element(TOKEN_TAG, {"key": props.get("key", "")}, props["children"])


def register_figure_token(features: FeatureRegistry) -> None:
    features.register_editor_plugin(
        "draftail",
        "figure-token",
        EntityFeature(
            {"type": ENTITY, "icon": "decimal", "description": "Figure", "attributes": ["key"]},
            js=["js/admin/figure-token.js"],
            css={"all": ["css/admin/editorial.css"]},
        ),
    )
    features.register_converter_rule(
        "contentstate",
        "figure-token",
        {
            "from_database_format": {f"{TOKEN_TAG}[key]": FigureTokenHandler(ENTITY)},
            "to_database_format": {"entity_decorators": {ENTITY: figure_token_element}},
        },
    )
