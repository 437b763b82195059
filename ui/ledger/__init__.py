"""The page where officers spend their day: the rows of a section in a table, the form beside it."""

from ui.ledger.page import LedgersPage

__all__ = ["LedgersPage"]
