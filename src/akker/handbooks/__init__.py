"""The content packs and their reader: folder in, frozen `Handbook` out. Plain Python."""
