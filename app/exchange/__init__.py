"""The loop between echelons without a network: keys, bundles on a stick, receipts, consolidation.

Services: `keys` (own pair, cards, trust), `outbox.export`, `inbox` (inspect, plan, apply, undo),
`receipts` (write, record_paper), `status.board`, `consolidation` (compute, draft, report). `bundle`,
`bag`, `package`, `archive` and `header` are the `.goi` format and know no store; only `seal` knows
age and minisign.
"""

from app.exchange import consolidation, inbox, keys, outbox, receipts, status
from app.exchange.cards import Card
from app.exchange.channel import Parcel
from app.exchange.checks import Check, Inspection
from app.exchange.comparing import Difference, Item
from app.exchange.consolidation import Consolidation
from app.exchange.header import Header
from app.exchange.inbox import Plan
from app.exchange.keys import Known
from app.exchange.outbox import Exported

__all__ = [
    "Card",
    "Check",
    "Consolidation",
    "Difference",
    "Exported",
    "Header",
    "Inspection",
    "Item",
    "Known",
    "Parcel",
    "Plan",
    "consolidation",
    "inbox",
    "keys",
    "outbox",
    "receipts",
    "status",
]
