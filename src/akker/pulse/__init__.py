"""Will own: pulse rounds, health signals with suggestion cards, relationship map, journal, mediation."""
