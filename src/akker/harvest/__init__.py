"""Will own: claims, answers, outcomes, value stories, final evaluation, delivery to the forum, take-up at home."""
