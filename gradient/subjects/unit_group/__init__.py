"""Unit groups of ISCO-08: /gradient/3521-….html."""
