"""``gapwatch catalogue``: read the catalogue of models anew, and show what it says of one."""

from collections.abc import Awaitable, Callable
from typing import Annotated, TypeVar

import typer
from rich.table import Table

from bot.app import open_app, utc_now
from bot.catalogue.facts import CatalogueFacts, Refreshed
from bot.catalogue.wording import catalogue_words, day_words
from bot.cli.console import err, out, run
from bot.config import load_settings
from bot.domain.catalogue import CatalogueModel, CataloguePeriod
from bot.domain.names import ModelName
from bot.errors import GapwatchError
from bot.ledger.wording import fact_words, metric_label

T = TypeVar("T")

app = typer.Typer(no_args_is_help=True, help="Facts about models from the models.dev catalogue.")


class SwitchedOff(GapwatchError):
    """The settings want no catalogue."""

    next_step = "Set GAPWATCH_CATALOGUE to package or api."


class NotListed(GapwatchError):
    """A model that the catalogue does not list, or not under this name."""

    next_step = "Give the maker's name for it, with its version; what the catalogue calls otherwise stays unmatched."


@app.command("refresh")
def refresh_command() -> None:
    """Read the installed snapshot, and ask the public address where GAPWATCH_CATALOGUE lets it, due or not."""
    if not all(_run(_refresh)):
        raise typer.Exit(1)


@app.command("show")
def show_command(name: Annotated[str, typer.Argument(help="A model, as its maker calls it.")]) -> None:
    """Show what the catalogue says of a model, and what it said before."""
    _run(lambda catalogue: _show(catalogue, name))


def _run(work: Callable[[CatalogueFacts], Awaitable[T]]) -> T:
    async def with_app() -> T:
        settings = load_settings()
        if settings.catalogue == "off":
            raise SwitchedOff("The catalogue of models is switched off.")
        async with open_app(settings) as opened:
            return await work(opened.services.catalogue)

    return run(with_app())


async def _refresh(catalogue: CatalogueFacts) -> list[bool]:
    """Whether each source could be read."""
    done = await catalogue.refresh(utc_now(), ask=True)
    for each in done:
        for line in _lines(each):
            (err if each.failed else out).print(line, markup=False)
    return [not each.failed for each in done]


def _lines(refreshed: Refreshed) -> list[str]:
    found, change = refreshed.catalogue, refreshed.change
    if found is None or change is None:
        return [refreshed.says]
    return [
        refreshed.says,
        f"    Of {found.first_party} entries of makers, {found.first_party_known} are of families that are known here.",
        f"    {change.begun} facts began, {change.ended} ended; "
        f"{found.skipped} entries could not be read, {found.refused} figures were not believed.",
    ]


async def _show(catalogue: CatalogueFacts, name: str) -> None:
    model = ModelName(name=name)
    loaded = await catalogue.load_package(utc_now())
    if loaded.failed:
        err.print(loaded.says, markup=False)
    found = (await catalogue.facts_of([model])).get(model.key)
    history = await catalogue.history_of(model)
    if found is None and not history:
        raise NotListed(f"The catalogue lists no model that is surely “{name}”.")
    _print_facts(name, found)
    _print_ended([period for period in history if period.until is not None])


def _print_facts(name: str, found: CatalogueModel | None) -> None:
    if found is None:
        out.print(f"The catalogue lists {name} no longer.", markup=False)
        return
    out.print(f"{found.name} ({found.entry}, {found.provider.name}; {found.source})", markup=False)
    table = Table(box=None, show_header=False)
    today = utc_now().date()
    for fact, (value, _) in found.facts().items():
        table.add_row(metric_label(fact), fact_words(fact, value), catalogue_words(found, fact, today))
    out.print(table)


def _print_ended(periods: list[CataloguePeriod]) -> None:
    today = utc_now().date()
    for period in periods:
        held = f"{day_words(period.since, today)} to {period.until and day_words(period.until, today)}"
        said = f"Before: {metric_label(period.fact)} {fact_words(period.fact, period.value)}, {held}"
        out.print(f"{said} ({period.provider.name})", markup=False)
