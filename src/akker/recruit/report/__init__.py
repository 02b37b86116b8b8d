"""What the pages and papers of recruiting say: a file for each noun."""
