"""What of an announcement tells which event it speaks of: its subject, its figures, its links. Pure; no storage.

The subject is what a text is about, not all that it names: the post that launches a model compares it with many others.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.briefing.kinship import Kinship, is_number, kinship, name_words, stem
from bot.briefing.titles import joins_labs, lists_events, titled_lab, titled_models
from bot.domain.announcements import Announcement, FeedKind
from bot.domain.claims import Kind
from bot.domain.names import ModelName

READ = 6000
"""How many characters of a text are looked at for figures and links."""

_LABS_OF_A_ROUNDUP = 3
_FIGURE = re.compile(r"(?<![\w.,-])(\d[\d,]*(?:\.\d+)?)\s?(%|trillion|billion|million|[TBMK])?(?![\w-])", re.IGNORECASE)
_SCALE = {"t": 1e12, "trillion": 1e12, "b": 1e9, "billion": 1e9, "m": 1e6, "million": 1e6, "k": 1e3}
_COUNTS = 12  # whole numbers up to here count things: steps, sizes, months
_YEARS = range(1990, 2100)
_LINK = re.compile(r"https?://[^\s<>\"')\]|]+")
_LINKS_AT_MOST = 10
_MOST = 0.5  # of the claims on the model with most of them: a text may have several subjects
_FEW = 2  # models that a text without claims may name and still be about


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """A claim as far as it tells what a text is about."""

    model: ModelName
    kind: Kind
    metric: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """An announcement as far as it is compared with others. Models go by the words of their names.

    ``at`` is when it was announced, or first seen where nobody knows: then ``dated`` is false. ``subjects`` are the
    models that it is about, ``titled`` if its title says so; ``names`` are those and the members of them that it names.
    ``own_lab``: whose own feed it is. ``percents`` are those of its figures that are shares of a whole. ``steps`` are
    those of the subjects' lives that it tells.
    """

    announcement_id: int
    at: datetime
    dated: bool
    publisher: str
    kind: FeedKind
    own_lab: str | None
    title: str
    labs: frozenset[str]
    lead_lab: str | None
    subjects: frozenset[str]
    names: frozenset[str]
    titled: bool
    figures: frozenset[float]
    percents: frozenset[float]
    url: str | None
    cites: frozenset[str]
    steps: frozenset[str]
    roundup: bool


def facts_of(announcement: Announcement, said: Sequence[Said]) -> Facts:
    """What an announcement says of its event, by its title, its figures and the claims read in it."""
    source = announcement.source
    own_lab = source.lab if source.publisher_kind is FeedKind.VENDOR else None
    in_title = titled_models(source.title, announcement.models)
    subjects = in_title or _most_claimed(said, own_lab) or _only_models(announcement.models, own_lab)
    text = f"{source.title}\n{announcement.text[:READ]}"
    figures, percents = figures_in(text, announcement.models)
    url = source.url.rstrip("/") if source.url else None
    return Facts(
        announcement_id=source.announcement_id,
        at=source.dated_at or source.seen_at,
        dated=source.dated_at is not None,
        publisher=source.publisher,
        kind=source.publisher_kind,
        own_lab=own_lab,
        title=source.title,
        labs=frozenset(announcement.labs),
        lead_lab=own_lab or titled_lab(source.title, announcement.models) or _lead_lab(announcement, subjects),
        subjects=subjects,
        names=subjects | _members(map(_words, announcement.models), subjects),
        titled=bool(in_title),
        figures=figures,
        percents=percents,
        url=url,
        cites=_links(text) - {url},
        steps=_steps(said, subjects),
        roundup=_is_roundup(announcement, titled=bool(in_title)),
    )


def figures_in(text: str, models: Collection[ModelName]) -> tuple[frozenset[float], frozenset[float]]:
    """The numbers of a text that could be news, in one scale, and which of them are percents.

    Small counts, years and the versions of models are not.
    """
    versions = {word for model in models for word in name_words(model.name) if is_number(word)}
    figures, percents = set(), set()
    for digits, scale in _FIGURE.findall(text):
        plain, unit = digits.replace(",", ""), scale.lower()
        if f"{plain}{unit}" in versions or (not unit and _is_count(plain)):
            continue
        figures.add(float(plain) * _SCALE.get(unit, 1.0))
        if unit == "%":
            percents.add(float(plain))
    return frozenset(figures), frozenset(percents)


def _is_roundup(announcement: Announcement, *, titled: bool) -> bool:
    """Whether a text tells of several events: an issue of a newsletter, the day's news in a list, two tests in one.

    A lab's own post never does. A newsletter's issue does, unless its title names one thing and it keeps to that.
    """
    source = announcement.source
    if source.publisher_kind is FeedKind.VENDOR:
        return False
    if lists_events(source.title) or joins_labs(source.title, announcement.models):
        return True
    many = len(announcement.labs) >= _LABS_OF_A_ROUNDUP
    return source.publisher_kind is FeedKind.NEWSLETTER and (many or not titled)


def _most_claimed(said: Iterable[Said], lab: str | None) -> frozenset[str]:
    """What the most is said of; in a lab's own post, of its own models."""
    counts = Counter(_words(each.model) for each in said if lab is None or each.model.lab in (lab, None))
    most = max(counts.values(), default=0)
    return frozenset(name for name, count in counts.items() if count >= _MOST * most)


def _only_models(models: Iterable[ModelName], lab: str | None) -> frozenset[str]:
    named = frozenset(_words(model) for model in models if lab is None or model.lab in (lab, None))
    return named if len(named) <= _FEW else frozenset()


def _members(names: Iterable[str], subjects: Collection[str]) -> frozenset[str]:
    return frozenset(
        name
        for name in names
        if any(kinship(name, each) is Kinship.MEMBER and len(name) > len(each) for each in subjects)
    )


def _lead_lab(announcement: Announcement, subjects: Collection[str]) -> str | None:
    """The lab whose models it is about, else the only one that it names."""
    stems = set(map(stem, subjects))
    owners = Counter(model.lab for model in announcement.models if model.lab and stem(model.name) in stems)
    if owners:
        return max(owners, key=lambda lab: (owners[lab], lab))
    return announcement.labs[0] if len(announcement.labs) == 1 else None


def _steps(said: Iterable[Said], subjects: Collection[str]) -> frozenset[str]:
    """The steps of a model's life that are told of a subject or a member of it."""
    return frozenset(
        each.metric
        for each in said
        if each.kind is Kind.RELEASE and any(kinship(_words(each.model), name) >= Kinship.MEMBER for name in subjects)
    )


def _links(text: str) -> frozenset[str]:
    return frozenset(link.rstrip(".,;:/") for link in _LINK.findall(text)[:_LINKS_AT_MOST])


def _words(model: ModelName) -> str:
    return " ".join(name_words(model.name))


def _is_count(plain: str) -> bool:
    return plain.isdecimal() and (int(plain) <= _COUNTS or int(plain) in _YEARS)
