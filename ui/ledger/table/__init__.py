"""The table of a ledger: rows read a page at a time, headings with filters, months, sums, marks."""
