"""The code on a printed sheet that leads back to its page: an address as a drawing a telephone can read."""

import io
from dataclasses import dataclass

import segno

_QUIET = 4  # empty modules around the code; the standard asks for four (ISO/IEC 18004)


@dataclass(frozen=True, slots=True)
class Code:
    """Where a printed sheet belongs, and how the sheet says so."""

    address: str  # absolute: "https://akker.example/p/academy/care/steps/roles/"
    caption: str  # below it, short: "Step 4 on your screen"
    alternative: str  # for whom the drawing is no help: "Code that opens step 4: https://..."


def svg(address: str) -> bytes:
    """The address as a black and white SVG with its quiet zone; up to 15 % may be smudged or torn (level M)."""
    out = io.BytesIO()
    made = segno.make_qr(address, error="m", boost_error=False)
    made.save(out, kind="svg", border=_QUIET, dark="#000", light="#fff", xmldecl=False, svgns=True)
    return out.getvalue()


def drawing(code: Code | None) -> dict[str, str] | None:
    """What a template reads of it."""
    if code is None:
        return None
    return {"svg": svg(code.address).decode(), "caption": code.caption, "alternative": code.alternative}
