"""From text to values: a file for each noun."""
