"""Observed conversations with Claude by task and way of working together (Anthropic Economic Index)."""
