"""What a spreadsheet of candidates names rather than holds: networks, roles, and what somebody can contribute."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import override

from akker.networks.models import Network
from akker.networks.spreadsheet import LANGUAGES, plain
from akker.recruit.columns import Keys
from akker.recruit.models import Candidate
from akker.recruit.report.role import offered_in

Names = Mapping[str, Mapping[str, str]]  # column -> key -> its word, in the language of now


def running(programme: UUID) -> list[Network]:
    """Those that a spreadsheet of this programme may name, with their roles; one query."""
    return list(Network.objects.running().filter(programme=programme).order_by("name", "pk"))


def names(networks: Iterable[Network]) -> Names:
    networks = list(networks)
    return {
        "wishes": {str(one.pk): one.name for one in networks},
        "roles": offered_in(networks),
        "contributes": {key: str(label) for key, label in Candidate.Contribution.choices},
    }


def keys(networks: Iterable[Network]) -> Keys:
    """How each of them may be written: by its key, or its word in any language, with or without an article."""
    found: dict[str, dict[str, str]] = {}
    for language in LANGUAGES:
        with override(language):
            for column, words in names(networks).items():
                known = found.setdefault(column, {})
                for key, word in words.items():
                    known |= {plain(key): key, plain(word): key}
                    if column == "contributes":
                        known[plain(word).split(" ", 1)[-1]] = key
    return found


def in_words(key: str, value: Any, known: Names) -> Any:
    """What a candidate or a row holds of this column, with words for keys; a key that nothing has now says nothing."""
    return [known[key][each] for each in value if each in known[key]] if key in known else value
