"""``gapwatch registry``: what labs, families, benchmarks and models are known, and how the operator mends them."""

from collections.abc import Callable, Coroutine, Sequence
from enum import StrEnum
from typing import Annotated, Any

import typer
from rich.table import Table
from sqlalchemy.ext.asyncio import AsyncSession

from bot.app import utc_now
from bot.cli import registrynames
from bot.cli.console import out, run
from bot.cli.registrynames import Held, NotKnown, held, shipped
from bot.config import Settings, load_settings
from bot.domain.additions import AddedKind
from bot.domain.names import ModelName
from bot.errors import GapwatchError
from bot.registry.additions import find_family
from bot.registry.load import load_registry
from bot.registry.registry import Guard
from db import models
from db.engine import Database, DatabaseNotMigrated
from db.models import KnownModel

app = typer.Typer(no_args_is_help=True, help="List, show and mend labs, families, benchmarks and models.")


class Listed(StrEnum):
    """What can be listed."""

    LABS = "labs"
    FAMILIES = "families"
    BENCHMARKS = "benchmarks"
    MODELS = "models"


class Kind(StrEnum):
    """What can be mended."""

    MODEL = "model"
    LAB = "lab"
    FAMILY = "family"


class NameTaken(GapwatchError):
    """A name that stands for a model already."""

    next_step = "See whose it is with: gapwatch registry show NAME; two names of one model are joined with merge."


Like = Annotated[str, typer.Option(help="Only names that hold these words.")]
OfKind = Annotated[Kind, typer.Option(help="What the names are of.")]


@app.command("list")
def list_command(what: Listed, like: Like = "") -> None:
    """List the labs, families and benchmarks of the registry, or the models that announcements name."""
    if what is Listed.BENCHMARKS:
        rows = [(each.name, each.domain, ", ".join(each.names)) for each in load_registry().benchmarks]
        _print(("name", "domain", "also"), rows, like)
        return
    lists = {Listed.MODELS: _list_models, Listed.LABS: _list_labs, Listed.FAMILIES: _list_families}
    _run(lambda settings: lists[what](settings, like))


@app.command("show")
def show_command(name: str) -> None:
    """Show what a name means: a lab, a family, a benchmark or a model."""
    _run(lambda settings: _show(settings, name))


@app.command("add")
def add_command(
    name: str,
    kind: OfKind = Kind.MODEL,
    lab: Annotated[str | None, typer.Option(help="The lab of a model or family, by id or name.")] = None,
    id: Annotated[str | None, typer.Option(help="A lab's id; made of its name where it is left out.")] = None,  # noqa: A002
    alias: Annotated[
        list[str] | None, typer.Option(help="Another name, or a lab's product; may be given several times.")
    ] = None,
    bare: Annotated[bool, typer.Option("--bare", help="A family's name alone names a model.")] = False,
    guard: Annotated[
        Guard, typer.Option(help="What a family's name needs beside it: nothing, a text about AI, or its lab.")
    ] = Guard.NONE,
) -> None:
    """Add a model, a lab or a family of models, before or after announcements name it."""
    aliases = tuple(alias or ())
    if kind is Kind.LAB:
        _run(lambda settings: _add_lab(settings, name, id, aliases))
    elif kind is Kind.MODEL:
        _run(lambda settings: _add(settings, name, lab, aliases))
    elif lab is None:
        raise typer.BadParameter("a family needs its lab: --lab ID")
    else:
        _run(lambda settings: _add_family(settings, name, lab, aliases, bare=bare, guard=guard))


@app.command("alias")
def alias_command(name: str, alias: str, kind: OfKind = Kind.MODEL) -> None:
    """Let a model, a lab or a family go by another name, in every server."""
    _run(lambda settings: _alias(settings, kind, name, alias))


@app.command("merge")
def merge_command(duplicate: str, into: str, kind: OfKind = Kind.MODEL) -> None:
    """Give everything said of one model or lab to another, in every server; the name goes on as an alias."""
    _run(lambda settings: _merge(settings, kind, duplicate, into))


def _run(work: Callable[[Settings], Coroutine[Any, Any, None]]) -> None:
    async def with_settings() -> None:
        await work(load_settings())

    run(with_settings())


async def _list_models(settings: Settings, like: str) -> None:
    async with Database.open(settings.database) as database, database.read() as session:
        found = await models.known_models(session, containing=like)
    rows = [(each.model.name, each.model.lab or "", str(each.announcements), ", ".join(each.aliases)) for each in found]
    _print(("model", "lab", "announcements", "also"), rows, "")


async def _list_labs(settings: Settings, like: str) -> None:
    here = await _held(settings)
    rows = [
        (
            lab.id,
            lab.name,
            ", ".join(lab.names),
            ", ".join(family.name for family in lab.families),
            _added(here, lab.id),
        )
        for lab in here.registry.labs
    ]
    _print(("id", "name", "also", "families", ""), rows, like)


async def _list_families(settings: Settings, like: str) -> None:
    here = await _held(settings)
    rows = [
        (each.name, each.lab, ", ".join(each.heads), _added(here, each.name, AddedKind.FAMILY))
        for each in here.registry.families()
    ]
    _print(("family", "lab", "names begin with", ""), rows, like)


async def _held(settings: Settings) -> Held:
    """The registry; where there is no database yet, as it ships."""
    try:
        async with Database.open(settings.database) as database, database.read() as session:
            return await held(session)
    except DatabaseNotMigrated:
        return shipped()


def _added(here: Held, name: str, kind: AddedKind = AddedKind.LAB) -> str:
    return "added here" if here.added(kind, name) else ""


async def _show(settings: Settings, name: str) -> None:
    async with Database.open(settings.database) as database, database.read() as session:
        here = await held(session)
        known = await models.find_model(session, name)
    said = [*_shown_names(here, name), *([_shown_model(known)] if known else [])]
    for words in said:
        out.print(f"{name} means {words}.", markup=False)
    if not said:
        raise NotKnown(f"Nothing here goes by the name “{name}”.")


def _shown_names(here: Held, name: str) -> list[str]:
    """What a name means in the registry."""
    registry, said = here.registry, []
    lab = registry.lab(registry.find_lab(name) or "")
    family, benchmark = find_family(registry, name), registry.find_benchmark(name)
    if lab is not None:
        added = _added(here, lab.id)
        said.append(f"the lab {lab.name} ({lab.id}{', ' + added if added else ''}), also {', '.join(lab.names)}")
    if family is not None:
        added = _added(here, family.name, AddedKind.FAMILY)
        said.append(f"the family {family.name} by {family.lab}{' (' + added + ')' if added else ''}")
    if benchmark is not None:
        said.append(f"the benchmark {benchmark.name} ({benchmark.domain})")
    return said


def _shown_model(known: KnownModel) -> str:
    also = f", also {', '.join(known.aliases)}" if known.aliases else ""
    by = f" by {known.model.lab}" if known.model.lab else ""
    return f"the model {known.model.name}{by}{also}: {known.announcements} announcements"


async def _add(settings: Settings, name: str, lab: str | None, aliases: Sequence[str]) -> None:
    async with Database.open(settings.database) as database, database.begin() as session:
        if not await models.add_model(session, ModelName(name=name, lab=lab), utc_now()):
            raise NameTaken(f"“{name}” is the name of a model already.")
        for alias in aliases:
            await _alias_model(session, name, alias)
    out.print(f"{name} is a model now.", markup=False)


async def _add_lab(settings: Settings, name: str, lab_id: str | None, aliases: Sequence[str]) -> None:
    async with Database.open(settings.database) as database, database.begin() as session:
        lab = await registrynames.add_lab(session, name, lab_id, aliases, utc_now())
    out.print(
        f"{name} is a lab now ({lab.id}), known as {', '.join(lab.names)} from the next reading on.", markup=False
    )


async def _add_family(
    settings: Settings, name: str, lab: str, aliases: Sequence[str], *, bare: bool, guard: Guard
) -> None:
    async with Database.open(settings.database) as database, database.begin() as session:
        of, given = await registrynames.add_family(session, name, lab, aliases, bare=bare, guard=guard, now=utc_now())
    stored = f" {given} stored models are its own now." if given else ""
    out.print(f"{name} is a family of {of.name} now, from the next reading on.{stored}", markup=False)


async def _alias(settings: Settings, kind: Kind, name: str, alias: str) -> None:
    async with Database.open(settings.database) as database, database.begin() as session:
        if kind is Kind.LAB:
            means = (await registrynames.alias_lab(session, name, alias, utc_now())).name
        elif kind is Kind.FAMILY:
            means = (await registrynames.alias_family(session, name, alias, utc_now())).name
        else:
            means = await _alias_model(session, name, alias)
    out.print(f"{alias} means {means} now, in every server.", markup=False)


async def _alias_model(session: AsyncSession, name: str, alias: str) -> str:
    known = await _known(session, name)
    if not await models.add_alias(session, known.id, alias):
        raise NameTaken(f"“{alias}” is the name of a model already.")
    return known.model.name


async def _merge(settings: Settings, kind: Kind, duplicate: str, into: str) -> None:
    async with Database.open(settings.database) as database, database.begin() as session:
        if kind is Kind.FAMILY:
            one, other = await registrynames.merge_family(session, duplicate, into)
            said = f"{one.name} is another name of the family {other.name} now."
        elif kind is Kind.LAB:
            lab, target = await registrynames.merge_lab(session, duplicate, into, utc_now())
            said = f"What was said of {lab.name} counts for {target.name} now, in every server."
        else:
            said = await _merge_models(session, duplicate, into)
    out.print(said, markup=False)


async def _merge_models(session: AsyncSession, duplicate: str, into: str) -> str:
    one, other = await _known(session, duplicate), await _known(session, into)
    if one.id == other.id:
        raise NameTaken(f"“{duplicate}” and “{into}” are one model already.")
    await models.merge_models(session, one, other)
    return f"What was said of {one.model.name} counts for {other.model.name} now, in every server."


async def _known(session: AsyncSession, name: str) -> KnownModel:
    known = await models.find_model(session, name)
    if known is None:
        raise NotKnown(f"No model goes by the name “{name}”.")
    return known


def _print(head: tuple[str, ...], rows: Sequence[tuple[str, ...]], like: str) -> None:
    table = Table(*head)
    for row in rows:
        if like.casefold() in " ".join(row).casefold():
            table.add_row(*row)
    out.print(table)
