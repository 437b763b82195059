"""Acts on many cells of the table: copy, paste, fill down."""
