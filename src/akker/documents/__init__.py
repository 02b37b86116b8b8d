"""Everything that leaves as a file: frozen dataclass in, bytes out. Plain Python."""
