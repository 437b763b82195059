"""Which words of the line under the cursor are looked for on the pages, and in which of their places."""

import re
from typing import Final

from ui.preview import Preview

_WORDS: Final = 5
_LONGEST: Final = 28
_LEAST: Final = 3
_MARKER: Final = re.compile(r"\[\[.*\]\]")
_SIGNS: Final = re.compile(r"\*\*|\\")


def printed(line: str) -> str:
    """Return the beginning of a line as it is printed, short enough to stand on one line of the page."""
    if _MARKER.fullmatch(line.strip()):
        return ""
    text = _SIGNS.sub("", line)
    if text.lstrip().startswith("|"):
        cells = [c.strip() for c in text.split("|") if c.strip(" -:")]
        text = max(cells, key=len, default="")
    found = ""
    for word in text.split()[:_WORDS]:
        longer = f"{found} {word}".strip()
        if len(longer) > _LONGEST and found:
            break
        found = longer
    return found if len(found) >= _LEAST else ""


def follow(preview: Preview, lines: list[str], at: int) -> bool:
    """Bring line `at` in sight on the pages; an empty line goes by the one before it."""
    while at >= 0 and not printed(lines[at]):
        at -= 1
    if at < 0:
        return False
    words = printed(lines[at])
    before = "\n".join(" ".join(_SIGNS.sub("", line).split()) for line in lines[:at]).upper()
    return preview.reveal(words, before.count(words.upper())) or preview.reveal(words)
