"""Announcements and claims as many as are asked for, made up the same way each time. What stores them: ledger_seed.

As in life a few hundred models are talked of everywhere and tens of thousands hardly at all; a few feeds bring most;
texts are of the length that feeds bring and full of words that can be looked for; one claim in fifty was withdrawn;
two announcements of five tell what others told lately.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import accumulate

from bot.domain.claims import Allegation, Attribution, Bound, Caveat, Kind, Ranking, Ratio, Release, Spec, Topic
from bot.domain.names import name_key
from bot.registry.load import load_registry

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
FEEDS, DAYS, POPULAR, READER_VERSION = 300, 900, 300, 1
EVERYTHING, SIXTY, FILTERED, ONE_FEED, QUIET = 1, 2, 3, 4, 5
"""The guilds: one reads all feeds, two read sixty, of which one with filters, and two a single one: busy, or silent."""

SILENT_FEED = FEEDS  # its last word is two years old
HIDDEN_MODEL = 7  # which everything that the filtered guild would read of is hidden
_RARE_AT_MOST, _ANNOUNCEMENTS_OF_RARE = 40_000, 25
_SYLLABLES = "al be cor da en fi gra ho il ka lu mo ne or pa qui ra sol ta ur vex win yo zen".split()
_SHAPES = 20_000
_RETOLD, _STORIES_OF_LATE = 0.4, 100
_SIZES = ("", " 1B", " 3B", " 7B", " 14B", " 32B", " 70B", " 405B", " mini", " nano", " pro", " ultra", " flash")
_KINDS = {Kind.BENCHMARK: 40, Kind.SPEC: 20, Kind.RATIO: 16, Kind.RANKING: 10, Kind.RELEASE: 8, Kind.CAVEAT: 4}
_KINDS |= {Kind.ALLEGATION: 2}
_SETTINGS = (None, None, None, None, "128K context", "high effort", "no tools", "5-shot", "with thinking")
Row = tuple[object, ...]


@dataclass(kw_only=True, slots=True)
class World:
    """What stays the same at any size: feeds, names, words."""

    announcements: int
    labs: list[tuple[str, str]] = field(default_factory=list)
    models: list[tuple[int, str, str, str]] = field(default_factory=list)  # id, key, name, lab
    benchmarks: list[str] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)


def make_world(announcements: int) -> World:
    """Names and words for so many announcements."""
    draw = random.Random(11)
    registry = load_registry()
    world = World(announcements=announcements)
    world.labs = [(lab.id, lab.name) for lab in registry.labs]
    world.labs += [(f"{word}-labs", f"{word.title()} Labs") for word in _words(draw, min(2000, announcements // 250))]
    taken: set[str] = set()
    families = list(registry.families())
    rare = min(_RARE_AT_MOST, announcements // _ANNOUNCEMENTS_OF_RARE)
    draw.shuffle(families)  # as in life each lab has some of those that are talked of
    made = [(f"{f.name} {draw.randint(1, 9)}", f.lab) for f in families[:POPULAR]]
    for word in _words(draw, rare):
        made.append((f"{word.title()}{draw.choice(_SIZES)} v{draw.randint(1, 4)}", draw.choice(world.labs)[0]))
    for name, lab in made:
        key = name_key(name)
        if key not in taken:
            taken.add(key)
            world.models.append((len(world.models) + 1, key, name, lab))
    world.benchmarks = [benchmark.name for benchmark in registry.benchmarks]
    vocabulary = _words(draw, 20_000)
    weights = list(accumulate(1 / (rank + 8) for rank in range(len(vocabulary))))
    for _ in range(20_000):
        said = draw.choices(vocabulary, cum_weights=weights, k=draw.randint(9, 18))
        world.sentences.append(" ".join(said).capitalize() + ".")
    return world


def feed_rows() -> Iterator[tuple[int, str, str]]:
    """Each feed's number, kind and, of a maker's own feed, its lab."""
    labs = load_registry().labs
    for number in range(1, FEEDS + 1):
        kind = ("press", "press", "newsletter", "vendor", "vendor", "research", "community", "evaluator")[number % 8]
        yield number, kind, labs[number % len(labs)].id if kind == "vendor" else ""


def subscriptions() -> dict[int, list[int]]:
    """Which guild reads which feeds."""
    sixty = sorted(random.Random(3).sample(range(1, FEEDS), 60))
    return {
        EVERYTHING: list(range(1, FEEDS + 1)),
        SIXTY: sixty,
        FILTERED: sixty,
        ONE_FEED: [40],
        QUIET: [SILENT_FEED],
    }


@dataclass(kw_only=True, slots=True)
class Told:
    """One announcement with all its rows, in the order of their columns."""

    announcement: Row
    labs: list[str]
    models: list[int]
    topics: list[str]
    claims: list[Row]
    story: int


def tell(world: World) -> Iterator[Told]:
    """Every announcement, in the order stored."""
    draw = random.Random(23)
    feeds = list(range(1, FEEDS + 1))
    busy = list(accumulate(1 / (number**0.5 + 3) for number in feeds))
    popular = len(world.models[:POPULAR])
    talked = list(accumulate(1 / (rank + 8) for rank in range(popular)))
    kinds, kind_weights = list(_KINDS), list(accumulate(_KINDS.values()))
    shapes = [_shape(draw, world, draw.choices(kinds, cum_weights=kind_weights)[0]) for _ in range(_SHAPES)]
    claim_id = 0
    stories = _stories()
    for number in range(1, world.announcements + 1):
        feed = draw.choices(feeds, cum_weights=busy)[0]
        at = NOW - timedelta(days=DAYS) * (1 - number / world.announcements) - timedelta(hours=draw.random() * 72)
        if feed == SILENT_FEED:
            at -= timedelta(days=730)
        dated = None if number % 100 == 1 else at
        several = draw.choices((1, 2, 3, 4), (40, 35, 15, 10))[0]
        rare = len(world.models) > popular and draw.random() < 0.2
        named = draw.choices(world.models[:POPULAR], cum_weights=talked, k=several)
        if rare:
            named[0] = world.models[draw.randrange(popular, len(world.models))]
        named = list(dict.fromkeys(named))
        said = draw.choices(world.sentences, k=draw.randint(4, 22))
        text = f"{named[0][2]} by {named[0][3]}. " + " ".join(said) + f" Build {number:x}."
        title = f"{named[0][2]}: {said[0][:60]}"
        claims = []
        for _ in range(draw.choices((2, 4, 5, 8, 12), (20, 30, 25, 20, 5))[0]):
            claim_id += 1
            claims.append(_claim(draw.random, shapes, claim_id, number, named, said, at))
        labs = {lab for _, _, _, lab in named}
        yield Told(
            announcement=(number, feed, title, text, at, dated),
            labs=sorted(labs | ({draw.choice(world.labs)[0]} if number % 4 == 0 else set())),
            models=sorted(model for model, _, _, _ in named),
            topics=sorted(draw.sample(_TOPICS, draw.choice((1, 1, 2)))),
            claims=claims,
            story=next(stories),
        )


def _stories() -> Iterator[int]:
    """The story of each announcement: one of the last, or the next."""
    draw = random.Random(29)
    last = 1
    yield last
    while True:
        if draw.random() < _RETOLD:
            yield max(last - int(draw.expovariate(1) * _STORIES_OF_LATE), 1)
        else:
            last += 1
            yield last


_TOPICS = [str(topic) for topic in Topic]
_METRICS = {
    Kind.SPEC: list(map(str, Spec)),
    Kind.RATIO: list(map(str, Ratio)),
    Kind.RANKING: list(map(str, Ranking)),
    Kind.RELEASE: list(map(str, Release)),
    Kind.CAVEAT: list(map(str, Caveat)),
    Kind.ALLEGATION: list(map(str, Allegation)),
}
_BENCHMARKS_TALKED_OF = list(accumulate(1 / (rank + 3) for rank in range(854)))


def _shape(draw: random.Random, world: World, kind: Kind) -> Row:
    """What a claim says, whoever makes it of whatever."""
    if kind is Kind.BENCHMARK:
        metric = draw.choices(world.benchmarks, cum_weights=_BENCHMARKS_TALKED_OF[: len(world.benchmarks)])[0]
    else:
        metric = draw.choice(_METRICS[kind])
    return (
        str(kind),
        metric,
        None if kind in {Kind.RANKING, Kind.RELEASE, Kind.CAVEAT, Kind.ALLEGATION} else _value(draw, kind),
        str(draw.choice((Bound.EXACT, Bound.EXACT, Bound.EXACT, Bound.ABOUT, Bound.UP_TO))),
        str(draw.choice((Attribution.VENDOR, Attribution.VENDOR, Attribution.THIRD_PARTY, Attribution.UNATTRIBUTED))),
        draw.random() < 0.1,
        draw.choice(_SETTINGS),
        kind in {Kind.RATIO, Kind.RANKING, Kind.ALLEGATION} and draw.random() < 0.8,
        kind in {Kind.CAVEAT, Kind.ALLEGATION} and draw.random() < 0.3,
    )


def _claim(
    chance: Callable[[], float],
    shapes: list[Row],
    claim_id: int,
    number: int,
    named: list[tuple[int, str, str, str]],
    said: list[str],
    at: datetime,
) -> Row:
    kind, metric, value, bound, attribution, hedged, setting, against, of_lab = shapes[int(chance() * _SHAPES)]
    subject = named[0] if chance() < 0.7 else named[int(chance() * len(named))]
    other = named[-1] if against else None
    withdrawn = at + timedelta(days=2) if claim_id % 50 == 0 else None
    quote = f"{subject[2]} {metric} {'' if value is None else value} {said[int(chance() * len(said))][:70]}"
    return (
        claim_id,
        number,
        kind,
        metric,
        subject[3] if of_lab else subject[2],
        None if of_lab else subject[0],
        subject[3],
        other[2] if other else None,
        other[0] if other else None,
        other[3] if other else None,
        value,
        bound,
        attribution,
        hedged,
        setting,
        quote,
        int(chance() * 1500),
        at,
        withdrawn,
        claim_id - 1 if withdrawn and claim_id % 100 == 0 else None,
    )


def _value(draw: random.Random, kind: Kind) -> float:
    if kind is Kind.BENCHMARK:
        return round(draw.uniform(20, 99), 1)
    if kind is Kind.RATIO:
        return round(draw.uniform(0.05, 4), 2)
    return float(draw.choice((1.74, 8e9, 7e10, 128_000, 1e6, 1.5e13, 62, 0.4)))


def _words(draw: random.Random, count: int) -> list[str]:
    """So many different words that can be pronounced."""
    words: dict[str, None] = {}
    while len(words) < count:
        words["".join(draw.choices(_SYLLABLES, k=draw.choice((2, 2, 3, 3, 4))))] = None
    return list(words)


def is_mended(claim_id: int, announcements: int) -> bool:
    """Whether one of the guilds hides or corrects a claim: a hundred of its feeds' claims, however many there are."""
    return claim_id % max(announcements // 100, 1) == 0


def is_hidden(number: int, told: Told) -> bool:
    """What the filtered guild's filters keep from it: a third of everything, and every word on one model."""
    return number % 3 == 0 or HIDDEN_MODEL in told.models
