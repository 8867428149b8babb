"""What ``gapwatch registry`` does to labs and families of models. Printing and options are bot.cli.registry's."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.additions import AddedKind, AddedName, RegistryAdditions
from bot.domain.names import LabName, name_key
from bot.errors import GapwatchError
from bot.registry.additions import NameRefused, check_family_name, check_lab, check_lab_name, extend, find_family
from bot.registry.load import load_registry
from bot.registry.registry import Family, Guard, Lab, Registry
from db import additions, models
from db.names import save_labs


class NotKnown(GapwatchError):
    """A name that neither the registry nor any announcement uses."""

    next_step = "Look for it with: gapwatch registry list models --like WORDS (or labs, families, benchmarks)"


class LabNotKnown(GapwatchError):
    """A lab that the registry does not hold."""

    next_step = "Add it with: gapwatch registry add NAME --kind lab"


class Shipped(GapwatchError):
    """What ships with Gapwatch is not merged away."""

    next_step = "Turn the two round, or give the other one's names to it with: gapwatch registry alias"


@dataclass(frozen=True, kw_only=True, slots=True)
class Held:
    """What the registry holds, and what of it was added here."""

    registry: Registry
    additions: RegistryAdditions

    def added(self, kind: AddedKind, name: str) -> bool:
        """Whether a lab (by id) or a family was added here."""
        return any(name in (each.name, each.lab if kind is AddedKind.LAB else "") for each in self.additions.of(kind))

    def lab(self, words: str) -> Lab:
        """The lab of this id or name. Raises LabNotKnown."""
        found = self.registry.lab(self.registry.find_lab(words) or "")
        if found is None:
            raise LabNotKnown(f"The registry holds no lab that goes by “{words}”.")
        return found

    def family(self, words: str) -> Family:
        """The family of this name. Raises NotKnown."""
        found = find_family(self.registry, words)
        if found is None:
            raise NotKnown(f"The registry holds no family that goes by “{words}”.")
        return found


def shipped() -> Held:
    """The registry as it ships."""
    return Held(registry=load_registry(), additions=RegistryAdditions())


async def held(session: AsyncSession) -> Held:
    """The registry that ships with what was added to it."""
    added = await additions.registry_additions(session)
    return Held(registry=extend(load_registry(), added), additions=added)


async def add_lab(session: AsyncSession, name: str, lab_id: str | None, aliases: Iterable[str], now: datetime) -> Lab:
    """Add a lab with its other names. Raises NameRefused."""
    lab_id = lab_id or re.sub(r"[^a-z0-9]", "", name.lower())
    others = _distinct(name, aliases)
    check_lab((await held(session)).registry, lab_id, (name, *others))
    names = [AddedName(kind=AddedKind.LAB, name=name, lab=lab_id)]
    names += [AddedName(kind=AddedKind.LAB_ALIAS, name=other, lab=lab_id) for other in others]
    await _store(session, names, now)
    for each in (name, *others):
        await additions.save_lab(session, LabName(id=lab_id, name=name), called=each)
    return (await held(session)).lab(lab_id)


async def add_family(
    session: AsyncSession, name: str, lab: str, aliases: Iterable[str], *, bare: bool, guard: Guard, now: datetime
) -> tuple[Lab, int]:
    """Add a family of a lab's models; tells how many models got their lab by it. Raises NameRefused, LabNotKnown."""
    here = await held(session)
    of, others = here.lab(lab), _distinct(name, aliases)
    for each in (name, *others):
        check_family_name(here.registry, of, each)
    names = [AddedName(kind=AddedKind.FAMILY, name=name, lab=of.id, bare=bare, guard=str(guard))]
    names += [AddedName(kind=AddedKind.FAMILY_ALIAS, name=other, lab=of.id, family=name) for other in others]
    await _store(session, names, now)
    await save_labs(session, [LabName(id=of.id, name=of.name)])
    return of, await models.give_lab(session, (name, *others), of.id)


async def alias_lab(session: AsyncSession, lab: str, alias: str, now: datetime) -> Lab:
    """Let a lab go by another name. Raises NameRefused, LabNotKnown."""
    here = await held(session)
    of = here.lab(lab)
    check_lab_name(here.registry, of, alias)
    await _store(session, [AddedName(kind=AddedKind.LAB_ALIAS, name=alias, lab=of.id)], now)
    await additions.save_lab(session, LabName(id=of.id, name=of.name), called=alias)
    return of


async def alias_family(session: AsyncSession, family: str, alias: str, now: datetime) -> Family:
    """Let names of a family's models begin with another word too. Raises NameRefused, NotKnown."""
    here = await held(session)
    of = here.family(family)
    check_family_name(here.registry, here.lab(of.lab), alias)
    added = AddedName(kind=AddedKind.FAMILY_ALIAS, name=alias, lab=of.lab, family=of.name)
    await _store(session, [added], now)
    await models.give_lab(session, (alias,), of.lab)
    return of


async def merge_lab(session: AsyncSession, duplicate: str, into: str, now: datetime) -> tuple[LabName, Lab]:
    """Give all that is said of one lab to another, with its names. Raises NotKnown, NameRefused, Shipped."""
    here = await held(session)
    target = here.lab(into)
    one = here.registry.lab(here.registry.find_lab(duplicate) or "")
    found = LabName(id=one.id, name=one.name) if one else await additions.find_stored_lab(session, duplicate)
    if found is None:
        raise NotKnown(f"No lab goes by the name “{duplicate}”.")
    if found.id == target.id:
        raise NameRefused(f"“{duplicate}” and “{into}” are one lab already.")
    if load_registry().lab(found.id) is not None:
        raise Shipped(f"The lab {found.name} ships with Gapwatch.")
    await save_labs(session, [LabName(id=target.id, name=target.name)])
    await additions.merge_labs(session, found.id, target.id)
    known = {name_key(name) for name in target.names}
    names = [name for name in _distinct("", (found.name, found.id)) if name_key(name) not in known]
    await additions.add_names(
        session, [AddedName(kind=AddedKind.LAB_ALIAS, name=name, lab=target.id) for name in names], now
    )
    return found, target


async def merge_family(session: AsyncSession, duplicate: str, into: str) -> tuple[Family, Family]:
    """Let an added family's names begin those of another family's models. Raises NotKnown, NameRefused, Shipped."""
    here = await held(session)
    one, target = here.family(duplicate), here.family(into)
    if one.name == target.name:
        raise NameRefused(f"“{duplicate}” and “{into}” are one family already.")
    if not here.added(AddedKind.FAMILY, one.name):
        raise Shipped(f"The family {one.name} ships with Gapwatch.")
    if one.lab != target.lab:
        raise NameRefused(f"{one.name} is a family of {one.lab}, {target.name} one of {target.lab}.")
    await additions.merge_families(session, (one.name, *one.heads), target.lab, target.name)
    return one, target


async def _store(session: AsyncSession, names: Iterable[AddedName], now: datetime) -> None:
    if not await additions.add_names(session, names, now):
        raise NameRefused("One of these names was added before.")


def _distinct(name: str, others: Iterable[str]) -> tuple[str, ...]:
    """The others that are not the name itself, each once."""
    found = {name_key(other): other for other in others}
    return tuple(other for key, other in found.items() if key != name_key(name))
