"""Files for the user: names a stick accepts, written whole or not at all."""

import os
import re
from pathlib import Path

from app.documents.document import Document
from app.documents.refusals import FileUnwritten

_FORBIDDEN = re.compile(r'[\\/:*?"<>|]')
_LONGEST = 100


def name(document: Document, format: str) -> str:
    """Return `03-BC-c1 Báo cáo kết quả CTĐ, CTCT tháng 01-2026.docx`; a draft begins with `Dự thảo`."""
    head = document.number or ("Dự thảo" if document.state == "draft" else "")
    return named(f"{head} {document.title}".strip(), format)


def named(title: str, format: str) -> str:
    """Return a title as the name of a file that every stick accepts."""
    stem = _FORBIDDEN.sub("-", title)[:_LONGEST].rstrip(" .")
    return f"{stem}.{format}"


def write(folder: Path, file: str, content: bytes) -> Path:
    """Write under a partial name, then rename; the folder is made if needed.

    `FileUnwritten` where the place takes nothing or the file of that name is open elsewhere.
    """
    target = folder / file
    partial = target.with_name(target.name + ".part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            with partial.open("wb") as out:
                out.write(content)
                out.flush()
                os.fsync(out.fileno())
            partial.replace(target)
        finally:
            partial.unlink(missing_ok=True)
    except OSError as fault:
        raise FileUnwritten(f"Không ghi được tệp “{target}”.") from fault
    return target
