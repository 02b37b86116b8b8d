"""What a network works on: versions of its line, ambition and theme, learning questions. Will own: canvas, sources."""
