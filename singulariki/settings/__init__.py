"""Settings: one small file per concern, gathered by `base`; `development`, `test` and `production` start from it."""
