"""A bare Django project, to measure against: session, user, one query, one small template."""
