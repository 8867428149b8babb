"""A guild's own corrections of names, applied to its answers only: the stored claims stay as they were read."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.announcements import SourcedClaim
from bot.domain.names import ModelName, Named
from db.claims import ClaimFilter, guild_claims, subject_claims, with_context
from db.names import guild_names

Names = Mapping[str, ModelName]
"""By key, the model that a guild means by it."""


async def corrected_claims(
    session: AsyncSession, guild_id: int, wanted: ClaimFilter, *, limit: int
) -> list[SourcedClaim]:
    """The guild's claims, newest first, under the names that it uses; ``wanted`` may ask by those names."""
    names = await guild_names(session, guild_id)
    if wanted.model_keys:
        wanted = replace(wanted, model_keys=keys_meaning(wanted.model_keys, names))
    return [renamed(sourced, names) for sourced in await guild_claims(session, guild_id, wanted, limit=limit)]


async def corrected_subject_claims(
    session: AsyncSession, guild_id: int, model_keys: Collection[str], labs: Collection[str], *, limit: int
) -> list[SourcedClaim]:
    """All that the ledger of these subjects rests on, under the names that the guild uses; keys may be those names."""
    names = await guild_names(session, guild_id)
    found = await subject_claims(session, guild_id, keys_meaning(model_keys, names), labs, limit)
    return [renamed(sourced, names) for sourced in found]


async def corrected_claims_in_context(
    session: AsyncSession, guild_id: int, wanted: ClaimFilter, *, newest: int, limit: int
) -> list[SourcedClaim]:
    """The ``newest`` claims that are asked for, and what may change where they stand: ``limit`` in all."""
    names = await guild_names(session, guild_id)
    if wanted.model_keys:
        wanted = replace(wanted, model_keys=keys_meaning(wanted.model_keys, names))
    found = await guild_claims(session, guild_id, wanted, limit=newest)
    return [renamed(sourced, names) for sourced in await with_context(session, guild_id, found, limit=limit)]


def keys_meaning(keys: Collection[str], names: Names) -> list[str]:
    """These keys, and every other that leads to one of them."""
    wanted = set(keys)
    return sorted(wanted | {key for key in names if meant(names[key], names).key in wanted})


def meant(model: ModelName, names: Names) -> ModelName:
    """The model that the guild means by this one: corrections are followed to the last, a circle is left at once."""
    seen = {model.key}
    while model.key in names and names[model.key].key not in seen:
        model = names[model.key]
        seen.add(model.key)
    return model


def renamed(sourced: SourcedClaim, names: Names) -> SourcedClaim:
    """The claim under the guild's names."""
    claim = sourced.claim
    subject, baseline = _named(claim.subject, names), _named(claim.baseline, names)
    if subject == claim.subject and baseline == claim.baseline:
        return sourced
    assert subject is not None
    return replace(sourced, claim=replace(claim, subject=subject, baseline=baseline))


def _named(name: Named | None, names: Names) -> Named | None:
    return meant(name, names) if isinstance(name, ModelName) else name
