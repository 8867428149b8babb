"""How likely two announcements tell of one event: points for each reason, and what rules it out. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from datetime import timedelta
from math import log2

from rapidfuzz import fuzz, utils

from bot.briefing.facts import Facts
from bot.briefing.kinship import Kinship, kinship
from bot.briefing.titles import stands_in
from bot.domain.announcements import FeedKind
from bot.domain.claims import Release

WINDOW = timedelta(days=7)
"""Announcements further apart are never of one event."""

Familiar = Mapping[str, int]
"""By a model's name, how many announcements named it before the event: of an old acquaintance there is much news."""

_SAME_LINK = 3.0
_MODEL = {Kinship.SAME: 2.0, Kinship.MEMBER: 1.7, Kinship.FAMILY: 0.3}
_FAMILIARITY = 0.35
_TITLED = (0.6, 0.85, 1.0)  # where neither, one or both say in the title what they are about
_OWN_POSTS_UNTITLED = 0.3
_NEWS_AGAIN = 0.75  # how new a model is at least where both tell of one step in its life
_LAB = 0.4
_LABS = 1.6  # for all labs in common, where no models are told
_FEW_LABS = 2
_FIGURES_AT_MOST = 2.0
_BY_DIGITS = (0.0, 0.15, 0.5, 0.9)  # there are many 10s and 1Ms, and few 80.6s
_TITLE = 1.8
_TITLE_FROM = 60.0
_OWN_POST = 0.6
_PER_DAY = 0.8
_PER_DAY_OF_OWN_POSTS = 1.2
_OTHER_FIGURES = 0.7
_HUNDRED = 100.0
_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Likeness:
    """What speaks for two announcements' being of one event, in points, what against it, and what rules it out."""

    link: float = 0.0
    models: float = 0.0
    lab: float = 0.0
    figures: float = 0.0
    title: float = 0.0
    own_post: float = 0.0
    days: float = 0.0
    other_figures: float = 0.0
    veto: str | None = None

    @property
    def score(self) -> float:
        """The sum of the points; nothing makes up for a veto."""
        return 0.0 if self.veto else sum(self.parts.values())

    @property
    def parts(self) -> dict[str, float]:
        """Every reason that counted, with its points."""
        named = {each.name: getattr(self, each.name) for each in fields(self) if each.name != "veto"}
        return {name: points for name, points in named.items() if points}


def likeness(one: Facts, other: Facts, familiar: Familiar) -> Likeness:
    """How alike two announcements are. The order of the two makes no difference."""
    if reason := _veto(one, other):
        return Likeness(veto=reason)
    same_link, figures = _same_link(one, other), _figures(one, other)
    models, novelty = _models(one, other, familiar)
    reports = _reports(one, other) or _reports(other, one)
    return Likeness(
        link=_SAME_LINK if same_link else 0.0,
        models=models,
        lab=_lab(one, other),
        figures=figures,
        title=_title(one, other),
        own_post=_OWN_POST * novelty if reports else 0.0,  # of what is long known, who writes reports no post
        days=0.0 if same_link else _days(one, other),
        other_figures=-_OTHER_FIGURES if not figures and _tell_other_figures(one, other) else 0.0,
    )


def _veto(one: Facts, other: Facts) -> str | None:
    if abs(one.at - other.at) > WINDOW:
        return "too far apart in time"
    if not (one.dated and other.dated) and not _same_link(one, other):
        return "nobody knows when"
    if one.roundup or other.roundup:
        return "a roundup of several events"
    if one.lead_lab and other.lead_lab and one.lead_lab != other.lead_lab:
        return "another lab"
    closest = max((kinship(a, b) for a in one.subjects for b in other.subjects), default=Kinship.NONE)
    if one.subjects and other.subjects and closest <= Kinship.SIBLING:
        return "another version" if closest is Kinship.SIBLING else "another model"
    if one.subjects and other.subjects and (Release.DEPRECATED in one.steps) != (Release.DEPRECATED in other.steps):
        return "the end of a model and its life"
    return None


def _same_link(one: Facts, other: Facts) -> bool:
    """One page, or one text that links to the other; a lab's own posts link to its older news."""
    if one.url is not None and one.url == other.url:
        return True
    return not _own_posts(one, other) and (one.url in other.cites or other.url in one.cites)


def _models(one: Facts, other: Facts, familiar: Familiar) -> tuple[float, float]:
    """The closest that they name, worth less the more was told of it before; and how new that is, from 1 for new."""
    pairs = [
        (_MODEL.get(kinship(a, b), 0.0), _novelty(max(familiar.get(a, 0), familiar.get(b, 0))))
        for a in _named(one, other)
        for b in _named(other, one)
    ]
    points, novelty = max(pairs, key=lambda pair: pair[0] * pair[1], default=(0.0, 1.0))
    if one.steps & other.steps:
        novelty = max(novelty, _NEWS_AGAIN)
    titled = sum(each.titled or not each.subjects for each in (one, other))
    said = _OWN_POSTS_UNTITLED if _own_posts(one, other) and titled < len(_TITLED) - 1 else _TITLED[titled]
    return points * novelty * said, novelty


def _novelty(known: int) -> float:
    return 1 / (1 + _FAMILIARITY * log2(1 + known))


def _named(one: Facts, other: Facts) -> Collection[str]:
    """What it names; of a text that no model was read in, those of the other's that its title names all the same."""
    return one.names if one.subjects else [name for name in other.subjects if stands_in(one.title, name)]


def _lab(one: Facts, other: Facts) -> float:
    if one.subjects or other.subjects:
        return _LAB if one.lead_lab and one.lead_lab == other.lead_lab else 0.0
    shared, named = one.labs & other.labs, one.labs | other.labs
    if len(shared) > _FEW_LABS:
        return _LABS * len(shared) / len(named)
    return _LAB if shared and shared == named else 0.0


def _figures(one: Facts, other: Facts) -> float:
    """Figures that both have; "73% less" is "27% of"."""
    turned = {percent for percent in one.percents if _HUNDRED - percent in other.percents}
    return min(_FIGURES_AT_MOST, sum(map(_weight, (one.figures & other.figures) | turned)))


def _weight(figure: float) -> float:
    digits = len(f"{figure:g}".partition("e")[0].replace(".", "").strip("0"))
    return _BY_DIGITS[min(digits, len(_BY_DIGITS) - 1)]


def _title(one: Facts, other: Facts) -> float:
    alike = fuzz.token_set_ratio(one.title, other.title, processor=utils.default_process)
    return _TITLE * max(0.0, alike - _TITLE_FROM) / (_HUNDRED - _TITLE_FROM)


def _reports(report: Facts, post: Facts) -> bool:
    """Whether the one may be a report of the other, a lab's own post."""
    return post.own_lab is not None and report.own_lab is None and post.own_lab in report.labs


def _days(one: Facts, other: Facts) -> float:
    per_day = _PER_DAY_OF_OWN_POSTS if _own_posts(one, other) else _PER_DAY
    return min(0.0, per_day * (1.0 - abs(one.at - other.at) / _DAY))


def _own_posts(one: Facts, other: Facts) -> bool:
    return one.own_lab is not None and one.own_lab == other.own_lab


def _tell_other_figures(one: Facts, other: Facts) -> bool:
    """A report repeats a figure of what it reports; but who measures has figures of their own."""
    kinds = {one.kind, other.kind}
    return FeedKind.EVALUATOR not in kinds and len(kinds) > 1 and bool(one.figures and other.figures)
