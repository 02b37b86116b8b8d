"""Will own: the bus that carries changes to open pages: LiveEvent, publish, tickets, the ASGI end that `web` mounts."""
