"""Will own: what may be shown about few people: thresholds, differences, rounding. Plain Python."""
