"""GPTs are GPTs: exposure of occupations and tasks to language models (Eloundou et al., 2023)."""
