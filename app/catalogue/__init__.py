"""The catalogue: ledgers, sections, lists, rules, indicators, duties, documents and dated rates as data.

`load` reads the TOML folder strictly into one frozen `Catalogue` and refuses with every fault at once
(`CatalogueWrong`). `parse_terms`/`show_terms` and `parse_conditions`/`show_conditions` are the two small
languages of its texts. What the values mean is told by their classes.
"""

from app.catalogue.grammar import (
    GrammarFault,
    parse_conditions,
    parse_terms,
    show_conditions,
    show_terms,
)
from app.catalogue.loading import load
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
    Rule,
    Scope,
    Section,
    Source,
    Term,
    Travel,
)
from app.catalogue.read import CatalogueWrong

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
    "Rule",
    "Scope",
    "Section",
    "Source",
    "Term",
    "Travel",
    "load",
    "parse_conditions",
    "parse_terms",
    "show_conditions",
    "show_terms",
]
