"""What the group is asked when somebody joins half-way."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import override

from akker.people.models import Person


def asks(newcomer: Person, language: str) -> str:
    """The line in which each is asked, in the language of the network."""
    with override(language):
        return (_("May %(name)s read what you told in earlier cases?") % {"name": newcomer})[:200]
