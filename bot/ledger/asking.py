"""A plain question turned into one of the commands, by its words alone: no model, no storage, no clock. Pure.

What the question holds: askingheard. Here that is weighed: every command says how well it would answer, and the best
one is taken where it fits well enough.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.claims import Kind, Ratio, Topic
from bot.domain.names import LabName, ModelName
from bot.ledger.askingheard import Heard, hear
from bot.ledger.askingnames import GuildNames
from bot.ledger.askingwords import Cue
from bot.ledger.gap import Frontier
from bot.ledger.naming import FRONTIERS
from bot.ledger.standing import Standing

NEAREST = 3
_CLEAR = 4.0  # the weight from which on a command is taken for what was meant
_LIKELY = 2.0  # and this, on which it is offered beside what was meant
_MODELS_AT_MOST, _LABS_AT_MOST = 5, 4
_OF_FRONTIERS = ("SWE-bench Verified", "GPQA Diamond", "LMArena")  # two frontiers meet on one benchmark at a time
_DIGEST_HOURS = 24 * 90
_CHANGED_DAYS = 7  # where a question of what changed does not say since when
_OPPOSITE = {
    FRONTIERS[Frontier.OPEN]: FRONTIERS[Frontier.CLOSED],
    FRONTIERS[Frontier.CLOSED]: FRONTIERS[Frontier.OPEN],
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Meaning:
    """A command and what it is asked; what the command does not ask for stays empty."""

    command: str
    names: tuple[str, ...] = ()
    metric: str = ""
    kind: str = ""
    lab: str = ""
    model: str = ""
    topic: str = ""
    text: str = ""
    baseline: str = ""
    benchmark: str = ""
    standing: str = ""
    order: str = ""
    days: int = 0
    hours: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Understood:
    """What was meant, what else could have been, and how the words were taken where they could be taken otherwise."""

    meaning: Meaning
    others: tuple[Meaning, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Unclear:
    """No command fits; the nearest do not."""

    nearest: tuple[Meaning, ...]


def understood(
    question: str, names: GuildNames, now: datetime, offered: Collection[str] | None = None
) -> Understood | Unclear:
    """The command that the question asks for, out of those ``offered``; of all without them."""
    heard = hear(question, names, now)
    weighed = sorted(_weighed(heard), key=lambda pair: -pair[0])
    weighed = [(weight, meaning) for weight, meaning in weighed if offered is None or meaning.command in offered]
    meanings = tuple(dict.fromkeys(meaning for _, meaning in weighed))
    if weighed and weighed[0][0] >= _CLEAR:
        others = dict.fromkeys(meaning for weight, meaning in weighed if weight >= _LIKELY and meaning != meanings[0])
        return Understood(meaning=meanings[0], others=tuple(others)[: NEAREST - 1], notes=_notes(heard))
    plain = (meaning for meaning in _PLAIN if offered is None or meaning.command in offered)
    return Unclear(nearest=tuple(dict.fromkeys((*meanings, *plain)))[:NEAREST])


def _notes(heard: Heard) -> tuple[str, ...]:
    notes = []
    for each in heard.names:
        if each.others:
            others = ", ".join(other.name for other in each.others[:3])
            notes.append(f"“{each.words}” is taken for {each.name.name}; it could be {others}.")
    if heard.period is not None and heard.period.widened:
        notes.append(f"Answers look back from now, so “{heard.period.said}” is everything since then.")
    return tuple(dict.fromkeys(notes))


_Weighed = Iterator[tuple[float, Meaning]]
"""A command with the points that speak for it: about 4 for a word that is plainly its own, 2 for what it can narrow by,
7 and more where both its cue and what it needs to be asked about are there."""


def _weighed(heard: Heard) -> _Weighed:
    """Every command that could be meant, with how well it fits."""
    for weigh in _COMMANDS:
        for weight, meaning in weigh(heard):
            yield weight - (0.5 if len(heard.left) > 2 else 0.0), meaning
    yield from _search(heard)


def _models(heard: Heard) -> _Weighed:
    names = heard.models
    if len(names) >= 2:
        meaning = Meaning(command="models", names=names[:_MODELS_AT_MOST], metric=heard.figure)
        yield 7.0 + heard.has(Cue.COMPARE), meaning
        if heard.figure:
            yield 3.0, replace(meaning, metric="")


def _labs(heard: Heard) -> _Weighed:
    if len(heard.labs) >= 2:
        weight = 7.0 + heard.has(Cue.COMPARE) - 3.0 * bool(heard.models)
        yield weight, Meaning(command="labs", names=heard.labs[:_LABS_AT_MOST], days=heard.days)


def _gap(heard: Heard) -> _Weighed:
    asked = heard.has(Cue.GAP)
    sides, frontiers = heard.sides[:2], set(heard.sides[:2]) & set(FRONTIERS.values())
    mixed = len(heard.models) == 1 and len(heard.labs) == 1
    weight = 4.0 + 5.0 * asked + 3.0 * (bool(frontiers) or (mixed and heard.has(Cue.COMPARE)))
    if len(sides) == 1 and (asked or heard.has(Cue.COMPARE)) and sides[0] != FRONTIERS[Frontier.ALL]:
        sides = (sides[0], _OPPOSITE.get(sides[0], FRONTIERS[Frontier.ALL]))
        weight = 6.0 if asked else 3.5
    if len(sides) < 2:
        return
    benchmarks = _OF_FRONTIERS if not heard.benchmark and set(sides) <= set(FRONTIERS.values()) else (heard.benchmark,)
    for rank, benchmark in enumerate(benchmarks):
        yield weight - rank, Meaning(command="gap", names=sides, benchmark=benchmark, days=heard.days)


def _efficiency(heard: Heard) -> _Weighed:
    amounts = [amount.ratio for amount in heard.amounts if amount.ratio]
    if not amounts and not heard.has(Cue.EFFICIENT):
        return
    compared = heard.has(Cue.CUT, Cue.MOST, Cue.LEAST, Cue.EFFICIENT, Cue.COMPARE)
    weight = 3.0 + 2.0 * compared + heard.has(Cue.CLAIMS) + 2.0 * heard.has(Cue.EFFICIENT)
    others = [model for model in heard.models if model != heard.baseline]
    weight += 1.0 * (not heard.left and not heard.sides)
    weight += 3.0 * (bool(heard.baseline) and not others) - 2.0 * len(others)
    for rank, metric in enumerate(amounts or [None]):
        meaning = Meaning(
            command="efficiency",
            metric=metric or "",
            baseline=heard.baseline if not others else "",
            lab=heard.labs[0] if len(heard.labs) == 1 else "",
            days=heard.days,
            order=_order(heard, metric),
        )
        yield weight - 1.5 * rank, meaning


def _order(heard: Heard, metric: Ratio | None) -> str:
    """Which ratios are to come first: of a cost that was cut most, the least is left; of speed, the most is best."""
    if heard.has(Cue.LEAST):
        return "least"
    if not heard.has(Cue.MOST):
        return ""
    gained = heard.has(Cue.CUT, Cue.EFFICIENT)
    return "least" if gained and metric is not Ratio.SPEED else "most"


def _claims(heard: Heard) -> _Weighed:
    kind = next((sense for sense in heard.senses if isinstance(sense, Kind)), None)
    standing = next((sense for sense in heard.senses if isinstance(sense, Standing)), None)
    if standing is Standing.MEASURED and heard.has(Cue.NOT):
        standing = Standing.VENDORS_WORD
    subject = heard.subject
    weight = 3.5 * heard.has(Cue.CLAIMS) + 3.0 * bool(kind) + 4.0 * bool(standing)
    if not weight and not subject:
        return
    weight += 1.0 * (bool(kind) and not heard.left) - 3.0 * (len(heard.names) > 1 and not subject)
    alone = not (subject or kind or standing or heard.period or heard.has(Cue.SHOW, Cue.NEWS))
    weight += 2.5 * bool(subject) + 0.5 * bool(heard.period) + 0.5 * heard.has(Cue.SHOW) + 0.5 * (not alone)
    yield weight, Meaning(command="claims", model=subject, kind=kind or "", standing=standing or "", days=heard.days)


def _contested(heard: Heard) -> _Weighed:
    if heard.has(Standing.CONTESTED):
        yield 9.0 - 5.0 * bool(heard.subject), Meaning(command="contested", days=heard.days)


def _latest(heard: Heard) -> _Weighed:
    topic = next((sense for sense in heard.senses if isinstance(sense, Topic)), None)
    news = heard.has(Cue.NEWS, Cue.RELEASE)
    if not (news or topic or (heard.subject and heard.period)):
        return
    about = heard.models[:1] if len(heard.models) == 1 else ()
    weight = 4.0 * news + 2.0 * bool(topic) + 1.5 * bool(heard.subject) + 1.0 * bool(heard.period)
    yield (
        weight,
        Meaning(
            command="latest",
            model=about[0] if about else "",
            lab=heard.labs[0] if heard.labs and not about else "",
            topic=topic or "",
            days=heard.days,
        ),
    )


def _model(heard: Heard) -> _Weighed:
    if len(heard.models) == 1 and len(heard.sides) == 1:
        yield (
            4.5 + 2.0 * heard.has(Cue.SHOW) + 1.0 * bool(heard.amounts),
            Meaning(command="model", model=heard.models[0]),
        )


def _lab(heard: Heard) -> _Weighed:
    if len(heard.labs) == 1 and len(heard.sides) == 1:
        yield 4.0 + 2.0 * heard.has(Cue.SHOW) + 1.5 * heard.has(Cue.MAKER), Meaning(command="lab", lab=heard.labs[0])


def _timeline(heard: Heard) -> _Weighed:
    released = heard.has(Cue.RELEASE) and not heard.has(Cue.NEWS) and not heard.period and len(heard.models) == 1
    if heard.subject and (heard.has(Cue.LIFE) or released):
        yield 8.5, Meaning(command="timeline", model=heard.subject)


def _prices(heard: Heard) -> _Weighed:
    priced = any(amount.ratio is Ratio.COST for amount in heard.amounts)
    if priced and len(heard.models) == 1 and not heard.baseline:
        yield 7.5 + 3.0 * heard.has(Cue.OVER_TIME, Cue.CHANGED), Meaning(command="prices", model=heard.models[0])


def _undisclosed(heard: Heard) -> _Weighed:
    if heard.has(Cue.UNDISCLOSED) or (heard.has(Cue.NOT) and heard.has(Cue.TOLD)):
        yield 9.0, Meaning(command="undisclosed", lab=next(iter((*heard.labs, *heard.makers)), ""))


def _changed(heard: Heard) -> _Weighed:
    if heard.has(Cue.CHANGED):
        weight = 6.5 - 1.5 * bool(heard.sides) + 1.0 * bool(heard.period)
        yield weight, Meaning(command="changed", model=heard.subject, days=heard.days or _CHANGED_DAYS)


def _digest(heard: Heard) -> _Weighed:
    if heard.has(Cue.BRIEFING):
        hours = min(heard.period.hours, _DIGEST_HOURS) if heard.period else 0
        yield 7.0 - 4.0 * bool(heard.sides), Meaning(command="digest", hours=hours)


def _stories(heard: Heard) -> _Weighed:
    if heard.has(Cue.STORY):
        yield 8.5, _about(heard, "stories")


def _search(heard: Heard) -> _Weighed:
    """Looked for in the texts: where that is asked, or nothing else fits."""
    if not heard.matter:
        return
    on_benchmark = bool(heard.benchmarks) and not heard.sides and not heard.left
    yield (8.0 if heard.has(Cue.SEARCH) else 4.0 if on_benchmark else 1.0), _about(heard, "search")


def _about(heard: Heard, command: str) -> Meaning:
    """A command that looks for words, narrowed by the first name that the feeds know."""
    subject = next((each.name for each in heard.names if each.known), None)
    return Meaning(
        command=command,
        text=" ".join(heard.matter),
        model=subject.name if isinstance(subject, ModelName) else "",
        lab=subject.name if isinstance(subject, LabName) else "",
        days=heard.days,
    )


_COMMANDS = (
    _models,
    _labs,
    _gap,
    _efficiency,
    _claims,
    _contested,
    _latest,
    _model,
    _lab,
    _timeline,
    _prices,
    _undisclosed,
    _changed,
    _digest,
    _stories,
)
_PLAIN = (
    Meaning(command="latest"),
    Meaning(command="efficiency"),
    Meaning(command="contested"),
    Meaning(command="digest"),
)
"""What is offered where a question says too little."""
