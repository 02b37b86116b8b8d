"""What each row of a spreadsheet would do to the candidates of a programme: who is new, who changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from akker.networks.spreadsheet import Fault, cut, plain
from akker.recruit.columns import COLUMNS, Row, read, written
from akker.recruit.models import Candidate, CandidateImport
from akker.recruit.questions import QUESTIONS
from akker.recruit.report import named
from akker.recruit.report.named import Names, in_words

ERROR, CHANGES, NEW, SAME = "error", "changes", "new", "same"
KINDS = (ERROR, CHANGES, NEW, SAME)  # in the order in which they are shown
ACTING = (CHANGES, NEW)

SENTENCES: dict[str, Promise] = {
    "no_name": _("The name is missing."),
    "no_email": _("The e-mail address is missing: without one nobody can say what they agree to."),
    "bad_email": _("“%(value)s” is not an e-mail address."),
    "twice": _("Rows %(first)s and %(second)s are about the same person; only row %(first)s counts."),
    "bad_years": _("“%(value)s” is not a number of years."),
    "bad_yes": _("“%(value)s” is not yes or no."),
    "bad_day": _("“%(value)s” is not a day. Write 2026-12-31."),
    "unknown_daypart": _("“%(value)s” is not a part of the week. Write Monday morning."),
    "unknown_network": _("“%(value)s” is not a network of this programme that runs."),
    "unknown_role": _("“%(value)s” is not a role in the networks of this programme."),
    "unknown_contribution": _("“%(value)s” is not a contribution. Write a presentation, a workshop or advice."),
    "too_long": _("%(field)s is too long: it has %(count)s characters, and %(most)s fit."),
}


@dataclass(frozen=True, slots=True)
class Arrival:
    """What one row would do. `kept` names what the row says otherwise than the candidate, whose word counts."""

    row: Row
    kind: str
    name: str
    candidate: Candidate | None = None
    changes: tuple[tuple[str, str, str], ...] = ()  # field, before, after
    kept: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """What a page shows of it, and what is compared to see whether it still holds."""
        return {
            "number": self.row.number,
            "kind": self.kind,
            "name": self.name,
            "changes": [list(change) for change in self.changes],
            "kept": list(self.kept),
            "faults": [[fault.code, dict(fault.values)] for fault in self.row.faults],
        }


def sentence(code: str, values: Mapping[str, Any]) -> str:
    """One fault in words."""
    return str(SENTENCES[code]) % {**values, "field": COLUMNS.get(str(values.get("field")), "")}


def arriving(incoming: CandidateImport) -> list[Arrival]:
    """What each row would do now, with its columns as mapped; three queries."""
    networks = named.running(incoming.programme_id)
    content = incoming.content
    rows = read(content["rows"], content["first"], incoming.mapping, named.keys(networks))
    if incoming.network_id:
        rows = (_here(row, str(incoming.network_id)) for row in rows)
    standing = Candidate.objects.standing().filter(programme=incoming.programme_id).with_preferences()
    known = {row.person.email: row for row in standing if row.person.email}
    return list(_compare(rows, known, named.names(networks)))


def _here(row: Row, network: str) -> Row:
    """A file that is read in at a network is about candidates for it, whatever it says of wishes."""
    return row if row.faults or network in row.wishes else replace(row, wishes=(*row.wishes, network))


def _compare(rows: Iterable[Row], known: Mapping[str, Candidate], names: Names) -> Iterator[Arrival]:
    seen: dict[str, int] = {}
    for row in rows:
        there = known.get(row.email)
        faults = list(row.faults)
        if row.email and row.email in seen:
            faults.append(Fault("twice", {"first": seen[row.email], "second": row.number}))
        elif row.email:
            seen[row.email] = row.number
        if not row.name and not there and row.email:
            faults.append(Fault("no_name", {}))
        yield _arrival(replace(row, faults=tuple(faults)), there, names)


def _arrival(row: Row, there: Candidate | None, names: Names) -> Arrival:
    name = row.name or row.email or "…"
    if row.faults:
        return Arrival(row, ERROR, cut(name))
    if there is None:
        said = tuple((key, "", after) for key, after in _texts(row, names).items())
        return Arrival(row, NEW, name, changes=said)
    changes, kept = [], []
    before = _said(there, names)
    for key, after in _texts(row, names).items():
        if plain(after) == plain(before[key]) or key in ("email", "applied_on"):
            continue
        if there.entered_by_id or not before[key]:
            changes.append((key, before[key], after))
        else:
            kept.append(key)
    return Arrival(row, CHANGES if changes else SAME, str(there.person), there, tuple(changes), tuple(kept))


def _texts(row: Row, names: Names) -> dict[str, str]:
    """What a row says, as text by field; only what it says."""
    texts = {"email": row.email} | {key: written(key, in_words(key, value, names)) for key, value in row.said.items()}
    if row.wishes:
        texts["wishes"] = written("wishes", in_words("wishes", row.wishes, names))
    if row.is_for_pool is not None:
        texts["pool"] = written("pool", row.is_for_pool)
    if row.applied_on:
        texts["applied_on"] = row.applied_on.isoformat()
    return texts


def _said(candidate: Candidate, names: Names) -> dict[str, str]:
    """The same of a candidate who is there."""
    texts = {key: written(key, in_words(key, getattr(candidate, key), names)) for key in QUESTIONS}
    wishes = [wish.network.name for wish in candidate.wishes]  # type: ignore[attr-defined]
    return texts | {
        "email": candidate.person.email or "",
        "wishes": written("wishes", wishes),
        "pool": written("pool", bool(candidate.pool_at)),
        "applied_on": candidate.applied_on.isoformat(),
    }
