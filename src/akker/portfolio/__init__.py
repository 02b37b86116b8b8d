"""Will own: the programme manager's board over many networks; pages and figures, no state of its own."""
