"""Spreadsheets in and out of the ledger in front."""
