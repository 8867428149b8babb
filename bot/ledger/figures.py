"""Join claims that say the same of the same into figures. Pure.

A figure is one value of one metric of one subject against one baseline, with every claim that states it. Claims differ
in wording ("27% of", "73% less", "3.7x fewer"), never in what they are compared with.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.domain.announcements import FeedKind, SourcedClaim
from bot.domain.claims import Attribution, Bound, Claim
from bot.domain.names import LabName, ModelName, Named, name_key

SAME_VALUE = 0.02
"""Two figures within 2% of each other state the same value: "3.7x fewer" is 0.270, "73% less" 0.27."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """One value and everybody who states it. ``claims`` are oldest first, the maker's own before others of one day."""

    claims: tuple[SourcedClaim, ...]

    @property
    def origin(self) -> SourcedClaim:
        """The claim that stands for the figure."""
        return self.claims[0]

    @property
    def claim(self) -> Claim:
        """What the figure says, in the words of its origin."""
        return self.origin.claim

    @property
    def attribution(self) -> Attribution:
        """Whose word the figure is: the maker's, as soon as one who states it has it from the maker."""
        voices = [voice_of(sourced) for sourced in self.claims]
        return Attribution.VENDOR if Attribution.VENDOR in voices else voices[0]

    @property
    def hedged(self) -> bool:
        """Whether anybody who states it holds back: a hedge is never dropped."""
        return any(sourced.claim.hedged for sourced in self.claims)

    @property
    def publishers(self) -> tuple[str, ...]:
        """Who printed it, the origin first, each once."""
        return tuple(dict.fromkeys(sourced.source.publisher for sourced in self.claims))


def join_figures(claims: Iterable[SourcedClaim]) -> tuple[Figure, ...]:
    """Claims that agree become one figure each; the order of arrival makes no difference."""
    groups: dict[tuple[object, ...], list[list[SourcedClaim]]] = {}
    for sourced in sorted(claims, key=_age):
        values = groups.setdefault(_line(sourced), [])
        for group in values:
            if same_value(group[0].claim.value, sourced.claim.value) and _same_setting(group, sourced):
                group.append(sourced)
                break
        else:
            values.append([sourced])
    figures = [Figure(claims=tuple(group)) for values in groups.values() for group in values]
    return tuple(sorted(figures, key=lambda figure: _age(figure.origin)))


def voice_of(sourced: SourcedClaim) -> Attribution:
    """Whose word a claim is. An evaluator who names no source for a figure speaks of its own measurement."""
    said = sourced.claim.attribution
    evaluates = sourced.source.publisher_kind is FeedKind.EVALUATOR
    return Attribution.THIRD_PARTY if said is Attribution.UNATTRIBUTED and evaluates else said


def same_value(one: float | None, other: float | None) -> bool:
    """Whether two values state the same, within ``SAME_VALUE``; no value agrees with no value only."""
    if one is None or other is None:
        return one is other
    return abs(one - other) <= SAME_VALUE * max(abs(one), abs(other))


def named_key(name: Named | None) -> str:
    """The key of a name of any sort, none included."""
    if isinstance(name, ModelName):
        return name.key
    if isinstance(name, LabName):
        return f"lab:{name.id}"
    return f"class:{name_key(name.name)}" if name else ""


def _line(sourced: SourcedClaim) -> tuple[object, ...]:
    """What must agree before values are looked at."""
    claim = sourced.claim
    return (
        claim.kind,
        name_key(claim.metric),
        named_key(claim.subject),
        named_key(claim.baseline),
        name_key(claim.scope or ""),
        claim.bound in {Bound.UP_TO, Bound.MORE_THAN, Bound.LESS_THAN} and claim.bound,
        voice_of(sourced) is Attribution.THIRD_PARTY,
    )


def _same_setting(group: Sequence[SourcedClaim], sourced: SourcedClaim) -> bool:
    """Who repeats a figure often leaves out the condition it holds under; two conditions that differ never join."""
    said = {name_key(other.claim.setting) for other in group if other.claim.setting}
    own = name_key(sourced.claim.setting or "")
    return not own or said <= {own}


def _age(sourced: SourcedClaim) -> tuple[object, ...]:
    source = sourced.source
    return (source.order.date(), source.publisher_kind is not FeedKind.VENDOR, source.order, sourced.id)
