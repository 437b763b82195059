"""The word for one value that cannot be taken; the check of the row turns it into a `Problem`."""

from decimal import Decimal


class Unfit(Exception):
    """What is wrong with one value: a stable code and a Vietnamese sentence. Never leaves the room.

    `value` is set when the value was read but lies out of bounds, so that rules can still judge it.
    """

    def __init__(self, code: str, what: str, value: int | Decimal | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.what = what
        self.value = value
