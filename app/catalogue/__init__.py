"""The catalogue: ledgers, sections, lists, rules, indicators, duties, documents and dated rates as data.

`load` reads the TOML folder strictly into one frozen `Catalogue` and refuses with every fault at once
(`CatalogueWrong`). `editions` (shipped, named, check) knows the others; `renamed` and `target` say where rows of
the edition before go. `parse_terms`/`show_terms` and `parse_conditions`/`show_conditions` are the two small
languages of its texts. What the values mean is told by their classes.
"""

from app.catalogue import editions
from app.catalogue.editions import Edition, EditionUnknown
from app.catalogue.grammar import (
    GrammarFault,
    parse_conditions,
    parse_terms,
    show_conditions,
    show_terms,
)
from app.catalogue.loading import load, load_content
from app.catalogue.model import (
    Authority,
    Catalogue,
    Choice,
    ChoiceList,
    Computed,
    Condition,
    Confidence,
    DocumentCode,
    DocumentType,
    DutyRule,
    Envelope,
    Field,
    FieldType,
    FormerLedger,
    Indicator,
    Ledger,
    Level,
    Part,
    PartKind,
    Rate,
    Record,
    Refusal,
    Rename,
    Renames,
    Rule,
    Scope,
    Section,
    Source,
    Term,
    Travel,
)
from app.catalogue.read import CatalogueWrong
from app.catalogue.renames import renamed, target

__all__ = [
    "Authority",
    "Catalogue",
    "CatalogueWrong",
    "Choice",
    "ChoiceList",
    "Computed",
    "Condition",
    "Confidence",
    "DocumentCode",
    "DocumentType",
    "DutyRule",
    "Edition",
    "EditionUnknown",
    "Envelope",
    "Field",
    "FieldType",
    "FormerLedger",
    "GrammarFault",
    "Indicator",
    "Ledger",
    "Level",
    "Part",
    "PartKind",
    "Rate",
    "Record",
    "Refusal",
    "Rename",
    "Renames",
    "Rule",
    "Scope",
    "Section",
    "Source",
    "Term",
    "Travel",
    "editions",
    "load",
    "load_content",
    "parse_conditions",
    "parse_terms",
    "renamed",
    "show_conditions",
    "show_terms",
    "target",
]
