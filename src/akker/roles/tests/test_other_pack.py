"""Which roles there are is the pack's word: a small pack with other roles, other criteria and no worksheets."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from akker.handbooks.tests.packs import change, put, write
from akker.journey.models import Result
from akker.networks.models import Network
from akker.people.models import Person
from akker.roles.models import Nomination
from akker.roles.tests.conftest import HERE, form, holding
from tests.cast import member

pytestmark = pytest.mark.django_db
DRUM = "# Drummer\n\n## short\nKeeps time.\n\n## tasks\n- Drums\n\n## fit\n- Has rhythm\n"


@pytest.fixture(params=[True, False], ids=["with-step", "without-step"])
def walking(request: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, network: Network) -> Network:
    """A network on that pack: a guide and a drummer in the staff, walkers, and perhaps a step for roles."""
    folder = write(tmp_path)
    change(folder, "handbook.yaml", "  walker:", "  drummer: {acts_as: member, zone: staff}\n  walker:")
    if request.param:
        change(folder, "handbook.yaml", "{key: walk, modes", "{key: walk, instrument: roles, modes")
    for language in ("nl", "en"):
        put(folder, f"{language}/roles/drummer.md", DRUM)
    monkeypatch.setattr(settings, "HANDBOOK_SHELF", str(tmp_path))
    Network.objects.filter(pk=network.pk).update(handbook="walking@1.0")
    network.refresh_from_db()
    network.has_step = request.param  # type: ignore[attr-defined]
    member(network, "Gina", "guide")
    member(network, "Wim", "walker")
    return network


@pytest.fixture
def gina(walking: Network) -> Any:
    return Person.objects.get(name="Gina")


@pytest.fixture
def wim(walking: Network) -> Any:
    return Person.objects.get(name="Wim")


def test_every_page_speaks_of_its_roles(walking: Network, gina: Any, as_: Any):
    client = as_("gina")
    for path in ("roles/", "roles/list/", "roles/cards/", "roles/needs/"):
        page = client.get(HERE + path).content.decode()
        assert "Drummer" in page, path
        assert "/worksheets/" not in page
    pitch = client.get(f"{HERE}roles/").content.decode()
    assert pitch.count('class="vacant"') == 1
    assert pitch.count('class="free"') == 5
    assert 'id="signal-core-small"' in pitch  # this pack begins at three
    assert ("roles/result/" in pitch) == walking.has_step  # type: ignore[attr-defined]
    assert client.get(f"{HERE}worksheets/4a.pdf").status_code == 404


def test_its_roles_are_divided_and_its_powers_kept(walking: Network, gina: Any, wim: Any, as_: Any):
    assert as_("wim").post(f"{HERE}roles/moves/", form("wim", "drummer", "walker", "add")).status_code == 302
    assert holding("wim") == {"walker", "drummer"}
    assert as_("wim").post(f"{HERE}roles/moves/", form("wim", "guide", "walker", "add")).status_code == 403
    assert as_("wim").post(f"{HERE}roles/moves/", form("wim", "connector", "walker")).status_code == 422


def test_its_own_criteria_and_its_own_step(walking: Network, gina: Any, wim: Any, as_: Any):
    as_("wim").post(
        f"{HERE}roles/cards/drummer/nomination/", {"seen": "0", "note_stamina": "Ik loop door.", "note_place": "x"}
    )
    assert Nomination.objects.get().notes == {"stamina": "Ik loop door."}
    assert "Ik loop door." in as_("gina").get(f"{HERE}roles/").content.decode()

    answer = as_("wim").post(f"{HERE}roles/result/", {"text": "Wim drumt.", "agreed_on": "2026-11-20", "seen": "0"})
    if walking.has_step:  # type: ignore[attr-defined]
        assert Result.objects.get().step == "walk"
        assert not Nomination.objects.exists()
    else:
        assert answer.status_code == 404
        assert Nomination.objects.exists()


def test_a_core_member_without_a_role_counts_among_the_players_everywhere(walking: Network, gina: Any, as_: Any):
    member(walking, "Nora")
    client = as_("gina")

    needs = client.get(f"{HERE}roles/needs/").content.decode()
    row = needs.partition('id="role-walker"')[2].partition("</tr>")[0]
    assert "Nora" in row
    assert "Wim" in row
    if walking.has_step:  # type: ignore[attr-defined]
        draft = client.get(f"{HERE}roles/result/").content.decode()
        assert "Nora" in draft.partition("<textarea")[2].partition("</textarea>")[0]
