"""What a command works on: the store's folder, the passphrase, the open store, the input it was given."""

import getpass
import json
import os
import sys
import warnings
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

import click

from app import paths, store
from app.errors import AppError
from app.store import Store


class Unreadable(AppError):
    code = "U101"
    message = "Không đọc được dữ liệu đưa vào."
    hint = "Kiểm tra lại đường dẫn và nội dung tệp."


class NobodyToAsk(AppError):
    """A passphrase is needed, and there is neither a terminal nor a variable to take it from."""

    code = "U102"
    message = "Chưa có mật khẩu."
    hint = "Đặt biến môi trường SOCTD_PASSPHRASE, hoặc chạy lệnh ở cửa sổ dòng lệnh."


def home() -> Path:
    """Return the store folder the command works on."""
    chosen: Path | None = click.get_current_context().find_root().meta.get("soctd.home")
    return chosen or paths.default_home()


def passphrase(prompt: str = "Mật khẩu", *, confirm: bool = False) -> str:
    """Return the passphrase from `SOCTD_PASSPHRASE` or a hidden prompt, never from an argument."""
    return os.environ.get("SOCTD_PASSPHRASE") or _ask(prompt, confirm=confirm)


def new_passphrase() -> str:
    """Return the passphrase to set, from `SOCTD_NEW_PASSPHRASE` or a hidden prompt asked twice."""
    return os.environ.get("SOCTD_NEW_PASSPHRASE") or _ask("Mật khẩu mới", confirm=True)


def opened() -> Store:
    """Open the store of this command; it is closed when the command ends."""
    ctx = click.get_current_context()
    opened_store = store.open(home(), passphrase=passphrase())
    ctx.call_on_close(opened_store.close)
    return opened_store


def read_json(source: str) -> Any:
    """Read JSON from a file or `-` (standard input), decimals exact."""
    try:
        return json.loads(read_text(source), parse_float=Decimal, parse_constant=_no_number)
    except json.JSONDecodeError as wrong:
        place = f"dòng {wrong.lineno}, cột {wrong.colno}"
        raise Unreadable(f"{_named(source)} không phải JSON hợp lệ ({place}).") from wrong
    except (ValueError, RecursionError) as wrong:
        raise Unreadable(f"{_named(source)} không phải JSON hợp lệ.") from wrong


def read_text(source: str) -> str:
    """Read UTF-8 text from a file or `-` (standard input)."""
    try:
        raw = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
        return raw.decode("utf-8-sig")
    except OSError as wrong:
        raise Unreadable(f"Không đọc được tệp {source}.") from wrong
    except UnicodeDecodeError as wrong:
        raise Unreadable(f"{_named(source)} không phải văn bản UTF-8.") from wrong


def _ask(prompt: str, *, confirm: bool) -> str:
    """Ask on the terminal, beside standard output, which stays the answer's."""
    again = "Nhập lại" if confirm else False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", getpass.GetPassWarning)
            return str(click.prompt(prompt, hide_input=True, confirmation_prompt=again, err=True))
    except getpass.GetPassWarning:
        raise NobodyToAsk from None


def _named(source: str) -> str:
    return "Đầu vào" if source == "-" else f"Tệp {source}"


def _no_number(text: str) -> NoReturn:
    raise ValueError(text)
