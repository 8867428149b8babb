"""Settle what a text tells of where its models stand: of events that follow from one another, one claim for each."""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bot.domain.claims import Attribution, Claim, Kind, Release, Spec
from bot.domain.names import LabName, ModelName, name_key

_OUT = frozenset((Release.RELEASED, Release.OPEN_WEIGHTS, Release.PREVIEWED))
_MOST_MEMBERS = 50
Stages = Mapping[str, set[str]]


def settle_releases(claims: Iterable[Claim]) -> list[Claim]:
    """What is out is not also announced, published weights are a release, and members stand for their family."""
    listed = list(claims)
    stages = _stages(listed)
    for key in _sold(listed, stages):
        stages[key].add("sold")
    together = {(_key(claim), claim.metric) for claim in _beside_members(listed)}
    # what a release "includes" comes beside it
    covered = _by_members(_stages(claim for claim in listed if claim.rule != "release.includes")) - together
    # weights of the family's own are a release of its own
    covered -= {(key, str(Release.RELEASED)) for key in stages if _has_own_weights(key, stages, covered)}
    settled: list[Claim] = []
    for claim in listed:
        if claim.kind is Kind.RELEASE:
            settled += _settled(claim, stages, covered)
        else:
            settled.append(claim)
    return settled


def _stages(claims: Iterable[Claim]) -> dict[str, set[str]]:
    """The events that are told of each model."""
    stages: dict[str, set[str]] = {}
    for claim in claims:
        if claim.kind is Kind.RELEASE:
            stages.setdefault(_key(claim), set()).add(claim.metric)
    return stages


def _sold(claims: Sequence[Claim], stages: Stages) -> set[str]:
    """The models that are for sale and no preview, with those announced in the same breath."""
    sold = {key for key in _on_sale(claims) & stages.keys() if Release.PREVIEWED not in stages[key]}
    breaths = {claim.quote.start for claim in claims if claim.metric == Release.ANNOUNCED and _key(claim) in sold}
    return sold | {
        _key(claim) for claim in claims if claim.metric == Release.ANNOUNCED and claim.quote.start in breaths
    }


def _on_sale(claims: Iterable[Claim]) -> set[str]:
    """The models that a text gives both prices of, as of what is served."""
    prices: dict[str, set[str]] = {}
    for claim in claims:
        if claim.metric in (Spec.INPUT_PRICE, Spec.OUTPUT_PRICE) and not claim.hedged:
            prices.setdefault(_key(claim), set()).add(claim.metric)
    return {key for key, told in prices.items() if len(told) > 1}


def _settled(claim: Claim, stages: Stages, covered: set[tuple[str, str]]) -> list[Claim]:
    key = _key(claim)
    known = stages[key]
    if (key, claim.metric) in covered:
        return []
    if claim.metric == Release.ANNOUNCED:
        if known & _OUT and (Release.RELEASED in known or Release.OPEN_WEIGHTS not in known):
            return []
        if known & _OUT or "sold" in known or _family_is_out(key, claim, stages):
            known.add(Release.RELEASED)
            return [replace(claim, metric=str(Release.RELEASED))]
    if claim.metric == Release.OPEN_WEIGHTS and not known & {Release.RELEASED, Release.ANNOUNCED}:
        known.add(Release.RELEASED)
        return [claim, replace(claim, metric=str(Release.RELEASED), rule="release.by_weights")]
    return [claim]


def _has_own_weights(key: str, stages: Stages, covered: set[tuple[str, str]]) -> bool:
    return Release.OPEN_WEIGHTS in stages[key] and (key, str(Release.OPEN_WEIGHTS)) not in covered


def _family_is_out(key: str, claim: Claim, stages: Stages) -> bool:
    """Whether the text says of the family that it is out, and brings in this member of it in the lab's own voice."""
    families = (stages.get(key[:length], ()) for length in range(1, len(key)))
    return claim.attribution is Attribution.VENDOR and any(Release.RELEASED in events for events in families)


def _by_members(stages: Stages) -> set[tuple[str, str]]:
    """Events of a family that its members, named one by one, stand for; and its announcement where a member is out."""
    covered: set[tuple[str, str]] = set()
    keys = sorted(stages)
    for at, family in enumerate(keys):
        members = [stages[key] for key in _members(family, keys[at + 1 : at + 1 + _MOST_MEMBERS])]
        for event in stages[family]:
            same = sum(event in found for found in members)
            early = event == Release.ANNOUNCED and any(Release.RELEASED in found for found in members)
            if same > 1 or early:
                covered.add((family, event))
    return covered


def _members(family: str, following: Iterable[str]) -> Iterable[str]:
    """The keys that a family's begins, given those behind it in order."""
    return itertools.takewhile(lambda key: bool(family) and key.startswith(family), following)


def _beside_members(claims: Iterable[Claim]) -> list[Claim]:
    """Events told of a model in one breath with those of its members ("GPT-5, GPT-5 mini and nano are out")."""
    told: dict[tuple[int, str], list[Claim]] = {}
    for claim in claims:
        if claim.kind is Kind.RELEASE:
            told.setdefault((claim.quote.start, claim.metric), []).append(claim)
    return [
        claim
        for group in told.values()
        for claim in group
        if any(_key(other) != _key(claim) and _key(other).startswith(_key(claim)) for other in group)
    ]


def _key(claim: Claim) -> str:
    subject = claim.subject
    if isinstance(subject, LabName):
        return subject.id
    return name_key(subject.name) if isinstance(subject, ModelName) else subject.name
