"""The root command, the options every command shares, opening the store, and the one error boundary."""

import json
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from app import __version__, clock, paths, store
from app.cli.output import refuse
from app.errors import AppError
from app.store import Store

LANGUAGE = {"help_option_names": ["-h", "--help"]}


def _remember(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
    if value:
        ctx.find_root().meta[f"soctd.{param.name}"] = value
    return value


def shared(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--home` and `--json`, which are understood before and after the command's name."""
    home = click.option(
        "--home", type=click.Path(path_type=Path), callback=_remember, expose_value=False,
        help="Thư mục lưu sổ (mặc định: biến SOCTD_HOME).",
    )  # fmt: skip
    as_json = click.option(
        "--json",
        is_flag=True,
        callback=_remember,
        expose_value=False,
        help="In ra một giá trị JSON.",
    )
    return home(as_json(function))


class Group(click.Group):
    """A group whose commands all take the shared options."""

    def command(  # type: ignore[override]  # only the named form is used here
        self, name: str
    ) -> Callable[[Callable[..., Any]], click.Command]:
        make = super().command(name)
        return lambda function: make(shared(function))

    def group(  # type: ignore[override]  # only the named form is used here
        self, name: str
    ) -> "Callable[[Callable[..., Any]], Group]":
        def make(function: Callable[..., Any]) -> Group:
            made = Group(name, help=function.__doc__, context_settings=LANGUAGE)
            self.add_command(made)
            return made

        return make


def _selfcheck(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from app.cli import selfcheck

        ctx.exit(selfcheck.report())


@click.group(cls=Group, context_settings=LANGUAGE)
@click.version_option(__version__, prog_name="soctd")
@click.option(
    "--selfcheck",
    is_flag=True,
    callback=_selfcheck,
    expose_value=False,
    help="Kiểm tra chương trình ngay tại máy này rồi thoát.",
)
@shared
def root() -> None:
    """Sổ CTĐ: sổ, văn kiện, kế hoạch, nộp – nhận của công tác đảng, công tác chính trị. Không dùng mạng."""


def home() -> Path:
    """Return the store folder the command works on."""
    chosen: Path | None = click.get_current_context().find_root().meta.get("soctd.home")
    return chosen or paths.default_home()


def passphrase(prompt: str = "Mật khẩu", *, confirm: bool = False) -> str:
    """Return the passphrase from `SOCTD_PASSPHRASE` or a hidden prompt, never from an argument."""
    given = os.environ.get("SOCTD_PASSPHRASE")
    return given or str(click.prompt(prompt, hide_input=True, confirmation_prompt=confirm))


def opened() -> Store:
    """Open the store of this command; it is closed when the command ends."""
    ctx = click.get_current_context()
    opened_store = store.open(home(), passphrase=passphrase())
    ctx.call_on_close(opened_store.close)
    return opened_store


def read_json(source: str) -> Any:
    """Read JSON from a file or `-` (standard input), decimals exact."""
    from decimal import Decimal

    raw = sys.stdin.buffer.read() if source == "-" else _bytes_of(Path(source))
    try:
        return json.loads(raw.decode("utf-8-sig"), parse_float=Decimal)
    except (UnicodeDecodeError, ValueError) as wrong:
        raise Unreadable(f"Tệp {source} không phải JSON hợp lệ: {wrong}") from wrong


def read_text(source: str) -> str:
    """Read UTF-8 text from a file or `-`."""
    raw = sys.stdin.buffer.read() if source == "-" else _bytes_of(Path(source))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise Unreadable(f"Tệp {source} không phải văn bản UTF-8.") from wrong


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as wrong:
        raise Unreadable(f"Không đọc được tệp {path}: {wrong.strerror}.") from wrong


class Unreadable(AppError):
    code = "U101"
    hint = "Kiểm tra lại đường dẫn và nội dung tệp."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 refused, 2 wrong usage, 3 a bug."""
    args = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8")
    try:
        code = root.main(args=args, prog_name="soctd", standalone_mode=False)
        return code if isinstance(code, int) else 0
    except AppError as error:
        refuse(error, json_wanted="--json" in args)
        return 1
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.Abort:
        click.echo("Đã dừng.", err=True)
        return 1
    except click.ClickException as error:
        error.show()
        return 2
    except Exception as bug:  # noqa: BLE001  # the boundary between refusal and bug
        file = write_report(bug)
        click.echo(f"Lỗi của phần mềm, không có gì thay đổi. Báo cáo lỗi: {file}", err=True)
        return 3


def write_report(bug: BaseException) -> Path:
    """Write where a bug happened (files, lines, types; no values, so nothing personal) and return the file."""
    frames = traceback.extract_tb(bug.__traceback__)
    lines = [f"soctd {__version__}", clock.now(), type(bug).__name__]
    lines += [f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in frames]
    chosen = os.environ.get("SOCTD_REPORTS")
    folder = Path(chosen) if chosen else paths.default_home() / "reports"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"bao-loi-{clock.now().replace(':', '')}.txt"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


from app.cli import (  # noqa: E402  (each module registers its commands on `root`)
    catalogue,
    documents,
    entries,
    exchange,
    keeping,
    planning,
    showing,
)

__all__ = [
    "catalogue", "documents", "entries", "exchange", "keeping", "main", "planning", "showing",
]  # fmt: skip
