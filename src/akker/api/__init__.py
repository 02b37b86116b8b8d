"""What other programs read: the calendar of a person. Will own REST with OpenAPI, tokens and webhooks."""
