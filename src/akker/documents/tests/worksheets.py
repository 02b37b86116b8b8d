"""Example worksheets, in two languages: filled, blank, and as long as people make them."""

from dataclasses import replace

from akker.documents.code import Code
from akker.documents.worksheets import (
    Holder,
    Pitch,
    PitchLabels,
    PitchRole,
    Table,
    TableLabels,
    TableRow,
    Zone,
)  # fmt: skip

CODE = Code(
    "https://akker.example.org/p/academie/dementie-thuis/steps/roles/",
    "Stap 4 op je scherm",
    "Code die stap 4 opent: https://akker.example.org/p/academie/dementie-thuis/steps/roles/",
)


def role(name: str, *holders: str) -> PitchRole:
    return PitchRole(name, tuple(Holder(*holder.split(": ")) for holder in holders))


PITCH = Pitch(
    title="Werkblad 4A: het veld",
    language="nl",
    network="Dementie thuis",
    ambition="Over een jaar weet elke familie binnen één dag wie ze kan bellen.",
    date="20 november 2026",
    zones=(
        Zone("staff", "Staf", (
            role("Verbinder"),
            role("Communicatieadviseur", "Lotte de Vries: nieuwsbrief"),
            role("Projectassistent", "Karin Mulder: planning, zalen en verslag"),
            role("Begeleider", "Joost Visser", "Fatma Yıldız: bereidt de bijeenkomsten voor"),
            role("Trekker", "Anna Bakker"),
        )),
        Zone("players", "Spelers", (
            role("Deelnemers", "Sara Oost: huisartsenpraktijk", "Pim Timmer: wijkverpleging", "Hans Rood", "Noor Eker",
                 "Bram de Wit: thuiszorg", "Ilse Kok: dagopvang", "Mo Azzouz: apotheek", "Eva Smit: verzekeraar"),
        )),
        Zone("spectators", "Toeschouwers", (
            role("tweede schil", "Wim Dijk: universiteit", "Tineke Prins", "Els Roos"),
        )),
    ),
    instructions="Schrijf de namen op het veld. Bovenin staat de **staf**, in het midden staan de **spelers**.\n\n"
    "Houd de ambitie ernaast. Leeg laten is ook een keuze.",
    labels=PitchLabels("Netwerk", "Onze ambitie", "Datum", "vacant", "vrije plek"),
    code=CODE,
)  # fmt: skip

TABLE = Table(
    title="Werkblad 4B: wat is er nodig?",
    language="nl",
    network="Dementie thuis",
    date="20 november 2026",
    rows=(
        TableRow("Deelnemers", ("Sara Oost", "Pim Timmer", "Hans Rood", "Noor Eker"), ("8 uur per maand",)),
        TableRow("Trekker", ("Anna Bakker",), ("mandaat van de directie", "een half uur per maand met de bestuurder")),
        TableRow("Projectassistent", ("Karin Mulder",), ("niets nodig",)),
        TableRow("Begeleider", ("Joost Visser", "Fatma Yıldız"), ()),
        TableRow("Communicatieadviseur", ("Lotte de Vries",), ("toegang tot het intranet, toegezegd voor 1 december",)),
        TableRow("Verbinder"),
        TableRow("Tweede schil", ("Wim Dijk", "Tineke Prins"), ("reiskosten",)),
    ),
    instructions="Neem per rol de namen over van werkblad 4A. Vraag dan: **wat heb je nodig?**",
    labels=TableLabels("Rol", "Namen", "Randvoorwaarden", "Netwerk", "Datum"),
    code=CODE,
)  # fmt: skip


def blank(pitch: Pitch) -> Pitch:
    zones = tuple(replace(zone, roles=tuple(role(each.name) for each in zone.roles)) for zone in pitch.zones)
    return replace(pitch, zones=zones, network="", ambition="", date="")


def empty(table: Table) -> Table:
    return replace(table, network="", date="", rows=tuple(TableRow(row.role) for row in table.rows))


def long_pitch(players: int) -> Pitch:
    """In Danish, with names and roles as long as they come."""
    names = [f"Anne-Margrethe Kirkegaard-Sørensen {n}: tværfaglig sparring og opsamling" for n in range(players)]
    return replace(
        PITCH, title="Arbejdsark 4A: banen", language="da", network="Nærhed og sammenhæng i den kommunale hjemmepleje",
        ambition="Om et år ved enhver familie, hvem de kan ringe til, og hvem der kommer om natten. " * 4,
        zones=(
            Zone("staff", "Staben", (
                role("Forbindelsesled til organisationen", "Christian Frederik Nørgaard-Østergaard"),
                role("Kommunikationsmedarbejder"),
                role("Projektmedarbejder og koordinator", "Åse Wøldike Thorgaard: referat, lokaler, kalender"),
                role("Facilitator", "Søren Ægidius Kjær", "Maria"),
                role("Netværksleder", "Bodil Østergaard Nielsen"),
            )),
            Zone("players", "Spillerne", (role("Deltagere i læringsnetværket", *names),)),
            Zone("spectators", "Tilskuerne", (role("Den ydre kreds", *names[:7]),)),
        ),
    )  # fmt: skip


def long_table(names: int) -> Table:
    rows = tuple(
        TableRow(
            f"{row.role} og samarbejdspartner",
            tuple(f"Anne-Margrethe Kirkegaard-Sørensen {n}" for n in range(names)),
            ("fire timer om måneden til forberedelse og opfølgning, aftalt med lederen inden udgangen af januar",) * 2,
        )
        for row in TABLE.rows
    )
    return replace(TABLE, language="da", rows=rows)
