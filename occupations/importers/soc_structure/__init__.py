"""The U.S. classification of occupations and the bridges between its vintages."""
