"""Numbered steps from every older version of the schema to the present one, each in one transaction with its number."""

from collections.abc import Callable, Mapping
from typing import Final

from app import paths
from app.store.driver import Database
from app.store.errors import NewerFile, StoreDamaged

Step = Callable[[Database], None]


def _columns_and_files(db: Database) -> None:
    """Version 2 keeps the columns of the ledgers and the files of rows, and searches their names.

    Columns and the index of entries are filled at opening, section by section (`app.store.columns`), since
    only there the catalogue is known: a section without a form counts as read otherwise. Papers need none.
    """
    run = db.conn.execute
    run("ALTER TABLE entry ADD COLUMN files_json TEXT NOT NULL DEFAULT '[]'")
    run("DROP INDEX searched_place")
    run(
        "CREATE TABLE col (number INTEGER PRIMARY KEY, section TEXT NOT NULL, field TEXT NOT NULL,"
        " form TEXT NOT NULL, UNIQUE (section, field)) STRICT"
    )
    run(
        "CREATE TABLE cell (col INTEGER NOT NULL, unit TEXT NOT NULL, key ANY NOT NULL, day INTEGER NOT NULL,"
        " row INTEGER NOT NULL, words TEXT NOT NULL, PRIMARY KEY (col, unit, key, day, row))"
        " STRICT, WITHOUT ROWID"
    )
    run("INSERT INTO col (section, field, form) SELECT DISTINCT section, '', '' FROM entry")
    run("DROP TABLE search_word")
    run("DROP TABLE search")
    run(
        "CREATE VIRTUAL TABLE search USING fts5 (title, body, files, place, content = '',"
        """ contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3')"""
    )
    run("CREATE VIRTUAL TABLE search_word USING fts5vocab (search, row)")
    run(
        "INSERT INTO search (rowid, title, body, files, place) SELECT searched.number,"
        " folded(CASE document.number WHEN '' THEN title ELSE document.number || ' ' || title END),"
        " folded(text), '', place FROM searched JOIN document ON kind = 'document' AND document.id = searched.id"
    )


def _scratch(db: Database) -> None:
    """Version 3 keeps what is being typed and not saved yet (`app.store.scratch`)."""
    db.conn.execute(
        "CREATE TABLE scratch (key TEXT PRIMARY KEY, text TEXT NOT NULL, at TEXT NOT NULL) STRICT"
    )


STEPS: Final[Mapping[int, Step]] = {1: _columns_and_files, 2: _scratch}
"""`STEPS[1]` brings version 1 to version 2. schema.sql is always the newest."""


def newest(steps: Mapping[int, Step] = STEPS) -> int:
    """Return the version this program writes."""
    return len(steps) + 1


def lay(db: Database) -> None:
    """Make the present schema in an empty file."""
    db.conn.executescript(
        f"BEGIN; {paths.schema().read_text('utf-8')} PRAGMA user_version = {newest()}; COMMIT;"
    )


def version_of(db: Database) -> int:
    return int(db.conn.execute("PRAGMA user_version").fetchone()[0])


def migrate(
    db: Database, back_up: Callable[[], object], steps: Mapping[int, Step] = STEPS
) -> list[int]:
    """Bring an older file to the present version and return the versions it came from.

    `back_up` is called before the first step. `NewerFile` for a version this program does not know.
    """
    version = version_of(db)
    if version > newest(steps):
        raise NewerFile()
    if version < 1:
        raise StoreDamaged()
    done: list[int] = []
    while version < newest(steps):
        if not done:
            back_up()
        with db.atomic():
            steps[version](db)
            db.conn.execute(f"PRAGMA user_version = {version + 1}")
        done.append(version)
        version += 1
    return done
