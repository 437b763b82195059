"""Kept files on the screen: small pictures, a list, a viewer. All in memory; nothing is written to disk."""

from ui.files.shelf import FileShelf, size_text
from ui.files.viewer import Viewer, view

__all__ = ["FileShelf", "Viewer", "size_text", "view"]
