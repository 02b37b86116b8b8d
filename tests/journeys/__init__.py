"""One story per file, told in a real browser."""
