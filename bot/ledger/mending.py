"""Put right what was read: a server hides a claim from its answers, corrects its fields, or takes that back.

What a correction does to answers is bot.ledger.corrections' part; here it is understood, checked and written down.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.announcements import SourcedClaim
from bot.domain.claims import Claim
from bot.domain.correction_state import correction_state
from bot.domain.corrections import NOTHING, Action, Correction, Side, instead_of
from bot.domain.names import name_key
from bot.errors import GapwatchError
from bot.ledger.corrections import corrected, corrected_claim, corrected_claims, load_corrections
from bot.ledger.ledger import Ledger
from bot.ledger.trail import claim_target
from bot.ledger.typedclaims import Wish, wished
from bot.ledger.wording import claim_words, unlike
from db.audit import add_entry, lock_trail
from db.claims import ClaimFilter, guild_claims_by_id
from db.corrections import find_correction, mended_claim_ids, save_correction
from db.engine import Database
from db.names import guild_models

LOOKED_THROUGH = 100
"""Of the newest claims, and of the newest on a model, for what somebody types."""

_MODELS_AT_MOST = 3
SHOWN, HIDDEN, AS_READ = "shown", "hidden", "as read"


class NoSuchClaim(GapwatchError):
    """Words that name no claim that this server sees."""

    next_step = "Choose one from the list while typing: part of a model's name, of a metric or of the quote."


class NothingChanged(GapwatchError):
    """A correction that would leave everything as it is."""

    next_step = "`/audit` shows what was put right, and by whom."


@dataclass(frozen=True, kw_only=True, slots=True)
class Mended:
    """A claim that was put right: as this server saw it before, as it sees it now (None: not at all), and why."""

    before: SourcedClaim
    after: SourcedClaim | None
    reason: str = ""


class Mending:
    """Hides and corrects claims in one guild's answers."""

    def __init__(self, database: Database, ledger: Ledger, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._ledger = ledger
        self._clock = clock

    async def find(self, guild_id: int, words: str) -> SourcedClaim:
        """The claim of this number, else the only recent one that the words fit. Raises NoSuchClaim."""
        if words.isdecimal():
            async with self._database.read() as session:
                found = await _seen(session, guild_id, int(words), hidden_too=True)
            return _only([found] if found else [], words)
        return _only(await self.suggest(guild_id, words, limit=2), words)

    async def find_mended(self, guild_id: int, words: str) -> SourcedClaim:
        """As ``find``, but words are looked for in the claims that the guild hides or corrects. Raises NoSuchClaim."""
        if words.isdecimal():
            return await self.find(guild_id, words)
        return _only(await self.suggest_mended(guild_id, words, limit=2), words)

    async def suggest(self, guild_id: int, typed: str, limit: int = 25) -> list[SourcedClaim]:
        """Recent claims that hold every word typed, in subject, metric, quote or publisher; the newest first."""
        words = typed.split()
        lately = LOOKED_THROUGH if words else limit
        async with self._database.read() as session:
            found = _holding(await corrected_claims(session, guild_id, ClaimFilter(), limit=lately), typed)
            if words and len(found) < limit:
                models = await guild_models(session, guild_id, containing=words[0], limit=_MODELS_AT_MOST)
                of_models = ClaimFilter(model_keys=[model.key for model in models])
                if models:
                    found += _holding(await corrected_claims(session, guild_id, of_models, limit=lately), typed)
        return list({sourced.id: sourced for sourced in found}.values())[:limit]

    async def suggest_mended(self, guild_id: int, typed: str, limit: int = 25) -> list[SourcedClaim]:
        """Claims that this guild hides or corrects and that hold every word typed; the last put right first."""
        async with self._database.read() as session:
            ids = await mended_claim_ids(session, guild_id, LOOKED_THROUGH)
            found = await guild_claims_by_id(session, guild_id, ids, hidden_too=True)
            corrections = await load_corrections(session, guild_id)
        by_id = {sourced.id: corrected(sourced, corrections) for sourced in found}
        return _holding((by_id[claim_id] for claim_id in ids if claim_id in by_id), typed)[:limit]

    async def hide(self, guild_id: int, claim_id: int, *, reason: str, user_id: int) -> Mended:
        """Keep a claim out of all answers of this guild. Raises NoSuchClaim, NothingChanged."""
        async with self._database.begin() as session:
            change = await self._open(session, guild_id, claim_id)
            if change.hidden:
                raise NothingChanged("This claim is hidden already.")
            instead = change.correction.instead if change.correction else NOTHING
            after = Correction(hidden=True, instead=instead, reason=reason, by=user_id, at=self._clock())
            return await self._close(session, change, after, Action.HIDE, SHOWN, HIDDEN, reason=reason, user_id=user_id)

    async def restore(self, guild_id: int, claim_id: int, *, user_id: int) -> Mended:
        """Let a claim stand as it was read. Raises NoSuchClaim, NothingChanged."""
        async with self._database.begin() as session:
            change = await self._open(session, guild_id, claim_id)
            if change.correction is None:
                raise NothingChanged("This claim stands as it was read.")
            was = HIDDEN if change.hidden else unlike(change.seen.claim, _as_read(change.seen)) or "corrected"
            return await self._close(session, change, None, Action.RESTORE, was, AS_READ, user_id=user_id)

    async def correct(self, guild_id: int, claim_id: int, wish: Wish, *, reason: str, user_id: int) -> Mended:
        """Put other fields in place of a claim's own. Raises NoSuchClaim, NothingChanged, and what ``wished`` does."""
        async with self._database.read() as session:
            seen = await _seen(session, guild_id, claim_id)
        if seen is None:
            raise NoSuchClaim("This claim is not in this server's feeds, or hidden.")
        wanted = await wished(seen.claim, wish, lambda words: self._ledger.find_named(guild_id, words))
        async with self._database.begin() as session:
            change = await self._open(session, guild_id, claim_id)
            if change.hidden:
                raise NothingChanged("This claim is hidden. Restore it first.")
            if wanted == change.seen.claim:
                raise NothingChanged("This claim says so already.")
            instead = instead_of(_as_read(change.seen), wanted)
            after = Correction(instead=instead, reason=reason, by=user_id, at=self._clock()) if instead else None
            was, now = unlike(change.seen.claim, wanted), unlike(wanted, change.seen.claim)
            return await self._close(session, change, after, Action.CORRECT, was, now, reason=reason, user_id=user_id)

    async def _open(self, session: AsyncSession, guild_id: int, claim_id: int) -> "_Change":
        await lock_trail(session, guild_id)
        seen = await _seen(session, guild_id, claim_id, hidden_too=True)
        if seen is None:
            raise NoSuchClaim("This claim is not in this server's feeds any more.")
        correction = await find_correction(session, guild_id, claim_id)
        return _Change(guild_id=guild_id, seen=seen, correction=correction)

    async def _close(
        self,
        session: AsyncSession,
        change: "_Change",
        after: Correction | None,
        action: Action,
        was: str,
        now: str,
        *,
        user_id: int,
        reason: str = "",
    ) -> Mended:
        """Save what holds from now on, and write down what was done."""
        read = _as_read(change.seen)
        correction_id = await save_correction(session, change.guild_id, change.seen.id, after)
        await add_entry(
            session,
            change.guild_id,
            at=self._clock(),
            user_id=user_id,
            action=action,
            target=claim_target(correction_id),
            label=f"{read.subject.name} · {claim_words(read)}",
            before=Side(words=was, state=correction_state(change.correction)),
            after=Side(words=now, state=correction_state(after)),
            reason=reason,
        )
        seen = await corrected_claim(session, change.guild_id, change.seen.id)
        return Mended(before=change.seen, after=seen, reason=reason)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Change:
    """A claim about to be put right, and what the guild says of it so far."""

    guild_id: int
    seen: SourcedClaim
    correction: Correction | None

    @property
    def hidden(self) -> bool:
        return self.correction is not None and self.correction.hidden


async def _seen(
    session: AsyncSession, guild_id: int, claim_id: int, *, hidden_too: bool = False
) -> SourcedClaim | None:
    found = await guild_claims_by_id(session, guild_id, [claim_id], hidden_too=hidden_too)
    return corrected(found[0], await load_corrections(session, guild_id)) if found else None


def _only(found: list[SourcedClaim], words: str) -> SourcedClaim:
    if len(found) != 1:
        many = "More than one claim fits" if found else "No claim of this server's feeds fits"
        raise NoSuchClaim(f"{many} “{words}”.")
    return found[0]


def _as_read(sourced: SourcedClaim) -> Claim:
    return sourced.as_read or sourced.claim


def _holding(claims: Iterable[SourcedClaim], typed: str) -> list[SourcedClaim]:
    """Claims that hold every word typed: first those that say it themselves, then those whose quote or source does."""
    words = [name_key(word) for word in typed.split()]
    themselves: list[SourcedClaim] = []
    around: list[SourcedClaim] = []
    for sourced in claims:
        claim = sourced.claim
        said = name_key(f"{claim.subject.name} {claim.metric} {claim_words(claim)}")
        if all(word in said for word in words):
            themselves.append(sourced)
        elif all(word in said + name_key(f"{claim.quote.text} {sourced.source.publisher}") for word in words):
            around.append(sourced)
    return themselves + around
