"""One SQL view per section for people who open the file with SQL, made from the catalogue."""

from typing import Final

from app.catalogue import Catalogue, Section
from app.store.driver import Database

_COLUMNS: Final = ("id", "unit", "occurred_on", "period", "person", "entered_by", "entered_at")


def refresh(db: Database, catalogue: Catalogue) -> None:
    """Make the views of the sections those of this catalogue; nothing is written when they already are."""
    wanted = {f"section_{key}": _view(section) for key, section in catalogue.sections.items()}
    standing = {
        str(name): str(sql)
        for name, sql in db.conn.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'view' AND name LIKE 'section\\_%' ESCAPE '\\'"
        )
    }
    if wanted == standing:
        return
    with db.atomic():
        for name, sql in standing.items():
            if wanted.get(name) != sql:
                db.conn.execute(f'DROP VIEW "{name}"')
        for name, sql in wanted.items():
            if standing.get(name) != sql:
                db.conn.execute(sql)


def _view(section: Section) -> str:
    """Return the statement; a field named like a column of its own takes `data_` before it."""
    fields = [
        f"json_extract(data, '$.{f.key}') AS \"{'data_' if f.key in _COLUMNS else ''}{f.key}\""
        for f in section.fields
    ]
    return (
        f'CREATE VIEW "section_{section.key}" AS SELECT {", ".join((*_COLUMNS, *fields))}'
        f" FROM entry WHERE section = '{section.key}' AND struck IS NULL"
    )
