"""The rules of the house: who may import whom, who knows which library, how long a file may be."""

import ast
import importlib
import pkgutil
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal

import app
from app.errors import AppError

ROOT = Path(__file__).parents[1]
PRODUCT = sorted(path for top in ("app", "ui") for path in (ROOT / top).rglob("*.py"))
WRITTEN = sorted({*PRODUCT, *(ROOT / "tests").rglob("*.py"), *(ROOT / "benchmarks").rglob("*.py")})

# From left to right; nothing imports to the right. The ground may be used by everyone.
GROUND = ("text", "errors", "progress", "clock", "paths", "period", "__init__")
ROOMS = (
    *("catalogue", "store", "ledgers", "planning", "documents", "exchange", "sample", "cli"),
    "ui",
)

# Library -> the only places that may know it; a renderer may be several files with one beginning.
SEALERS = "app/exchange/seal.py app/store/keyring.py"
KNOWN_BY = {
    "sqlite3": "app/store/",
    "sqlcipher3": "app/store/",
    "sqlite_utils": "app/store/",
    "docx": "app/documents/word",
    "reportlab": "app/documents/pdf",
    "cryptography": SEALERS,
    "pyrage": SEALERS,
    "minisign": SEALERS,
    # Our own papers are measured; of files kept with rows only the text is read, before papers are known.
    "pdfplumber": "app/documents/conformity/pdf_reading.py app/ledgers/pdf_text.py",
    "PIL": "app/documents/chart.py",
    "openpyxl": "app/ledgers/sheets/",
    "jinja2": "app/documents/",
    "click": "app/cli/",
    "platformdirs": "app/paths.py",
    "PySide6": "ui/",
}

# No network code of any kind (design, section 2).
NETWORK = frozenset(
    {
        *("aiohttp", "asyncio", "ftplib", "http", "httpx", "imaplib", "poplib", "requests"),
        *("smtplib", "socket", "socketserver", "ssl", "telnetlib", "urllib3", "urllib.request"),
        *("webbrowser", "wsgiref", "xmlrpc"),
    }
)
QT_NETWORK = frozenset(
    {"QtNetwork", "QtNetworkAuth", "QtWebEngineCore", "QtWebSockets", "QtHttpServer"}
)

# Names of XML vocabularies look like addresses; nothing is fetched from them.
VOCABULARIES = ("schemas.openxmlformats.org", "schemas.microsoft.com", "www.w3.org", "purl.org")


@dataclass(frozen=True, slots=True)
class Import:
    """One imported name: `from app.store import Store` is module `app.store`, name `Store`."""

    file: str
    line: int
    module: str
    name: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.module} {self.name}".rstrip()


def imports_of(tree: ast.AST, file: str) -> Iterator[Import]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (Import(file, node.lineno, alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            yield from (Import(file, node.lineno, module, alias.name) for alias in node.names)


@cache
def product_imports() -> tuple[Import, ...]:
    found: list[Import] = []
    for path in PRODUCT:
        name = path.relative_to(ROOT).as_posix()
        found += imports_of(ast.parse(path.read_text("utf-8")), name)
    return tuple(found)


def room_of(module: str) -> str:
    """Return the room of a dotted module or of a file path."""
    parts = module.removesuffix(".py").replace("/", ".").split(".")
    return parts[0] if parts[0] == "ui" or len(parts) == 1 else parts[1]


def imported_rooms(item: Import) -> list[str]:
    """Return the rooms that an import reaches; `from app import clock` reaches clock."""
    if item.module == "app":
        return [item.name] if item.name and not item.name.startswith("__") else []
    return [room_of(item.module)] if item.module.split(".")[0] in ("app", "ui") else []


def rank(room: str) -> int:
    return -1 if room in GROUND else ROOMS.index(room)


SHARED_CODES: dict[str, tuple[str, ...]] = {
    "E000": ("AppError", "BundleRefused"),  # roots that are never raised themselves
}
"""Codes that several classes bear on purpose."""


def refusals() -> Iterator[type[AppError]]:
    for module in pkgutil.walk_packages(app.__path__, "app."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    found: list[type[AppError]] = [AppError]
    for one in found:
        found += [x for x in one.__subclasses__() if x not in found]
        if one.__module__.startswith("app."):
            yield one


def test_a_code_names_one_refusal_only() -> None:
    named: dict[str, set[str]] = {}
    for one in refusals():
        named.setdefault(one.code, set()).add(one.__name__)
    several = {code: tuple(sorted(names)) for code, names in named.items() if len(names) > 1}
    assert several == SHARED_CODES


def test_every_folder_of_app_is_a_room_of_the_table() -> None:
    folders = {path.name for path in (ROOT / "app").iterdir() if (path / "__init__.py").exists()}
    assert folders <= {*ROOMS, *GROUND}


def test_nothing_imports_to_the_right() -> None:
    wrong = [
        str(item)
        for item in product_imports()
        for room in imported_rooms(item)
        if rank(room) > rank(room_of(item.file))
    ]
    assert not wrong


def test_a_room_is_entered_through_its_door() -> None:
    wrong = [
        str(item)
        for item in product_imports()
        if item.module.startswith("app.")
        and item.module.count(".") > 1
        and room_of(item.module) != room_of(item.file)
    ]
    assert not wrong


def test_nobody_imports_a_private_name_of_ours() -> None:
    wrong = [
        str(item)
        for item in product_imports()
        if item.module.split(".")[0] in ("app", "ui")
        and (re.search(r"\._[a-z]", item.module) or re.match(r"_[A-Za-z]", item.name))
    ]
    assert not wrong


def test_imports_are_absolute() -> None:
    assert not [str(item) for item in product_imports() if item.module.startswith(".")]


@pytest.mark.parametrize("library", KNOWN_BY)
def test_a_library_is_known_by_its_own_rooms_only(library: str) -> None:
    users = [item for item in product_imports() if item.module.split(".")[0] == library]
    allowed = tuple(KNOWN_BY[library].split())
    assert not [str(item) for item in users if not item.file.startswith(allowed)]


def test_there_is_no_network_code() -> None:
    def reaches(item: Import) -> bool:
        full = f"{item.module}.{item.name}"
        return (
            item.module in NETWORK
            or item.module.split(".")[0] in NETWORK
            or full in NETWORK
            or bool({item.name, *item.module.split(".")} & QT_NETWORK)
        )

    assert not [str(item) for item in product_imports() if reaches(item)]


def test_no_file_names_a_network_host_or_a_place_on_one_machine() -> None:
    address = re.compile(r"(?:https?|ftp)://([\w.-]+)")
    machine = re.compile(r"""["'\s](/tmp|/work|/home|/root|C:\\Users)[/\\"']""")
    wrong = []
    for path in (*WRITTEN, *sorted((ROOT / "resources").rglob("*.toml")), ROOT / "schema.sql"):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            hosts = [host for host in address.findall(line) if host not in VOCABULARIES]
            if hosts or machine.search(line):
                wrong.append(f"{path.relative_to(ROOT)}:{number} {line.strip()[:80]}")
    assert not wrong


def test_what_is_imported_is_declared_and_what_is_declared_is_imported() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {_normal(re.split(r"[<>=!~ \[]", line)[0]) for line in project["dependencies"]}
    owners = packages_distributions()
    used: set[str] = set()
    for item in product_imports():
        top = item.module.split(".")[0]
        if top not in ("app", "ui") and top not in sys.stdlib_module_names:
            used.add(_normal(owners.get(top, [top])[0]))
    used = {"pyside6" if name.startswith(("pyside6", "shiboken6")) else name for name in used}
    assert used == declared


def test_the_lock_hashes_every_package_and_names_no_place() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    packages = re.split(r"\n(?=[a-z0-9])", lock)[1:]
    assert not [p.splitlines()[0] for p in packages if "--hash=sha256:" not in p]
    assert not re.search(r"://|--(extra-)?index-url|--find-links|@ file", lock)
    windows = {"colorama", "pefile", "pywin32-ctypes"}
    assert windows <= {p.split("==")[0] for p in packages if "sys_platform == 'win32'" in p}


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_no_file_is_longer_than_three_hundred_lines() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines())
        for path in (*WRITTEN, ROOT / "dev", ROOT / "build_installer.spec")
    }
    assert not {name: lines for name, lines in lengths.items() if lines > 300}


def test_every_module_says_what_is_in_it() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in PRODUCT
        if not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert not silent


class _Bell(QObject):
    rung = Signal(int, str)


def test_twenty_thousand_signals_are_delivered() -> None:
    """PySide6 6.12.0 on Python 3.11 aborts after some hundreds; the pin in pyproject.toml avoids it."""
    bell = _Bell()
    heard: list[int] = []
    bell.rung.connect(lambda number, _text: heard.append(number))
    for number in range(20_000):
        bell.rung.emit(number, "Đã ghi")
    assert heard == list(range(20_000))


def test_every_link_of_the_documents_leads_to_a_file() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    broken = [
        f"{page.name}: {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)#]+)", page.read_text("utf-8"))
        if not (page.parent / target).exists()
    ]
    assert pages
    assert not broken


def test_the_clean_clone_is_tested_as_the_readme_says() -> None:
    assert "\n./dev test\n" in (ROOT / "README.md").read_text("utf-8")
    assert "exec ./dev test " in (ROOT / ".ci" / "run").read_text("utf-8")
