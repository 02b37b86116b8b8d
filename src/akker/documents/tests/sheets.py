"""Example sheets, in three languages."""

from akker.documents.result_sheet import ResultBlock, ResultSheet, ResultSheetLabels
from akker.documents.step_sheet import StepSheet, StepSheetLabels

DUTCH = ResultSheetLabels(
    line="Het vraagstuk waaraan we werken",
    ambition="Onze ambitie",
    handbook="Werkboek: {handbook}",
    printed="Afgedrukt op {on}",
    agreed="Afgesproken op {on} door {by}",
    agreed_unnamed="Afgesproken op {on}",
    earlier_one="1 eerdere versie",
    earlier_many="{count} eerdere versies",
    nothing_yet="Er is nog niets afgesproken.",
)

RESULTS = ResultSheet(
    title="Resultatenblad",
    language="nl",
    network="Dementie thuis",
    line="Hoe houden we mensen met dementie langer thuis, zonder de familie die hen draagt uit te putten?",
    ambition="Over een jaar weet elke familie binnen één dag wie ze kan bellen.\n\n"
    "- minder crisisopnames\n- meer “lucht” voor mantelzorgers",
    handbook="Leernetwerk 2026.1",
    printed_on="20 november 2026",
    labels=DUTCH,
    blocks=(
        ResultBlock(
            "1",
            "De ambitie",
            "Zaaien",
            "12 september 2026",
            "Lotte de Vries",
            "We willen dat niemand ’s nachts alleen staat.\n\nDaar meten we aan:\n"
            "- wie er gebeld wordt\n- hoe snel er iemand is\n- of het de volgende nacht rustiger was",
            2,
        ),
        ResultBlock("2", "Wie doen er mee", "Zaaien", "12 september 2026", "", "   ", 0),
        ResultBlock(
            "4",
            "De rollen",
            "Zaaien",
            "3 oktober 2026",
            "Fatma Yıldız",
            "Fatma begeleidt, Lotte trekt.\nPiet en Søren verbinden met hun organisatie.",
            1,
        ),
        ResultBlock(
            "6",
            "Een echte casus",
            "Kweken",
            "20 november 2026",
            "",
            "Mevrouw IJ. (82) woont alleen; haar zoon belt elke avond. Begroot: € 1.200 – te krap, zegt iedereen.",
            0,
        ),
    ),
)

STEP = StepSheet(
    title="Fordel rollerne",
    language="da",
    network="Nærhed i hjemmeplejen",
    phase="Så",
    step="Trin 4",
    goal="Alle ved, hvem der gør hvad, og hvem de kan spørge.",
    why="Et netværk uden ansigter på opgaverne går i stå efter andet møde.\n\nDet tager en time nu.",
    minutes="60 minutter",
    modes=("samtale", "alene", "sammen"),
    needs=("en pen til hver", "ark 4A og 4B", "store ark på væggen"),
    what_to_do=(
        "Læs rollerne højt for hinanden.",
        "Skriv hver for sig:\n- hvad du gerne vil\n- hvad du helst slipper for",
        "Sæt navnene på arket, og spørg: “Er der nogen, der mangler?”",
    ),
    labels=StepSheetLabels("Mål", "Hvorfor", "Det skal I bruge", "Sådan gør I", "Det aftaler vi"),
)
