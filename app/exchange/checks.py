"""Every check a file passes before anything of it is believed, in order, each by name and code."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from app.exchange import bag, bundle, channel, keys
from app.exchange.bundle import Bundle
from app.exchange.header import Header, edition_order
from app.exchange.keys import Known
from app.exchange.refusals import (
    BundleRefused,
    CatalogueDiffers,
    CatalogueNewer,
    Forked,
    NotForUs,
    OwnBundle,
    Replayed,
    SenderRestored,
    SequenceGap,
    SignedByOther,
    TrainingMixed,
    UnitUnknown,
)
from app.store import Store, Where

ALREADY: Final = "G214"


@dataclass(frozen=True, slots=True)
class Check:
    """One check and how it ended; `code` names the refusal, or `G214` for a bundle taken in before."""

    name: str
    ok: bool
    code: str = ""


@dataclass(frozen=True, slots=True)
class Inspection:
    """What is known of a file: its header once readable, the checks made, the first refusal.

    `files` is the content of the bag, there only when every check up to it held.
    """

    header: Header | None
    checks: tuple[Check, ...]
    refusal: BundleRefused | None
    already: bool
    files: Mapping[str, bytes]
    data: bytes


@dataclass(frozen=True, slots=True)
class Tail:
    """The end of a channel: the bundle that the next one must follow."""

    sequence: int
    id: str
    incarnation: str


@dataclass(frozen=True, slots=True)
class Ahead:
    """Bundles planned but not yet applied: the tail of each unit's channel, and all their ids."""

    tails: dict[str, Tail] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)

    def add(self, header: Header) -> None:
        self.ids.add(header.id)
        if header.kind == "submission":
            tail = Tail(header.sequence, header.id, header.incarnation)
            self.tails[header.sender] = tail


class _Examination:
    """One file on its way through the checks; what is not reached stays empty."""

    def __init__(self, store: Store, data: bytes, ahead: Ahead) -> None:
        self.store = store
        self.data = data
        self.ahead = ahead
        self.bundle: Bundle | None = None
        self.signer: Known | None = None
        self.payload = b""
        self.files: Mapping[str, bytes] = {}
        self.already = False

    @property
    def opened(self) -> Bundle:
        assert self.bundle is not None
        return self.bundle

    @property
    def header(self) -> Header:
        return self.opened.header

    @property
    def key(self) -> Known:
        assert self.signer is not None
        return self.signer

    def container(self) -> None:
        self.bundle = bundle.read(self.data)

    def known_key(self) -> None:
        self.signer = keys.signer(self.store, self.header.sender_key)

    def signature(self) -> None:
        bundle.verify(self.opened, self.key.card.keys)

    def sender(self) -> None:
        if self.key.unit != self.header.sender:
            raise SignedByOther
        if self.key.own:
            raise OwnBundle

    def receiver(self) -> None:
        own = self.store.unit.code, keys.own_id(self.store)
        if (self.header.receiver, self.header.receiver_key) != own:
            raise NotForUs

    def training(self) -> None:
        if self.header.training != self.store.unit.training:
            raise TrainingMixed

    def relation(self) -> None:
        """Submissions come from direct subordinates, receipts from the superior."""
        own = self.store.unit
        known = {u.code: u for u in self.store.units()}.get(self.header.sender)
        below = known is not None and known.parent == own.code
        above = known is not None and known.code == own.parent
        if not (below if self.header.kind == "submission" else above):
            raise UnitUnknown

    def locked(self) -> None:
        self.payload = bundle.open_payload(self.opened, keys.secret(self.store))

    def listed(self) -> None:
        self.files = bag.read(self.payload)

    def catalogue(self) -> None:
        theirs, ours = self.header.catalogue_edition, self.store.catalogue
        if edition_order(theirs) > edition_order(ours.edition):
            raise CatalogueNewer(
                f"Gói dùng bộ biểu mẫu {theirs}, sổ này có {ours.edition}; tạm giữ."
            )
        if theirs == ours.edition and self.header.catalogue_hash != ours.digest:
            raise CatalogueDiffers

    def place(self) -> None:
        """Find the bundle's place in the channel; the same file again is `already`, no refusal."""
        h = self.header
        before = channel.taken(self.store, h.sender)
        if h.id in self.ahead.ids or any(p.id == h.id for p in before):
            self.already = True
            return
        if h.incarnation != self.key.card.incarnation:
            raise SenderRestored
        here = Where("incarnation", "=", h.incarnation)
        if any(p.sequence == h.sequence for p in channel.taken(self.store, h.sender, here)):
            raise Forked
        if h.kind == "submission":
            self._follow(h, bool(before))

    def _follow(self, h: Header, heard_before: bool) -> None:
        tail = self.ahead.tails.get(h.sender) or tail_of(self.store, h.sender, h.incarnation)
        if tail is None or tail.incarnation != h.incarnation:
            # The first bundle after a restored store may stand anywhere; the first ever is number 1.
            if heard_before or h.sequence == 1:
                return
            raise SequenceGap(f"Thiếu gói số 1 của đơn vị {h.sender}, tạm giữ gói số {h.sequence}.")
        if h.sequence <= tail.sequence:
            raise Replayed
        if h.sequence > tail.sequence + 1:
            raise SequenceGap(
                f"Thiếu gói số {tail.sequence + 1} của đơn vị {h.sender}, tạm giữ gói số {h.sequence}."
            )
        if h.previous != tail.id:
            raise Forked


_STEPS: Final[tuple[tuple[str, Callable[[_Examination], None]], ...]] = (
    ("Tệp gói nguyên vẹn", _Examination.container),
    ("Đã tin khóa của đơn vị gửi", _Examination.known_key),
    ("Chữ ký đúng", _Examination.signature),
    ("Đơn vị gửi đúng với khóa", _Examination.sender),
    ("Gửi cho đơn vị mình", _Examination.receiver),
    ("Cùng loại huấn luyện hoặc thật", _Examination.training),
    ("Đơn vị gửi là cấp trên, cấp dưới trực tiếp", _Examination.relation),
    ("Mở được niêm phong", _Examination.locked),
    ("Đủ tệp theo bảng kê", _Examination.listed),
    ("Bộ biểu mẫu dùng được", _Examination.catalogue),
    ("Đúng thứ tự gói", _Examination.place),
)


def tail_of(store: Store, unit: str, incarnation: str) -> Tail | None:
    """Return the end of the channel from `unit` as the store knows it."""
    last = channel.last_in(store, unit, incarnation)
    return Tail(last.sequence, last.id, last.incarnation) if last else None


def examine(store: Store, data: bytes, ahead: Ahead | None = None) -> Inspection:
    """Run the checks up to the first that fails, as if the bundles `ahead` were in."""
    case = _Examination(store, data, ahead or Ahead())
    done: list[Check] = []
    refusal: BundleRefused | None = None
    for name, step in _STEPS:
        try:
            step(case)
        except BundleRefused as wrong:
            refusal = wrong
            done.append(Check(name, False, wrong.number))
            break
        done.append(Check(name, True, ALREADY if case.already else ""))
    header = case.bundle.header if case.bundle else None
    return Inspection(header, tuple(done), refusal, case.already, case.files, data)
