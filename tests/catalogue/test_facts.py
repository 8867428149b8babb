"""What the service answers, and how it changes as the package and the API do. Errors change nothing."""

import asyncio
import logging
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.catalogue.facts import CatalogueFacts
from bot.domain.additions import AddedKind, AddedName, RegistryAdditions
from bot.domain.catalogue import CatalogueModel, Fact
from bot.domain.names import ModelName
from bot.registry.additions import extend
from bot.registry.load import load_registry
from db.engine import Database
from db.models import add_alias, add_model, find_model
from tests.catalogue.conftest import Api, Services
from tests.catalogue.documents import CarriedPackage, document, model

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)
V4 = ModelName(name="DeepSeek-V4-Pro", lab="deepseek")


def v4(price: float, **facts: Any) -> dict[str, Any]:
    return {"deepseek-v4-pro": model("DeepSeek V4 Pro", input=price, output=3.48, **facts)}


async def one(facts: CatalogueFacts, model: ModelName = V4) -> CatalogueModel | None:
    return (await facts.facts_of([model])).get(model.key)


async def prices(facts: CatalogueFacts, model: ModelName = V4) -> list[tuple[object, date, date | None]]:
    periods = await facts.history_of(model)
    return [(each.value, each.since, each.until) for each in periods if each.fact is Fact.INPUT_PRICE]


async def test_the_packages_snapshot_gives_facts_with_its_day_and_source(facts: CatalogueFacts):
    assert await one(facts) is None
    await facts.load_package(NOW)
    found = await one(facts)
    assert found is not None
    assert (found.model, found.entry, found.provider.id) == (V4, "deepseek-v4-pro", "deepseek")
    assert (found.input_price, found.output_price, found.cached_input_price) == (1.74, 3.48, None)
    assert (found.context_window, found.open_weights, found.release_date) == (128_000, False, "2026-01-15")
    assert (found.as_of, found.source) == (date(2026, 5, 21), "package 1.0.1")


async def test_models_are_answered_by_their_own_keys_and_others_left_out(facts: CatalogueFacts):
    await facts.load_package(NOW)
    invented = ModelName(name="Northwind Zebra 9")
    other_lab = ModelName(name="DeepSeek V4 Pro", lab="openai")
    assert set(await facts.facts_of([V4, invented])) == {V4.key}
    assert await facts.facts_of([other_lab]) == {}
    assert await facts.history_of(other_lab) == await facts.history_of(invented) == ()
    assert await facts.facts_of([]) == {}


async def test_a_snapshot_is_read_once(facts: CatalogueFacts, package: CarriedPackage):
    await facts.load_package(NOW)
    assert "before" in (await facts.load_package(NOW + DAY)).says
    assert package.read == 1


async def test_a_changed_price_is_a_row_beside_the_old_one(facts: CatalogueFacts, package: CarriedPackage):
    await facts.load_package(NOW)
    package.body, package.number, package.made_on = document(deepseek=v4(1.16)), "1.0.2", date(2026, 8, 1)
    refreshed = await facts.load_package(NOW)
    assert refreshed.change is not None
    assert (refreshed.change.begun, refreshed.change.ended) == (1, 1)
    assert await prices(facts) == [(1.74, date(2026, 5, 21), date(2026, 8, 1)), (1.16, date(2026, 8, 1), None)]
    outputs = [each for each in await facts.history_of(V4) if each.fact is Fact.OUTPUT_PRICE]
    assert [(each.since, each.until, each.source, each.seen_at) for each in outputs] == [
        (date(2026, 5, 21), None, "package 1.0.1", NOW)
    ]
    found = await one(facts)
    assert found is not None
    assert (found.input_price, found.output_price, found.as_of) == (1.16, 3.48, date(2026, 8, 1))


async def test_an_older_snapshot_changes_nothing_and_is_not_read_again(facts: CatalogueFacts, package: CarriedPackage):
    await facts.load_package(NOW)
    package.body, package.number, package.made_on = document(deepseek=v4(9)), "1.0.0", date(2026, 3, 1)
    assert "no newer" in (await facts.load_package(NOW)).says
    await facts.load_package(NOW)
    assert package.read == 2
    found = await one(facts)
    assert found is not None
    assert (found.input_price, found.as_of) == (1.74, date(2026, 5, 21))


async def test_a_snapshot_that_does_not_tell_its_day_goes_by_its_newest_entry(
    facts: CatalogueFacts, package: CarriedPackage
):
    package.made_on = None
    await facts.load_package(NOW)
    found = await one(facts)
    assert found is not None
    assert found.as_of == date(2026, 2, 1)


async def test_a_model_that_is_no_longer_listed_keeps_its_history_only(facts: CatalogueFacts, package: CarriedPackage):
    package.body = document(deepseek={**v4(1.74), "deepseek-v4-flash": model("DeepSeek V4 Flash", input=0.14)})
    await facts.load_package(NOW)
    package.body, package.number, package.made_on = document(deepseek=v4(1.74)), "1.0.2", date(2026, 8, 1)
    await facts.load_package(NOW)
    flash = ModelName(name="DeepSeek-V4-Flash")
    assert await one(facts, flash) is None
    assert await prices(facts, flash) == [(0.14, date(2026, 5, 21), date(2026, 8, 1))]
    package.number, package.made_on = "1.0.3", date(2026, 9, 1)
    package.body = document(deepseek={**v4(1.74), "deepseek-v4-flash": model("DeepSeek V4 Flash", input=0.2)})
    await facts.load_package(NOW)
    assert await prices(facts, flash) == [
        (0.14, date(2026, 5, 21), date(2026, 8, 1)),
        (0.2, date(2026, 9, 1), None),
    ]


async def test_a_name_that_comes_to_mean_another_entry_shows_each_for_its_time(
    facts: CatalogueFacts, package: CarriedPackage
):
    preview = {"gemini-3-pro-preview": model("Gemini 3 Pro Preview", input=2)}
    package.body = document(google=preview)
    await facts.load_package(NOW)
    package.body = document(google={**preview, "gemini-3-pro": model("Gemini 3 Pro", input=3)})
    package.number, package.made_on = "1.0.2", date(2026, 8, 1)
    await facts.load_package(NOW)
    assert await prices(facts, ModelName(name="Gemini 3 Pro")) == [
        (2, date(2026, 5, 21), date(2026, 8, 1)),
        (3, date(2026, 8, 1), None),
    ]
    assert await prices(facts, ModelName(name="Gemini 3 Pro Preview")) == [(2, date(2026, 5, 21), None)]


async def test_a_price_moves_from_reseller_to_maker_with_who_asks_it(facts: CatalogueFacts, package: CarriedPackage):
    package.body = document(openrouter={"deepseek/deepseek-v4-pro": model("DeepSeek V4 Pro", input=2)})
    await facts.load_package(NOW)
    package.body, package.number, package.made_on = document(deepseek=v4(2)), "1.0.2", date(2026, 8, 1)
    await facts.load_package(NOW)
    history = [each for each in await facts.history_of(V4) if each.fact is Fact.INPUT_PRICE]
    assert [(each.value, each.provider.id) for each in history] == [(2, "openrouter"), (2, "deepseek")]
    found = await one(facts)
    assert found is not None
    assert (found.provider.id, found.entry) == ("deepseek", "deepseek-v4-pro")


async def test_the_operators_other_names_of_a_model_find_it_too(facts: CatalogueFacts, database: Database):
    await facts.load_package(NOW)
    ours = ModelName(name="Whale Four", lab="deepseek")
    assert await one(facts, ours) is None
    async with database.begin() as session:
        await add_model(session, ours, NOW)
        known = await find_model(session, ours.name)
        assert known is not None
        await add_alias(session, known.id, "DeepSeek-V4-Pro")
    found = await one(facts, ours)
    assert found is not None
    assert (found.model, found.input_price) == (ours, 1.74)
    assert await prices(facts, ours) == [(1.74, date(2026, 5, 21), None)]


async def test_the_api_is_asked_once_a_day_with_its_etag(asking: CatalogueFacts, api: Api):
    api.body, api.etag = document(deepseek=v4(1.16)), '"one"'
    await asking.refresh(NOW)
    assert await prices(asking) == [(1.74, date(2026, 5, 21), date(2026, 11, 23)), (1.16, date(2026, 11, 23), None)]
    await asking.refresh(NOW + timedelta(hours=23))
    assert len(api.asked) == 1
    _, again = await asking.refresh(NOW + DAY)
    assert [request.headers.get("If-None-Match") for request in api.asked] == [None, '"one"']
    assert "same as before" in again.says
    found = await one(asking)
    assert found is not None
    assert (found.input_price, found.as_of, found.source) == (1.16, date(2026, 11, 24), "models.dev API")
    assert len(await prices(asking)) == 2
    await asking.refresh(NOW + DAY, ask=True)
    assert len(api.asked) == 3


async def test_the_same_document_without_an_etag_is_not_stored_again(asking: CatalogueFacts, api: Api):
    api.body = document(deepseek=v4(1.16))
    await asking.refresh(NOW)
    _, again = await asking.refresh(NOW + DAY)
    assert "same as before" in again.says
    found = await one(asking)
    assert found is not None
    assert found.as_of == date(2026, 11, 24)


@pytest.mark.parametrize(
    ("status", "body", "said"),
    [
        (500, b"", "500"),
        (404, b"", "404"),
        (200, b"<html>down</html>", "not JSON"),
        (200, b"{}", "no model"),
        (200, b" " * 200_000, "0.1 MB"),
        (200, b'{"deepseek": {"models": {"a": 1}}}', "no model"),
    ],
)
async def test_what_fails_keeps_the_facts_and_is_a_sentence_in_the_log(
    asking: CatalogueFacts, api: Api, caplog: pytest.LogCaptureFixture, status: int, body: bytes, said: str
):
    await asking.load_package(NOW)
    before = await one(asking)
    api.status, api.body = status, body
    with caplog.at_level(logging.WARNING):
        _, failed = await asking.refresh(NOW)
    assert failed.failed
    assert said in failed.says
    assert [record.exc_info for record in caplog.records] == [None]
    assert said in caplog.text
    assert before is not None
    assert await one(asking) == before


async def test_after_a_failure_the_api_is_asked_again_sooner_than_the_next_day(asking: CatalogueFacts, api: Api):
    api.status = 500
    await asking.refresh(NOW)
    await asking.refresh(NOW + timedelta(hours=1))
    assert len(api.asked) == 1
    api.status, api.body = 200, document(deepseek=v4(1.16))
    await asking.refresh(NOW + timedelta(hours=3))
    assert len(api.asked) == 2
    found = await one(asking)
    assert found is not None
    assert found.input_price == 1.16


async def test_a_catalogue_that_lost_most_of_its_models_is_not_believed(asking: CatalogueFacts, api: Api):
    many = {f"gpt-{number}": model(f"GPT-{number}", input=1) for number in range(1, 10)}
    api.body = document(openai=many)
    await asking.refresh(NOW)
    api.body = document(openai={"gpt-1": model("GPT-1", input=7)})
    _, failed = await asking.refresh(NOW + DAY)
    assert failed.failed
    assert "lists 1 models" in failed.says
    assert len(await asking.facts_of([ModelName(name=f"GPT-{number}") for number in range(1, 10)])) == 9
    assert await prices(asking, ModelName(name="GPT-1")) == [(1, date(2026, 11, 23), None)]


async def test_a_newer_package_makes_the_api_tell_everything_anew(
    asking: CatalogueFacts, api: Api, package: CarriedPackage
):
    api.body, api.etag = document(deepseek=v4(1.16)), '"one"'
    await asking.refresh(NOW)
    package.body, package.number, package.made_on = document(deepseek=v4(5)), "1.0.2", date(2026, 11, 25)
    await asking.load_package(NOW + 3 * DAY)
    await asking.refresh(NOW + 3 * DAY)
    assert [request.headers.get("If-None-Match") for request in api.asked] == [None, None]
    assert [value for value, _, _ in await prices(asking)] == [1.74, 1.16, 5, 1.16]


async def test_a_package_made_on_the_day_of_an_answer_does_not_undo_it(
    asking: CatalogueFacts, api: Api, package: CarriedPackage
):
    api.body = document(deepseek=v4(1.16))
    await asking.refresh(NOW)
    package.body, package.number, package.made_on = document(deepseek=v4(5)), "1.0.2", NOW.date()
    assert "no newer" in (await asking.load_package(NOW)).says
    found = await one(asking)
    assert found is not None
    assert (found.input_price, found.source) == (1.16, "models.dev API")


async def test_a_snapshot_is_matched_anew_where_the_registry_has_learnt_a_family(
    services: Services, package: CarriedPackage
):
    package.body = document(openai={"zebra-1": model("Zebra 1", input=1)})
    zebra = ModelName(name="Zebra 1")
    await services.using("package").load_package(NOW)
    assert await one(services.using("package"), zebra) is None
    added = AddedName(kind=AddedKind.FAMILY, name="Zebra", lab="openai")
    taught = extend(load_registry(), RegistryAdditions(names=(added,)))
    learned = services.using("package", taught)
    await learned.load_package(NOW)
    found = await one(learned, zebra)
    assert found is not None
    assert found.input_price == 1
    await learned.load_package(NOW)
    assert package.read == 2


async def test_the_package_alone_asks_nobody(services: Services, api: Api):
    api.body = document(deepseek=v4(1.16))
    (loaded,) = await services.using("package").refresh(NOW, ask=True)
    assert loaded.catalogue is not None
    assert api.asked == []


async def test_switched_off_it_reads_asks_and_tells_nothing(
    services: Services, facts: CatalogueFacts, api: Api, package: CarriedPackage
):
    await facts.load_package(NOW)
    off = services.using("off")
    (said,) = await off.refresh(NOW, ask=True)
    assert "GAPWATCH_CATALOGUE" in said.says
    assert (api.asked, package.read) == ([], 1)
    assert await off.facts_of([V4]) == {}
    assert await off.history_of(V4) == ()


async def test_two_that_refresh_at_once_store_everything_once(services: Services):
    await asyncio.gather(services.using("package").refresh(NOW), services.using("package").refresh(NOW))
    assert await prices(services.using("package")) == [(1.74, date(2026, 5, 21), None)]
