"""What a check reports of one table."""

from dataclasses import dataclass, field


@dataclass
class TableReport:
    """Rows read of one table, and from where."""

    label: str
    rows: int = 0
    skipped: int = 0
    files: list[str] = field(default_factory=list)
