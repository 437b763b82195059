"""The form of a row: one editor per field type, the keyboard in it, files, unsaved typing."""
