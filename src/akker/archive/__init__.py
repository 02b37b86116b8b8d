"""The scenario format: load, dump, backup and restore; later also personal data out, erased, retained."""
