"""What speaks HTTP: a file for each noun."""
