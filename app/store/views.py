"""One SQL view per section, for people who open the file with SQL."""

from app.catalogue import Catalogue
from app.store.driver import Database


def lay(db: Database, catalogue: Catalogue) -> None:
    """Make the views say what the catalogue says; nothing is done when they already do."""
    wanted = {
        f"section_{s.key}": _sql(s.key, [f.key for f in s.fields])
        for s in catalogue.sections.values()
    }
    there = dict(db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'view'").fetchall())
    if {name: there.get(name) for name in wanted} == wanted:
        return
    with db.atomic():
        for name, sql in wanted.items():
            db.execute(f"DROP VIEW IF EXISTS {name}")
            db.execute(sql)


def _sql(section: str, fields: list[str]) -> str:
    taken = {"id", "unit", "occurred_on"}
    columns = "".join(
        f", json_extract(data, '$.{f}') AS {f if f not in taken else f + '_'}" for f in fields
    )
    return (
        f"CREATE VIEW section_{section} AS SELECT id, unit, occurred_on{columns} FROM entry "
        f"WHERE section = '{section}' AND struck IS NULL"
    )
