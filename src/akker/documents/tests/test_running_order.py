from dataclasses import replace
from itertools import pairwise

from akker.documents import running_order
from akker.documents.running_order import Act, Part, RunningOrder, RunningOrderLabels, SignInList
from akker.documents.tests.test_sheets import headings, read, words

LABELS = RunningOrderLabels(
    materials="Nodig", captured="Schrijf op", say="Zeg", bring="Neem mee", ends="Tot 16:00", empty="Nog niets"
)
ORDER = RunningOrder(
    title="Draaiboek", language="nl", network="Dementie thuis", when="17 september 2026, 13:30", place="Kamer 2.14",
    line="Hoe blijft iemand thuis?", materials=("stiften", "een klok"), ends="Tot 16:00", labels=LABELS,
    parts=(
        Part("13:30", "10 minuten", "Binnenkomen", ("Fatma",), "Iedereen is er.", "", (), (), ""),
        Part(
            "13:40", "65 minuten", "Een situatie van Piet", ("Intervisie", "De nacht"), "", "Zet de stoelen klaar.",
            ("stiften",), (Act("Vertellen", "Kort vertellen.", "Wat gebeurde er?", "5 minuten"),), "Drie tips",
        ),
    ),
)  # fmt: skip


def test_a_running_order_says_when_what_and_with_which_words() -> None:
    content = running_order.to_pdf(ORDER)
    text = words(content)
    assert "13:40" in text
    assert "Kort vertellen." in text
    assert "Wat gebeurde er?" in text
    assert "Tot 16:00" in text
    assert headings(content) == ["/H1", "/H2", "/H2"]


def test_a_running_order_without_parts_says_so() -> None:
    assert "Nog niets" in words(running_order.to_pdf(replace(ORDER, parts=(), materials=())))


def test_the_text_holds_times_and_parts_and_no_words_to_say() -> None:
    text = running_order.to_text(ORDER)
    assert "13:40  Een situatie van Piet (65 minuten)" in text
    assert "Wat gebeurde er?" not in text


def test_a_sign_in_list_has_a_line_for_everybody() -> None:
    sheet = SignInList(
        title="Aanwezig", language="nl", network="Dementie thuis", when="17 september", place="", name="Naam",
        organisation="Organisatie", signature="Handtekening", people=(("Fatma Yıldız", "Academie"), ("Piet", "")),
    )  # fmt: skip
    content = running_order.sign_in(sheet)
    assert "Fatma Yıldız" in words(content)
    assert len(read(content).pages) == 1


def test_a_long_name_has_room_in_a_sign_in_list_and_no_row_is_divided_over_pages() -> None:
    long = "Karen-Margrethe Specialpædagogkonsulentvirksomhedsleder Thorlacius-Ussing von Kjærsgaard"
    people = tuple((long if n == 3 else f"Deltager {n}", f"Sted{n:02}") for n in range(30))
    sheet = SignInList(
        title="Hvem er her", language="da", network="Demens i hjemmet", when="24. juni", place="", name="Navn",
        organisation="Organisation", signature="Underskrift", people=people,
    )  # fmt: skip
    places: list[dict[str, float]] = []  # by page: where each organisation stands, in points from below
    for page in read(running_order.sign_in(sheet)).pages:
        found: dict[str, float] = {}

        def note(
            text: str, outer: list[float], inner: list[float], *_rest: object, found: dict[str, float] = found
        ) -> None:
            if text.strip().startswith("Sted"):
                found[text.strip()] = outer[5] + outer[3] * inner[5]

        page.extract_text(visitor_text=note)
        places.append(found)

    millimetre = 72 / 25.4
    assert [name for page in places for name in page] == [home for _name, home in people]
    for page in places:
        heights = list(page.values())
        between = [high - low for high, low in pairwise(heights)]
        assert min(between) > 10.9 * millimetre  # a row is as high as a signature
    assert places[0]["Sted02"] - places[0]["Sted04"] > 26 * millimetre  # and higher around the long name
