"""A spreadsheet with candidates: which column holds what, and what each row says. See docs/recruit.md.

The same ways of reading as for people of a network; what is theirs is said in `networks.spreadsheet`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from akker.networks.spreadsheet import (
    LANGUAGES,
    NAMING,
    Fault,
    address,
    cut,
    fitting,
    joined,
    listed,
    plain,
    whole_name,
)
from akker.recruit import dayparts

# What a column can hold, in the order in which it is offered and written.
COLUMNS: dict[str, Promise] = {
    "name": _("Name"),
    "first_name": _("First name"),
    "infix": _("Name infix"),
    "last_name": _("Last name"),
    "email": _("E-mail address"),
    "organisation": _("Organisation"),
    "function": _("Function"),
    "sector": _("Sector"),
    "region": _("Region"),
    "experience_years": _("Years of experience"),
    "competences": _("Competences"),
    "languages": _("Languages"),
    "availability": _("Available"),
    "motive": _("Motive"),
    "brings": _("What I bring"),
    "needs": _("What I need"),
    "learning_question": _("Learning question"),
    "contributes": _("Can contribute"),
    "roles": _("Would take the role of"),
    "is_manager_informed": _("Manager knows"),
    "wishes": _("Preferences"),
    "pool": _("For later questions"),
    "applied_on": _("Applied on"),
}
WRITTEN = tuple(name for name in COLUMNS if name not in ("first_name", "infix", "last_name"))
LONGEST = {  # characters
    "name": 120, "email": 254, "organisation": 120, "function": 120, "sector": 80, "region": 80, "motive": 2000,
    "brings": 2000, "needs": 2000, "learning_question": 2000, "competences": 60, "languages": 60,
}  # fmt: skip
MOST_WORDS, MOST_CHOSEN, MOST_YEARS = 20, 10, 70
UNKNOWN = {  # columns that name what there is, and the fault of a word that names nothing of it
    "wishes": "unknown_network", "roles": "unknown_role", "contributes": "unknown_contribution",
}  # fmt: skip
Keys = Mapping[str, Mapping[str, str]]  # column of UNKNOWN -> a word, as `plain` writes it -> what it stands for
_HEADERS = {
    "name": "naam, volledige naam, kandidaat, deelnemer, full name, candidate, navn, fulde navn, ansøger, deltager",
    "first_name": "voornaam, roepnaam, firstname, given name, fornavn",
    "infix": "tussenvoegsel, tussenvoegsels, tv, voorvoegsel, middle name, mellemnavn",
    "last_name": "achternaam, familienaam, lastname, surname, family name, efternavn",
    "email": "e mail, email, mail, e mailadres, emailadres, mailadres, email address, e mailadresse, mailadresse",
    "organisation": "organisatie, werkgever, instelling, bedrijf, school, gemeente, organization, employer, company, "
    "arbejdsplads, arbejdssted, virksomhed, kommune",
    "function": "functie, beroep, position, job title, job, funktion, stilling, stillingsbetegnelse",
    "sector": "sector, branche, domein, field, område, sektor",
    "region": "regio, streek, provincie, area, egn",
    "experience_years": "ervaring, jaren ervaring, ervaringsjaren, experience, years of experience, years, erfaring, "
    "års erfaring",
    "competences": "competenties, competentie, deskundigheid, expertise, vaardigheden, competencies, skills, "
    "kompetencer, kompetence",
    "languages": "talen, taal, language, sprog",
    "availability": "beschikbaar, beschikbaarheid, dagdelen, availability, tilgængelig, kan mødes",
    "motive": "motief, motivatie, waarom, motivation, why, motiv, hvorfor",
    "brings": "brengt, wat ik breng, wat ik meebreng, brings, offers, bidrager med, hvad jeg bringer",
    "needs": "nodig, wat ik nodig heb, zoekt, needs, har brug for, hvad jeg har brug for",
    "learning_question": "leervraag, vraag, question, læringsspørgsmål, spørgsmål",
    "contributes": "bijdrage, bijdragen, contribution, contributions, contributes, bidrag, bidrager",
    "roles": "rol, rollen, wil de rol van, role, roles, rolle, roller, vil gerne være",
    "is_manager_informed": "leidinggevende weet ervan, leidinggevende, manager, manager informed, leder, leder ved det",
    "wishes": "voorkeur, voorkeuren, keuze, netwerk, netwerken, leernetwerk, preferences, preference, choice, network, "
    "networks, ønsker, prioritet, netværk",
    "pool": "pool, voor later, latere vragen, later questions, senere spørgsmål",
    "applied_on": "aangemeld, aangemeld op, datum, aanmelddatum, applied, date, ansøgt, dato",
}
YES = frozenset(["ja", "j", "yes", "y", "true", "1", "x", "✓", "sandt"])
NO = frozenset(("nee", "n", "no", "false", "0", "nej", "falsk", "nog niet", "not yet", "ikke endnu"))


@dataclass(frozen=True, slots=True)
class Row:
    """What one row says of one candidate; what it says nothing of is not in `said`.

    said: field of a candidate -> its value. wishes: ids of networks, the dearest first; none when it says nothing.
    """

    number: int
    name: str = ""
    email: str = ""
    said: Mapping[str, Any] = field(default_factory=dict)
    wishes: tuple[str, ...] = ()
    is_for_pool: bool | None = None
    applied_on: date | None = None
    faults: tuple[Fault, ...] = ()


# --- columns -------------------------------------------------------------------------------


def guess(header: Sequence[str], samples: Sequence[Sequence[str]]) -> list[str]:
    """What each of c columns holds: keys of COLUMNS, each at most once, or "" for one to leave out.

    A column without a known header that holds mail addresses is that of the address.
    """
    known, found = _known_headers(), [""] * len(header)
    for index, name in enumerate(map(plain, header)):
        key = known.get(name, "")
        found[index] = "" if key in found else key
    if "email" not in found:
        for index, cells in enumerate(samples):
            if not found[index] and cells and sum("@" in cell for cell in cells) * 2 > len(cells):
                found[index] = "email"
                break
    if "first_name" in found and "name" in found and "last_name" not in found:
        found[found.index("name")] = "last_name"
    return found


def _known_headers() -> dict[str, str]:
    known = {word: key for key, words in _HEADERS.items() for word in words.split(", ")}
    for language in LANGUAGES:
        with override(language):
            known |= {plain(str(label)): key for key, label in COLUMNS.items()}
    return known


# --- rows ----------------------------------------------------------------------------------


def read(rows: Sequence[Sequence[str]], first: int, mapping: Sequence[str], known: Keys) -> Iterator[Row]:
    """Each row that says something in a column that counts; row i of `rows` stands at `first` + i."""
    columns = [(index, key) for index, key in enumerate(mapping) if key]
    for number, cells in enumerate(rows, first):
        said = {key: cells[index].strip() for index, key in columns}
        if any(said.values()):
            yield _row(number, said, known)


def _row(number: int, said: Mapping[str, str], known: Keys) -> Row:
    faults: list[Fault] = []
    values: dict[str, Any] = {}
    for key in ("organisation", "function", "sector", "region"):
        values[key] = _fitting(key, " ".join(said.get(key, "").split()), faults)
    for key in ("motive", "brings", "needs", "learning_question"):
        values[key] = _fitting(key, said.get(key, ""), faults)
    for key in ("competences", "languages"):
        values[key] = [_fitting(key, part, faults) for part in listed(said.get(key, ""))[:MOST_WORDS]]
    for key in ("roles", "contributes"):
        values[key] = _chosen(key, said.get(key, ""), known, faults)
    values["experience_years"] = _years(said.get("experience_years", ""), faults)
    values["availability"] = _dayparts(said.get("availability", ""), faults)
    values["is_manager_informed"] = _yes(said.get("is_manager_informed", ""), faults)
    row = Row(
        number,
        name=_fitting("name", " ".join(whole_name(said).split()), faults),
        email=address(said.get("email", ""), LONGEST["email"], faults),
        said={key: value for key, value in values.items() if value not in ("", [], None)},
        wishes=tuple(_chosen("wishes", said.get("wishes", ""), known, faults)),
        is_for_pool=_yes(said.get("pool", ""), faults),
        applied_on=_day(said.get("applied_on", ""), faults),
        faults=tuple(faults),
    )
    if not row.email and not any(fault.code == "bad_email" for fault in faults):
        faults.append(Fault("no_email", {}))
    return row if not faults else Row(number, row.name, row.email, faults=tuple(faults))


def _fitting(key: str, text: str, faults: list[Fault]) -> str:
    return fitting(key, text, LONGEST[key], faults)


def _years(text: str, faults: list[Fault]) -> int | None:
    if not text:
        return None
    digits = plain(text).split(" ")[0]
    if not digits.isascii() or not digits.isdigit() or int(digits) > MOST_YEARS:
        faults.append(Fault("bad_years", {"value": cut(text)}))
        return None
    return int(digits)


def _yes(text: str, faults: list[Fault]) -> bool | None:
    word = plain(text) or text.strip()
    if not word:
        return None
    if word in YES or word in NO:
        return word in YES
    faults.append(Fault("bad_yes", {"value": cut(text)}))
    return None


def _day(text: str, faults: list[Fault]) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        faults.append(Fault("bad_day", {"value": cut(text)}))
        return None


def _dayparts(text: str, faults: list[Fault]) -> list[str]:
    if not text:
        return []
    known, found = _known_dayparts(), []
    for part in listed(text.replace(",", ";") if ";" not in text else text):
        key = known.get(_close(part))
        if key is None:
            faults.append(Fault("unknown_daypart", {"value": cut(part)}))
        else:
            found.append(key)
    return [part for part in dayparts.DAYPARTS if part in found]


def _known_dayparts() -> dict[str, str]:
    """As an export writes them, in each language, and their keys."""
    known = {_close(part): part for part in dayparts.DAYPARTS}
    for language in LANGUAGES:
        with override(language):
            known |= {_close(dayparts.label(part)): part for part in dayparts.DAYPARTS}
    return known


def _close(text: str) -> str:
    """Without spaces: people write it as one word or as two."""
    return plain(text).replace(" ", "")


def _chosen(column: str, text: str, known: Keys, faults: list[Fault]) -> list[str]:
    """What the words of a cell stand for, in their order; a name may hold a comma, so the whole cell is tried first."""
    if not text:
        return []
    words = known[column]
    found = []
    for part in [text] if plain(text) in words else listed(text)[:MOST_CHOSEN]:
        key = words.get(plain(part))
        if key is None:
            faults.append(Fault(UNKNOWN[column], {"value": cut(part)}))
        elif key not in found:
            found.append(key)
    return found


def written(key: str, value: Any) -> str:
    """One value as `read` takes it back, in the language of now; what a column of UNKNOWN holds comes in words."""
    if key == "availability":
        return "; ".join(dayparts.label(part) for part in value if part in dayparts.DAYPARTS)
    if key in ("competences", "languages") or key in UNKNOWN:
        return joined(value)
    if isinstance(value, bool):
        return str(_("Yes") if value else _("No"))
    return "" if value is None else str(value)


__all__ = ["COLUMNS", "NAMING", "WRITTEN", "Keys", "Row", "guess", "read", "written"]
