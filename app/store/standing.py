"""On which edition of the catalogue a store stands: a setting, and the content itself in the file.

A store without the setting stands on the edition that comes with the program.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from app.catalogue import Catalogue, Edition, editions, load_content

SETTING: Final = "catalogue"

Kept = Mapping[str, Any]
"""`edition`, `digest`, whether it was `shipped`, and the sha256 of its `content` among the files."""


def kept(edition: Edition, content: str) -> dict[str, Any]:
    """Return how the setting names an edition whose content is kept under the hash `content`."""
    of = edition.catalogue
    return {
        "edition": of.edition,
        "digest": of.digest,
        "shipped": edition.shipped,
        "content": content,
    }


def standing(setting: Kept | None, default: Catalogue, blob: Callable[[str], bytes]) -> Catalogue:
    """Return the catalogue that the setting asks for, with the editions before it readable in it."""
    if setting is None:
        return default
    before = tuple(_read(x, blob) for x in setting["before"])
    return _read(setting, blob).following(before)


def _read(one: Kept, blob: Callable[[str], bytes]) -> Catalogue:
    """Return one edition: a shipped one as this program has it, any other from its kept content."""
    shipped = editions.shipped()
    for known in shipped:
        if known.catalogue.digest == one["digest"]:
            return known.catalogue
    for known in shipped:
        if one["shipped"] and known.catalogue.edition == one["edition"]:
            return known.catalogue
    return load_content(blob(one["content"]))
