"""Names that the operator adds are kept, and labs that are one become one, on both databases."""

from datetime import datetime, timedelta

from bot.domain.additions import AddedKind, AddedName, RegistryAdditions
from bot.domain.claims import Allegation, Kind, Reading
from bot.domain.names import LabName, ModelName
from db import additions, feeds, models, names
from db.announcements import latest
from db.claims import ClaimFilter, guild_claims
from db.engine import Database
from tests.claims import claim
from tests.db.test_queries import OURS, add_feed, announce

ACME = AddedName(kind=AddedKind.LAB, name="Acme AI", lab="acme")
SMITHY = AddedName(kind=AddedKind.LAB_ALIAS, name="Smithy", lab="acme")
ANVIL = AddedName(kind=AddedKind.FAMILY, name="Anvil", lab="acme", bare=True, guard="field")
CODER = AddedName(kind=AddedKind.FAMILY_ALIAS, name="AnvilCoder", lab="acme", family="Anvil")


async def test_added_names_come_back_as_they_were_oldest_first(database: Database, now: datetime):
    for later, name in enumerate((ACME, ANVIL, SMITHY, CODER)):
        async with database.begin() as session:
            assert await additions.add_names(session, [name], now + timedelta(seconds=later))
    async with database.read() as session:
        assert await additions.registry_additions(session) == RegistryAdditions(names=(ACME, ANVIL, SMITHY, CODER))


async def test_a_name_is_stored_once(database: Database, now: datetime):
    async with database.begin() as session:
        assert await additions.add_names(session, [ACME, SMITHY], now)
        assert not await additions.add_names(session, [SMITHY], now)


async def test_everything_of_a_merged_lab_is_the_other_labs(database: Database, now: datetime):
    feed = await add_feed(database, "smithy", now, OURS)
    anvil = ModelName(name="Anvil-3", lab="smithy")
    accused = claim(
        Kind.ALLEGATION,
        Allegation.DISTILLATION,
        subject=LabName(id="smithy", name="smithy"),
        baseline=LabName(id="acme", name="Acme AI"),
    )
    await announce(database, feed, "one", Reading(labs=("smithy", "acme"), models=(anvil,), claims=(accused,)), now)
    async with database.begin() as session:
        await additions.add_names(session, [AddedName(kind=AddedKind.FAMILY, name="Anvil", lab="smithy")], now)
        await additions.merge_labs(session, "smithy", "acme")
    async with database.read() as session:
        (announcement,) = await latest(session, OURS)
        assert announcement.labs == ("acme",)
        (sourced,) = await guild_claims(session, OURS, ClaimFilter())
        assert isinstance(sourced.claim.subject, LabName)
        assert isinstance(sourced.claim.baseline, LabName)
        assert (sourced.claim.subject.id, sourced.claim.baseline.id) == ("acme", "acme")
        assert [each.model.lab for each in await models.known_models(session)] == ["acme"]
        assert (await feeds.get_feed(session, feed.id)).lab == "acme"
        assert await additions.find_stored_lab(session, "smithy") is None
        assert [name.lab for name in (await additions.registry_additions(session)).names] == ["acme"]


async def test_a_lab_that_texts_called_so_before_is_taken_up(database: Database, now: datetime):
    feed = await add_feed(database, "press", now, OURS)
    await announce(database, feed, "one", Reading(labs=("Acme AI",)), now)
    async with database.begin() as session:
        await additions.save_lab(session, LabName(id="acme", name="Acme AI"), called="Acme AI")
    async with database.read() as session:
        assert [lab.id for lab in await names.guild_labs(session, OURS)] == ["acme"]
        assert await additions.find_stored_lab(session, "acme ai") == LabName(id="acme", name="Acme AI")


async def test_all_names_of_a_merged_family_go_on_as_names_of_the_other(database: Database, now: datetime):
    async with database.begin() as session:
        await additions.add_names(session, [ANVIL, CODER], now)
        await additions.merge_families(session, ["Anvil", "AnvilCoder"], "acme", "Hammer")
    async with database.read() as session:
        found = (await additions.registry_additions(session)).names
    assert {(each.kind, each.name, each.family, each.bare, each.guard) for each in found} == {
        (AddedKind.FAMILY_ALIAS, "Anvil", "Hammer", False, "none"),
        (AddedKind.FAMILY_ALIAS, "AnvilCoder", "Hammer", False, "none"),
    }


async def test_models_whose_lab_was_not_known_get_it_by_their_family(database: Database, now: datetime):
    stored = [ModelName(name=name, lab=lab) for name, lab in NAMED.items()]
    async with database.begin() as session:
        await names.save_names(session, labs=["other", "acme"], models=stored, now=now)
        assert await models.give_lab(session, ["Anvil", "Hammer"], "acme") == 3
    async with database.read() as session:
        known = {each.model.name: each.model.lab for each in await models.known_models(session)}
    assert known == {
        "Anvil-3": "acme",
        "anvil2 Pro": "acme",
        "Hammer 7B": "acme",
        "Anvilate-1": None,
        "Old Anvil": None,
        "Anvil-9": "other",
    }


NAMED = {
    "Anvil-3": None,
    "anvil2 Pro": None,
    "Hammer 7B": None,
    "Anvilate-1": None,
    "Old Anvil": None,
    "Anvil-9": "other",
}
