"""Side-by-side measurements of our doors against the bare libraries below them."""
