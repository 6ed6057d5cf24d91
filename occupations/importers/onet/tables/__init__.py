"""The tables of the O*NET database, in the text and in the CSV generation of its files.

The CSV files repeat titles of occupations, elements and scales, which are read from their reference tables alone.
"""
