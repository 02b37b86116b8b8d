"""What a row of the access table says, and the groups of the cast that share an answer."""

from __future__ import annotations

from typing import NamedTuple

from tests.cast import CAST

SEE = "fatma lotte piet ringo mette rita"
READ = "fatma lotte piet ringo rita"
BRING = "fatma lotte piet ringo"
RECORD = "fatma lotte piet"
INVITE = MANAGE = "fatma lotte mette"
OFFICES = "mette rita hanne freja"
EVERYBODY = " ".join(CAST)
INSIDE = {"network": set(SEE.split()), "programme": set(OFFICES.split())}


class Row(NamedTuple):
    """Who comes in, and what GET and POST (without a filled-in form) then answer; 405: not a method of this address."""

    who: str
    get: int
    post: int
