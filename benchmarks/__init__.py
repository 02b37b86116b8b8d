"""What the pages cost, beside a bare Django project on the same server."""
