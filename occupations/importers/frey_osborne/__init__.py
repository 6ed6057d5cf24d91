"""Susceptibility to computerisation, as Frey and Osborne estimated it in 2013."""
