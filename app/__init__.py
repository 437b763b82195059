"""Sổ CTĐ without Qt: every rule of the product lives below this package."""

__version__ = "0.1.0"
