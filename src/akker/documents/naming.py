"""What a file is called that leaves."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 80  # signs
SPELLED = str.maketrans({
    "ø": "oe", "æ": "ae", "å": "aa", "œ": "oe", "ß": "ss", "ı": "i", "ł": "l", "đ": "d", "ð": "d", "þ": "th",
})  # fmt: skip


def file_name(*words: str, otherwise: str = "akker") -> str:
    """`Vesterå`, `Det planlagte forløb` -> `vesteraa-det-planlagte-forloeb`: signs that travel everywhere."""
    spelled = unicodedata.normalize("NFC", " ".join(words)).lower().translate(SPELLED)
    bare = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")[:LONGEST].strip("-") or otherwise
