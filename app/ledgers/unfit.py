"""The word for one value that cannot be taken; the check of the row turns it into a `Problem`."""


class Unfit(Exception):
    """What is wrong with one value: a stable code and a Vietnamese sentence. Never leaves the room."""

    def __init__(self, code: str, what: str) -> None:
        super().__init__(code)
        self.code = code
        self.what = what
