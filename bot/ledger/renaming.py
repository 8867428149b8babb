"""What a server calls the models: names given to them, counted as others, and set apart again.

A name is a guild's own; the operator's aliases and merges, which hold for every guild, are in db.models.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.correction_state import own_name_state
from bot.domain.corrections import Action, OwnName, Side, meaning
from bot.domain.names import ModelName, name_key
from bot.errors import GapwatchError
from bot.ledger.corrections import meant
from bot.ledger.ledger import Ledger
from bot.ledger.naming import UnknownName
from bot.ledger.trail import name_target
from db.audit import add_entry, lock_trail
from db.engine import Database
from db.names import models_by_key, own_names, save_own_name, words_for_model

LONGEST_KEY = 200


class SameModel(GapwatchError):
    """A correction that would change nothing."""

    next_step = "Name another model, or another name."


class CannotSplit(GapwatchError):
    """A name that cannot be set apart from a model."""

    next_step = "A single claim can be given to another model with `/claim correct`."


class Renaming:
    """Gives models other names in one guild, and takes them back."""

    def __init__(self, database: Database, ledger: Ledger, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._ledger = ledger
        self._clock = clock

    async def alias(
        self, guild_id: int, words: str, name: str, *, user_id: int, action: Action = Action.ALIAS
    ) -> ModelName:
        """In this guild, what goes by ``name`` is the model named by ``words`` from now on.

        A name that is a model of its own is thereby merged into it. Raises UnknownName, SameModel.
        """
        model = await self._ledger.find_model(guild_id, words)
        key = name_key(name)
        if key in {"", model.key}:
            raise SameModel(f"“{name}” is {model.name} already.")
        if len(key) > LONGEST_KEY:
            raise SameModel("This name is too long.")
        async with self._database.begin() as session:
            await lock_trail(session, guild_id)
            known = (await models_by_key(session, {model.key})).get(model.key)
            if known is None or known.key != model.key:
                raise SameModel(f"{model.name} is a model in this server only: other names cannot be given to it.")
            before = (await own_names(session, guild_id)).get(key)
            if before is not None and before.means == model:
                raise SameModel(f"“{name}” means {model.name} already.")
            after = OwnName(name=name, means=model, apart_from=before.apart_from if before else None)
            await self._write(session, guild_id, key, before, after, action=action, user_id=user_id)
        return model

    async def split(self, guild_id: int, words: str, name: str, *, user_id: int) -> ModelName:
        """Let a name that counts as the model named by ``words`` stand for itself in this guild again.

        Returns the model that it is set apart from. Raises UnknownName, CannotSplit.
        """
        model = await self._ledger.find_model(guild_id, words)
        key = name_key(name)
        async with self._database.begin() as session:
            await lock_trail(session, guild_id)
            own = await own_names(session, guild_id)
            before = own.get(key)
            after = await self._set_apart(session, guild_id, own, key, name, model)
            await self._write(session, guild_id, key, before, after, action=Action.SPLIT, user_id=user_id)
        return model

    async def suggest_names(self, guild_id: int, words: str, typed: str, limit: int = 25) -> list[str]:
        """Names that count as a model in this guild and hold what was typed: its own ones, then everybody's."""
        async with self._database.read() as session:
            own = await own_names(session, guild_id)
        if not words:
            found = [each.name for each in own.values() if each.means is not None]
        else:
            try:
                model = await self._ledger.find_model(guild_id, words)
            except UnknownName:
                return []
            meanings = {key: meaning(each) for key, each in own.items()}
            found = [own[key].name for key in own if key != model.key and meant(meanings[key], meanings) == model]
            async with self._database.read() as session:
                found += [each for each in await words_for_model(session, guild_id, model) if name_key(each) not in own]
        return [each for each in found if name_key(typed) in name_key(each)][:limit]

    async def _set_apart(
        self, session: AsyncSession, guild_id: int, own: dict[str, OwnName], key: str, name: str, model: ModelName
    ) -> OwnName | None:
        """What the guild is to mean by the key from now on; None where it needs no word of its own for it."""
        meanings = {each: meaning(stands) for each, stands in own.items()}
        before = own.get(key)
        if key == model.key:
            raise CannotSplit(f"“{name}” is the model itself.")
        if before is not None and before.means is None:
            raise CannotSplit(f"“{name}” is a model of its own here already.")
        stored_as = (await models_by_key(session, {key})).get(key)
        means = meant(meanings[key], meanings) if before else stored_as and meant(stored_as, meanings)
        if means is None or means.key != model.key:
            raise CannotSplit(f"“{name}” does not count as {model.name} here.")
        if before is not None and before.apart_from is not None:
            return replace(before, means=None)
        if stored_as is None or stored_as.key == key:
            return None  # it is nobody's name, or a model's own
        words = {name_key(each): each for each in await words_for_model(session, guild_id, stored_as)}
        if key in words:
            return OwnName(name=words[key], means=None, apart_from=stored_as)
        if before is not None:
            return None
        raise CannotSplit(f"No claim was read under the name “{name}”, so none can be told from {model.name}.")

    async def _write(
        self,
        session: AsyncSession,
        guild_id: int,
        key: str,
        before: OwnName | None,
        after: OwnName | None,
        *,
        action: Action,
        user_id: int,
    ) -> None:
        now = self._clock()
        if not await save_own_name(session, guild_id, key, after, user_id=user_id, now=now):
            raise SameModel("The model is not known any more.")
        stands = after or before
        await add_entry(
            session,
            guild_id,
            at=now,
            user_id=user_id,
            action=action,
            target=name_target(key),
            label=stands.name if stands else key,
            before=_side(before),
            after=_side(after),
        )


def _side(own: OwnName | None) -> Side:
    words = "as read" if own is None else own.means.name if own.means else "a model of its own"
    return Side(words=words, state=own_name_state(own))
