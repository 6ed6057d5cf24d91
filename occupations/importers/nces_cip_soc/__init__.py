"""Fields of study and the occupations they prepare for (NCES)."""
