"""Hold an announcement against a watch, and say which conditions it meets, with the claims that meet them. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.briefing.kinship import name_words
from bot.domain.announcements import Announcement, SourcedClaim
from bot.domain.claims import Bound, Claim
from bot.domain.mutes import Mutes
from bot.domain.names import ModelName, Named
from bot.domain.watches import Comparison, Outlet, Threshold, WatchFor
from bot.ledger.questions import lab_of
from bot.ledger.wording import claim_words, metric_label, with_unit

_SAME = 1e-6  # of a figure: what a float loses
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Match:
    """That an announcement is what a watch is for: each condition in words, and the claims that show it."""

    conditions: tuple[str, ...]
    claims: tuple[SourcedClaim, ...] = ()


def matches(wanted: WatchFor, announcement: Announcement, claims: Sequence[SourcedClaim]) -> Match | None:
    """Whether all that is wanted holds of an announcement, which makes these claims; None where something does not."""
    if not wanted:
        return None
    met: list[str] = []
    for condition in (_topic, _phrase, _model, _lab):
        said = condition(wanted, announcement)
        if said is None:
            return None
        met += said
    about = [sourced for sourced in claims if _is_about(wanted, sourced.claim)]
    if not wanted.of_claims:
        return Match(conditions=tuple(met), claims=tuple(about) if wanted.model or wanted.lab else ())
    meeting = [sourced for sourced in about if _is_wanted(wanted, sourced.claim)]
    if not meeting:
        return None
    return Match(conditions=(*met, *_said(wanted, meeting)), claims=tuple(meeting))


def wanted_words(wanted: WatchFor) -> str:
    """What a watch is for: ``model DeepSeek-V4, compute / token ≤ 0.5×``."""
    parts = [
        f"model {wanted.model}" if wanted.model else "",
        f"lab {wanted.lab_name or wanted.lab}" if wanted.lab else "",
        f"topic {wanted.topic}" if wanted.topic else "",
        f"{wanted.kind} claims" if wanted.kind else "",
        f"the words “{wanted.phrase}”" if wanted.phrase else "",
        threshold_words(wanted.threshold) if wanted.threshold else "",
    ]
    return ", ".join(part for part in parts if part)


def is_muted(announcement: Announcement, outlet: Outlet, muted: Mutes) -> bool:
    """Whether an outlet is not told of it by what its guild has muted, as that guild's briefings are not.

    That holds for channels. Who watches for himself has said so himself, and neither mutes for the guild nor sees what
    it mutes.
    """
    return outlet.channel_id is not None and muted.hold_for(announcement)


def threshold_words(threshold: Threshold) -> str:
    """``compute / token ≤ 0.5×``."""
    figure = with_unit(threshold.kind, threshold.metric, threshold.value)
    return f"{metric_label(threshold.metric)} {threshold.comparison} {figure}"


def is_under(watched: str, name: str) -> bool:
    """Whether a model of this name is the one that is watched, or one of the family that is."""
    return _words(watched) <= _words(name)


def meets(threshold: Threshold, claim: Claim) -> bool:
    """Whether a claim's figure stands to the threshold as is wanted.

    "Under 0.5" is below 0.5, and no figure of at least anything; "up to 2x" is the best case, and counts as it stands.
    """
    if (claim.kind, claim.metric) != (threshold.kind, threshold.metric) or claim.value is None:
        return False
    value, wanted, bound = claim.value, threshold.value, claim.bound
    same = abs(value - wanted) <= _SAME * max(abs(value), abs(wanted))
    match threshold.comparison:
        case Comparison.EQUAL:
            return same and bound in {Bound.EXACT, Bound.ABOUT}
        case Comparison.BELOW | Comparison.AT_MOST:
            touches = threshold.comparison is Comparison.AT_MOST or bound is Bound.LESS_THAN
            return (touches if same else value < wanted) and bound is not Bound.MORE_THAN
        case Comparison.ABOVE | Comparison.AT_LEAST:
            touches = threshold.comparison is Comparison.AT_LEAST or bound is Bound.MORE_THAN
            return (touches if same else value > wanted) and bound is not Bound.LESS_THAN


def _topic(wanted: WatchFor, announcement: Announcement) -> list[str] | None:
    if wanted.topic is None:
        return []
    return [f"is about {wanted.topic}"] if wanted.topic in announcement.topics else None


def _phrase(wanted: WatchFor, announcement: Announcement) -> list[str] | None:
    if wanted.phrase is None:
        return []
    pattern = _pattern(wanted.phrase)
    found = pattern.search(announcement.source.title) or pattern.search(announcement.text)
    return [f"says “{wanted.phrase}”"] if found else None


def _model(wanted: WatchFor, announcement: Announcement) -> list[str] | None:
    if wanted.model is None:
        return []
    named = [model.name for model in announcement.models if is_under(wanted.model, model.name)]
    return [f"names {', '.join(named[:3])}"] if named else None


def _lab(wanted: WatchFor, announcement: Announcement) -> list[str] | None:
    if wanted.lab is None:
        return []
    name = wanted.lab_name or wanted.lab
    if announcement.source.lab == wanted.lab:
        return [f"is from {name}"]
    return [f"names {name}"] if wanted.lab in announcement.labs else None


def _is_about(wanted: WatchFor, claim: Claim) -> bool:
    """Whether a claim is on the model and of the lab that are wanted; against them counts too, but a figure is its
    subject's.
    """
    sides = [claim.subject] if wanted.threshold else [each for each in (claim.subject, claim.baseline) if each]
    of_model = wanted.model is None or any(_is_model(wanted.model, name) for name in sides)
    return of_model and (wanted.lab is None or any(lab_of(name) == wanted.lab for name in sides))


def _is_model(watched: str, name: Named) -> bool:
    return isinstance(name, ModelName) and is_under(watched, name.name)


def _is_wanted(wanted: WatchFor, claim: Claim) -> bool:
    if wanted.kind is not None and claim.kind is not wanted.kind:
        return False
    return wanted.threshold is None or meets(wanted.threshold, claim)


def _said(wanted: WatchFor, meeting: Sequence[SourcedClaim]) -> list[str]:
    claim = meeting[0].claim
    said = f"claims of {claim.subject.name}: {claim_words(claim)}"
    if wanted.threshold is not None:
        return [f"{said} (watched for {threshold_words(wanted.threshold)})"]
    return [said]


@lru_cache(maxsize=8192)
def _words(name: str) -> frozenset[str]:
    return frozenset(name_words(name)) or frozenset((name.casefold(),))


@lru_cache(maxsize=1024)
def _pattern(phrase: str) -> re.Pattern[str]:
    """The phrase as whole words in any case and spacing; where a script has no spaces, wherever it stands."""
    words = r"\s+".join(re.escape(word) for word in _SPACES.split(phrase.strip()))
    begin = r"(?<!\w)" if phrase[:1].isascii() else ""
    end = r"(?!\w)" if phrase[-1:].isascii() else ""
    return re.compile(f"{begin}{words}{end}", re.IGNORECASE)


def model_names(claims: Iterable[SourcedClaim], most: int) -> list[str]:
    """The models that claims are on or against, each once, in their order."""
    sides = (name for sourced in claims for name in (sourced.claim.subject, sourced.claim.baseline))
    return list(dict.fromkeys(name.name for name in sides if isinstance(name, ModelName)))[:most]
