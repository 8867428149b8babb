"""Render notices: which feeds fail, which are well again."""

from collections.abc import Callable, Sequence

from bot.domain.announcements import NoticeKind
from cogs.views.answers import Answer
from cogs.views.text import safe, stamp
from db.notices import DueNotice

NAMED_AT_MOST = 15


def render_notices(told: Sequence[DueNotice]) -> Answer:
    """One message for everything that is told a server at one time."""
    failing = [each for each in told if each.notice.kind is NoticeKind.FAILING]
    well = [each for each in told if each.notice.kind is NoticeKind.WELL]
    texts = []
    if failing:
        count = "A feed has" if len(failing) == 1 else f"{len(failing)} feeds have"
        texts += [f"### {count} been failing for a day", _lines(failing, _failing)]
    if well:
        count = "A feed is" if len(well) == 1 else f"{len(well)} feeds are"
        texts += [f"### {count} well again", _lines(well, _well)]
    small_print = "-# How all feeds are: /feed health · where these notices go: /feed notices"
    if failing:
        small_print = f"-# They are asked again by themselves. You are told once when they are well.\n{small_print}"
    return Answer(texts=tuple(texts), small_print=small_print)


def _lines(told: Sequence[DueNotice], line: Callable[[DueNotice], str]) -> str:
    more = [f"-# and {len(told) - NAMED_AT_MOST} more"] if len(told) > NAMED_AT_MOST else []
    return "\n".join([*map(line, told[:NAMED_AT_MOST]), *more])


def _failing(each: DueNotice) -> str:
    reason = each.feed.last_error or "It does not say why."
    return f"**{safe(each.title, 80)}** since {stamp(each.notice.since)}\n{safe(reason, 200)}"


def _well(each: DueNotice) -> str:
    return f"**{safe(each.title, 80)}** had failed since {stamp(each.notice.since)}"
