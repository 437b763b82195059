-- The current schema of a store (SQLCipher, STRICT). `PRAGMA user_version` = 3.
-- Columns named `data` or ending in `_json` hold JSON; days are ISO text; moments are UTC `…Z`.

-- The own unit (own = 1, exactly one), its superior and its subordinates.
CREATE TABLE unit (
    code      TEXT PRIMARY KEY,              -- 'c1'; stays text ('007', '1E5')
    name      TEXT NOT NULL,                 -- 'Đại đội 1'
    echelon   TEXT NOT NULL CHECK (echelon IN ('company', 'battalion', 'regiment')),
    parent    TEXT NOT NULL DEFAULT '',      -- code of the superior, '' when none
    own       INTEGER NOT NULL DEFAULT 0 CHECK (own IN (0, 1)),
    training  INTEGER NOT NULL DEFAULT 0 CHECK (training IN (0, 1)),
    data      TEXT NOT NULL DEFAULT '{}'     -- letters, place, party_name, party_superior, started_on, …
) STRICT;

-- One row of a section of a ledger. Rows of subordinate units stand here too, read-only.
CREATE TABLE entry (
    id            TEXT PRIMARY KEY,          -- UUIDv7
    unit          TEXT NOT NULL REFERENCES unit (code) ON DELETE RESTRICT,
    section       TEXT NOT NULL,
    occurred_on   TEXT NOT NULL,             -- the section's date field; first day for a month field
    period        TEXT NOT NULL,             -- '2026-01'
    person        TEXT,                      -- id of the person entry this row is about, if any
    data          TEXT NOT NULL,             -- {field: value}, checked against the catalogue
    edition       TEXT NOT NULL,             -- catalogue edition it was checked against
    struck        TEXT,                      -- reason; NULL while valid
    entered_by    TEXT NOT NULL,
    entered_at    TEXT NOT NULL,
    changed_at    TEXT NOT NULL,
    change_reason TEXT,
    former_ref    TEXT,                      -- 'Sổ nhật ký, dòng 12'
    files_json    TEXT NOT NULL DEFAULT '[]', -- attachments: [{name, media, sha256, size, added_by, added_at}], content in blob
    bundle        TEXT REFERENCES bundle (id) ON DELETE RESTRICT  -- the bundle it came in; NULL for own rows
) STRICT;
CREATE INDEX entry_listing ON entry (unit, section, occurred_on, id, struck);
-- A section lies together here, its values with it: sorting and adding up read this and not the whole file.
CREATE INDEX entry_reading ON entry (unit, section, occurred_on, id, struck, entered_at, data);
CREATE INDEX entry_person ON entry (person) WHERE person IS NOT NULL;
CREATE INDEX entry_bundle ON entry (bundle) WHERE bundle IS NOT NULL;

-- A closed period of a unit: rows dated in it are refused until it is reopened.
CREATE TABLE period_lock (
    id     TEXT PRIMARY KEY,
    unit   TEXT NOT NULL REFERENCES unit (code) ON DELETE RESTRICT,
    period TEXT NOT NULL,
    reason TEXT NOT NULL,
    opened TEXT                              -- reason of reopening; NULL while locked
) STRICT;
CREATE UNIQUE INDEX period_lock_current ON period_lock (unit, period) WHERE opened IS NULL;

-- A duty that does not apply in one period, with the reason.
CREATE TABLE waiver (
    id     TEXT PRIMARY KEY,
    unit   TEXT NOT NULL REFERENCES unit (code) ON DELETE RESTRICT,
    duty   TEXT NOT NULL,
    period TEXT NOT NULL,
    reason TEXT NOT NULL,
    UNIQUE (unit, duty, period)
) STRICT;

-- One expected sending that was made: a bundle, or paper handed over (bundle NULL).
CREATE TABLE submission (
    id          TEXT PRIMARY KEY,
    unit        TEXT NOT NULL REFERENCES unit (code) ON DELETE RESTRICT,
    duty        TEXT NOT NULL,
    period      TEXT NOT NULL,
    attempt     INTEGER NOT NULL,
    sent_on     TEXT,
    received_on TEXT,                        -- the receiver's day; decides on time or late
    state       TEXT NOT NULL CHECK (state IN ('sent', 'received', 'accepted', 'returned', 'replaced')),
    nil         INTEGER NOT NULL DEFAULT 0 CHECK (nil IN (0, 1)),
    bundle      TEXT REFERENCES bundle (id) ON DELETE RESTRICT
) STRICT;
CREATE INDEX submission_listing ON submission (unit, period, duty);

-- A document: drafted here, recorded from paper (outside = 1), or received with a bundle.
CREATE TABLE document (
    id             TEXT PRIMARY KEY,
    unit           TEXT NOT NULL REFERENCES unit (code) ON DELETE RESTRICT,
    type           TEXT NOT NULL,
    period         TEXT NOT NULL,
    title          TEXT NOT NULL,
    state          TEXT NOT NULL CHECK (state IN ('draft', 'awaiting', 'issued', 'replaced', 'withdrawn')),
    outside        INTEGER NOT NULL DEFAULT 0 CHECK (outside IN (0, 1)),
    series         TEXT NOT NULL DEFAULT '', -- '2026' or 'NQ/2025-2030'; '' for types without number
    number         TEXT NOT NULL DEFAULT '', -- '03/BC-c1'; '' while a draft
    ordinal        INTEGER,                  -- 3
    profile        TEXT NOT NULL,
    dated          TEXT NOT NULL,            -- date of the document; chooses the profile
    text           TEXT NOT NULL DEFAULT '', -- outline text
    data           TEXT NOT NULL DEFAULT '{}', -- values it was drafted from; frozen at issue
    returned_count INTEGER NOT NULL DEFAULT 0,
    issued_at      TEXT,
    issued_by      TEXT,
    replaces       TEXT REFERENCES document (id) ON DELETE RESTRICT,
    bundle         TEXT REFERENCES bundle (id) ON DELETE RESTRICT
) STRICT;
CREATE INDEX document_listing ON document (unit, type, period);
CREATE UNIQUE INDEX document_number ON document (unit, series, ordinal) WHERE ordinal IS NOT NULL;

-- The frozen files of an issued document.
CREATE TABLE document_file (
    id       TEXT PRIMARY KEY,
    document TEXT NOT NULL REFERENCES document (id) ON DELETE RESTRICT,
    format   TEXT NOT NULL CHECK (format IN ('docx', 'pdf')),
    blob     TEXT NOT NULL REFERENCES blob (sha256) ON DELETE RESTRICT,
    UNIQUE (document, format)
) STRICT;

-- Keys of units for the exchange. The own row also holds the secrets.
CREATE TABLE key (
    id         TEXT PRIMARY KEY,             -- key id of the minisign key, hex
    unit       TEXT NOT NULL,
    card_json  TEXT NOT NULL,                -- the public card as received
    secret_json TEXT,                        -- own key only
    trusted_at TEXT,
    retired_at TEXT
) STRICT;

-- One .goi file sent or received; the file itself lies untouched under sent/ or received/ by its sha256.
CREATE TABLE bundle (
    id          TEXT PRIMARY KEY,            -- sha256 of header.json, hex
    direction   TEXT NOT NULL CHECK (direction IN ('out', 'in')),
    kind        TEXT NOT NULL,
    unit        TEXT NOT NULL,               -- the other side
    period      TEXT NOT NULL DEFAULT '',
    sequence    INTEGER NOT NULL,
    incarnation TEXT NOT NULL,
    header_json TEXT NOT NULL,
    file_sha256 TEXT NOT NULL,
    at          TEXT NOT NULL,               -- made or received
    state       TEXT NOT NULL CHECK (state IN ('sent', 'receipted', 'applied', 'replaced', 'held', 'undone')),
    change      INTEGER                      -- the change that applied it
) STRICT;
CREATE INDEX bundle_channel ON bundle (direction, unit, sequence);

-- Figures of subordinate units, as received; numerators and denominators as exact decimal text.
CREATE TABLE figure (
    id          TEXT PRIMARY KEY,
    unit        TEXT NOT NULL REFERENCES unit (code) ON DELETE RESTRICT,
    period      TEXT NOT NULL,               -- '2026-01'
    indicator   TEXT NOT NULL,
    numerator   TEXT NOT NULL,
    denominator TEXT,                        -- NULL for counts and sums
    bundle      TEXT REFERENCES bundle (id) ON DELETE RESTRICT,
    UNIQUE (unit, period, indicator)
) STRICT;

CREATE TABLE setting (
    key   TEXT PRIMARY KEY,
    value_json TEXT NOT NULL
) STRICT;

-- What is being typed and not saved, so that a crash does not take it. Never journalled; dropped once it is saved.
CREATE TABLE scratch (
    key  TEXT PRIMARY KEY,                   -- 'paper/<id>/<account>'
    text TEXT NOT NULL,
    at   TEXT NOT NULL
) STRICT;

-- Files by content. Never journalled, never changed; rows that point here are.
CREATE TABLE blob (
    sha256 TEXT PRIMARY KEY,
    size   INTEGER NOT NULL,
    bytes  BLOB NOT NULL
) STRICT;

-- One user action: one transaction, one undo step, one line of history.
CREATE TABLE change (
    id      INTEGER PRIMARY KEY,
    label   TEXT NOT NULL,
    account TEXT NOT NULL,
    at      TEXT NOT NULL,
    kind    TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo')),
    undoes  INTEGER REFERENCES change (id) ON DELETE RESTRICT,
    final   INTEGER NOT NULL DEFAULT 0 CHECK (final IN (0, 1))  -- never undone; undo stops here
) STRICT;
CREATE INDEX change_undoes ON change (undoes) WHERE undoes IS NOT NULL;

-- Append-only: before and after image of every changed row, chained by hash.
CREATE TABLE journal (
    seq         INTEGER PRIMARY KEY,
    change      INTEGER NOT NULL REFERENCES change (id) ON DELETE RESTRICT,
    tbl         TEXT NOT NULL,
    row         TEXT NOT NULL,               -- primary key of the row
    before_json TEXT,                        -- NULL for an insert
    after_json  TEXT,                        -- NULL for a removal (only by undo)
    hash        TEXT NOT NULL                -- sha256(previous hash || canonical row), hex
) STRICT;
CREATE INDEX journal_change ON journal (change);
CREATE INDEX journal_row ON journal (tbl, row);
CREATE TRIGGER journal_is_append_only_u BEFORE UPDATE ON journal BEGIN SELECT RAISE (ABORT, 'journal is append-only'); END;
CREATE TRIGGER journal_is_append_only_d BEFORE DELETE ON journal BEGIN SELECT RAISE (ABORT, 'journal is append-only'); END;

-- What ledgers are sorted, filtered and added up by, made from `entry`: every value of a row of the number that
-- `searched` gives it, column by column in sorted order. `col` numbers the columns the catalogue names, and three
-- of every section (#day, #entered, #state); `form` says how it was made.
CREATE TABLE col (
    number  INTEGER PRIMARY KEY,
    section TEXT NOT NULL,
    field   TEXT NOT NULL,
    form    TEXT NOT NULL,
    UNIQUE (section, field)
) STRICT;
CREATE TABLE cell (
    col   INTEGER NOT NULL,
    unit  TEXT NOT NULL,
    key   ANY NOT NULL,                      -- number, day, choice, packed sorting key of a text
    day   INTEGER NOT NULL,                  -- 20261006
    row   INTEGER NOT NULL,                  -- searched.number
    words TEXT NOT NULL,                     -- folded, each after a space; '' where keys are compared
    PRIMARY KEY (col, unit, key, day, row)
) STRICT, WITHOUT ROWID;

-- Folded text of entries and documents, kept in the same transaction; `searched` gives each row its number there.
-- `place` is one word for unit and section: a ledger is filtered without meeting the rows of others.
CREATE TABLE searched (
    number INTEGER PRIMARY KEY,
    kind   TEXT NOT NULL,                    -- table: 'entry', 'document'
    id     TEXT NOT NULL,
    place  TEXT NOT NULL,
    UNIQUE (kind, id)
) STRICT;
CREATE VIRTUAL TABLE search USING fts5 (
    title, body, files, place, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3'
);
CREATE VIRTUAL TABLE search_word USING fts5vocab (search, row);
