"""Sixteen people as a secretary would keep them; `python -m akker.networks.tests.sample_people` writes docs/examples.

Semicolons, a byte order mark, accents, names in three columns, hours with a comma, and a column of dates that
nobody needs.
"""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from pathlib import Path
from typing import TypeGuard

from openpyxl import Workbook

FOLDER = Path(__file__).resolve().parents[4] / "docs" / "examples"
HEADER = (
    "Voornaam", "Tussenvoegsel", "Achternaam", "E-mailadres", "Organisatie", "Functie", "Ring", "Rol",
    "Competenties", "Wat ik breng", "Wat ik zoek", "Uren per maand", "Aangemeld op",
)  # fmt: skip
FIRST_DAY = date(2026, 11, 2)
PEOPLE = (
    ("Lotte", "", "Vermeulen", "Thuiszorg De Linde", "wijkverpleegkundige", "kern", "Leernetwerktrekker",
     "dementie, wijkzorg", "Twintig jaar ervaring aan huis", "Steun van de gemeente", "6"),
    ("Fatma", "", "Yılmaz", "Hogeschool Rivierenland", "docent", "kern", "Procesbegeleider",
     "begeleiden, onderzoek", "Werkvormen die iedereen laten meedoen", "", "8"),
    ("Piet", "van der", "Berg", "Gemeente Rietveen", "beleidsmedewerker Wmo", "kern", "Deelnemer",
     "beleid", "De weg in het gemeentehuis", "Verhalen uit de praktijk", "2,5"),
    ("Zoë", "", "Çelik", "Huisartsenpraktijk Markt", "praktijkondersteuner", "kern", "Deelnemer",
     "dementie, huisartsenzorg", "", "", "2,5"),
    ("André", "de", "Boer", "Thuiszorg De Linde", "verzorgende IG", "kern", "Deelnemer",
     "nachtzorg", "Wat er ’s nachts gebeurt", "Korte lijnen", "3"),
    ("Hanneke", "", "Smits", "Mantelzorgpunt", "consulent", "kern", "Verbindingsfunctionaris", "mantelzorg",
     "", "", "4"),
    ("Noël", "", "Janssen", "Gemeente Rietveen", "communicatieadviseur", "kern", "Communicatieadviseur",
     "schrijven, beeld", "", "", "2"),
    ("Ineke", "", "Bos", "Thuiszorg De Linde", "secretaresse", "kern", "Projectassistent",
     "plannen", "Zalen en agenda’s", "", "4"),
    ("Bram", "", "Kuipers", "Hogeschool Rivierenland", "student verpleegkunde", "kern", "Deelnemer", "",
     "Vragen die niemand meer stelt",
     "Een plek om mee te lopen", ""),
    ("Ria", "", "de Groot-Visser", "", "", "kern", "Deelnemer", "", "Zes jaar voor mijn moeder gezorgd", "", ""),
    ("Mohammed", "El", "Amrani", "Wijkteam Oost", "sociaal werker", "kern",
     "Deelnemer; Verbindingsfunctionaris", "samenwerken, wijk", "", "", "3"),
    ("Sanne", "", "Hoekstra", "Huisartsenpraktijk Markt", "huisarts", "kern", "Deelnemer", "", "", "", "1,5"),
    ("Joost", "", "Willems", "Zorgkantoor", "inkoper", "tweede schil", "", "financiering",
     "Hoe het geld loopt", "", "1"),
    ("Femke", "ten", "Have", "Alzheimer Rietveen", "vrijwilliger", "tweede schil", "", "lotgenoten", "", "", ""),
    ("Kees", "", "Dijkstra", "Woningstichting Rietveen", "wijkbeheerder", "tweede schil", "", "wonen", "", "", ""),
    ("Anaïs", "", "Peeters", "Apotheek Centrum", "apotheker", "kern", "Deelnemer", "medicijnen", "", "", "2"),
)  # fmt: skip


def rows() -> list[list[str | date]]:
    """The header, then one row to a person; the last column is a date."""
    return [list(HEADER), *(_row(index, person) for index, person in enumerate(PEOPLE))]


def _row(index: int, person: tuple[str, ...]) -> list[str | date]:
    first, infix, last, *rest = person
    address = f"{_ascii(first)}.{_ascii(last)}@example.org"
    return [first, infix, last, address, *rest, FIRST_DAY + timedelta(days=index)]


def _ascii(name: str) -> str:
    plain = name.casefold().translate(str.maketrans("ëéïıüç", "eeiiuc"))
    return "".join(letter for letter in plain if letter.isascii() and letter.isalpha())


def as_csv() -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerows([cell.strftime("%d-%m-%Y") if isinstance(cell, date) else cell for cell in row] for row in rows())
    return out.getvalue().encode("utf-8-sig")


def _is_number(cell: str | date) -> TypeGuard[str]:
    return isinstance(cell, str) and cell.replace(",", "").isdigit()


def as_xlsx() -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = "Deelnemers"
    for row in rows():
        sheet.append([float(cell.replace(",", ".")) if _is_number(cell) else cell for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "people.csv").write_bytes(as_csv())
    (FOLDER / "people.xlsx").write_bytes(as_xlsx())
