"""The API as a whole: its root, its description, its browsable documentation."""
