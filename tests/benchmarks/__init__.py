"""Measurements that choices rest on, printed as ratios so that they mean the same on every machine.

A module here has a function `run() -> Iterable[Ratio]`; `make bench` runs all of them, `make bench ARGS=loading` one.
"""
