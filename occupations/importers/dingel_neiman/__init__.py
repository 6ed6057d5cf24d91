"""Which jobs can be done from home (Dingel and Neiman, 2020)."""
