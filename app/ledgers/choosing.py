"""Which choice of a list people mean: by key or by label, among the rows in force on the day."""

from collections.abc import Sequence
from datetime import date

from app.catalogue import Choice, ChoiceList
from app.ledgers.unfit import Unfit
from app.text import clean, fold, similar


def choose(choices: ChoiceList, label: str, given: str, day: date) -> str:
    """Return the key that `given` names on `day`; `Unfit` L105 with the nearest labels otherwise.

    A key or an exact label decides first; without marks and case only when one choice is meant. For days
    before the list begins every value is offered: older lists are not known (domain 0.3).
    """
    said = " ".join(clean(given).split())
    offered = choices.offered(day) or choices.choices
    bare = fold(said)
    for means in (
        lambda c: c.key == said,
        lambda c: c.label == said,
        lambda c: fold(c.label) == bare,
    ):
        meant = {c.key for c in offered if means(c)}
        if len(meant) == 1:
            return meant.pop()
    what = f"{label}: không có “{said[:60]}” trong danh sách."
    raise Unfit("L105", what + _hint(choices, offered, said))


def _hint(choices: ChoiceList, offered: Sequence[Choice], said: str) -> str:
    if any(said in (c.key, c.label) for c in choices.choices):
        return " Giá trị này không có hiệu lực vào ngày của dòng ghi."
    near = similar(said, [c.label for c in offered])
    if near:
        return f" Có phải: {'; '.join(near)}?"
    return f" Chọn một trong: {'; '.join(c.label for c in offered)}." if len(offered) <= 8 else ""
