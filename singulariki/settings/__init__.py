"""Settings: one module per concern, gathered by `base`; `development`, `test` and `production` start from it."""
