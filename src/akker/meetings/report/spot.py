"""One cell of the plan, read for one press: the busiest answer of the room, so its queries are prepared."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, FilteredRelation, OuterRef, Q

from akker.meetings.grid import usual
from akker.meetings.models import Attendee, Meeting, PlanRow, Sending
from akker.networks.models import Network
from akker.people.models import NAMED, Person
from akker.people.prepared import KEY, Prepared, thin

_KIND = Prepared(
    lambda network, meeting: (
        Meeting.objects.standing()
        .filter(network=network, pk=meeting)
        .values_list(
            "kind",
            Exists(Sending.objects.filter(meeting=OuterRef("pk"))),
            Exists(Attendee.objects.filter(meeting=OuterRef("pk"))),
        )
    ),
    network=KEY, meeting=KEY,
)  # fmt: skip
_ROW = ("pk", "membership", "needed", "ring", "membership__ring", "is_named")
_CELL = ("here__pk", "here__state", "here__version")
_TOUCHED = Prepared(
    lambda network, key, meeting: (
        PlanRow.objects.standing()
        .filter(Q(membership=key) | Q(pk=key, membership=None), network=network)
        .annotate(
            here=FilteredRelation("cells", condition=Q(cells__meeting=meeting)),
            is_named=Exists(Attendee.objects.filter(meeting=meeting, person=OuterRef("membership__person"))),
        )
        .values_list(*_ROW, *_CELL, *(f"membership__person__{name}" for name in NAMED))
    ),
    network=KEY, key=KEY, meeting=KEY,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kind:
    """Of a meeting. is_told: somebody was mailed about it. is_for_some: it is for those who were named."""

    kind: str
    is_told: bool
    is_for_some: bool


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a row and a meeting meet. `cell` is none and `version` 0 where nothing is noted.

    is_named: as in `grid.usual`.
    """

    row: UUID
    name: str
    ring: str
    column: Kind
    is_named: bool | None
    is_vacancy: bool
    cell: UUID | None = None
    noted: str = ""
    version: int = 0

    @property
    def state(self) -> str:
        return self.noted or usual(self.ring, self.column.kind, self.is_named)


def kind_of(network: Network, meeting: UUID) -> Kind | None:
    """What matters of a meeting that stands in the plan, None for another; one query."""
    found = _KIND(network=network.pk, meeting=meeting)
    return Kind(str(found[0][0]), bool(found[0][1]), bool(found[0][2])) if found else None


def spot(network: Network, key: UUID, meeting: UUID, column: Kind) -> Spot | None:
    """The cell of a member or a vacancy; None for who has no row of the plan; one query."""
    found = _TOUCHED(network=network.pk, key=key, meeting=meeting)
    if not found:
        return None
    row, membership, needed, ring, theirs, named, cell, state, version, *person = found[0]
    name = str(thin(Person, NAMED, tuple(person))) if membership else needed
    is_named = bool(named) if column.is_for_some else None
    return Spot(row, name, theirs or ring, column, is_named, membership is None, cell, state or "", version or 0)
