"""A spreadsheet with people: which column holds what, and what each row says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

# What a column can hold, in the order in which it is offered and written.
FIELDS: dict[str, Promise] = {
    "name": _("Name"),
    "first_name": _("First name"),
    # Translators: what stands between first and last name, as in "Anna de Vries"
    "infix": _("Name infix"),
    "last_name": _("Last name"),
    "email": _("E-mail address"),
    "organisation": _("Organisation"),
    "function": _("Function"),
    "ring": _("Ring"),
    "roles": _("Roles"),
    "competences": _("Competences"),
    "brings": _("What I bring"),
    "needs": _("What I need"),
    "hours": _("Hours agreed a month"),
}
MOST_COMPETENCES = 20
NAMING = ("name", "first_name", "last_name")  # without one of these nobody can be brought in
LANGUAGES = ("nl", "da", "en")
LONGEST = {  # characters
    "name": 120, "email": 254, "organisation": 120, "function": 120, "competences": 60, "brings": 1000, "needs": 1000,
}  # fmt: skip
MOST_HOURS = Decimal(744)  # what a month holds
_HEADERS = {
    "name": "naam, volledige naam, deelnemer, lid, name, full name, member, navn, fulde navn, deltager, medlem",
    "first_name": "voornaam, roepnaam, first name, firstname, given name, fornavn",
    "infix": "tussenvoegsel, tussenvoegsels, tv, voorvoegsel, infix, middle name, mellemnavn",
    "last_name": "achternaam, familienaam, last name, lastname, surname, family name, efternavn",
    "email": "e mail, email, mail, e mailadres, emailadres, mailadres, e mail address, email address, "
    "e mailadresse, emailadresse, mailadresse",
    "organisation": "organisatie, thuisorganisatie, werkgever, instelling, bedrijf, school, gemeente, organisation, "
    "organization, employer, institution, company, arbejdsplads, arbejdssted, virksomhed, kommune",
    "function": "functie, beroep, function, position, job title, job, funktion, stilling, stillingsbetegnelse",
    "ring": "ring, schil, kern of schil, kern of ring, kerne eller ring",
    "roles": "rol, rollen, rol len, role, roles, rolle, roller",
    "competences": "competenties, competentie, deskundigheid, expertise, vaardigheden, competences, competencies, "
    "skills, kompetencer, kompetence, færdigheder",
    "brings": "wat ik breng, ik breng, brengt, wat ik meebreng, what i bring, brings, offers, hvad jeg bringer, "
    "jeg bidrager med, bidrager med, bidrag",
    "needs": "wat ik nodig heb, ik heb nodig, wat ik zoek, zoekt, what i need, needs, "
    "hvad jeg har brug for, har brug for, søger",
    "hours": "uren, uren per maand, afgesproken uren, aantal uren, hours, hours agreed, hours a month, "
    "hours per month, timer, aftalte timer, timer pr måned, timer om måneden",
}
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.\w+")
_WRITTEN = re.compile(r"[\W_]+")
_UNSEEN = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")  # what comes along when people copy from pages and mails


def plain(text: str) -> str:
    """`text` as words are compared: no capitals, signs or double spaces."""
    return _WRITTEN.sub(" ", text.casefold()).strip()


# --- columns -------------------------------------------------------------------------------


def guess(header: Sequence[str], samples: Sequence[Sequence[str]]) -> list[str]:
    """What each of c columns holds: keys of FIELDS, each at most once, or "" for a column to leave out.

    Args:
        header: c names.
        samples: for each column a few cells that hold something.
    """
    known = _known_headers()
    names = [plain(name) for name in header]
    found = [""] * len(names)
    for match in (known.get, lambda name: _inside(name, known)):
        for index, name in enumerate(names):
            field = match(name) or ""
            if not found[index] and field not in found and _is_likely(field, samples[index]):
                found[index] = field
    if "email" not in found:
        found = _with_addresses(found, samples)
    if "first_name" in found and "name" in found and "last_name" not in found:
        found[found.index("name")] = "last_name"  # "Naam" beside "Voornaam" is the family name
    return found


def _known_headers() -> dict[str, str]:
    """Every header that tells what a column holds; those that an export writes included, in each language."""
    known = {word: field for field, words in _HEADERS.items() for word in words.split(", ")}
    for language in LANGUAGES:
        with override(language):
            known |= {plain(str(label)): field for field, label in FIELDS.items()}
    return known


def _inside(name: str, known: Mapping[str, str]) -> str:
    """The field of the longest known words that stand in a header: "naam organisatie" is an organisation."""
    inside = [words for words in known if f" {words} " in f" {name} "]
    return known[max(inside, key=len)] if inside else ""


def _is_likely(field: str, cells: Sequence[str]) -> bool:
    return field != "email" or not cells or any("@" in cell for cell in cells)


def _with_addresses(found: list[str], samples: Sequence[Sequence[str]]) -> list[str]:
    """Name the first column of which most cells are e-mail addresses, whatever its header says."""
    for index, cells in enumerate(samples):
        if cells and sum(bool(_ADDRESS.fullmatch(cell.strip())) for cell in cells) * 2 > len(cells):
            return [*found[:index], "email", *found[index + 1 :]]
    return found


# --- rows ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a row: a key of `arrivals.SENTENCES` and what that sentence names."""

    code: str
    values: Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Words:
    """How rings and roles are written, as `plain` writes them -> their keys."""

    rings: Mapping[str, str]
    roles: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """What one row says of one person; what it says nothing of is empty. `number` is the one a spreadsheet shows."""

    number: int
    name: str = ""
    email: str = ""
    organisation: str = ""
    function: str = ""
    ring: str = ""
    roles: tuple[str, ...] = ()
    competences: tuple[str, ...] = ()
    brings: str = ""
    needs: str = ""
    hours: Decimal | None = None
    faults: tuple[Fault, ...] = ()


def read(rows: Sequence[Sequence[str]], first: int, mapping: Sequence[str], words: Words) -> Iterator[Row]:
    """Each row that says something in a column that counts; row i of `rows` stands at `first` + i."""
    columns = [(index, field) for index, field in enumerate(mapping) if field]
    for number, cells in enumerate(rows, first):
        said = {field: _UNSEEN.sub("", cells[index]).strip() for index, field in columns}
        if any(said.values()):
            yield _row(number, said, words)


def _row(number: int, said: Mapping[str, str], words: Words) -> Row:
    faults: list[Fault] = []
    row = Row(
        number,
        name=_fitting("name", _line(whole_name(said)), faults),
        email=address(said.get("email", ""), LONGEST["email"], faults),
        organisation=_fitting("organisation", _line(said.get("organisation", "")), faults),
        function=_fitting("function", _line(said.get("function", "")), faults),
        competences=_competences(said.get("competences", ""), faults),
        brings=_fitting("brings", said.get("brings", ""), faults),
        needs=_fitting("needs", said.get("needs", ""), faults),
        hours=_hours(said.get("hours", ""), faults),
        **_place(said, words, faults),  # type: ignore[arg-type]
        faults=tuple(faults),
    )
    return row if not faults else _faulty(row, faults)


def _faulty(row: Row, faults: list[Fault]) -> Row:
    return Row(row.number, row.name, row.email, faults=tuple(faults))


def _line(text: str) -> str:
    return " ".join(text.split())


def whole_name(said: Mapping[str, str]) -> str:
    """The name in a row, in one cell or in parts."""
    return said.get("name") or " ".join(said[part] for part in ("first_name", "infix", "last_name") if said.get(part))


def cut(text: str) -> str:
    """As much of a cell as a sentence can quote."""
    line = _line(text)
    return line if len(line) <= 60 else f"{line[:59]}…"


def fitting(field: str, text: str, most: int, faults: list[Fault]) -> str:
    """The text of a cell, cut with a fault when it has more than `most` characters."""
    if len(text) > most:
        faults.append(Fault("too_long", {"field": field, "count": len(text), "most": most}))
        return cut(text)
    return text


def _fitting(field: str, text: str, faults: list[Fault]) -> str:
    return fitting(field, text, LONGEST[field], faults)


def address(text: str, most: int, faults: list[Fault]) -> str:
    """The e-mail address in a cell; "" with a fault for what is none."""
    found = text.removeprefix("mailto:").strip().lower()
    if not found:
        return ""
    try:
        validate_email(found)
    except ValidationError:
        faults.append(Fault("bad_email", {"value": cut(text)}))
        return ""
    return fitting("email", found, most, faults)


def _hours(text: str, faults: list[Fault]) -> Decimal | None:
    if not text:
        return None
    try:
        hours = Decimal(text.replace(",", "."))
    except InvalidOperation:
        hours = Decimal("NaN")
    if not hours.is_finite() or not 0 <= hours <= MOST_HOURS:
        faults.append(Fault("bad_hours", {"value": cut(text)}))
        return None
    return hours.quantize(Decimal("0.1"))


def listed(text: str) -> list[str]:
    """The parts of a cell, each once: between semicolons or lines if it has any, else between commas."""
    parts = re.split(r"[;\n]" if re.search(r"[;\n]", text) else ",", text)
    return list(dict.fromkeys(part for part in map(_line, parts) if part))


def joined(parts: Sequence[str]) -> str:
    """The inverse of `listed`."""
    return "; ".join(parts) + (";" if len(parts) == 1 and "," in parts[0] else "")


def _competences(text: str, faults: list[Fault]) -> tuple[str, ...]:
    return tuple(_fitting("competences", part, faults) for part in listed(text)[:MOST_COMPETENCES])


def _place(said: Mapping[str, str], words: Words, faults: list[Fault]) -> dict[str, str | tuple[str, ...]]:
    """Ring and roles. The second ring may stand among the roles, as it does in handbooks."""
    ring, roles = _ring(said.get("ring", ""), words, faults), dict[str, None]()
    for part in _roles(said.get("roles", ""), words):
        key = plain(part)
        if key in words.roles:
            roles[words.roles[key]] = None
        elif key in words.rings:
            ring = ring or words.rings[key]
        else:
            faults.append(Fault("unknown_role", {"value": cut(part)}))
    return {"ring": ring, "roles": tuple(roles)}


def _ring(text: str, words: Words, faults: list[Fault]) -> str:
    if text and plain(text) not in words.rings:
        faults.append(Fault("unknown_ring", {"value": cut(text)}))
        return ""
    return words.rings.get(plain(text), "")


def _roles(text: str, words: Words) -> list[str]:
    """A name of a role may hold a comma of its own, so the whole cell is tried first."""
    return [text] if plain(text) in words.roles else [part for part in listed(text) if plain(part)]
