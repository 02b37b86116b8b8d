"""Pages of the question room, one file per noun."""
