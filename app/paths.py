"""Where things lie: the shipped resources and the user's own folder."""

import os
import sys
from pathlib import Path

import platformdirs


def resources() -> Path:
    """Return the folder of shipped data, in a checkout and inside the one-folder program alike."""
    bundled = getattr(sys, "_MEIPASS", None)
    return Path(bundled) / "resources" if bundled else Path(__file__).parents[1] / "resources"


def default_home() -> Path:
    """Return the store folder: `SOCTD_HOME`, or `SoCTD` in the user's own data folder."""
    chosen = os.environ.get("SOCTD_HOME")
    return Path(chosen) if chosen else Path(platformdirs.user_data_dir("SoCTD", False))


def schema() -> Path:
    """Return the file of the store's current schema."""
    return resources().parent / "schema.sql"
