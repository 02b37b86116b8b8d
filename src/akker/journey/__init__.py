"""Steps taken, the result sheet, rounds of voices and consents. Will own: working agreements."""
