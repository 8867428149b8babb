"""The lists of an edition: models that took a step in their lives, efficiency and prices, what stands otherwise.

Pure. Every list keeps to its room, and no lab fills one.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from bot.briefing.choosing import Room, within
from bot.briefing.developments import LIFE, facts_of, is_finding, key_of
from bot.briefing.edition import Launch, Offer
from bot.briefing.former import is_price
from bot.briefing.scoring import is_efficiency, is_step
from bot.domain.announcements import SourcedClaim
from bot.domain.claims import Kind, Release, Spec
from bot.domain.names import ModelName
from bot.domain.told import Told
from bot.ledger.changes import Change, ChangeKind, stood
from bot.ledger.lines import Line
from bot.ledger.questions import lab_of
from bot.ledger.standing import Standing, standing_of

LAUNCHES = Room(items=8, of_lab=3, of_topic=8)
OFFERS = Room(items=8, of_lab=3, of_topic=8)
CHANGES = Room(items=6, of_lab=3, of_topic=6)
_NEWS = (Standing.CONTESTED, Standing.MEASURED)
_IN_A_ROW = {Spec.INPUT_PRICE: 0, Spec.OUTPUT_PRICE: 1}


def launches_of(
    fresh: Iterable[Line], ledger: Iterable[Line], told: Told, is_fresh: Callable[[SourcedClaim], bool], room: Room
) -> tuple[Launch, ...]:
    """Models that took a step: those of one text that took the same ones together, the newest first."""
    before = _steps_before(ledger, is_fresh)
    by_model: dict[tuple[int, str], list[Line]] = {}
    for line in fresh:
        if is_step(line) and isinstance(line.claim.subject, ModelName):
            step, subject = Release(line.claim.metric), line.question.subject
            if key_of(line) not in told.facts and step not in before.get(subject, ()):
                by_model.setdefault((line.origin.source.announcement_id, subject), []).append(line)
    together: dict[tuple[int, tuple[Release, ...], Release | None], list[Line]] = {}
    for (announcement_id, subject), lines in by_model.items():
        steps = tuple(sorted({Release(line.claim.metric) for line in lines}, key=LIFE.index))
        was = max(before.get(subject, ()), key=LIFE.index, default=None)
        together.setdefault((announcement_id, steps, was), []).extend(lines)
    found = [Launch(lines=tuple(lines), steps=steps, was=was) for (_, steps, was), lines in together.items()]
    newest = sorted(found, key=lambda each: (each.lines[0].first_at, each.lines[0].origin.id), reverse=True)
    return tuple(within(newest, room.items, (lambda each: _labs(each.lines), room.of_lab))[0])


def _steps_before(ledger: Iterable[Line], is_fresh: Callable[[SourcedClaim], bool]) -> dict[str, set[Release]]:
    """The steps of each model's life that were known before."""
    known: dict[str, set[Release]] = {}
    for line in ledger:
        if line.question.kind is Kind.RELEASE and not all(map(is_fresh, line.claims)):
            known.setdefault(line.question.subject, set()).add(Release(line.claim.metric))
    return known


def offers_of(
    fresh: Sequence[Line], spoken: Mapping[str, Line], former: Mapping[int, float], told: Told, room: Room
) -> tuple[Offer, ...]:
    """Efficiency and prices, one text's input and output price of a model in one row; contested and measured first."""
    priced = {_place(line) for line in fresh if is_price(line)}
    rows: dict[tuple[object, ...], list[Line]] = {}
    for line in fresh:
        price = is_price(line)
        if not (price or is_efficiency(line)) or line.grounds.ended_at is not None or _is_told(line, spoken, told):
            continue
        if not price and line.claim.baseline is None and _place(line) in priced:
            continue  # "a third less", beside the prices that say so
        paired = price and line.claim.metric in _IN_A_ROW
        alone = None if paired else line.origin.id
        rows.setdefault((*_place(line), line.condition, alone), []).append(line)
    found = [
        Offer(lines=tuple(sorted(lines, key=_in_a_row)), former=()) for lines in sorted(rows.values(), key=_weight)
    ]
    kept, _ = within(found, room.items, (lambda each: _labs(each.lines), room.of_lab))
    return tuple(
        Offer(lines=each.lines, former=tuple(former.get(line.origin.id) for line in each.lines)) for each in kept
    )


def _place(line: Line) -> tuple[int, str]:
    return line.origin.source.announcement_id, line.question.subject


def _in_a_row(line: Line) -> tuple[int, int]:
    return (_IN_A_ROW.get(Spec(line.claim.metric), 2) if is_price(line) else 0, line.origin.id)


def _weight(lines: Sequence[Line]) -> tuple[object, ...]:
    standing, first = standing_of(lines[0]), lines[0]
    return (standing not in _NEWS, is_price(first), -first.first_at.timestamp(), first.origin.id)


def _is_told(line: Line, spoken: Mapping[str, Line], told: Told) -> bool:
    return all(told.facts.get(key) == fact for key, fact in facts_of([line], spoken).items())


def changes_of(
    lines: Iterable[Line],
    then: Mapping[int, Standing],
    told: Told,
    is_fresh: Callable[[SourcedClaim], bool],
    but: Collection[str],
    room: Room,
) -> tuple[Change, ...]:
    """Figures that are measured or contested by what is fresh, and stood otherwise when they were told, or before.

    ``but`` are the keys of those that are told of elsewhere.
    """
    found = []
    for line in lines:
        now = standing_of(line)
        told_of = is_finding(line) or line.question.kind is Kind.RANKING
        if now not in _NEWS or not told_of or not _is_touched(line, is_fresh):
            continue
        key = key_of(line)
        fact = told.facts.get(key)
        was = Standing(fact.standing) if fact else stood(line, then)
        if key not in but and was is not None and was is not now:
            found.append(Change(kind=ChangeKind.STANDING, line=line, was=was, now=now))
    first = sorted(found, key=lambda each: (_NEWS.index(each.now), -each.line.first_at.timestamp()))
    return tuple(within(first, room.items, (lambda each: _labs([each.line]), room.of_lab))[0])


def _is_touched(line: Line, is_fresh: Callable[[SourcedClaim], bool]) -> bool:
    """Whether something fresh bears on the line: states it, measures it, or speaks against it."""
    grounds = line.grounds
    voices = (*line.voices, *grounds.measured_by, *grounds.contradicted_by)
    said = [sourced for voice in voices for sourced in voice.statements]
    return any(map(is_fresh, (*said, *grounds.disputed_by, *grounds.alleged_by, *grounds.doubted_by)))


def _labs(lines: Iterable[Line]) -> set[str]:
    return {lab for line in lines if (lab := lab_of(line.claim.subject)) is not None}
