"""The service: what the catalogue says of a model, and when that is read anew. Shown beside claims, not instead.

The package's snapshot is read when it is another one than before, the public address once a day with its validators.
What fails leaves the facts as they are, and is a sentence in the log.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from bot.catalogue.matching import match_catalogue, rules_of
from bot.catalogue.package import Package, Snapshot
from bot.catalogue.parse import CatalogueUnreadable, parse_catalogue
from bot.catalogue.providers import RANKS
from bot.config import CatalogueUse
from bot.domain.catalogue import Catalogue, CatalogueModel, CataloguePeriod
from bot.domain.names import ModelName
from bot.errors import GapwatchError
from bot.feeds.fetch import Fetched, Fetcher
from bot.registry.registry import Registry
from db.catalogue import catalogue_facts, catalogue_history
from db.catalogue_states import (
    CatalogueChange,
    CatalogueSource,
    catalogue_size,
    catalogue_sources,
    save_catalogue,
    save_catalogue_source,
)
from db.engine import Database

ADDRESS = "https://models.dev/api.json"
PACKAGE, API = "package", "api"
API_EDITION = "models.dev API"
_ASK_EVERY = timedelta(hours=24)
_ASK_AGAIN_AFTER_FAILURE = timedelta(hours=3)

_log = logging.getLogger(__name__)


class CatalogueShrunk(GapwatchError):
    """The catalogue lists far fewer models than it did."""

    next_step = (
        "What was known before stays. It is asked again by itself; if it stays so, an update of Gapwatch is due."
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Refreshed:
    """What came of reading one source, in a sentence; the catalogue and its changes where they were stored."""

    says: str
    failed: bool = False
    catalogue: Catalogue | None = None
    change: CatalogueChange | None = None


class CatalogueFacts:
    """Facts of the catalogue for models by our names. ``registry`` gives the registry as it is now."""

    def __init__(
        self,
        database: Database,
        fetcher: Fetcher,
        registry: Callable[[], Registry],
        use: CatalogueUse,
        *,
        address: str = ADDRESS,
        package: Package | None = None,
    ) -> None:
        self._database = database
        self._fetcher = fetcher
        self._registry = registry
        self._use = use
        self._address = address
        self._package = package or Package()
        self._one_at_a_time = asyncio.Lock()

    async def facts_of(self, models: Sequence[ModelName]) -> Mapping[str, CatalogueModel]:
        """What the catalogue says now, by the model's key; what it does not surely list is left out."""
        if self._use == "off" or not models:
            return {}
        async with self._database.read() as session:
            return await catalogue_facts(session, models)

    async def history_of(self, model: ModelName) -> tuple[CataloguePeriod, ...]:
        """Every fact that the catalogue gave of the model since it is read here, by fact, the oldest first."""
        if self._use == "off":
            return ()
        async with self._database.read() as session:
            return await catalogue_history(session, model)

    async def load_package(self, now: datetime) -> Refreshed:
        """Take in the snapshot that is installed, if it is another than before and no older than what is held."""
        if self._use == "off":
            return Refreshed(says="The catalogue of models is switched off (GAPWATCH_CATALOGUE).")
        async with self._one_at_a_time:
            return await self._or_why_not(self._load_package(now))

    async def refresh(self, now: datetime, *, ask: bool = False) -> tuple[Refreshed, ...]:
        """Read what is due: the snapshot, and the public address if the settings let it; ``ask``: though not due."""
        loaded = await self.load_package(now)
        if self._use != "api":
            return (loaded,)
        async with self._one_at_a_time:
            return loaded, await self._or_why_not(self._ask(now, though_not_due=ask))

    async def _or_why_not(self, reading: Coroutine[Any, Any, Refreshed]) -> Refreshed:
        try:
            return await reading
        except GapwatchError as error:
            _log.warning("The catalogue of models was not read anew. %s", error.sentence)
            return Refreshed(says=error.sentence, failed=True)

    async def _load_package(self, now: datetime) -> Refreshed:
        rules, version = rules_of(self._registry()), self._package.version()
        edition = f"package {version}"
        held = (await self._held())[PACKAGE]
        if held.document == version and held.matched_by == rules:
            return Refreshed(says=f"The snapshot of {edition} was read before.")
        catalogue = await asyncio.to_thread(_read_package, self._package, edition, self._registry(), now.date())
        source = CatalogueSource(
            id=PACKAGE, edition=edition, as_of=catalogue.as_of, asked_at=now, document=version, matched_by=rules
        )
        return await self._take(catalogue, source, now)

    async def _ask(self, now: datetime, *, though_not_due: bool) -> Refreshed:
        rules, sources = rules_of(self._registry()), await self._held()
        held = sources[API]
        if not though_not_due and not _is_due(held, rules, now):
            return Refreshed(says=f"{self._address} was asked not long ago.")
        # That nothing changed tells something only if what is held is what was had from there.
        known = held.matched_by == rules and held.as_of is not None and held.as_of == _newest(sources.values())
        await self._save(replace(held, asked_at=now))
        fetched = await self._fetcher.fetch(
            self._address, held.etag if known else None, held.last_modified if known else None
        )
        source = _answered(held, fetched, rules, now)
        if known and (fetched.not_modified or fetched.body_hash == held.document):
            await self._save(source)
            return Refreshed(says=f"{self._address} says the same as before.")
        answer = Snapshot(body=fetched.body, made_on=now.date())
        catalogue = await asyncio.to_thread(_read, answer, self._registry(), API_EDITION, now.date())
        return await self._take(catalogue, source, now)

    async def _take(self, catalogue: Catalogue, source: CatalogueSource, now: datetime) -> Refreshed:
        """Store it with what it came from, in one transaction; an older one is only noted, not to be read again."""
        async with self._database.begin() as session:
            held = {each.id: each for each in await catalogue_sources(session, (PACKAGE, API), lock=True)}
            newest = _newest(held.values())
            # Of one day, what is asked for today is newer than what was packed.
            packed_by_then = source.id == PACKAGE and catalogue.as_of == held[API].as_of
            if newest is not None and (catalogue.as_of < newest or packed_by_then):
                noted = replace(held[source.id], asked_at=now, document=source.document, matched_by=source.matched_by)
                await save_catalogue_source(session, noted)
                return Refreshed(says=f"The snapshot of {source.edition} is no newer than what is held, of {newest}.")
            size = await catalogue_size(session)
            if len(catalogue.models) * 2 < size:
                raise CatalogueShrunk(f"The catalogue lists {len(catalogue.models)} models, and listed {size} before.")
            change = await save_catalogue(session, catalogue, now)
            await save_catalogue_source(session, source)
        says = f"{source.edition} of {catalogue.as_of}: {len(catalogue.models)} models"
        _log.info("Read the catalogue of models, %s; %s facts began, %s ended.", says, change.begun, change.ended)
        return Refreshed(says=f"{says}.", catalogue=catalogue, change=change)

    async def _held(self) -> dict[str, CatalogueSource]:
        async with self._database.read() as session:
            return {source.id: source for source in await catalogue_sources(session, (PACKAGE, API))}

    async def _save(self, source: CatalogueSource) -> None:
        async with self._database.begin() as session:
            await save_catalogue_source(session, source)


def _read_package(package: Package, edition: str, registry: Registry, today: date) -> Catalogue:
    return _read(package.snapshot(), registry, edition, today)


def _read(snapshot: Snapshot, registry: Registry, source: str, today: date) -> Catalogue:
    parsed = parse_catalogue(snapshot.body, RANKS, today)
    day = snapshot.made_on or parsed.updated
    if day is None:
        raise CatalogueUnreadable(f"The catalogue of {source} does not tell of which day it is.")
    return match_catalogue(parsed, registry, as_of=min(day, today), source=source)


def _answered(held: CatalogueSource, fetched: Fetched, rules: str, now: datetime) -> CatalogueSource:
    same = fetched.not_modified
    return CatalogueSource(
        id=API,
        edition=API_EDITION,
        as_of=now.date(),
        asked_at=now,
        etag=fetched.etag or (held.etag if same else None),
        last_modified=fetched.last_modified or (held.last_modified if same else None),
        document=held.document if same else fetched.body_hash,
        matched_by=rules,
    )


def _is_due(held: CatalogueSource, rules: str, now: datetime) -> bool:
    if held.asked_at is None:
        return True
    answered = held.as_of == held.asked_at.date() and held.matched_by == rules
    return now - held.asked_at >= (_ASK_EVERY if answered else _ASK_AGAIN_AFTER_FAILURE)


def _newest(sources: Iterable[CatalogueSource]) -> date | None:
    return max((source.as_of for source in sources if source.as_of is not None), default=None)
