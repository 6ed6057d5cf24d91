"""Job zones: how much preparation an occupation needs."""
