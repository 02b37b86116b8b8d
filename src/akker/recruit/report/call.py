"""The words of a call for who is missing in a network of a proposal: to change, and to paste where people read it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from akker.networks.models import Network
from akker.recruit.report import announcement as announced

Gap = Mapping[str, Any]


def text(network: Network, gaps: Iterable[Gap], today: date) -> str:
    """In the language of the network; what it does not know it leaves out. One query."""
    row = announced.found(network)
    with translation.override(network.language):
        lines = [f"– {_missing(one)}" for one in gaps]
        parts = [
            _("The learning network “%(network)s” is looking for people who want to take part.")
            % {"network": network.name},
            _("What it works on: %(line)s") % {"line": network.line} if network.line else "",
            "\n".join([_("We are looking above all for:"), *lines]) if lines else "",
            "\n".join([_("What it asks:"), *(f"– {line}" for line in announced.numbers(row))])
            if row and announced.numbers(row)
            else "",
            _apply(network, row, today),
        ]
    return "\n\n".join(part for part in parts if part)


def _apply(network: Network, row: Any, today: date) -> str:
    """Where to apply, when one can."""
    if row is None or not row.is_standing or row.is_overdue(today):
        return _("Does this sound like you, or like somebody you know? Tell us.")
    address = {"address": announced.address(network)}
    if row.apply_until is None:
        return _("Read more and apply: %(address)s") % address
    day = date_format(row.apply_until, "DATE_FORMAT")
    return _("Read more and apply by %(day)s: %(address)s") % {**address, "day": day}


def _missing(gap: Gap) -> str:
    values = {"count": gap["wanted"] - gap["count"], "what": gap["what"]}
    return MISSING.get(gap["kind"], lambda it: "%(what)s")(values) % values


MISSING: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "seat": lambda it: ngettext("%(count)d more person", "%(count)d more people", it["count"]),
    "competence": lambda it: ngettext(
        "somebody who is good at %(what)s", "%(count)d people who are good at %(what)s", it["count"]
    ),
    "role": lambda it: ngettext("somebody who can facilitate", "%(count)d people who can facilitate", it["count"]),
    "sector": lambda it: _("somebody from the sector %(what)s"),
    "region": lambda it: _("somebody from the region %(what)s"),
    "function": lambda it: _("somebody who works as %(what)s"),
    "organisation": lambda it: _("somebody from %(what)s"),
}
