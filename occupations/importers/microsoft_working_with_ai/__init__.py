"""AI applicability of occupations, from conversations with Microsoft Copilot (Tomlinson et al.)."""
