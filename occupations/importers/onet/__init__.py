"""The O*NET database."""
