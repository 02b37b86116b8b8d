"""Everything held about one person, for a page to read and a file to take along."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.sessions.models import Session
from django.db.models import ForeignKey, Model, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akker.archive.report.reach import Reach
from akker.archive.report.scenario import plain
from akker.archive.report.traces import TRACES, Trace
from akker.networks.models import Membership, PeopleImport
from akker.networks.spreadsheet import FIELDS
from akker.people.models import Person
from akker.recruit.models import Candidate, CandidateImport

Import = PeopleImport | CandidateImport
FORMAT = 1
WHO_IS_MEANT = ("name", "first_name", "infix", "last_name", "email")  # columns that say whom a row is about
LABELS: Mapping[str, Promise] = {  # what the models do not say themselves, since no form asks for it
    "added_at": gettext_lazy("added"), "address": gettext_lazy("address"), "agreed_on": gettext_lazy("agreed on"),
    "before": gettext_lazy("before"), "after": gettext_lazy("after"), "pack_version": gettext_lazy("version"),
    "applied_at": gettext_lazy("applied"), "asked_at": gettext_lazy("asked on"), "asked_by": gettext_lazy("asked by"),
    "at": gettext_lazy("when"), "bounce": gettext_lazy("why it came back"), "bounced_at": gettext_lazy("came back"),
    "content": gettext_lazy("cells of a spreadsheet"), "plan": gettext_lazy("what a spreadsheet would do"),
    "outcome": gettext_lazy("what a spreadsheet did"), "closed_at": gettext_lazy("closed"),
    "competences": gettext_lazy("good at"), "characteristic": gettext_lazy("what makes a good theme"),
    "confirmed_at": gettext_lazy("confirmed"), "done_at": gettext_lazy("done"),
    "done_count": gettext_lazy("done so far"), "due_on": gettext_lazy("due"), "email": gettext_lazy("e-mail address"),
    "failed_at": gettext_lazy("failed"), "failure": gettext_lazy("why it failed"),
    "file_name": gettext_lazy("name of the file"), "finished_at": gettext_lazy("finished"),
    "first_seen_at": gettext_lazy("signed in for the first time"), "forum": gettext_lazy("management forum"),
    "from_on": gettext_lazy("from"), "handbook": gettext_lazy("handbook"), "held_at": gettext_lazy("kept since"),
    "hold": gettext_lazy("why it was kept"), "invited_at": gettext_lazy("invited"),
    "is_active": gettext_lazy("may sign in"), "is_none_needed": gettext_lazy("nothing needed"),
    "joined_at": gettext_lazy("joined"), "kind": gettext_lazy("kind"),
    "kind_shown_at": gettext_lazy("shown to the others since"), "language": gettext_lazy("language"),
    "last_login": gettext_lazy("signed in last"), "left_at": gettext_lazy("left"),
    "mail_bounced_at": gettext_lazy("mail came back"), "minutes": gettext_lazy("minutes"),
    "network": gettext_lazy("network"), "network_id": gettext_lazy("network"),
    "not_before": gettext_lazy("not before"), "note": gettext_lazy("note"), "notes": gettext_lazy("notes"),
    "number": gettext_lazy("version"), "organisation": gettext_lazy("organisation"), "person": gettext_lazy("person"),
    "primary": gettext_lazy("the first"), "programme": gettext_lazy("programme"), "queued_at": gettext_lazy("written"),
    "read_at": gettext_lazy("read in"), "reason": gettext_lazy("reason"), "result": gettext_lazy("result"),
    "role": gettext_lazy("role"), "sent_at": gettext_lazy("sent"), "signal": gettext_lazy("signal"),
    "slug": gettext_lazy("in the address"), "started_at": gettext_lazy("started"), "step": gettext_lazy("step"),
    "subject": gettext_lazy("subject"), "target_id": gettext_lazy("of what, its number"),
    "target_kind": gettext_lazy("of what"), "text": gettext_lazy("text"), "total": gettext_lazy("in all"),
    "uploaded_at": gettext_lazy("uploaded"), "filed_at": gettext_lazy("filed"),
    "undone_at": gettext_lazy("undone"), "until_on": gettext_lazy("until"), "verb": gettext_lazy("what"),
    "verified": gettext_lazy("checked"), "way": gettext_lazy("way"), "what": gettext_lazy("what"),
    "withdrawn_at": gettext_lazy("withdrawn"), "words": gettext_lazy("words"), "where": gettext_lazy("where"),
    "changed_at": gettext_lazy("changed"), "meeting": gettext_lazy("meeting"),
    "answered_at": gettext_lazy("answered"), "waits": gettext_lazy("in the queue"),
    "noted_at": gettext_lazy("noted"), "is_required": gettext_lazy("needed"), "cancelled_at": gettext_lazy("cancelled"),
    "sequence": gettext_lazy("version"), "on": gettext_lazy("date"), "is_off": gettext_lazy("called off"),
    "planned_at": gettext_lazy("planned"), "opened_at": gettext_lazy("opened"), "poll": gettext_lazy("date poll"),
    "slot": gettext_lazy("moment"), "can": gettext_lazy("can"), "made_at": gettext_lazy("made"),
    "revoked_at": gettext_lazy("withdrawn"), "calendar": gettext_lazy("calendar request"),
    "reply_to": gettext_lazy("answers go to"), "purpose": gettext_lazy("what it is for"),
    "place": gettext_lazy("place"), "directions": gettext_lazy("how to get there"),
    "video_link": gettext_lazy("video link"),
    "element": gettext_lazy("of what"), "agreed_at": gettext_lazy("agreed"),
    "weights": gettext_lazy("what matters"),
    "times": gettext_lazy("times"),
    "facts": gettext_lazy("figures"),
    "moves": gettext_lazy("moves"),
    "effect": gettext_lazy("effect"),
    "was": gettext_lazy("as it was"),
    "solved_at": gettext_lazy("found"),
    "published_at": gettext_lazy("settled on"),
    "leaning": gettext_lazy("leaning"),
    "count": gettext_lazy("how many"),
    "until": gettext_lazy("until"), "excerpt": gettext_lazy("in these words"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fact:
    """One value: its name and value in JSON, its label and text for people."""

    name: str
    label: str
    value: Any
    text: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """One list of the download; `name` is its key in JSON."""

    name: str
    title: str
    rows: tuple[tuple[Fact, ...], ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A text that names the person: the row and field, the id of its place, and an excerpt where they may read it."""

    trace: Trace
    pk: Any
    field: str
    network: UUID | None
    programme: UUID | None
    excerpt: str


def held(reach: Reach) -> list[Chapter]:
    """All chapters that say something; one query for each noun, and the sessions read one by one."""
    chapters = [Chapter(trace.name, str(trace.title), tuple(_rows(trace, reach))) for trace in TRACES if trace.tells]
    chapters += [_sessions(reach.person), _import_rows(reach), _mentions(reach)]
    return [chapter for chapter in chapters if chapter.rows]


def as_json(chapters: list[Chapter], now: datetime) -> bytes:
    """The download for machines: `{"akker-person": 1, "made_at": ..., "people.person": [{...}], ...}`."""
    lists = {each.name: [{fact.name: fact.value for fact in row} for row in each.rows] for each in chapters}
    said = {"akker-person": FORMAT, "made_at": plain(now)} | lists
    return (json.dumps(said, ensure_ascii=False, indent=2, default=str) + "\n").encode()


def _rows(trace: Trace, reach: Reach) -> Iterator[tuple[Fact, ...]]:
    found = trace.model._default_manager.filter(trace.about(reach.person) | trace.by(reach.person)).order_by("pk")
    joins = set(filter(None, (_join(trace.model, path) for path in trace.tells)))
    for row in found.select_related(*joins) if joins else found:
        yield tuple(_fact(trace, row, path, reach) for path in trace.tells)


def _join(model: type[Model], path: str) -> str:
    """As much of a path as leads to another row."""
    owner, _dot, name = path.rpartition("__")
    for step in owner.split("__") if owner else ():
        model = model._meta.get_field(step).related_model  # type: ignore[assignment]
    return path if isinstance(model._meta.get_field(name), ForeignKey) else owner


def _fact(trace: Trace, row: Any, path: str, reach: Reach) -> Fact:
    owner, _dot, name = path.rpartition("__")
    for step in owner.split("__") if owner else ():
        row = getattr(row, step)
    value = trace.shows[name](row) if name in trace.shows else getattr(row, name)
    if name == "network_id":
        value = reach.networks.get(value, value)
    it = row._meta.get_field(name)
    text = getattr(row, f"get_{name}_display")() if getattr(it, "choices", None) else readable(value)
    return Fact(name, label(it), str(value) if isinstance(value, Model) else plain(value), str(text))


def label(it: Any) -> str:
    """How people call a field: in the words of its form, else in ours."""
    said = it.verbose_name
    return str(said if isinstance(said, Promise) and it.name not in LABELS else LABELS[it.name])


def readable(value: Any) -> str:
    """A value as people write it; nothing for what is empty."""
    if value is None or value == "" or value == [] or value == {}:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "DATETIME_FORMAT")
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    if isinstance(value, list):
        return ", ".join(map(readable, value))
    if isinstance(value, dict):
        return "; ".join(f"{name}: {readable(each)}" for name, each in value.items())
    return str(value)


def _said(name: str, value: Any) -> Fact:
    return Fact(name, str(LABELS[name]), plain(value), readable(value))


# --- what is in no table of its own ----------------------------------------------------------


def sessions_of(person: Person) -> list[Session]:
    """Where this person is signed in, or has begun to; reads every session there is."""
    marks = [str(person.pk), *([person.email] if person.email else [])]
    return [row for row in Session.objects.iterator() if any(mark in _inside(row) for mark in marks)]


def _inside(session: Session) -> str:
    return json.dumps(session.get_decoded(), ensure_ascii=False, default=str).lower()


def _sessions(person: Person) -> Chapter:
    rows = tuple((_said("until", row.expire_date),) for row in sessions_of(person))
    return Chapter("sessions.session", _("Where I am signed in"), rows)


def rows_about(people_import: Import, reach: Reach) -> list[int]:
    """The places of the rows that are about the person, in a spreadsheet that still waits."""
    columns = [index for index, field in enumerate(people_import.mapping) if field in WHO_IS_MEANT]
    rows = people_import.content.get("rows", [])
    return [
        place
        for place, cells in enumerate(rows)
        if reach.names.whole.search(" ".join(cells[index] for index in columns))
        or reach.person.email in [cell.strip().lower() for cell in cells]
        or _is_called(reach.person, cells, columns)
    ]


def _is_called(person: Person, cells: list[str], columns: list[int]) -> bool:
    """The whole of what the row says of its name is the name of the person, however short."""
    said = " ".join(" ".join(cells[index] for index in columns).split())
    return bool(person.name) and said.casefold() == " ".join(person.name.split()).casefold()


def waiting_imports(reach: Reach) -> Iterator[Import]:
    """Spreadsheets with cells, of every network and programme: a file may hold somebody who is not there yet."""
    yield from PeopleImport.objects.exclude(content={}).select_related("network")
    yield from CandidateImport.objects.exclude(content={}).select_related("network", "programme")


def place_of(each: Import) -> Any:
    """Where a spreadsheet was read in: a network, or a programme as a whole."""
    return each.network or each.programme


def _import_rows(reach: Reach) -> Chapter:
    rows = [
        (_said("network", str(place_of(each))), _said("file_name", each.file_name), *_cells(each, place))
        for each in waiting_imports(reach)
        for place in rows_about(each, reach)
    ]
    rows += [
        (_said("network", str(place_of(each))), _said("file_name", each.file_name), *_changes(changed))
        for each, changed in applied_to(reach)
    ]
    return Chapter("networks.peopleimport.rows", _("My row in spreadsheets"), tuple(rows))


def applied_to(reach: Reach) -> Iterator[tuple[Import, dict[str, Any]]]:
    """What spreadsheets changed of this person: field -> what stood there before and after."""
    people = PeopleImport.objects.filter(network__in=list(reach.networks)).select_related("network")
    candidates = CandidateImport.objects.filter(programme__in=list(reach.programmes))
    found: list[tuple[Any, Any]] = [
        (Membership, people), (Candidate, candidates.select_related("network", "programme"))
    ]  # fmt: skip
    for model, applied in found:
        mine = set(map(str, model.objects.filter(person=reach.person).values_list("pk", flat=True)))
        for each in applied.exclude(outcome={}):
            for key in mine & each.outcome.get("changed", {}).keys():
                yield each, each.outcome["changed"][key]


def _changes(changed: dict[str, Any]) -> Iterator[Fact]:
    for name, (before, after) in changed.items():
        yield Fact(name, name, [before, after], f"{readable(before)} → {readable(after)}")


def _cells(people_import: Import, place: int) -> Iterator[Fact]:
    header, cells = people_import.content["header"], people_import.content["rows"][place]
    for name, field, cell in zip(header, people_import.mapping, cells, strict=False):
        yield Fact(name, str(FIELDS.get(field, name)), cell, cell)


# --- texts of others -------------------------------------------------------------------------


def mentions(reach: Reach) -> Iterator[Mention]:
    """Every text that names the person where they took part; one query for each noun, all its rows are read."""
    for trace in TRACES:
        if trace.mentions or trace.addresses:
            yield from _mentions_in(trace, reach)


def _mentions_in(trace: Trace, reach: Reach) -> Iterator[Mention]:
    fields = (*trace.mentions, *trace.addresses)
    network, programme = trace.network or None, trace.programme or None
    columns = [*fields, *filter(None, (network, programme))]
    rows = trace.model._default_manager.filter(pk__in=near(trace, reach).values("pk"))
    for pk, *values in rows.values_list("pk", *columns):
        row = dict(zip(columns, values, strict=True))
        place = row.get(network or ""), row.get(programme or "")
        for name in fields:
            text = row[name] if isinstance(row[name], str) else json.dumps(row[name], ensure_ascii=False)
            is_named = reach.names.in_address(text) if name in trace.addresses else reach.names.found(text)
            if is_named:
                may_read = trace.is_open and place[0] in reach.joined and name in trace.mentions
                yield Mention(trace, pk, name, *place, reach.names.excerpt(text) if may_read else "")


def near(trace: Trace, reach: Reach) -> QuerySet[Any]:
    """The rows of the places where the person took part, and of the people who were there."""
    found = Q(pk__in=[])
    for lookup in filter(None, (trace.network, trace.also)):
        found |= Q(**{f"{lookup}__in": list(reach.networks)})
    if trace.programme:
        found |= Q(**{f"{trace.programme}__in": list(reach.programmes)})
    return trace.model._default_manager.filter(found)


def _mentions(reach: Reach) -> Chapter:
    rows = tuple((_said("where", where(each, reach)), _said("excerpt", each.excerpt)) for each in mentions(reach))
    return Chapter("mentions", _("Texts that name me"), rows)


def where(mention: Mention, reach: Reach) -> str:
    """The place and the kind of text: "Dementie thuis: agreed by"."""
    place = reach.networks.get(mention.network) or reach.programmes.get(mention.programme)  # type: ignore[arg-type]
    kind = label(mention.trace.model._meta.get_field(mention.field))
    return f"{place}: {kind}" if place else kind
