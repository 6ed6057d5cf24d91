"""Views of pages, charts and pictures about U.S. occupations."""
