"""People, programmes, networks, who is in them, and their post."""

from __future__ import annotations

from types import MappingProxyType

from allauth.account.models import EmailAddress
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from akker.archive.report.traces.trace import INNER, SECRET, Trace, any_of, of
from akker.networks.models import HandbookChange, Membership, Network, PeopleImport, Seat
from akker.people.models import Once, Person
from akker.post.links import scrub
from akker.post.models import Ask, Job, Mail, Preference
from akker.programmes.models import (
    Event,
    Forum,
    Office,
    Organisation,
    Programme,
    ThemeProposal,
    ThemeTalk,
    UploadedPack,
)
from akker.programmes.themes import FIELDS

TRACES: tuple[Trace, ...] = (
    Trace(
        Person, _("You"), lambda person: Q(pk=person.pk),
        empties=MappingProxyType({
            "name": "", "email": None, "language": "nl", "time_zone": "Europe/Amsterdam", "is_active": False,
            "is_anonymised": True, "first_seen_at": None, "last_login": None, "mail_bounced_at": None,
        }),
        tells=("name", "email", "language", "time_zone", "first_seen_at", "last_login", "mail_bounced_at", "is_active"),
        hides={"password": SECRET, "version": INNER, "is_anonymised": "is no when somebody can ask"},
    ),
    Trace(
        EmailAddress, _("Addresses to sign in with"), of("user"), goes=True,
        tells=("email", "verified", "primary"), hides={"user": "is the person"},
    ),
    Trace(
        Preference, _("How I want my mail"), of("person"), goes=True, tells=("kind", "way"),
        hides={"person": "is the person"},
    ),
    Trace(
        Membership, _("My place in networks, and my cards"), of("person"),
        empties={
            "organisation": None, "function": "", "brings": "", "needs": "", "competences": [], "kind": "",
            "kind_words": "", "kind_shown_at": None, "hours_agreed": None, "invited_at": None, "joined_at": None,
            "thanks": "",
        },
        tells=("network", "ring", "organisation", "function", "brings", "needs", "competences", "kind", "kind_words",
               "kind_shown_at", "hours_agreed", "added_at", "invited_at", "joined_at", "left_at", "thanks"),
        hides={"person": "is the person", "version": INNER},
        mentions=("function", "brings", "needs", "competences", "kind_words", "thanks"),
        network="network", is_open=False,
    ),
    Trace(
        Seat, _("My roles"), of("membership__person"), empties={"note": ""},
        tells=("membership__network", "role", "from_on", "until_on", "note", "withdrawn_at"),
        hides={"membership": "told by its network"}, mentions=("note",), network="membership__network",
    ),
    Trace(
        Office, _("My offices in programmes"), of("person"),
        tells=("programme", "role", "organisation", "forum", "from_on", "until_on", "withdrawn_at"),
        hides={"person": "is the person"},
    ),
    Trace(
        Programme, _("My own programme"), by=of("personal_to"),
        tells=("name", "about", "slug", "language", "time_zone", "handbook"),
        hides={"personal_to": "is the person", "version": INNER},
        mentions=("name", "about"), addresses=("slug",), programme="pk",
    ),
    Trace(
        UploadedPack, _("Handbooks that I brought"), by=of("by"),
        tells=("programme", "slug", "pack_version", "at", "withdrawn_at"),
        hides={"by": "is the person", "pages": "a method, about nobody", "digest": INNER},
    ),
    Trace(
        HandbookChange, _("Handbooks that I chose for a network"), by=of("by"),
        tells=("network", "before", "after", "at", "withdrawn_at"), hides={"by": "is the person"},
    ),
    Trace(Organisation, _("Home organisations"), mentions=("name",), programme="programme"),
    Trace(Forum, _("Management forums"), mentions=("name",), programme="programme"),
    Trace(
        Network, _("Networks that I closed"), by=of("closed_by"), tells=("name", "closed_at"),
        hides=dict.fromkeys(
            ("slug", "line", "ambition", "handbook", "language", "time_zone", "rhythm", "starts_on", "ends_on",
             "reference_leader", "proposal", "started_at", "closed_by", "version"), "is about the network",
        ),
        mentions=("name", "line", "ambition", "rhythm"), addresses=("slug",), network="pk",
    ),
    Trace(
        Ask, _("What I was asked, and asked of others"), of("person"), of("asked_by"), goes=True,
        tells=("network_id", "kind", "what", "minutes", "due_on", "asked_at", "asked_by", "person", "done_at",
               "withdrawn_at"),
        hides={"token_hash": SECRET, "link_until": SECRET, "programme_id": INNER, "target_id": INNER},
        mentions=("what",), network="network_id", programme="programme_id", is_open=False,
    ),
    Trace(
        Mail, _("Mail to me"), lambda person: Q(person=person) | Q(address=person.email), goes=True,
        tells=("network_id", "kind", "subject", "text", "address", "language", "queued_at", "not_before", "sent_at",
               "hold", "held_at", "failed_at", "failure", "bounced_at", "bounce"),
        hides={"reply_to": "is the address of somebody else", "calendar": "is the meeting again",
               "person": "is the person", "programme_id": INNER, "gathered_in": INNER,
               "claimed_at": INNER, "try_count": INNER},
        mentions=("subject", "text", "calendar", "failure", "bounce", "reply_to"),
        network="network_id", programme="programme_id", also="person__memberships__network", is_open=False,
        shows={"text": lambda mail: scrub(mail.kind, mail.text)},
    ),
    Trace(
        Job, _("Work that I waited for"), of("person"), goes=True,
        tells=("network_id", "kind", "total", "done_count", "note", "queued_at", "started_at", "finished_at",
               "failed_at", "failure", "result"),
        hides={"person": "is the person"}, mentions=("note", "failure", "result"), network="network_id", is_open=False,
    ),
    Trace(
        PeopleImport, _("Spreadsheets that I read in"), by=lambda person: Q(read_by=person) | Q(confirmed_by=person),
        tells=("network", "file_name", "read_at", "confirmed_at", "applied_at", "withdrawn_at"),
        hides={"read_by": "is the person", "confirmed_by": "is the person", "content": "is about others",
               "plan": "is about others", "outcome": "is about others", "mapping": INNER, "mapped_at": INNER,
               "job": INNER, "event": INNER},
        mentions=("content", "plan", "outcome"), addresses=("file_name",), network="network", is_open=False,
    ),
    Trace(
        Event, _("What I did, and when"), by=of("by"),
        tells=("at", "verb", "programme", "network_id", "target_kind", "target_id", "undone_at"),
        hides={"by": "is the person"},
    ),
    Trace(
        Once, _("Forms that I sent in the last two days"), of("person"),
        empties={"person": None, "address": ""},  # not deleted: the form that asks for erasure acts once too
        tells=("at", "address"), hides={"key": SECRET, "person": "is the person"},
    ),
)  # fmt: skip
THEMES: tuple[Trace, ...] = (  # told last: they are about a programme
    Trace(
        ThemeProposal, _("Themes that I proposed, or decided on"), by=any_of("by", "decided_by"),
        tells=("programme", *FIELDS, "at", "decision", "decided_at", "decision_words", "withdrawn_at"),
        hides={"by": "is the person", "decided_by": "is the person", "version": INNER},
        mentions=(*FIELDS, "decision_words"), programme="programme",
    ),
    Trace(
        ThemeTalk, _("What I noted about proposed themes"), by=of("by"),
        tells=("programme", "characteristic", "words", "at"),
        hides={"by": "is the person", "proposal": "told by its programme", "version": INNER}, mentions=("words",),
        programme="programme",
    ),
)  # fmt: skip
