"""Observed exposure of jobs and penetration of tasks (Anthropic, 2026)."""
