"""Text from outside becomes values here, one file per noun."""
