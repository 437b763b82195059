"""How high the lines, rules and gaps of a header, title or closing stand, in points."""

from typing import assert_never

from app.documents.frame import Cell, Gap, Item, Line, Rule
from app.documents.layouts import Profile


def height_of(cell: Cell, room: float, profile: Profile) -> float:
    return sum(item_height(item, room, profile) for item in cell)


def item_height(item: Item, room: float, profile: Profile) -> float:
    match item:
        case Line():
            return item.height * len(item.lines(room))
        case Rule():
            return profile.distance.rule_gap_pt + profile.distance.rule_line_pt
        case Gap():
            return item.height
    assert_never(item)
