"""Turn drafts into claims: quotes, who says so, what is held back; and one claim where a text says a thing twice."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.domain.claims import Attribution, Bound, Claim, Kind, Quote, Release
from bot.domain.names import ClassName, LabName, ModelName, Named, name_key
from bot.reading.cues import Cue, CueKind
from bot.reading.frames import Draft, Frame
from bot.reading.structure import BlockKind

_LONGEST_QUOTE = 320
_CLAUSE = re.compile(r"[;\n]|, |\. | \u2014 | - ")
_HEDGE_REACH = 110
_STRONG_HEDGES = frozenset(("reportedly allegedly rumored rumoured purportedly supposedly leaked leak leaks").split())


def to_claim(original: str, frame: Frame, draft: Draft) -> Claim:
    """A draft with its quote and its voice."""
    return Claim(
        kind=draft.kind,
        subject=draft.subject,
        metric=str(draft.metric),
        quote=_quote(original, frame, draft),
        value=draft.value,
        baseline=draft.baseline,
        bound=draft.bound,
        attribution=_attribution(frame, draft),
        hedged=draft.hedged or _hedged(frame, draft),
        scope=draft.scope,
        setting=draft.setting,
        margin=draft.margin,
        rule=draft.rule,
    )


def _quote(original: str, frame: Frame, draft: Draft) -> Quote:
    """The sentence; of a very long one, or of a table, the clause or the row that carries the claim."""
    start, end = frame.start, frame.end
    if frame.kind is BlockKind.TABLE:
        start = original.rfind("\n", start, draft.start) + 1 or start
        found = original.find("\n", draft.end, end)
        end = end if found < 0 else found
    elif end - start > _LONGEST_QUOTE:
        start, end = _clause_around(frame, draft)
    while start < end and original[start].isspace():
        start += 1
    while end > start and original[end - 1].isspace():
        end -= 1
    return Quote(text=original[start:end], start=start)


def _clause_around(frame: Frame, draft: Draft) -> tuple[int, int]:
    """From the clause's start some words before the claim's parts to its end behind them."""
    low, high = max(frame.start, draft.start - 160), min(frame.end, draft.end + 120)
    breaks = [match.end() for match in _CLAUSE.finditer(frame.text, low, draft.start)]
    start = frame.start if low == frame.start else (breaks[0] if breaks else _word_start(frame.text, low))
    found = _CLAUSE.search(frame.text, draft.end, high)
    end = found.start() if found else (frame.end if high == frame.end else _word_start(frame.text, high))
    return start, max(end, draft.end)


def _word_start(text: str, at: int) -> int:
    space = text.find(" ", at, at + 40)
    return at if space < 0 else space


def _attribution(frame: Frame, draft: Draft) -> Attribution:
    """Whose word it is: the sentence's own source, else the voice of the text."""
    if draft.kind is Kind.ALLEGATION:
        return Attribution.THIRD_PARTY
    says = [cue for cue in frame.of(CueKind.SAYS) if abs(cue.start - draft.start) < 200]
    measured = next(frame.of(CueKind.MEASURED), None)
    if frame.vendor:
        return Attribution.VENDOR
    if measured is not None and draft.kind in (Kind.RANKING, Kind.BENCHMARK, Kind.RATIO, Kind.CAVEAT):
        return Attribution.THIRD_PARTY
    if frame.kind is BlockKind.QUOTED:
        return Attribution.THIRD_PARTY
    if says and draft.kind is not Kind.RELEASE:
        return _speaker(frame, draft, says[0])
    if draft.kind is Kind.CAVEAT and draft.metric == "disputed":
        return Attribution.THIRD_PARTY
    return Attribution.UNATTRIBUTED


def _speaker(frame: Frame, draft: Draft, cue: Cue) -> Attribution:
    """The lab of the model itself, or somebody else."""
    lab = draft.subject.lab if isinstance(draft.subject, ModelName) else None
    named = [mention.id for mention in frame.labs if abs(mention.start - cue.start) < 60]
    if not named:
        return Attribution.UNATTRIBUTED
    return Attribution.VENDOR if lab in named or lab is None else Attribution.THIRD_PARTY


def _hedged(frame: Frame, draft: Draft) -> bool:
    for cue in frame.of(CueKind.HEDGE):
        word = frame.text[cue.start : cue.end].lower()
        if word in _STRONG_HEDGES:
            return True
        near = abs(cue.start - draft.start) < _HEDGE_REACH and not frame.breaks_between(
            min(cue.end, draft.end), max(cue.start, draft.start)
        )
        if near and not (
            frame.vendor and word in ("could", "may", "might", "likely", "potentially", "claim", "expected")
        ):
            return draft.kind is not Kind.CAVEAT
    return False


def resolve(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """One claim for each statement, in the order of the text."""
    merged: dict[tuple[object, ...], Claim] = {}
    for claim in _settle_releases(claims):
        key = _key(claim)
        earlier = merged.get(key)
        merged[key] = claim if earlier is None else _merged(earlier, claim)
    return tuple(sorted(merged.values(), key=lambda claim: (claim.quote.start, claim.kind, claim.metric)))


def _key(claim: Claim) -> tuple[object, ...]:
    """What makes two claims one: of rankings and releases the fact, of figures the number as well."""
    baseline = _named_key(claim.baseline) if claim.kind in (Kind.RANKING, Kind.RATIO, Kind.ALLEGATION) else ""
    value = f"{claim.value:.4g}" if claim.value is not None else ""
    return claim.kind, _named_key(claim.subject), claim.metric.casefold(), value, baseline


def _named_key(name: Named | None) -> str:
    if name is None:
        return ""
    if isinstance(name, LabName):
        return name.id
    if isinstance(name, ClassName):
        return "open models" if "open" in name.name else name.name
    return name_key(name.name)


def _merged(one: Claim, other: Claim) -> Claim:
    """The first claim, with the other's scopes beside its own and the surer bound."""
    scopes = dict.fromkeys([*(one.scope or "").split("; "), *(other.scope or "").split("; ")])
    bound = one.bound if one.bound is not Bound.EXACT else other.bound
    return replace(one, scope="; ".join(filter(None, scopes)) or None, bound=bound, margin=one.margin or other.margin)


def _families(stages: dict[str, set[str]]) -> set[tuple[str, str]]:
    """Events of a family that its members, named one by one, stand for; and its announcement where a member is out."""
    covered: set[tuple[str, str]] = set()
    for family, events in stages.items():
        members = [found for key, found in stages.items() if key != family and key.startswith(family) and family]
        for event in events:
            same = sum(event in found for found in members)
            early = event == Release.ANNOUNCED and any(Release.RELEASED in found for found in members)
            if same > 1 or early:
                covered.add((family, event))
    return covered


def _settle_releases(claims: Iterable[Claim]) -> list[Claim]:
    """What is out is not also announced, and published weights are a release."""
    listed = list(claims)
    stages: dict[str, set[str]] = {}
    for claim in listed:
        if claim.kind is Kind.RELEASE:
            stages.setdefault(_named_key(claim.subject), set()).add(claim.metric)
    settled: list[Claim] = []
    families = _families(stages)
    for claim in listed:
        known = stages.get(_named_key(claim.subject), set()) if claim.kind is Kind.RELEASE else set()
        if claim.kind is Kind.RELEASE and (_named_key(claim.subject), claim.metric) in families:
            continue
        out = known & {Release.RELEASED, Release.OPEN_WEIGHTS, Release.PREVIEWED}
        if claim.kind is Kind.RELEASE and claim.metric == Release.ANNOUNCED and out:
            if Release.RELEASED in known or Release.OPEN_WEIGHTS not in known:
                continue
            claim = replace(claim, metric=str(Release.RELEASED))
            known.add(Release.RELEASED)
        settled.append(claim)
        if (
            claim.kind is Kind.RELEASE
            and claim.metric == Release.OPEN_WEIGHTS
            and not known & {Release.RELEASED, Release.ANNOUNCED}
        ):
            settled.append(replace(claim, metric=str(Release.RELEASED), rule="release.by_weights"))
            known.add(Release.RELEASED)
    return settled
