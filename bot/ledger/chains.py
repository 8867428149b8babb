"""Ratios that nobody stated but that follow from stated ones: A over B times B over C. Pure.

An implied ratio shows its path, and is offered only where no ratio of the two is stated. It is as hedged and as bounded
as its links.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.claims import Bound, Claim, Kind
from bot.domain.names import ModelName
from bot.ledger.conditions import Condition
from bot.ledger.lines import Line

LINKS_AT_MOST = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Implied:
    """A ratio of subject over baseline worked out of the lines of ``path``, from the subject's to the baseline's."""

    metric: str
    scope: str | None
    condition: Condition
    subject: ModelName
    baseline: ModelName
    value: float
    bound: Bound
    path: tuple[Line, ...]

    @property
    def hedged(self) -> bool:
        """Whether anybody along the path holds back."""
        return any(line.hedged for line in self.path)


_Kind = tuple[str, str, Condition]
_Links = dict[str, list[Line]]


def implied_ratios(lines: Iterable[Line]) -> tuple[Implied, ...]:
    """Every ratio that follows from stated ones, the shortest path first."""
    by_kind: dict[_Kind, _Links] = {}
    for line in lines:
        if _is_link(line):
            kind = (line.question.metric, line.question.scope, line.condition)
            by_kind.setdefault(kind, {}).setdefault(line.question.subject, []).append(line)
    found = [implied for links in by_kind.values() for implied in _implied(links)]
    return tuple(sorted(found, key=lambda i: (len(i.path), i.metric, i.subject.name, i.baseline.name, i.value)))


def _implied(links: _Links) -> Iterable[Implied]:
    stated = {(line.question.subject, line.question.baseline) for group in links.values() for line in group}
    for subject in links:
        for path in _paths(subject, links, ()):
            bound = _bound_of(path)
            if len(path) > 1 and bound is not None and (subject, path[-1].question.baseline) not in stated:
                yield _worked_out(path, bound)


def _paths(at: str, links: _Links, path: tuple[Line, ...]) -> Iterable[tuple[Line, ...]]:
    """Every way on from a model, longest last; no model is passed twice."""
    passed = {line.question.subject for line in path} | {at}
    for line in links.get(at, ()):
        if line.question.baseline in passed:
            continue
        yield (*path, line)
        if len(path) + 1 < LINKS_AT_MOST:
            yield from _paths(line.question.baseline, links, (*path, line))


def _worked_out(path: tuple[Line, ...], bound: Bound) -> Implied:
    first, last = path[0].claim, path[-1].claim
    assert isinstance(first.subject, ModelName)
    assert isinstance(last.baseline, ModelName)
    value = 1.0
    for line in path:
        value *= line.claim.value or 0.0
    return Implied(
        metric=first.metric,
        scope=first.scope,
        condition=path[0].condition,
        subject=first.subject,
        baseline=last.baseline,
        value=value,
        bound=bound,
        path=path,
    )


def _bound_of(path: Iterable[Line]) -> Bound | None:
    """The bound of a product; None where its links' bounds say nothing together."""
    bounds = [line.claim.bound for line in path]
    strict = [bound for bound in bounds if bound not in {Bound.EXACT, Bound.ABOUT}]
    if not strict:
        return Bound.ABOUT if Bound.ABOUT in bounds else Bound.EXACT
    if strict == [Bound.UP_TO]:
        return Bound.UP_TO  # two best cases need not be the same case
    return strict[0] if len(set(strict)) == 1 and strict[0] is not Bound.UP_TO else None


def _is_link(line: Line) -> bool:
    claim = line.claim
    return line.question.kind is Kind.RATIO and line.grounds.ended_at is None and _of_two_models(claim)


def _of_two_models(claim: Claim) -> bool:
    two = isinstance(claim.subject, ModelName) and isinstance(claim.baseline, ModelName)
    return two and bool(claim.value) and claim.subject != claim.baseline
