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
class Sheet:
    """A paper before it is drawn. `number` and `place_date` are whole lines, `recipients` too.

    `code` is the code of the kind (`BC`); `number` is empty for kinds without one.
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
    captions: tuple[Caption, ...]
    signer: str
    dated: date
    marks: frozenset[SheetMark] = frozenset()

    @property
    def property_title(self) -> str:
        """Return the title that may stand in the properties of a file (layout §5, §8 C10)."""
        number = self.number.lstrip("Số: ").replace(" ", "")
        return self.profile.metadata.title.format(kind=self.kind, number=number).strip()

    @property
    def property_author(self) -> str:
        return self.profile.metadata.author.format(issuer=self.issuer)
