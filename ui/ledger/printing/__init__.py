"""A ledger on paper: what of it, how it looks, the file or the printer."""
