"""Reads of U.S. facts for compilers. Each takes the primary key of a release and runs one query or two, in an order that every
run repeats."""
