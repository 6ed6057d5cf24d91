"""The page of a unit group: sections, tokens, its kind and first layout, the views."""
