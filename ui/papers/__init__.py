"""Văn kiện: the papers of a unit, their text as officers type it, the page it becomes, and their life."""

from ui.papers.page import DocumentsPage

__all__ = ["DocumentsPage"]
