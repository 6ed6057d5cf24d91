"""How large pictures in rich text are drawn. Wagtail's own formats limit the width alone: a narrow one could be a page long."""

from wagtail.images.formats import Format, register_image_format, unregister_image_format

for name, label, classes, size in (
    ("fullwidth", "Full width", "richtext-image full-width", "max-800x1600"),
    ("left", "Left-aligned", "richtext-image left", "max-500x1000"),
    ("right", "Right-aligned", "richtext-image right", "max-500x1000"),
):
    unregister_image_format(name)
    register_image_format(Format(name, label, classes, size))
