"""U.S. occupations in the API: occupations, tasks, elements, industries and crosswalks."""
