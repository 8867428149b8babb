"""Whose word a claim is, and what only passes on another's. Pure.

A voice is one party: the maker of the model with all that it says, an evaluator, a rival, a text without a source. Who
repeats another's word is no voice; the copy is kept with the voice it repeats.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from itertools import islice
from urllib.parse import urlsplit

from rapidfuzz import fuzz

from bot.domain.announcements import FeedKind, Source, SourcedClaim
from bot.domain.claims import Attribution
from bot.domain.names import name_key
from bot.ledger.known import in_order, known_at, order_of
from bot.ledger.questions import lab_of
from bot.ledger.values import exactly
from bot.registry.load import load_registry

MEASURING = frozenset({FeedKind.EVALUATOR, FeedKind.RESEARCH})
"""Feeds whose third-party figures are their own; those of others are hearsay of somebody else's."""

_NEAR_IDENTICAL = 90  # of 100, by rapidfuzz: a few words exchanged
_HELD_AGAINST = 20  # voices, and statements of each: more never say one thing, unless feeds are built to
_TELLING_WORDS = 5  # a shorter quote ("GPQA Diamond: 90.1") is alike by chance


class Role(StrEnum):
    """What a party is to the subject of a claim."""

    MAKER = "maker"
    INDEPENDENT = "independent"
    RIVAL = "rival"  # another maker, about a model that is not its own
    UNSOURCED = "unsourced"  # a text in its own voice that names no source


_RANK = {role: rank for rank, role in enumerate(Role)}


@dataclass(frozen=True, kw_only=True, slots=True)
class Voice:
    """One party: its own statements, oldest first, and the copies that pass them on.

    Where no text of the maker's own is there, the oldest report of its word stands for it.
    """

    role: Role
    speaker: str
    statements: tuple[SourcedClaim, ...]
    copies: tuple[SourcedClaim, ...] = ()

    @property
    def said(self) -> SourcedClaim:
        """The statement that stands for the voice: the oldest that was not withdrawn."""
        first = self.statements[0]
        if first.withdrawn_at is None:
            return first
        return next((s for s in self.statements if s.withdrawn_at is None), first)

    @property
    def first_at(self) -> datetime:
        """Since when its word is known."""
        return min(map(known_at, self.statements))

    @property
    def last_at(self) -> datetime:
        """When it last said so itself; being passed on does not renew a word."""
        return max(map(known_at, self.statements))

    @property
    def withdrawn_at(self) -> datetime | None:
        """When the last of its statements was withdrawn; None while one stands."""
        withdrawn = [s.withdrawn_at for s in self.statements if s.withdrawn_at is not None]
        return max(withdrawn) if len(withdrawn) == len(self.statements) else None

    @property
    def is_report(self) -> bool:
        """Whether only others tell what the maker says."""
        return self.role is Role.MAKER and not _own_text(self.said)

    @property
    def measures(self) -> bool:
        """Whether it tells of work of its own, not of what it heard."""
        return self.role is Role.INDEPENDENT and self.said.source.publisher_kind in MEASURING

    @property
    def repeated_by(self) -> tuple[str, ...]:
        """The publishers that pass its word on, each once."""
        own = {statement.source.publisher for statement in self.statements}
        return tuple(dict.fromkeys(s.source.publisher for s in self.copies if s.source.publisher not in own))


def role_of(sourced: SourcedClaim) -> Role:
    """What the party whose word a claim is, is to the claim's subject."""
    attribution, kind = sourced.claim.attribution, sourced.source.publisher_kind
    if kind is FeedKind.VENDOR:
        lab, subject = lab_speaking(sourced.source), lab_of(sourced.claim.subject)
        if lab is None or subject is None or lab == subject:
            return Role.MAKER  # what a maker tells of others' measurements is its word, until they are there
        return Role.RIVAL
    if attribution is Attribution.VENDOR:
        return Role.MAKER
    if attribution is Attribution.THIRD_PARTY or kind is FeedKind.EVALUATOR:
        return Role.INDEPENDENT  # an evaluator that names no source speaks of its own measurement
    return Role.UNSOURCED


def lab_speaking(source: Source) -> str | None:
    """The lab whose own feed a text is in."""
    if source.publisher_kind is not FeedKind.VENDOR:
        return None
    return source.lab or _lab_of_publisher(source.publisher, source.url)


def voices_of(claims: Sequence[SourcedClaim], citing: Collection[int] = ()) -> tuple[Voice, ...]:
    """The voices of claims that state one thing, the maker's first, then those who measured, then others.

    ``citing`` are announcements that give another figure for the same question: what they give of the maker's is cited.
    """
    if len(claims) == 1:
        role = role_of(claims[0])
        return (Voice(role=role, speaker=_name_of(role, claims[0]), statements=tuple(claims)),)
    makers = [s for s in claims if role_of(s) is Role.MAKER]
    hearing = _Hearing(makers, citing)
    for sourced in sorted(claims, key=_precedence):
        hearing.hear(sourced)
    return hearing.voices()


class _Hearing:
    """Voices as they are told apart, the best founded heard first."""

    def __init__(self, makers: Collection[SourcedClaim], citing: Collection[int]) -> None:
        self._makers = makers
        self._citing = citing
        self._statements: dict[tuple[Role, str], list[SourcedClaim]] = {}
        self._copies: dict[tuple[Role, str], list[SourcedClaim]] = {}

    def hear(self, sourced: SourcedClaim) -> None:
        key = self._voice_of(sourced)
        if key not in self._statements:
            self._statements[key] = [sourced]
            self._copies[key] = []
        elif self._speaks_itself(key, sourced):
            self._statements[key].append(sourced)
        else:
            self._copies[key].append(sourced)

    def voices(self) -> tuple[Voice, ...]:
        return tuple(
            Voice(
                role=role,
                speaker=_name_of(role, statements[0]),
                statements=in_order(statements),
                copies=in_order(self._copies[role, speaker]),
            )
            for (role, speaker), statements in self._statements.items()
        )

    def _voice_of(self, sourced: SourcedClaim) -> tuple[Role, str]:
        """The voice that a claim belongs to, as a statement or as a copy; its own where it is neither."""
        role = role_of(sourced)
        own = (role, _speaker_key(role, sourced))
        if own in self._statements:
            return own
        if role is Role.INDEPENDENT and self._cites(sourced):
            return next(iter(self._statements))
        voices = islice(self._statements, _HELD_AGAINST)
        reprinted = next((key for key in voices if self._reprints(key, sourced)), None)
        return reprinted or self._passed_on(role, sourced) or own

    def _passed_on(self, role: Role, sourced: SourcedClaim) -> tuple[Role, str] | None:
        """Whose word a claim of this role passes on, since that word is there."""
        if role in {Role.RIVAL, Role.UNSOURCED}:
            return next(iter(self._statements), None)
        if role is Role.INDEPENDENT and sourced.source.publisher_kind not in MEASURING:
            return next((key for key in self._statements if key[0] is Role.INDEPENDENT), None)
        return None

    def _cites(self, sourced: SourcedClaim) -> bool:
        """Whether an independent text gives the maker's own figure, not one that it found itself."""
        if not self._makers or sourced.claim.value is None:
            return False
        if sourced.source.announcement_id in self._citing:
            return True
        return sourced.claim.attribution is Attribution.UNATTRIBUTED and any(
            exactly(maker.claim, sourced.claim) and known_at(maker) <= known_at(sourced) for maker in self._makers
        )

    def _reprints(self, key: tuple[Role, str], sourced: SourcedClaim) -> bool:
        return any(_same_text(sourced, other) for other in self._statements[key][:_HELD_AGAINST])

    def _speaks_itself(self, key: tuple[Role, str], sourced: SourcedClaim) -> bool:
        role = role_of(sourced)
        return key == (role, _speaker_key(role, sourced)) and (role is not Role.MAKER or _own_text(sourced))


def _precedence(sourced: SourcedClaim) -> tuple[object, ...]:
    """The maker's own texts are heard first, then reports of its word, measurements, hearsay, rivals, and the rest."""
    role = role_of(sourced)
    second_hand = not _own_text(sourced) if role is Role.MAKER else sourced.source.publisher_kind not in MEASURING
    return (_RANK[role], second_hand, *order_of(sourced))


def _own_text(sourced: SourcedClaim) -> bool:
    return sourced.source.publisher_kind is FeedKind.VENDOR


def _speaker_key(role: Role, sourced: SourcedClaim) -> str:
    if role is Role.MAKER:
        return ""
    lab = lab_speaking(sourced.source) if role is Role.RIVAL else None
    return lab or name_key(sourced.source.publisher)


def _name_of(role: Role, sourced: SourcedClaim) -> str:
    """The party's name as shown; the maker's where only others report its word."""
    lab = lab_of(sourced.claim.subject)
    if role is Role.MAKER and lab is not None and not _own_text(sourced):
        return load_registry().lab_name(lab).name
    return sourced.source.publisher


def _same_text(one: SourcedClaim, other: SourcedClaim) -> bool:
    """Whether two claims stand on one page, or in one text that was reprinted."""
    if one.source.announcement_id == other.source.announcement_id:
        return False  # what one text says in two voices, it says in two
    page = _page(one.source.url)
    if page is not None and page == _page(other.source.url):
        return True
    return _reprinted(one.claim.quote.text, other.claim.quote.text)


@lru_cache(maxsize=8192)
def _reprinted(one: str, other: str) -> bool:
    words, others = (" ".join(text.casefold().split()) for text in (one, other))
    if min(len(words.split()), len(others.split())) < _TELLING_WORDS:
        return False
    return fuzz.ratio(words, others, score_cutoff=_NEAR_IDENTICAL) >= _NEAR_IDENTICAL


@lru_cache(maxsize=2048)
def _lab_of_publisher(publisher: str, url: str | None) -> str | None:
    return load_registry().lab_of_publisher(publisher, url)


@lru_cache(maxsize=8192)
def _page(url: str | None) -> str | None:
    """The page that an address leads to, however it is written."""
    try:
        parts = urlsplit(url or "")
    except ValueError:  # an address that is none leads nowhere
        return None
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}?{parts.query}" if host else None
