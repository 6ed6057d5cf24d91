"""The international part of the built-in sample, and the loading of the whole of it."""
