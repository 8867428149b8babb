"""A guild's own corrections, applied to its answers only: the stored claims stay as they were read.

What a guild hides never leaves the database (db.visibility); here claims get what stands in place of their fields, and
names what the guild means by them.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.announcements import Announcement, SourcedClaim
from bot.domain.corrections import Correction, meaning
from bot.domain.names import LabName, ModelName, Named, name_key
from bot.ledger.questions import lab_of
from db.claims import ClaimFilter, changed_claims, context_of, guild_claims, guild_claims_by_id, subject_claims
from db.corrections import guild_corrections
from db.names import own_names

Names = Mapping[str, ModelName]
"""By key, the model that a guild means by it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Corrections:
    """All that a guild puts right: by claim, by name, and which names it takes out of the models they are stored as."""

    claims: Mapping[int, Correction] = field(default_factory=dict)
    names: Names = field(default_factory=dict)
    apart: Names = field(default_factory=dict)


async def load_corrections(session: AsyncSession, guild_id: int) -> Corrections:
    """What the guild puts right."""
    own = await own_names(session, guild_id)
    return Corrections(
        claims=await guild_corrections(session, guild_id),
        names={key: meaning(each) for key, each in own.items()},
        apart={key: each.apart_from for key, each in own.items() if each.apart_from is not None},
    )


async def corrected_claims(
    session: AsyncSession, guild_id: int, wanted: ClaimFilter, *, limit: int, of_each: int | None = None
) -> list[SourcedClaim]:
    """The guild's claims, newest first, as it corrects them; ``wanted`` asks for them by what they are then.

    At most so many ``of_each`` metric that is asked for, where that is told.
    """
    corrections = await load_corrections(session, guild_id)
    return await _corrected_claims(session, guild_id, wanted, corrections, limit, of_each)


async def corrected_subject_claims(
    session: AsyncSession,
    guild_id: int,
    model_keys: Collection[str],
    labs: Collection[str],
    *,
    limit: int,
    until: datetime | None = None,
) -> list[SourcedClaim]:
    """All that the ledger of these subjects rests on, as the guild corrects it; keys may be the guild's own names."""
    corrections = await load_corrections(session, guild_id)
    stored = keys_meaning(model_keys, corrections.names, corrections.apart)
    found = await subject_claims(session, guild_id, stored, labs, limit=limit, until=until)
    seen = [corrected(each, corrections) for each in found]
    came = await _moved(session, guild_id, corrections, but=found, withdrawn_too=True)
    return [
        *(each for each in seen if _is_on(each, model_keys, labs) or _is_on_labs_behind(each)),
        *(each for each in came if _is_on(each, model_keys, labs)),
    ]


async def corrected_claims_in_context(
    session: AsyncSession, guild_id: int, wanted: ClaimFilter, *, newest: int, limit: int
) -> tuple[list[SourcedClaim], list[SourcedClaim]]:
    """The ``newest`` claims that are asked for, and what may change where they stand: ``limit`` in all."""
    corrections = await load_corrections(session, guild_id)
    asked = await _corrected_claims(session, guild_id, wanted, corrections, newest)
    subjects = {each.claim.subject.key for each in asked if isinstance(each.claim.subject, ModelName)}
    stored = {key: keys_meaning([key], corrections.names, corrections.apart) for key in subjects}
    found = await context_of(session, guild_id, asked, stored, limit=limit, until=wanted.until)
    came = await _moved(session, guild_id, corrections, but=[*asked, *found], withdrawn_too=True)
    about = [each for each in came if _is_on(each, subjects, ())]
    return asked, [*(corrected(each, corrections) for each in found), *about]


async def corrected_edits(session: AsyncSession, guild_id: int, *, since: datetime, limit: int) -> list[SourcedClaim]:
    """What edits took away since, the last first, and what they put in its place, as the guild corrects both."""
    edits = await changed_claims(session, guild_id, since=since, limit=limit)
    corrections = await load_corrections(session, guild_id)
    both = (sourced for edit in edits for sourced in (edit.before, edit.after) if sourced is not None)
    return [corrected(sourced, corrections) for sourced in both]


async def corrected_claim(session: AsyncSession, guild_id: int, claim_id: int) -> SourcedClaim | None:
    """One claim as the guild corrects it; None where it may not see it, or hides it."""
    found = await guild_claims_by_id(session, guild_id, [claim_id])
    return corrected(found[0], await load_corrections(session, guild_id)) if found else None


def corrected(sourced: SourcedClaim, corrections: Corrections) -> SourcedClaim:
    """The claim as a guild sees it: with what it puts in place of fields, under the names that it uses."""
    if not (corrections.claims or corrections.names):
        return sourced  # as most guilds see every claim
    correction = corrections.claims.get(sourced.id)
    named = renamed(sourced, corrections.names, corrections.apart)
    if correction is None:
        return named
    instead = replace(
        correction.instead,
        subject=_named(correction.instead.subject, "", corrections.names, {}),
        baseline=_named(correction.instead.baseline, "", corrections.names, {}),
    )
    claim = instead.applied_to(named.claim)
    if claim == named.claim:  # by now it is read as the guild has it
        return named
    return replace(named, claim=claim, corrected=correction, as_read=named.claim)


def as_named(announcement: Announcement, corrections: Corrections) -> Announcement:
    """The announcement with its models under the names that a guild uses."""
    return replace(announcement, models=tuple(meant(model, corrections.names) for model in announcement.models))


def by_announcement(claims: Iterable[SourcedClaim]) -> dict[int, list[SourcedClaim]]:
    """The claims by the announcement that makes them, each in its order."""
    found: dict[int, list[SourcedClaim]] = {}
    for sourced in sorted(claims, key=lambda each: each.id):
        found.setdefault(sourced.source.announcement_id, []).append(sourced)
    return found


def keys_meaning(keys: Collection[str], names: Names, apart: Names | None = None) -> list[str]:
    """These keys, every other that leads to one of them, and those as which such names are stored."""
    wanted = set(keys)
    leading = wanted | {key for key in names if meant(names[key], names).key in wanted}
    return sorted(leading | {apart[key].key for key in leading if apart and key in apart})


async def stored_keys(session: AsyncSession, guild_id: int, model: ModelName) -> list[str]:
    """The keys under which what the guild means by a model is stored."""
    corrections = await load_corrections(session, guild_id)
    return keys_meaning([model.key], corrections.names, corrections.apart)


def meant(model: ModelName, names: Names) -> ModelName:
    """The model that the guild means by this one: corrections are followed to the last, a circle is left at once."""
    seen = {model.key}
    while model.key in names and names[model.key].key not in seen:
        model = names[model.key]
        seen.add(model.key)
    return model


def renamed(sourced: SourcedClaim, names: Names, apart: Names) -> SourcedClaim:
    """The claim under the guild's names."""
    claim = sourced.claim
    subject = _named(claim.subject, sourced.subject_words, names, apart)
    baseline = _named(claim.baseline, sourced.baseline_words, names, apart)
    if subject == claim.subject and baseline == claim.baseline:
        return sourced
    assert subject is not None
    return replace(sourced, claim=replace(claim, subject=subject, baseline=baseline))


def _named(name: Named | None, words: str, names: Names, apart: Names) -> Named | None:
    if not isinstance(name, ModelName):
        return name
    stored_as = apart.get(name_key(words))
    if stored_as is not None and stored_as.key == name.key:
        name = ModelName(name=words, lab=name.lab)
    return meant(name, names)


async def _corrected_claims(
    session: AsyncSession,
    guild_id: int,
    wanted: ClaimFilter,
    corrections: Corrections,
    limit: int,
    of_each: int | None = None,
) -> list[SourcedClaim]:
    asked = replace(
        wanted,
        model_keys=keys_meaning(wanted.model_keys, corrections.names, corrections.apart),
        baseline_keys=keys_meaning(wanted.baseline_keys, corrections.names, corrections.apart),
    )
    found = await guild_claims(session, guild_id, asked, limit=limit, of_each=of_each)
    came = await _moved(session, guild_id, corrections, but=found, withdrawn_too=wanted.include_withdrawn)
    seen = [*(corrected(each, corrections) for each in found), *came]
    kept = [each for each in seen if _fits(each, wanted)]
    return _newest_first(kept)[:limit] if came else kept


async def _moved(
    session: AsyncSession,
    guild_id: int,
    corrections: Corrections,
    *,
    but: Iterable[SourcedClaim],
    withdrawn_too: bool,
) -> list[SourcedClaim]:
    """The claims that the guild puts elsewhere than where they were read, as it corrects them, but for some."""
    ids = {claim_id for claim_id, each in corrections.claims.items() if each.instead.moves}
    ids -= {sourced.id for sourced in but}
    if not ids:
        return []
    found = await guild_claims_by_id(session, guild_id, ids, withdrawn_too=withdrawn_too)
    return [corrected(each, corrections) for each in found]


def _is_on(sourced: SourcedClaim, model_keys: Collection[str], labs: Collection[str]) -> bool:
    """Whether a claim is on one of these subjects, or names one of the models as its baseline."""
    claim = sourced.claim
    models = (name for name in (claim.subject, claim.baseline) if isinstance(name, ModelName))
    return lab_of(claim.subject) in labs or any(model.key in model_keys for model in models)


def _is_on_labs_behind(sourced: SourcedClaim) -> bool:
    """Whether a claim that was found for subjects is on, or against, a lab itself, and was read so."""
    moved = sourced.corrected is not None and sourced.corrected.instead.moves
    return not moved and (isinstance(sourced.claim.subject, LabName) or isinstance(sourced.claim.baseline, LabName))


def _fits(sourced: SourcedClaim, wanted: ClaimFilter) -> bool:
    """Whether a claim is still what was asked for. What is stored as it is shown, the database has looked at."""
    subject = sourced.claim.subject
    if not (_is_among(subject, wanted.model_keys) and _is_among(sourced.claim.baseline, wanted.baseline_keys)):
        return False
    if sourced.corrected is None:
        return True
    return (
        (not wanted.labs or lab_of(subject) in wanted.labs)
        and (not wanted.themselves or isinstance(subject, LabName))
        and (not wanted.kinds or sourced.claim.kind in wanted.kinds)
        and (not wanted.metrics or sourced.claim.metric in wanted.metrics)
        and (not wanted.announcement_ids or sourced.source.announcement_id in wanted.announcement_ids)
        and (wanted.since is None or sourced.source.order >= wanted.since)
        and (wanted.until is None or sourced.source.order < wanted.until)
    )


def _is_among(name: Named | None, keys: Collection[str]) -> bool:
    return not keys or (isinstance(name, ModelName) and name.key in keys)


def _newest_first(claims: Iterable[SourcedClaim]) -> list[SourcedClaim]:
    return sorted(sorted(claims, key=lambda each: each.id), key=lambda each: each.source.order, reverse=True)
