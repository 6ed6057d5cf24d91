"""The gradient in the API: the list of unit groups, and each one with all that its page shows."""
