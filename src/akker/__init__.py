"""Akker: from a question out of practice to answers with evidence."""
