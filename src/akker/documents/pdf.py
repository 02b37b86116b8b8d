"""Typst source and data in, PDF bytes out: the one place that calls the PDF engine."""

import json
import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, cast

import typst

_HERE = Path(__file__).parent
_SHARED = "akker"  # the template that holds what every sheet shares
_engine: Any = typst.compile  # its stubs do not know that the sources may be a dict of files


def compile(template: str, data: dict[str, Any], *, standards: Sequence[str] = ("ua-1",)) -> bytes:
    """The PDF of `templates/<template>.typ`, which finds `data` as `data.json` and must set a title and a language.

    `data` may hold whatever JSON can. Text travels as JSON and is never read as markup; a character that no font of
    ours can draw, such as an emoji, becomes □. The bytes depend on template and data alone: no clock is printed.
    Raises `typst.TypstError` when a template breaks the standard, for example without a title. About 10 ms a page.
    """

    def attempt(clean: dict[str, Any]) -> bytes:
        sources, fonts = _sources(template, clean), _fonts()
        return cast(bytes, _engine(sources, format="pdf", pdf_standards=list(standards), font_paths=fonts))

    return _drawable(data, attempt)


def preview(template: str, data: dict[str, Any], *, pixels_per_inch: float = 96) -> list[bytes]:
    """Each page of the same document as a PNG, for looking at it."""
    made = _engine(_sources(template, _cleaned(data)), format="png", ppi=pixels_per_inch, font_paths=_fonts())
    return made if isinstance(made, list) else [made]


def _sources(template: str, data: dict[str, Any]) -> dict[str, bytes]:
    return {
        "main": _template(template),
        f"{_SHARED}.typ": _template(_SHARED),
        "data.json": json.dumps(data).encode(),
    }


@cache
def _template(name: str) -> bytes:
    return (_HERE / "templates" / f"{name}.typ").read_bytes()


@cache
def _fonts() -> typst.Fonts:
    """Ours first; the built-in ones step in for other scripts, the machine's own never."""
    return typst.Fonts(include_system_fonts=False, font_paths=[_HERE / "fonts"])


# --- text that can be drawn -------------------------------------------------------------------------------------------

# Controls have no shape on paper. Bidirectional overrides could make a sheet read differently from what was typed.
_SHAPELESS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufe0e\ufe0f\ufeff\ufffe\uffff]")
# What the engine may not be able to draw, from nothing to all that is not Latin. Each step costs another attempt, and
# only a text with something undrawable in it pays for the second.
_KNOWN = r"\n\t -\u052f\u0590-\u05f4\u0600-\u06ff\u1e00-\u1fff\u2000-\u20c0\u2100-\u25ff\u2713\u2714\ufb00-\ufb06"
_LATIN = r"\n\t -~\xa0-\u017f\u2010-\u2026\u20ac"
_DOUBTFUL = (
    re.compile("(?!)"),
    *(re.compile(rf"(?:[^{drawable}]\u200d?)+") for drawable in (_KNOWN, _LATIN)),  # a joined emoji is one
)


def _drawable(data: dict[str, Any], attempt: Callable[[dict[str, Any]], bytes]) -> bytes:
    """`attempt` on `data`, and again with more doubtful characters as □ while the engine says it cannot draw one."""
    *first, last = _DOUBTFUL
    for doubtful in first:
        try:
            return attempt(_cleaned(data, doubtful))
        except typst.TypstError as error:
            if "could not be displayed" not in error.message:
                raise
    return attempt(_cleaned(data, last))


def _cleaned(value: Any, doubtful: re.Pattern[str] = _DOUBTFUL[0]) -> Any:
    if isinstance(value, str):
        return doubtful.sub("□", _SHAPELESS.sub("", "\n".join(value.splitlines())))
    if isinstance(value, dict):
        return {key: _cleaned(inner, doubtful) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(inner, doubtful) for inner in value]
    return value
