"""A photo somebody sends: whether it is one, what its code says, and the picture without anything else in it."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import zxingcpp
from PIL import Image, ImageFilter, ImageOps

MOST_BYTES = 15 * 2**20
MOST_PIXELS = 40_000_000
LONGEST = 2400  # pixels of the longer side as it is kept
QUALITY = 85  # of a JPEG, of 100
KINDS = ("JPEG", "PNG", "WEBP")
SMALL = 360  # pixels of the longer side of a thumbnail
TURNS = (20, 45, 70)  # degrees
_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
# What Pillow raises for bytes that are no picture, or half of one.
DAMAGE = (OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, OverflowError, struct.error, zlib.error)
BOMB = (Image.DecompressionBombError, Image.DecompressionBombWarning)


class TooHeavy(Exception):
    """More than MOST_BYTES."""


class NoPicture(Exception):
    """Not a JPEG, PNG or WebP that can be read."""


class TooManyPixels(Exception):
    """More than MOST_PIXELS."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG that holds pixels and nothing else; `width` and `height` in pixels, the right way up."""

    data: bytes
    width: int
    height: int


def look(data: bytes) -> tuple[int, int]:
    """Width and height in pixels, from the head of the file: nothing is decoded.

    Raises: TooHeavy, NoPicture, TooManyPixels.
    """
    if len(data) > MOST_BYTES:
        raise TooHeavy
    image = _opened(data)
    try:
        image.verify()
    except DAMAGE as damage:
        raise NoPicture from damage
    return image.size


def _opened(data: bytes) -> Image.Image:
    try:
        image = Image.open(io.BytesIO(data), formats=KINDS)
    except BOMB as bomb:
        raise TooManyPixels from bomb
    except DAMAGE as damage:
        raise NoPicture from damage
    if image.width * image.height > MOST_PIXELS:
        raise TooManyPixels
    return image


def decoded(data: bytes) -> Image.Image:
    """The pixels, the right way up, on white where one could look through. About 120 MB at most.

    Raises: NoPicture, TooManyPixels.
    """
    image = _opened(data)
    try:
        upright = ImageOps.exif_transpose(image)
        if not upright.has_transparency_data:
            return upright.convert("RGB")
        paper = Image.new("RGBA", upright.size, "white")
        return Image.alpha_composite(paper, upright.convert("RGBA")).convert("RGB")
    except DAMAGE as damage:
        raise NoPicture from damage


def cleaned(image: Image.Image) -> Picture:
    """At most LONGEST a side, as a new JPEG: place, time, camera and thumbnail of the old file are gone."""
    kept = _within(image, LONGEST)
    return Picture(_jpeg(kept, QUALITY), *kept.size)


def small(data: bytes) -> bytes:
    """A thumbnail of a JPEG we made; about 15 ms."""
    image = Image.open(io.BytesIO(data), formats=("JPEG",))
    image.draft("RGB", (SMALL, SMALL))
    return _jpeg(_within(image, SMALL), 75)


def _within(image: Image.Image, longest: int) -> Image.Image:
    if max(image.size) <= longest:
        return image
    return ImageOps.contain(image, (longest, longest), Image.Resampling.LANCZOS)


def _jpeg(image: Image.Image, quality: int) -> bytes:
    bare = Image.new("RGB", image.size)
    bare.paste(image)  # the pixels alone: `info` may carry a comment, a profile or EXIF
    out = io.BytesIO()
    bare.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()


# --- the code ---------------------------------------------------------------------------------------------------------


def codes(image: Image.Image) -> tuple[str, ...]:
    """What the QR codes in it say, from the first way of looking that finds any. At most some seconds."""
    for look_again in _looks(image.convert("L")):
        if found := zxingcpp.read_barcodes(look_again, formats=_QR):
            return tuple(dict.fromkeys(code.text for code in found))
    return ()


def _looks(grey: Image.Image) -> Iterator[Image.Image]:
    """The photo as it is, clearer, larger piece by piece, and turned: cheap ways first."""
    yield grey
    clear = ImageOps.autocontrast(grey, cutoff=1)
    yield clear
    sharp = clear.filter(ImageFilter.UnsharpMask(radius=3, percent=250, threshold=2))
    yield sharp
    for piece in _pieces(clear):
        large = piece.resize((piece.width * 2, piece.height * 2), Image.Resampling.BICUBIC)
        yield large
        yield ImageOps.autocontrast(large.filter(ImageFilter.UnsharpMask(radius=5, percent=300, threshold=0)), cutoff=1)
    for turn in TURNS:
        yield sharp.rotate(turn, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    yield sharp.filter(ImageFilter.MedianFilter(3))


def _pieces(image: Image.Image) -> Iterator[Image.Image]:
    """Nine pieces that overlap by half, so that a code is whole in one of them; each with its own contrast."""
    width, height = image.width // 2, image.height // 2
    for top in range(0, height + 1, max(1, height // 2)):
        for left in range(0, width + 1, max(1, width // 2)):
            yield ImageOps.autocontrast(image.crop((left, top, left + width, top + height)), cutoff=1)
