"""Measuring a finished Word or PDF file against its layout profile: the checks C1 to C10 (layout §8).

Service: `check_file`. Value: `Departure`. The file is read as it lies there; the sheet says what it should show.
"""

from app.documents.conformity.departure import TITLES, Check, Departure
from app.documents.sheet import Sheet

__all__ = ["TITLES", "Check", "Departure", "check_file"]


def check_file(content: bytes, format: str, sheet: Sheet) -> list[Departure]:
    """Return every departure of a file (`docx` or `pdf`) from the profile of `sheet`, in the order of the checks.

    The readers are imported here: they take a quarter of a second, and most starts check nothing.
    """
    if format == "docx":
        from app.documents.conformity import word_checks

        return word_checks.departures(content, sheet)
    from app.documents.conformity import pdf_checks

    return pdf_checks.departures(content, sheet)
