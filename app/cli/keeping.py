"""`init`, `demo`, `account`, `recovery`, `backup`, `restore`: the store as a whole."""

from pathlib import Path

import click

from app import clock, sample, store
from app.catalogue import editions
from app.cli import labels
from app.cli.opening import home, new_passphrase, opened, passphrase
from app.cli.output import answer, answer_table, plain
from app.cli.root import root
from app.store import ROLES, Unit, accounts

ABOVE = {"company": "battalion", "battalion": "regiment", "regiment": "regiment"}
FOLDER = click.Path(path_type=Path)
NO_SECRETS = (
    "Phần mềm này không dùng để soạn thảo, lưu giữ, in hoặc chuyển nội dung bí mật nhà nước "
    "(Mật, Tối mật, Tuyệt mật)."
)


@root.command("init")
@click.option("--echelon", required=True, type=click.Choice(["company", "battalion", "regiment"]))
@click.option("--code", metavar="CODE", required=True, help="Mã đơn vị, ví dụ c1.")
@click.option("--name", metavar="NAME", required=True, help="Tên đơn vị, ví dụ “Đại đội 1”.")
@click.option("--parent-code", metavar="CODE", default="", help="Mã cấp trên trực tiếp.")
@click.option("--parent-name", metavar="NAME", default="", help="Tên cấp trên trực tiếp.")
@click.option("--training", is_flag=True, help="Đơn vị huấn luyện, dùng để tập.")
@click.option("--edition", metavar="TÊN", default="", help="Bộ biểu mẫu (mặc định: bộ hiện hành).")
def init_command(
    echelon: str,
    code: str,
    name: str,
    parent_code: str,
    parent_name: str,
    training: bool,
    edition: str,
) -> None:
    chosen = editions.named(edition) if edition else None
    if bool(parent_code) != bool(parent_name):
        raise click.UsageError("--parent-code và --parent-name đi cùng nhau.")
    made = store.create(
        home(),
        unit=Unit(
            code,
            name,
            echelon,
            parent=parent_code,
            own=True,
            training=training,
            data={"started_on": clock.today().isoformat()},
        ),
        parent=Unit(parent_code, parent_name, ABOVE[echelon]) if parent_code else None,
        passphrase=passphrase("Mật khẩu mới", confirm=True),
        edition=chosen,
    )
    made.store.close()
    answer(
        {"home": home(), "unit": code, "recovery_code": made.recovery_code},
        NO_SECRETS,
        f"Đã lập sổ của {name} tại {home()}.",
        f"Mã khôi phục (in ra, cất riêng): {made.recovery_code}",
    )


@root.command("demo")
@click.argument("folder", metavar="DIR", type=FOLDER)
@click.option("--companies", metavar="N", default=3, show_default=True, type=click.IntRange(1, 3))
@click.option("--months", metavar="N", default=2, show_default=True, type=click.IntRange(1, 2))
def demo_command(folder: Path, companies: int, months: int) -> None:
    made = sample.build(folder, companies=companies, months=months)
    answer(
        {
            "passphrase": made.passphrase,
            "stores": [{"unit": unit, "home": place} for unit, place in made.stores.items()],
            "bundles": made.bundles,
            "documents": made.documents,
            "receipts": made.receipts,
        },
        *(f"Sổ           {unit:<4} {place}" for unit, place in made.stores.items()),
        *(f"Gói          {file}" for file in made.bundles),
        *(f"Biên nhận    {file}" for file in made.receipts),
        *(f"Văn kiện     {file}" for file in made.documents),
        f"Mật khẩu     {made.passphrase}",
    )


account_group = root.group("account")


@account_group.command("list")
def account_list() -> None:
    """Các tài khoản."""
    rows = [plain(a) for a in accounts.listing(home())]
    answer_table(rows, {"name": "Tên", "role": ("Vai trò", labels.word(ROLES))})


@account_group.command("add")
@click.argument("name", metavar="NAME")
@click.option("--role", required=True, type=click.Choice(list(ROLES)))
def account_add(name: str, role: str) -> None:
    """Thêm tài khoản; mật khẩu của nó được hỏi riêng."""
    kept = opened()
    accounts.add(kept, name, role, passphrase=new_passphrase())
    answer({"name": name, "role": role}, f"Đã thêm tài khoản {name}.")


@account_group.command("remove")
@click.argument("name", metavar="NAME")
def account_remove(name: str) -> None:
    """Đóng một tài khoản; lịch sử của nó vẫn còn."""
    kept = opened()
    accounts.remove(kept, name)
    answer({"name": name, "removed": True}, f"Đã đóng tài khoản {name}.")


@account_group.command("passphrase")
@click.option(
    "--account", metavar="NAME", default="", help="Tài khoản (mặc định: tài khoản vừa mở sổ)."
)
def account_passphrase(account: str) -> None:
    """Đổi mật khẩu; dữ liệu không phải ghi lại."""
    kept = opened()
    name = account or kept.account.name
    accounts.change_passphrase(kept, name, passphrase=new_passphrase())
    answer({"name": name, "changed": True}, f"Đã đổi mật khẩu của {name}.")


@root.command("recovery")
@click.option("--use", is_flag=True, help="Dùng mã khôi phục để đặt lại mật khẩu.")
@click.option(
    "--account",
    metavar="NAME",
    default="ctv",
    show_default=True,
    help="Tài khoản đặt lại mật khẩu.",
)
def recovery_command(use: bool, account: str) -> None:
    if use:
        code = str(click.prompt("Mã khôi phục", err=True))
        accounts.recover(home(), code, account, passphrase=new_passphrase())
        answer({"name": account, "changed": True}, f"Đã đặt mật khẩu mới cho {account}.")
        return
    kept = opened()
    code = accounts.new_recovery(kept)
    answer({"recovery_code": code}, f"Mã khôi phục mới (in ra, cất riêng): {code}")


@root.command("backup")
@click.option(
    "--to",
    metavar="DIR",
    default=None,
    type=FOLDER,
    help="Thư mục (USB); mặc định: thư mục sao lưu của sổ.",
)
def backup_command(to: Path | None) -> None:
    kept = opened()
    file = kept.backup(to)
    answer({"file": file}, f"Đã sao lưu và kiểm tra: {file}")


@root.command("restore")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
def restore_command(file: Path) -> None:
    place = home()
    store.restore(file, place, passphrase=passphrase())
    answer({"home": place}, f"Đã khôi phục vào {place}.")
