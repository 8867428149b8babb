"""``gapwatch registry``: what labs, benchmarks and models are known, and how the operator mends the models."""

from collections.abc import Callable, Coroutine, Sequence
from enum import StrEnum
from typing import Annotated, Any

import typer
from rich.table import Table
from sqlalchemy.ext.asyncio import AsyncSession

from bot.app import utc_now
from bot.cli.console import out, run
from bot.config import Settings, load_settings
from bot.domain.names import ModelName
from bot.errors import GapwatchError
from bot.registry.load import load_registry
from db import models
from db.engine import Database
from db.models import KnownModel

app = typer.Typer(no_args_is_help=True, help="List, show and mend labs, benchmarks and models.")


class Listed(StrEnum):
    """What can be listed."""

    LABS = "labs"
    BENCHMARKS = "benchmarks"
    MODELS = "models"


class NotKnown(GapwatchError):
    """A name that neither the registry nor any announcement uses."""

    next_step = "Look for it with: gapwatch registry list models --like WORDS"


class NameTaken(GapwatchError):
    """A name that stands for a model already."""

    next_step = "See whose it is with: gapwatch registry show NAME; two names of one model are joined with merge."


Like = Annotated[str, typer.Option(help="Only names that hold these words.")]


@app.command("list")
def list_command(what: Listed, like: Like = "") -> None:
    """List the labs and benchmarks of the registry, or the models that announcements name."""
    if what is Listed.MODELS:
        _run(lambda settings: _list_models(settings, like))
        return
    registry = load_registry()
    if what is Listed.LABS:
        rows = [(lab.id, lab.name, ", ".join(family.name for family in lab.families)) for lab in registry.labs]
        _print(("id", "name", "families"), rows, like)
    else:
        rows = [(each.name, each.domain, ", ".join(each.names)) for each in registry.benchmarks]
        _print(("name", "domain", "also"), rows, like)


@app.command("show")
def show_command(name: str) -> None:
    """Show what a name means: a lab, a benchmark or a model."""
    _run(lambda settings: _show(settings, name))


@app.command("add")
def add_command(name: str, lab: Annotated[str | None, typer.Option(help="The lab's id.")] = None) -> None:
    """Add a model before any announcement names it."""
    _run(lambda settings: _add(settings, name, lab))


@app.command("alias")
def alias_command(model: str, alias: str) -> None:
    """Let a model go by another name, in every server."""
    _run(lambda settings: _alias(settings, model, alias))


@app.command("merge")
def merge_command(duplicate: str, into: str) -> None:
    """Give everything said of one model to another, in every server; the name goes on as an alias."""
    _run(lambda settings: _merge(settings, duplicate, into))


def _run(work: Callable[[Settings], Coroutine[Any, Any, None]]) -> None:
    async def with_settings() -> None:
        await work(load_settings())

    run(with_settings())


async def _list_models(settings: Settings, like: str) -> None:
    async with Database.open(settings.database) as database, database.read() as session:
        found = await models.known_models(session, containing=like)
    rows = [(each.model.name, each.model.lab or "", str(each.announcements), ", ".join(each.aliases)) for each in found]
    _print(("model", "lab", "announcements", "also"), rows, "")


async def _show(settings: Settings, name: str) -> None:
    registry = load_registry()
    lab_id, benchmark = registry.find_lab(name), registry.find_benchmark(name)
    if lab_id is not None:
        lab = registry.lab_name(lab_id)
        out.print(f"{name} means the lab {lab.name} ({lab.id}).", markup=False)
    if benchmark is not None:
        out.print(f"{name} means the benchmark {benchmark.name} ({benchmark.domain}).", markup=False)
    async with Database.open(settings.database) as database, database.read() as session:
        known = await models.find_model(session, name)
    if known is not None:
        also = f", also {', '.join(known.aliases)}" if known.aliases else ""
        by = f" by {known.model.lab}" if known.model.lab else ""
        out.print(
            f"{name} means the model {known.model.name}{by}{also}: {known.announcements} announcements.", markup=False
        )
    if lab_id is None and benchmark is None and known is None:
        raise NotKnown(f"Nothing here goes by the name “{name}”.")


async def _add(settings: Settings, name: str, lab: str | None) -> None:
    async with Database.open(settings.database) as database, database.begin() as session:
        if not await models.add_model(session, ModelName(name=name, lab=lab), utc_now()):
            raise NameTaken(f"“{name}” is the name of a model already.")
    out.print(f"{name} is a model now.", markup=False)


async def _alias(settings: Settings, model: str, alias: str) -> None:
    async with Database.open(settings.database) as database, database.begin() as session:
        known = await _known(session, model)
        if not await models.add_alias(session, known.id, alias):
            raise NameTaken(f"“{alias}” is the name of a model already.")
    out.print(f"{alias} means {known.model.name} now, in every server.", markup=False)


async def _merge(settings: Settings, duplicate: str, into: str) -> None:
    async with Database.open(settings.database) as database, database.begin() as session:
        one, other = await _known(session, duplicate), await _known(session, into)
        if one.id == other.id:
            raise NameTaken(f"“{duplicate}” and “{into}” are one model already.")
        await models.merge_models(session, one, other)
    out.print(f"What was said of {one.model.name} counts for {other.model.name} now, in every server.", markup=False)


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
