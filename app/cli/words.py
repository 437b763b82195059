"""What click itself says, in Vietnamese: headings of help, wrong usage, prompts."""

from collections.abc import Mapping
from typing import Final

import click

SAID: Final[Mapping[str, str]] = {
    "Usage:": "Cách dùng:",
    "Options": "Tùy chọn",
    "Commands": "Lệnh",
    "required": "bắt buộc",
    "default: {default}": "mặc định: {default}",
    "Show this message and exit.": "In hướng dẫn này rồi thoát.",
    "Try '{command} {option}' for help.": "Xem hướng dẫn: {command} {option}",
    "Error: {message}": "Sai cách dùng: {message}",
    "Error: The two entered values do not match.": "Hai lần nhập không giống nhau.",
    "Missing command.": "Thiếu tên lệnh.",
    "Missing argument": "Thiếu tham số",
    "Missing option": "Thiếu tùy chọn",
    "Missing parameter: {param_name}": "Thiếu tham số: {param_name}",
    "Invalid value: {message}": "Giá trị không hợp lệ: {message}",
    "Invalid value for {param_hint}: {message}": "Giá trị của {param_hint} không hợp lệ: {message}",
    "No such option {name!r}.": "Không có tùy chọn {name!r}.",
    "No such command {name!r}.": "Không có lệnh {name!r}.",
    "Did you mean {possibility}?": "Có phải {possibility}?",
    "(Did you mean one of: {possibilities}?)": "Có phải một trong: {possibilities}?",
    "Option {name!r} does not take a value.": "Tùy chọn {name!r} không nhận giá trị.",
    "Option {name!r} requires an argument.": "Tùy chọn {name!r} cần một giá trị.",
    "Argument {name!r} takes {nargs} values.": "Tham số {name!r} cần {nargs} giá trị.",
    "Got unexpected extra argument ({args})": "Thừa tham số ({args}).",
    "Got unexpected extra arguments ({args})": "Thừa các tham số ({args}).",
    "{value!r} is not {choice}.": "{value!r} không phải {choice}.",
    "{value!r} is not one of {choices}.": "{value!r} không phải một trong {choices}.",
    "Choose from:\n\t{choices}": "Chọn một trong:\n\t{choices}",
    "{value!r} is not a valid {number_type}.": "{value!r} không phải số.",
    "{value} is not in the range {range}.": "{value} nằm ngoài khoảng {range}.",
}


def said(message: str) -> str:
    """Return the Vietnamese of what click says, or the message itself."""
    return SAID.get(message, message)


def said_of_many(one: str, many: str, count: int) -> str:
    """Return the Vietnamese of a message that click words by number."""
    return said(one if count == 1 else many)


def teach_click() -> None:
    """Let click speak Vietnamese.

    Click looks its words up with gettext, whose catalogues are binary files chosen by the system's
    language. The program speaks Vietnamese on every system, so the words are given directly.
    """
    for module in (click.core, click.decorators, click.exceptions, click.formatting,
                   click.parser, click.termui, click.types):  # fmt: skip
        for name, speak in (("_", said), ("ngettext", said_of_many)):
            if hasattr(module, name):
                setattr(module, name, speak)
