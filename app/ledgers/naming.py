"""How a row is called and how its values read: titles, labels of changes, shown values."""

from datetime import date

from app.catalogue import Field, Section
from app.ledgers import values
from app.ledgers.rows import Entry, Value, Values, person_of, section_of
from app.store import Store
from app.text import date_short

_TITLE_LENGTH = 80


def shown(store: Store, field: Field, value: Value | None) -> str:
    """Return one value as screens and paper show it: `92,5`, `06/10/2026`, `Có`, `Đại úy Nguyễn Văn Mẫu`."""
    return values.show(store.catalogue, field, value)


def title(store: Store, entry: Entry) -> str:
    """Return what the row is called: a person's name, else section, day and what it is about."""
    section = section_of(store.catalogue, entry.section)
    if section.key == "person":
        return str(entry.values.get("full_name", ""))
    about = _about(store, section, entry.values)
    dated = called(section, entry.values, entry.occurred_on)
    return f"{dated}: {about}" if about else dated


def called(section: Section, row: Values, occurred_on: str) -> str:
    """Return section and day, as labels of changes read: `Buổi học chính trị 12/01/2026`."""
    if section.key == "person":
        return f"{section.title}: {row.get('full_name', '')}"
    if section.field(section.date).type == "month":
        return f"{section.title} tháng {occurred_on[5:7]}/{occurred_on[:4]}"
    return f"{section.title} {date_short(date.fromisoformat(occurred_on))}"


def _about(store: Store, section: Section, row: Values) -> str:
    """Return the first text that must be filled, or the person the row is about."""
    first = next((f for f in section.fields if f.type == "person" and f.required), None)
    text = next((f for f in section.fields if f.type in ("text", "long_text") and f.required), None)
    chosen = text or first
    if chosen is None or chosen.key not in row:
        return ""
    if chosen.type == "person":
        return person_of(row[chosen.key]).get("name", "")
    said = " ".join(shown(store, chosen, row[chosen.key]).split())
    return said if len(said) <= _TITLE_LENGTH else f"{said[: _TITLE_LENGTH - 1].rstrip()}…"
