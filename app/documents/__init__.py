"""Documents: template and values → outline → blocks → Word and PDF; numbers; draft, issue, replace.

Services: `types_for`, `offers` (periods and events a type is drafted for), `drafts` (create, get, listing, edit, discard, preview, render, render_to, issue,
replace, record_outside, profile_of, draw a `Sheet` as Word or PDF), `numbering` (begin, note, gaps, listing, next_in),
`mail` (make: the registers of papers out and in), `life` (send, recall, send_back, approve, withdraw), `batch` (draft: all papers of a period), `own_templates` (text, fields, tried,
save, reset),
`addressing` (lines, keep: who a type of paper goes to), `checking` (check: text, number and files of one paper), `conformity` (check_file: C1 to C10 on a file),
`refreshing` (stale, refresh: tables that show ledger rows), `copying` (previous, take_over: from the period before),
`proposing` (number: what an issue would take), `signing` (ways: how a type can be signed), `outline` (parse, show) and `blocks` (what it reads), `layouts` (load, choose),
`adjusting` (effective, adjust, restore, lock, unlock, keys, allowed: a unit's own layout values),
`registers` (make, render) for printed ledgers, `files` (named, write) for what the user asked to have on disk.
"""

from app.documents import (
    addressing,
    adjusting,
    batch,
    blocks,
    checking,
    conformity,
    copying,
    drafts,
    files,
    layouts,
    life,
    mail,
    numbering,
    outline,
    own_templates,
    proposing,
    refreshing,
    registers,
    signing,
)
from app.documents.document import Document
from app.documents.drafts import types_for
from app.documents.offers import Offer, offers
from app.documents.refusals import FileUnwritten
from app.documents.sheet import Sheet, Signature
from app.documents.values import Annex

__all__ = [
    "Annex",
    "Document",
    "FileUnwritten",
    "Offer",
    "Sheet",
    "Signature",
    "addressing",
    "adjusting",
    "batch",
    "blocks",
    "checking",
    "conformity",
    "copying",
    "drafts",
    "files",
    "layouts",
    "life",
    "mail",
    "numbering",
    "offers",
    "outline",
    "own_templates",
    "proposing",
    "refreshing",
    "registers",
    "signing",
    "types_for",
]
