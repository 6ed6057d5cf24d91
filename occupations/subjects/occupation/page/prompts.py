"""Prompts phrased from task statements."""


def prompt_of(statement: str) -> str:
    """A task statement as it goes on after "Help me": 'Mix sounds.' → 'mix sounds.'; 'MIDI …' keeps its capitals."""
    first, _, _ = statement.partition(" ")
    is_plain = first[:1].isupper() and first[1:].islower()
    return f"{statement[:1].lower()}{statement[1:]}" if is_plain else statement
