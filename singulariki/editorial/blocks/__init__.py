"""StreamField blocks of layouts, local notes and pages."""
