"""From `forms.yaml` to a frozen `Library`, with every fault on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from akker.handbooks import node
from akker.handbooks.model import EVIDENCE, MODES, MOMENTS, PHASES, POWERS, Checklist, Fault, Size
from akker.handbooks.node import Node
from akker.handbooks.structure import LANGUAGE
from akker.handbooks.workforms.model import (
    CAPTURES,
    DOES,
    ELEMENTS,
    KINDS,
    Agenda,
    AgendaItem,
    Clause,
    FormStep,
    Library,
    LicensedSource,
    WorkForm,
)

FILE = "forms.yaml"

TOP = "version languages licence sources forms agendas clauses checklists"
FORM = (
    "key kind size subgroup minutes rounds phases steps captures materials room_for works_on_case is_online"
    " needs_trust evidence minutes_evidence source licence"
)

Sources = Mapping[str, LicensedSource]


def build(folder: Path, text: str, faults: list[Fault]) -> Library:
    """Build the library that `text` describes; what is wrong goes to `faults`."""
    top = Node(node.load(text, FILE, faults), "", TOP, FILE, faults)
    licence = top.text("licence")
    sources = {each.key: each for each in map(_source, top.items("sources", "key title address licence"))}
    forms = tuple(_form(item, sources, licence) for item in top.items("forms", FORM))
    by_key = {form.key: form for form in forms}
    library = Library(
        version=top.text("version"),
        folder=folder,
        languages=_languages(top),
        licence=licence,
        forms=forms,
        agendas=tuple(_agenda(item, by_key, sources) for item in top.items("agendas", "key items evidence source")),
        clauses=tuple(_clause(item, sources) for item in top.items("clauses", "key evidence source")),
        checklists=_checklists(top),
        sources=MappingProxyType(sources),
    )
    _cross_check(library, top)
    return library


def _languages(top: Node) -> tuple[str, ...]:
    languages = top.keys("languages")
    if not languages or not all(map(LANGUAGE.fullmatch, languages)):
        top.fault("languages", "expected at least one language code, such as [nl, da, en]")
    return languages


def _source(item: Node) -> LicensedSource:
    address = item.text("address", "")
    if address and not address.startswith("https://"):
        item.fault("address", "expected an address that starts with https://")
    return LicensedSource(
        key=item.key("key"), title=item.text("title"), address=address, licence=item.text("licence", "")
    )


def _form(item: Node, sources: Sources, licence: str) -> WorkForm:
    evidence = item.one_of("evidence", EVIDENCE, "proposal")
    form = WorkForm(
        key=item.key("key"),
        kind=item.one_of("kind", KINDS),
        size=_size(item),
        minutes=item.number("minutes") or 0,
        steps=tuple(_step(step) for step in item.items("steps", "minutes mode does")),
        evidence=evidence,
        minutes_evidence=item.one_of("minutes_evidence", EVIDENCE, evidence),
        licence=item.text("licence", licence),
        source=_pointed(item, sources),
        rounds=item.number("rounds") or 1,
        subgroup=item.number("subgroup", least=2),
        phases=item.keys("phases", PHASES),
        captures=item.keys("captures", CAPTURES),
        materials=item.keys("materials"),
        room_for=item.keys("room_for", ELEMENTS),
        works_on_case=item.flag("works_on_case"),
        is_online=item.flag("is_online"),
        needs_trust=item.flag("needs_trust"),
    )
    _check_form(form, item)
    return form


def _size(item: Node) -> Size:
    size = item.child("size", "least most")
    if size is None:
        item.fault("size", "is missing: {least: 4, most: 12}")
        return Size(1)
    least, most = size.number("least") or 1, size.number("most")
    if most is not None and most < least:
        size.fault("most", "is smaller than least")
    return Size(least=least, most=most)


def _step(item: Node) -> FormStep:
    return FormStep(
        minutes=item.number("minutes") or 0, mode=item.one_of("mode", MODES), does=item.one_of("does", DOES)
    )


def _check_form(form: WorkForm, item: Node) -> None:
    if not form.steps:
        item.fault("steps", "a work form has at least one step")
    total = form.rounds * sum(step.minutes for step in form.steps)
    if form.steps and total != form.minutes:
        message = "the steps add up to %(total)s minutes, the form says %(minutes)s"
        item.fault("minutes", message, total=total, minutes=form.minutes)
    if form.evidence in ("seed", "src") and form.source is None:
        item.fault("evidence", "%(evidence)r needs a source", evidence=form.evidence)


def _agenda(item: Node, forms: Mapping[str, WorkForm], sources: Sources) -> Agenda:
    agenda = Agenda(
        key=item.key("key"),
        items=tuple(filter(None, (_agenda_item(each, forms) for each in item.items("items", "form minutes")))),
        evidence=item.one_of("evidence", EVIDENCE, "proposal"),
        source=_pointed(item, sources),
    )
    if not agenda.items:
        item.fault("items", "an agenda has at least one item")
    return agenda


def _agenda_item(item: Node, forms: Mapping[str, WorkForm]) -> AgendaItem | None:
    form = forms.get(item.key("form"))
    if form is None:
        item.fault("form", "%(form)r is not in this library", form=item.text("form"))
        return None
    return AgendaItem(form=form, minutes=item.number("minutes") or form.minutes)


def _clause(item: Node, sources: Sources) -> Clause:
    return Clause(
        key=item.key("key"),
        evidence=item.one_of("evidence", EVIDENCE, "proposal"),
        source=_pointed(item, sources),
    )


def _checklists(top: Node) -> Mapping[str, Checklist]:
    listed = [
        Checklist(
            key=item.key("key"),
            moment=item.one_of("moment", MOMENTS),
            items=item.keys("items"),
            owner=item.one_of("owner", POWERS, ""),
        )
        for item in top.items("checklists", "key moment items owner")
    ]
    _refuse_doubles(top, "checklists", [each.key for each in listed])
    return MappingProxyType({each.key: each for each in listed})


def _pointed(item: Node, sources: Sources) -> LicensedSource | None:
    """The source that an entry points at; None when it names none."""
    key = item.key("source", "")
    if key and key not in sources:
        message = "%(key)r is not in this library; known are: %(known)s"
        item.fault("source", message, key=key, known=", ".join(sources))
    return sources.get(key)


def _refuse_doubles(top: Node, name: str, keys: list[str]) -> None:
    for key, count in Counter(keys).items():
        if key and count > 1:
            top.fault(name, "%(key)r is there %(count)s times", key=key, count=count)


def _cross_check(library: Library, top: Node) -> None:
    if library.folder.name != library.version:
        top.fault("version", "the folder of this library is %(folder)s", folder=library.folder.name)
    if not library.forms:
        top.fault("forms", "a library has at least one work form")
    _refuse_doubles(top, "forms", [form.key for form in library.forms])
    _refuse_doubles(top, "agendas", [agenda.key for agenda in library.agendas])
    _refuse_doubles(top, "clauses", [clause.key for clause in library.clauses])
