"""An example of a planned process, as small or as large as a test wants it."""

from akker.documents.process_plan import Part, PlanLabels, PlannedMeeting, PlannedRow, ProcessPlan

SIGNS = (Part("●", "erbij"), Part("◇", "welkom"), Part("✎", "schriftelijk"), Part("·", "niet"), Part("?", "gezocht"))
LABELS = PlanLabels(
    who="Wie",
    core="Kernteam",
    ring="Tweede schil",
    why="Wanneer, en waarvoor",
    who_comes="Wie",
    lacking="Ontbreekt",
    wanted="Gezocht",
)


def plan(rows: int = 13, meetings: int = 7) -> ProcessPlan:
    """Everybody comes to everything, but for a sign that moves along."""
    return ProcessPlan(
        title="Het geplande proces",
        language="nl",
        network="Dementie thuis",
        line="Hoe blijven mensen met dementie langer thuis?",
        dated="20 november 2026 · versie 3 · gewijzigd omdat: de nachtdienst ontbreekt",
        meetings=tuple(
            PlannedMeeting(
                name=f"Bijeenkomst {n + 1}" if n else "Kick-off",
                short=str(n + 1) if n else "Kick-off",
                when="3 december 2026" if n % 2 else "nog geen datum",
                subtheme="Wie bel je het eerst?" if n else "",
                purpose=f"Wat we de {n + 1}e keer samen willen doen",
                who="Lotte de Wit (Praktijk aan huis), Sanne Oudshoorn (Medische kennis)",
                also="welkom: Noor El Amrani" if n == 2 else "",
                lacking="Kennis uit onderzoek" if n == 3 else "",
                wanted="Iemand van de nacht" if n == 4 else "",
            )
            for n in range(meetings)
        ),
        rows=tuple(
            PlannedRow(
                name=f"Persoon {row} met een lange achternaam" if row % 5 == 4 else f"Persoon {row}",
                competence="Ervaring van familie" if row % 3 else "",
                is_core=row < rows - 2,
                parts=tuple(SIGNS[(row + n) % 5 if row % 4 == 3 else 0] for n in range(meetings)),
            )
            for row in range(rows)
        ),
        legend=tuple(sign for sign in SIGNS if sign.sign != "·"),
        labels=LABELS,
    )
