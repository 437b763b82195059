"""The root command, the options every command shares, and the one boundary between refusal and bug."""

import os
import sys
import tempfile
import traceback
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import click

from app import __version__, clock, paths
from app.cli.output import refuse
from app.cli.words import teach_click
from app.errors import AppError

teach_click()

COMMANDS: Final[Mapping[str, tuple[str, str]]] = {
    "init": ("keeping", "Lập sổ mới cho một đơn vị."),
    "demo": ("keeping", "Dựng Tiểu đoàn 1 mẫu cùng các đại đội, sẵn để xem."),
    "ledger": ("registers", "Các sổ của đơn vị."),
    "section": ("entries", "Các mục của sổ: cột, quy tắc kiểm tra."),
    "entry": ("entries", "Dòng ghi: thêm, sửa, gạch bỏ, xem."),
    "person": ("people", "Quân số: ai ở đơn vị, thăng cấp, đến, đi."),
    "attachment": ("attachments", "Tệp kèm của dòng ghi: ảnh, bản quét, PDF."),
    "sheet": ("sheets", "Bảng tính: nhập các dòng từ .xlsx, .ods, .csv."),
    "period": ("locking", "Kỳ: khóa sổ, mở lại, ai khóa, vì sao."),
    "task": ("planning", "Nhiệm vụ phải thực hiện."),
    "duty": ("planning", "Chế độ: hạn nộp, ngày khóa, trạng thái."),
    "indicator": ("planning", "Chỉ tiêu và các dòng làm nên chỉ tiêu."),
    "document": ("document_life", "Văn kiện: soạn, sửa, kết xuất, ban hành."),
    "layout": ("layouts", "Thể thức văn bản: giá trị, chỗ đơn vị chỉnh, khóa."),
    "key": ("exchange", "Khóa của đơn vị mình và các đơn vị khác."),
    "bundle": ("exchange", "Gói trên USB: nộp, kiểm tra, nhập, biên nhận."),
    "status": ("collecting", "Đơn vị nào đã nộp, nộp chậm, chưa nộp."),
    "consolidate": ("collecting", "Tổng hợp số liệu của đơn vị mình và cấp dưới."),
    "catalogue": ("adopting", "Bộ biểu mẫu: xem, kiểm tra, nhận bộ mới."),
    "account": ("keeping", "Tài khoản mở sổ."),
    "recovery": ("keeping", "In mã khôi phục mới, hoặc dùng mã đã in để đặt mật khẩu mới."),
    "search": ("showing", "Tìm trong mọi sổ và văn kiện, không cần dấu."),
    "history": ("showing", "Các thay đổi gần đây của cả sổ."),
    "undo": ("showing", "Hoàn tác thay đổi gần nhất."),
    "verify": ("showing", "Kiểm tra trang, khóa ngoại, tra cứu, chuỗi nhật ký và tệp kèm."),
    "backup": ("keeping", "Sao lưu, mở bản sao và kiểm tra."),
    "restore": ("keeping", "Khôi phục một bản sao lưu vào thư mục --home còn trống."),
}
"""Every command: the module of this folder that registers it, and its line of help.

A module, and the rooms it calls, is imported when one of its commands runs.
"""

LANGUAGE: Final = {"help_option_names": ["-h", "--help"]}
OPTIONS: Final = "[TÙY CHỌN]"
SUBCOMMAND: Final = "LỆNH [THAM SỐ]…"


def _remember(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
    if value:
        ctx.find_root().meta[f"soctd.{param.name}"] = value
    return value


def shared(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--home` and `--json`, which are understood before and after the command's name."""
    home = click.option(
        "--home", metavar="DIR", type=click.Path(path_type=Path), callback=_remember, is_eager=True,
        expose_value=False, help="Thư mục lưu sổ (mặc định: biến SOCTD_HOME).",
    )  # fmt: skip
    as_json = click.option(
        "--json", is_flag=True, callback=_remember, is_eager=True, expose_value=False, help="In ra một giá trị JSON.",
    )  # fmt: skip
    return home(as_json(function))


class Group(click.Group):
    """A group whose commands all take the shared options."""

    def command(  # type: ignore[override]  # only the named form is used here
        self, name: str
    ) -> Callable[[Callable[..., Any]], click.Command]:
        make = super().command(
            name, options_metavar=OPTIONS, help=self.help_of(name), context_settings=LANGUAGE
        )
        return lambda function: make(shared(function))

    def help_of(self, name: str) -> str | None:
        """Return the help of a command; None: its function's docstring."""
        return None


class Root(Group):
    """The commands of `COMMANDS`; what a command needs is imported when it is asked for."""

    def group(  # type: ignore[override]  # only the named form is used here
        self, name: str
    ) -> Group:
        """Add a group of commands: `ledger_group = root.group("ledger")`."""
        made = Group(
            name,
            help=self.help_of(name),
            params=root.params[-2:],
            context_settings=LANGUAGE,
            options_metavar=OPTIONS,
            subcommand_metavar=SUBCOMMAND,
        )
        self.add_command(made)
        return made

    def help_of(self, name: str) -> str:
        return COMMANDS[name][1]

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in COMMANDS:
            import_module(f"app.cli.{COMMANDS[cmd_name][0]}")
        return super().get_command(ctx, cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Lệnh"):
            formatter.write_dl([(name, said) for name, (_, said) in COMMANDS.items()])


def _selfcheck(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        ctx.exit(import_module("app.cli.selfcheck").report())


@click.group(
    cls=Root, context_settings=LANGUAGE, options_metavar=OPTIONS, subcommand_metavar=SUBCOMMAND
)
@click.version_option(
    __version__, prog_name="soctd", message="%(prog)s %(version)s", help="In phiên bản rồi thoát."
)
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


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 refused, 2 wrong usage, 3 a bug."""
    args = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")
    try:
        clock.today()  # a wrong SOCTD_TODAY is refused before anything is done
        code = root.main(args=args, prog_name="soctd", standalone_mode=False)
        return code if isinstance(code, int) else 0
    except AppError as error:
        refuse(error, json_wanted="--json" in args)
        return 1
    except click.Abort:
        click.echo("Đã dừng.", err=True)
        return 1
    except click.ClickException as error:
        error.show()
        return 2
    except Exception as bug:  # noqa: BLE001  # the boundary between refusal and bug
        file = write_report(bug)
        click.echo(
            f"Lỗi của phần mềm, thao tác đang làm không được lưu. Báo cáo lỗi: {file}", err=True
        )
        return 3


def write_report(bug: BaseException) -> Path:
    """Write where a bug happened (files, lines, types; no values, so nothing personal) and return the file.

    It goes to `SOCTD_REPORTS`, else beside the store, else, where nothing can be written, to the
    folder for temporary files.
    """
    frames = traceback.extract_tb(bug.__traceback__)
    lines = [f"soctd {__version__}", clock.now(), type(bug).__name__]
    lines += [f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in frames]
    chosen = os.environ.get("SOCTD_REPORTS")
    folder = Path(chosen) if chosen else paths.default_home() / "reports"
    try:
        return _write(folder, lines)
    except OSError:
        return _write(Path(tempfile.gettempdir()), lines)


def _write(folder: Path, lines: Sequence[str]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"bao-loi-{clock.now().replace(':', '')}.txt"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file
