"""What happens while people are looked for: a file for each noun."""
