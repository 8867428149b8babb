"""Render a feed's dry run: how it is, what would be stored, what a filter lets through, what is read in the newest."""

from datetime import timedelta

from bot.domain.announcements import FeedKind
from bot.feeds.discovery import Found
from bot.feeds.filter_syntax import write_filter
from bot.feeds.health import span_words
from bot.feeds.trial import Trial, TriedEntry
from bot.ledger.wording import claim_words, standing_words
from cogs.views.answers import Answer
from cogs.views.feed_sources import how_found
from cogs.views.text import day, link, plural, safe

_NEWEST_SHOWN = 6
_HIDDEN_SHOWN = 3
_CLAIMS_SHOWN = 4


def render_trial(trial: Trial) -> Answer:
    """The feed in a few lines, then its newest entries with their claims."""
    candidate = trial.found
    texts = [f"### Tried: {link(candidate.title, candidate.url)}", _stored(trial), _state(trial)]
    shown = [each for each in trial.tried if each.verdict.shown]
    hidden = [each for each in trial.tried if not each.verdict.shown]
    if trial.filter:
        of = f"{len(shown)} of the newest {len(trial.tried)} would be shown, {len(hidden)} kept out."
        texts.append(f"**Filter** `{write_filter(trial.filter)}`\n{of}")
        texts += [_hidden(each) for each in hidden[:_HIDDEN_SHOWN]]
    texts += [_entry(each, filtered=bool(trial.filter)) for each in shown[:_NEWEST_SHOWN]]
    return Answer(texts=tuple(texts), small_print="-# nothing was stored · `/feed add` subscribes")


def _stored(trial: Trial) -> str:
    folded = trial.listed - trial.stored
    repeats = f" ({plural(folded, 'repeat')} folded)" if folded else ""
    kept = f"{plural(trial.stored, 'announcement')} would be stored{repeats} and none posted"
    listed = plural(trial.listed, "entry", "entries")
    return f"Of {listed}, {kept}; what comes later counts as new. The feed would count as {_whose(trial)}."


def _whose(trial: Trial) -> str:
    if trial.lab:
        return f"the voice of {safe(trial.publisher)}"
    return "a source of unknown kind" if trial.kind is FeedKind.UNKNOWN else f"a {trial.kind.value} source"


def _state(trial: Trial) -> str:
    facts = [f"{trial.size / 1000:,.0f} kB", trial.encoding.upper() if len(trial.encoding) < 12 else trial.encoding]
    if trial.rhythm_seconds is not None:
        facts.append(f"an entry every {span_words(timedelta(seconds=trial.rhythm_seconds))}, as a rule")
    if trial.found.newest_at:
        facts.append(f"newest {day(trial.found.newest_at)}")
    if trial.undated:
        facts.append(f"{trial.undated} without a date")
    if trial.salvaged:
        facts.append("**broken, and read all the same**")
    if trial.found.found is not Found.ITSELF:
        facts.append(f"found: {how_found(trial.found)}")
    return f"-# {' · '.join(facts)}"


def _entry(tried: TriedEntry, *, filtered: bool) -> str:
    dated = f" · {day(tried.entry.published_at)}" if tried.entry.published_at else ""
    why = f"\n-# shown: it {safe(tried.verdict.why, 150)}" if filtered else ""
    lines = [f"**{link(tried.entry.title, tried.entry.link)}**{dated}{why}"]
    for claim in tried.reading.claims[:_CLAIMS_SHOWN]:
        standing = standing_words(claim.attribution, hedged=claim.hedged)
        lines.append(f"- {safe(claim.subject.name)}: {safe(claim_words(claim))} ({standing})")
    more = len(tried.reading.claims) - _CLAIMS_SHOWN
    if more > 0:
        lines.append(f"-# and {plural(more, 'more claim')}")
    elif not tried.reading.claims:
        lines.append("-# no claims in it")
    return "\n".join(lines)


def _hidden(tried: TriedEntry) -> str:
    return f"-# kept out: {link(tried.entry.title, tried.entry.link)}: it {safe(tried.verdict.why, 150)}"
