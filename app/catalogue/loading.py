"""Loading a folder of catalogue files in one pass: read, check, and refuse with every fault at once."""

import json
import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from app import paths
from app.catalogue.documents import read_codes, read_documents
from app.catalogue.duties import read_duties
from app.catalogue.folder import Texts, expected, head_of, pack, texts_of, unpack
from app.catalogue.indicators import read_indicators
from app.catalogue.ledgers import read_former, read_ledgers
from app.catalogue.lists import (
    read_authorities,
    read_deny,
    read_lists,
    read_rates,
    read_records,
    read_sources,
)
from app.catalogue.model import Catalogue, DocumentType, DutyRule, Section
from app.catalogue.names import Known, unknown
from app.catalogue.read import Faults, Table, parse
from app.catalogue.renames import read_renames
from app.catalogue.sections import read_section

_EDITION = re.compile(r"\d+\.\d+\.\d+")
_FILES = tuple(f"{x}.toml" for x in (
    "catalogue", "sources", "rates", "lists", "records", "deny", "authority", "ledgers", "former", "renames",
    "indicators", "codes", "documents", "duties",
))  # fmt: skip


def load(folder: Path | None = None) -> Catalogue:
    """Return the catalogue in `folder`, by default the shipped one; read once per folder.

    Raises `CatalogueWrong` with every problem, each placed as `file.toml:key`.
    """
    return _load((folder or paths.resources() / "catalogue").resolve())


def content(folder: Path) -> bytes:
    """Return the files of an edition as one blob that `load_content` reads anywhere."""
    faults = Faults()
    texts = texts_of(folder, faults)
    faults.refuse()
    return pack(texts)


@lru_cache(maxsize=2)
def load_content(packed: bytes) -> Catalogue:
    """Return the catalogue of a blob of `content`; `CatalogueWrong` like `load`."""
    return _checked(unpack(packed), Faults())


@lru_cache(maxsize=4)
def _load(folder: Path) -> Catalogue:
    faults = Faults()
    return _checked(texts_of(folder, faults), faults)


def _checked(texts: Texts, faults: Faults) -> Catalogue:
    names = expected(head_of(texts), _FILES)
    sections = sorted(x for x in texts if x.startswith("sections/"))
    unread = {x for x, text in texts.items() if text is None}
    wanted = (*names, *sections)
    raw = {x: {} if x in unread else parse(x, texts.get(x), faults) for x in wanted}
    for stray in sorted(texts.keys() - raw.keys()):
        faults.add(stray, "Tệp lạ, không thuộc bộ biểu mẫu.")
    files = {name: Table(found, f"{name}:", faults) for name, found in raw.items()}
    catalogue = _read(files, sections, Known(faults), _digest(raw))
    faults.refuse()
    return catalogue


def _read(files: dict[str, Table], names: list[str], known: Known, digest: str) -> Catalogue:
    """Read every file, each after those it refers to."""
    head = files["catalogue.toml"]
    edition = head.text("edition")
    if edition and not _EDITION.fullmatch(edition):
        head.fault("edition", "Phải có dạng 1.0.0.")
    title = head.text("title")
    head.text("extends", "")
    superseded = head.text("superseded_by", "")
    head.close()
    known.sources = read_sources(files["sources.toml"])
    rates = read_rates(files["rates.toml"], known)
    known.rates = {x.key for x in rates}
    known.lists = read_lists(files["lists.toml"], known)
    known.records = read_records(files["records.toml"], known)
    deny, people = read_deny(files["deny.toml"])
    found = {x: read_section(files[x], Path(x).stem, deny, people, known) for x in names}
    known.sections = {x.key: x for x in found.values()}
    _check_rule_ids(found, files)
    for name in people:
        if name not in known.sections:
            files["deny.toml"].fault("personal_travel", unknown("mục", name, known.sections))
    ledgers = read_ledgers(files["ledgers.toml"], known)
    order = {key: None for x in ledgers for key in x.sections if key in known.sections}
    known.sections = {x: known.sections[x] for x in order | dict.fromkeys(known.sections)}
    former = read_former(files["former.toml"], ledgers, known)
    authorities = read_authorities(files["authority.toml"], known)
    renames = read_renames(files["renames.toml"], known)
    codes = read_codes(files["codes.toml"], known)
    documents: dict[str, DocumentType] = {}
    duties: tuple[DutyRule, ...] = ()
    if not superseded:
        known.indicators = read_indicators(files["indicators.toml"], known)
        known.documents = documents = read_documents(files["documents.toml"], codes, known)
        duties = read_duties(files["duties.toml"], known)
    return Catalogue(
        edition, digest, ledgers, known.sections, known.lists, known.indicators, duties, documents, rates,
        known.sources, deny, title, former, authorities, codes, known.records, superseded, renames,
    )  # fmt: skip


def _check_rule_ids(found: dict[str, Section], files: dict[str, Table]) -> None:
    """A rule id stands for one sentence in all of the catalogue."""
    seen: dict[str, str] = {}
    for name, section in found.items():
        for rule in section.rules:
            if not re.fullmatch(r"R\d{2,3}", rule.id):
                files[name].fault(f"rule.{rule.id}", "Mã quy tắc phải có dạng R01.")
            elif rule.id in seen:
                files[name].fault(f"rule.{rule.id}", f"Mã {rule.id} đã dùng ở {seen[rule.id]}.")
            seen.setdefault(rule.id, name)


def _digest(raw: dict[str, dict[str, object]]) -> str:
    """Return the sha256 of the content as canonical JSON: layout and comments of the files do not count."""
    text = json.dumps(
        raw, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain
    )
    return sha256(text.encode()).hexdigest()


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(type(value).__name__)
