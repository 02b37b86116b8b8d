"""What templates say in one word: an icon, a person's circle, a friendly date, prose from Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from zlib import crc32

import nh3
from django import template
from django.forms import BoundField
from django.template.base import FilterExpression, Node, Parser, TextNode, Token
from django.template.context import Context
from django.template.defaultfilters import floatformat
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as django_url
from django.templatetags.i18n import do_translate
from django.urls import reverse
from django.utils import dateformat, timezone
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt

from akker.documents.prose import Part, parts
from akker.people import clock
from akker.web.pages import INSTRUMENTS

if TYPE_CHECKING:
    from akker.networks.access import Visit
    from akker.people.models import Person

register = template.Library()

ICONS = Path(__file__).resolve().parents[1] / "icons"
MARK = ICONS.parent / "static/akker/mark.svg"
AVATAR_COLOURS = 8  # classes a0 to a7 in akker.css
HALF_HOUR = 30  # minutes


@cache
def drawing(name: str) -> SafeString:
    """The icon `name` as inline SVG that screen readers skip; read once per process.

    Raises: TemplateSyntaxError when `scripts/vendor.sh` does not list the icon.
    """
    file = ICONS / f"{name}.svg"
    if not file.is_file():
        raise template.TemplateSyntaxError(f"no icon {name!r}: add its name to scripts/vendor.sh")
    inside = file.read_text().partition(">\n  ")[2].removesuffix("</svg>\n")
    lines = re.sub(r"\s*\n\s*", "", inside)
    return mark_safe(  # noqa: S308, our own files
        '<svg class="icon" width="20" height="20" viewBox="0 0 24 24" fill="none" stroke="currentColor"'
        f' stroke-width="2" aria-hidden="true">{lines}</svg>'
    )


class IconNode(Node):
    def __init__(self, name: FilterExpression) -> None:
        self.name = name

    def render(self, context: Context) -> SafeString:
        return drawing(str(self.name.resolve(context)))


@register.tag
def icon(parser: Parser, token: Token) -> Node:
    """`{% icon "sprout" %}`; a literal name costs nothing when the page is rendered."""
    name = parser.compile_filter(token.split_contents()[1])
    return TextNode(drawing(name.var)) if isinstance(name.var, str) else IconNode(name)


@cache
def mark_address() -> SafeString:
    """Our mark as an address that holds the picture itself, so that no page asks for it apart."""
    picture = quote(MARK.read_text().strip().replace('"', "'"), safe=" =:/'")
    return mark_safe(f"data:image/svg+xml,{picture}")  # noqa: S308, our own file


@register.tag
def mark(parser: Parser, token: Token) -> Node:
    """`{% mark %}`, for the `src` of a picture or the `href` of an icon; costs nothing when the page is rendered."""
    return TextNode(mark_address())


# Two of Django's own tags, made cheap: a page holds some forty addresses and eighty fixed sentences,
# and they are the same at every request. See docs/decisions/0011.


class AddressNode(URLNode):
    """`{% url %}` that looks up each address once per process."""

    def render(self, context: Context) -> str:
        if self.kwargs or self.asvar:
            return super().render(context)
        return _address(self.view_name.resolve(context), tuple(arg.resolve(context) for arg in self.args))


@lru_cache(maxsize=8192)
def _address(name: str, args: tuple[object, ...]) -> str:
    return conditional_escape(reverse(name, args=args))


@register.tag
def url(parser: Parser, token: Token) -> Node:
    node = django_url(parser, token)
    return AddressNode(node.view_name, node.args, node.kwargs, node.asvar)


class SentenceNode(Node):
    """`{% translate "fixed words" %}`, looked up once per language."""

    def __init__(self, words: str) -> None:
        self.words = words

    def render(self, context: Context) -> str:
        return _sentence(get_language(), self.words)


@lru_cache(maxsize=4096)
def _sentence(language: str | None, words: str) -> str:
    return conditional_escape(_(words))


def _translate(parser: Parser, token: Token) -> Node:
    node = do_translate(parser, token)
    fixed = node.filter_expression.var
    is_plain = not (node.noop or node.asvar or node.message_context or node.filter_expression.filters)
    return SentenceNode(fixed.literal) if is_plain and isinstance(fixed.literal, str) else node


register.tag("translate", _translate)


@register.inclusion_tag("web/_instrument.html")
def instrument(visit: Visit, name: str) -> dict[str, object]:
    """A button to the page that helps with a step, for who may read it; nothing when there is no such page."""
    page = INSTRUMENTS.get(name) if "read" in visit.may else None
    return {"page": page, "address": reverse(page.name, args=visit.address) if page else ""}


@register.simple_tag
def avatar(person: Person, named: bool = False, size: str = "") -> SafeString:
    """The initials of `person` in a colour of their own.

    `named` says the name to screen readers: only where it is not written beside the circle.
    """
    return _circle(person.pk, str(person), person.initials, named, size)


@lru_cache(maxsize=4096)
def _circle(key: object, name: str, initials: str, named: bool, size: str) -> SafeString:
    colour = crc32(str(key).encode()) % AVATAR_COLOURS
    voice = format_html('role="img" aria-label="{}"', name) if named else mark_safe('aria-hidden="true"')
    return format_html('<span class="ava a{} {}" title="{}" {}>{}</span>', colour, size, name, voice, initials)


@register.inclusion_tag("_field.html")
def field(bound: BoundField) -> dict[str, object]:
    """One form field with label, help and errors, wired for assistive technology."""
    return {"field": bound}


MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
# fmt: off
PROSE_TAGS = {
    "p", "br", "hr", "h3", "h4", "h5", "h6", "ul", "ol", "li", "strong", "em", "blockquote", "code",
    "pre", "a", "table", "thead", "tbody", "tr", "th", "td",
}
# fmt: on
HEADINGS_BEGIN = 3  # h1 is the page, h2 the section


@register.filter
def markdown(text: str | None) -> SafeString:
    """Safe HTML of Markdown `text`, headings from h3 down; set it inside `<div class="prose">`."""
    return _prose(text or "")


@lru_cache(maxsize=1024)
def _prose(text: str) -> SafeString:
    tokens = MARKDOWN.parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + HEADINGS_BEGIN - 1, 6)}"
    html = MARKDOWN.renderer.render(tokens, MARKDOWN.options, {})
    clean = nh3.clean(
        html, tags=PROSE_TAGS, attributes={"a": {"href"}, "ol": {"start"}}, url_schemes={"http", "https", "mailto"}
    )
    return mark_safe(clean)  # noqa: S308, nh3 let only PROSE_TAGS through


@register.filter
def written(text: str | None) -> SafeString:
    """What somebody typed in a plain text box, with its paragraphs and lists, as on the printed sheet."""
    return format_html_join("", "{}", ((_part(part),) for part in parts(text or "")))


@register.filter
def flowing(text: str | None) -> str:
    """What somebody typed as one line to begin reading, without the marks of its lists."""
    return " ".join(line.strip() for part in parts(text or "") for line in part["lines"])


def _part(part: Part) -> SafeString:
    if part["kind"] == "list":
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((line,) for line in part["lines"])))
    return format_html("<p>{}</p>", format_html_join(mark_safe("<br>"), "{}", ((line,) for line in part["lines"])))


# Django's own formats hold no weekday and say "Dec. 3" in English; these are how the three languages write a day.
DAY = {"da": "D j. M", "": "D j M"}
DAY_WITH_YEAR = {"da": "j. M Y", "": "j M Y"}
LONG_DAY = {"da": "l j. F Y", "": "l j F Y"}


def _local(value: date | datetime) -> date | datetime:
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


def _write(value: date | datetime, formats: dict[str, str]) -> str:
    language = (get_language() or "en")[:2]
    text = dateformat.format(value, formats.get(language, formats[""]))
    return text if language == "en" else text.lower()  # Django gives short months a capital in every language


@register.filter
def day(value: date | datetime | None) -> str:
    """A day as people say it: "do 3 dec" this year, "3 dec 2027" in another."""
    if not value:
        return ""
    local = _local(value)
    this_year = timezone.localtime(clock.now()).year
    return _write(local, DAY if local.year == this_year else DAY_WITH_YEAR)


@register.filter
def full_day(value: date | datetime | None) -> str:
    """The whole day with its year: "donderdag 3 december 2026"."""
    return _write(_local(value), LONG_DAY) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """A day and its time in the active zone: "do 3 dec, 13:30"."""
    return f"{day(value)}, {dateformat.format(_local(value), 'H:i')}" if value else ""


@register.filter
def duration(minutes: int | Decimal | None) -> str:
    """Minutes as people say them: "90 min", "2½ h", "2 h 15 min"; nothing for None."""
    if minutes is None:
        return ""
    whole = int(minutes)
    if whole <= 90:
        return _("%(minutes)d min") % {"minutes": whole}
    hours, rest = divmod(whole, 60)
    if rest in (0, HALF_HOUR):
        # Translators: a length of time, the number may be "2½"; use the short sign for hours
        return _("%(hours)s h") % {"hours": f"{hours}½" if rest else hours}
    return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": rest}


@register.filter
def hours(minutes: int) -> str:
    """Minutes as a bare number of hours for a column: "24,5"."""
    return _hours(minutes, get_language() or "en")


@lru_cache(maxsize=2000)  # writing a number as a language does costs more than the rest of a row
def _hours(minutes: int, language: str) -> str:
    return floatformat(minutes / 60, "-1")


BUTTON = '<td><button name="cell" value="{}" class="{}">{}</button></td>'
SIGN = '<td><i class="{}">{}</i></td>'


@register.simple_tag
def cells(shown: Iterable[Any], may_edit: bool) -> str:
    """The cells of one row of the plan: hundreds on a page, so they are not written by a loop of the template."""
    if may_edit:
        return format_html_join("", BUTTON, ((cell.value, cell.look, cell.word) for cell in shown))
    return format_html_join("", SIGN, ((cell.look, cell.word) for cell in shown))
