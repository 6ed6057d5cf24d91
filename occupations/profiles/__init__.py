"""Profiles of U.S. occupations and of what surrounds them, read back from their stored documents."""
