"""The service over a real database, with a package of our own and an API on loopback."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from bot.catalogue.facts import CatalogueFacts
from bot.config import CatalogueUse
from bot.feeds.fetch import Fetcher, Limits
from bot.registry.load import load_registry
from bot.registry.registry import Registry
from db.engine import Database
from tests.catalogue.documents import CarriedPackage, document, model


class Api:
    """Answers with what it is told to, or that nothing changed to who knows its ETag."""

    def __init__(self) -> None:
        self.body = b""
        self.status = 200
        self.etag = ""
        self.asked: list[web.Request] = []
        self.address = ""

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append(request)
        if self.etag and request.headers.get("If-None-Match") == self.etag:
            return web.Response(status=304)
        headers = {"ETag": self.etag} if self.etag else {}
        return web.Response(status=self.status, body=self.body, headers=headers, content_type="application/json")


@pytest.fixture
async def api() -> AsyncIterator[Api]:
    api = Api()
    app = web.Application()
    app.router.add_get("/api.json", api.answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    api.address = f"http://127.0.0.1:{runner.addresses[0][1]}/api.json"
    yield api
    await runner.cleanup()


@pytest.fixture
def package() -> CarriedPackage:
    return CarriedPackage(document(deepseek={"deepseek-v4-pro": model("DeepSeek V4 Pro", input=1.74, output=3.48)}))


class Services:
    """Makes the service as the settings would."""

    def __init__(self, database: Database, fetcher: Fetcher, package: CarriedPackage, address: str) -> None:
        self.database = database
        self._rest = (fetcher, package, address)

    def using(self, use: CatalogueUse, registry: Registry | None = None) -> CatalogueFacts:
        fetcher, package, address = self._rest
        known = registry or load_registry()
        return CatalogueFacts(self.database, fetcher, lambda: known, use, address=address, package=package)


@pytest.fixture
async def services(database: Database, package: CarriedPackage, api: Api) -> AsyncIterator[Services]:
    """On SQLite and on PostgreSQL."""
    limits = Limits(connect=2, headers=2, total=2, max_bytes=100_000)
    async with Fetcher(limits=limits, allow_private={"127.0.0.1"}) as fetcher:
        yield Services(database, fetcher, package, api.address)


@pytest.fixture
def facts(services: Services) -> CatalogueFacts:
    """The service that has the package alone."""
    return services.using("package")


@pytest.fixture
def asking(services: Services) -> CatalogueFacts:
    """The service that asks the API too."""
    return services.using("api")
