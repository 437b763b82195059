"""Which entries of a list are meant by a few typed letters: words without marks in any order, or initials."""

from app.text.normal import fold


def words(text: str) -> tuple[str, ...]:
    """Return the folded words of `text`; what is neither letter nor figure parts words."""
    return tuple("".join(c if c.isalnum() else " " for c in fold(text)).split())


def finds(wanted: tuple[str, ...], offered: tuple[str, ...]) -> bool:
    """Tell whether every wanted word begins a word of its own in `offered`, or the one word is its initials.

    Both are results of `words`: `bo chi` and `cb` find `Chi bộ`; `a a` does not find `Lê Văn Ánh`.
    """
    if len(wanted) == 1 and "".join(word[0] for word in offered).startswith(wanted[0]):
        return True
    left = list(offered)
    for word in sorted(wanted, key=len, reverse=True):
        taken = next((one for one in left if one.startswith(word)), None)
        if taken is None:
            return False
        left.remove(taken)
    return True
