"""The window (Qt Widgets). It knows only the doors of `app`; no rule of the product lives here."""
