"""One paper as a frozen value: everything a renderer needs, nothing it has to look up."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.documents.blocks import Block
from app.documents.layouts import Profile

SheetMark = Literal["draft", "proposal", "training"]


@dataclass(frozen=True, slots=True)
class Caption:
    """One line above the signature, set as the profile's `component` (`authority`, `position`)."""

    component: str
    text: str


@dataclass(frozen=True, slots=True)
class Signature:
    """Caption lines and the name below them, room for the pen between."""

    captions: tuple[Caption, ...]
    name: str


@dataclass(frozen=True, slots=True)
class Approval:
    """The block the superior signs: its title, the date left for the pen, position and name (layout §4.5)."""

    title: str
    date: str
    position: str
    name: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A paper before it is drawn. `number` and `place_date` are whole lines, `recipients` too.

    `code` is the code of the kind (`BC`); `number` is empty for kinds without one. `beside` is the
    second signature, at the left, of minutes and day reports.
    """

    profile: Profile
    superior: str
    issuer: str
    number: str
    place_date: str
    kind: str
    code: str
    subject: str
    blocks: tuple[Block, ...]
    recipients: tuple[str, ...]
    signature: Signature
    dated: date
    marks: frozenset[SheetMark] = frozenset()
    beside: Signature | None = None
    approval: Approval | None = None

    @property
    def property_title(self) -> str:
        """Return the title that may stand in the properties of a file (layout §5, §8 C10)."""
        number = self.number.lstrip("Số: ").replace(" ", "")
        return self.profile.metadata.title.format(kind=self.kind, number=number).strip()

    @property
    def property_author(self) -> str:
        return self.profile.metadata.author.format(issuer=self.issuer)
