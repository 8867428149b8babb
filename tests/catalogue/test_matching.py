"""Which entry holds for a model, whose price is told, and which names mean it. What is not sure means nothing."""

from datetime import date
from typing import Any

import pytest

from bot.catalogue.matching import match_catalogue, rules_of
from bot.catalogue.package import Package
from bot.catalogue.parse import parse_catalogue
from bot.catalogue.providers import MAKERS, RANKS
from bot.domain.additions import AddedKind, AddedName, RegistryAdditions
from bot.domain.catalogue import Catalogue, CatalogueModel, Fact
from bot.domain.names import name_key
from bot.registry.additions import extend
from bot.registry.load import load_registry
from tests.catalogue.documents import document, model

DAY = date(2026, 5, 21)


def match(**providers: dict[str, Any]) -> Catalogue:
    parsed = parse_catalogue(document(**providers), RANKS, DAY)
    return match_catalogue(parsed, load_registry(), as_of=DAY, source="a test")


def found(catalogue: Catalogue, name: str) -> CatalogueModel | None:
    key = catalogue.names.get(name_key(name))
    return catalogue.models[key] if key else None


def entry(catalogue: Catalogue, name: str) -> str | None:
    model = found(catalogue, name)
    return model.entry if model else None


def test_every_maker_is_a_lab_of_the_registry():
    assert all(load_registry().lab(lab) for lab in MAKERS.values())


def test_the_makers_entry_is_chosen_before_resellers_whatever_their_order_and_price():
    catalogue = match(
        openrouter={"deepseek/deepseek-v4-pro": model("DeepSeek V4 Pro", input=1.2, output=2.4)},
        deepseek={"deepseek-v4-pro": model("DeepSeek V4 Pro", input=1.74, output=3.48)},
    )
    chosen = found(catalogue, "DeepSeek-V4-Pro")
    assert chosen is not None
    assert (chosen.provider.id, chosen.price_provider, chosen.input_price) == ("deepseek", chosen.provider, 1.74)
    assert (chosen.model.lab, chosen.as_of, chosen.source) == ("deepseek", DAY, "a test")


def test_a_reseller_is_named_where_the_maker_lists_no_such_model():
    chosen = found(match(openrouter={"deepseek/deepseek-v3.2": model("DeepSeek V3.2", input=0.25)}), "DeepSeek-V3.2")
    assert chosen is not None
    assert chosen.facts()[Fact.INPUT_PRICE] == (0.25, chosen.provider)
    assert chosen.provider.id == "openrouter"


def test_a_price_of_nothing_is_none_where_the_maker_charges_for_nothing():
    catalogue = match(
        nvidia={"nvidia/nemotron-3-super": model("Nemotron 3 Super", input=0, output=0, context=262_144)},
        openrouter={"nvidia/nemotron-3-super": model("Nemotron 3 Super", input=0.2, output=0.8, context=1000)},
        togetherai={"nvidia/nemotron-3-super": model("Nemotron 3 Super", input=0.1)},
    )
    chosen = found(catalogue, "Nemotron 3 Super")
    assert chosen is not None
    assert (chosen.provider.id, chosen.context_window) == ("nvidia", 262_144)
    assert chosen.facts()[Fact.INPUT_PRICE][0] == 0.2
    assert chosen.facts()[Fact.INPUT_PRICE][1].id == "openrouter"
    assert chosen.facts()[Fact.CONTEXT_WINDOW][1].id == "nvidia"


def test_a_price_of_nothing_is_one_where_the_maker_charges_for_the_rest_and_never_at_a_reseller():
    catalogue = match(
        zai={"glm-4.7-flash": model("GLM-4.7-Flash", input=0, output=0), **_charged("glm-4.6", "glm-5")},
        openrouter={"deepseek/deepseek-v3.2": model("DeepSeek V3.2", input=0, output=0), **_charged("openai/gpt-4")},
    )
    free, told = found(catalogue, "GLM-4.7-Flash"), found(catalogue, "DeepSeek-V3.2")
    assert free is not None
    assert free.input_price == 0
    assert told is not None
    assert (told.input_price, told.price_provider) == (None, None)


def _charged(*entries: str) -> dict[str, Any]:
    return {entry: model(entry.rpartition("/")[2].upper(), input=1, output=2) for entry in entries}


def test_models_that_a_maker_resells_are_not_taken_for_its_own():
    catalogue = match(
        nvidia={"deepseek-ai/deepseek-v3.2": model("DeepSeek V3.2"), "meta/llama-3.3-70b": model("Llama 3.3 70B")}
    )
    assert dict(catalogue.models) == {}
    assert (catalogue.first_party, catalogue.first_party_known) == (0, 0)


def test_a_compound_name_is_of_the_lab_that_made_the_compound():
    catalogue = match(nvidia={"nvidia/llama-3.3-nemotron-super-49b-v1": model("Llama 3.3 Nemotron Super 49B v1")})
    assert [each.model.lab for each in catalogue.models.values()] == ["nvidia"]


@pytest.mark.parametrize(
    "entry",
    [
        "deepseek-v3.2",  # who made it is not said
        "someone/deepseek-v3.2",
        "qwen/deepseek-v3.2",  # by another lab than the family's
        "deepseek/deepseek-v3.2:free",  # another deal
        "deepseek/unheard-of-1",
    ],
)
def test_what_a_reseller_sells_of_no_sure_maker_is_left_out(entry: str):
    assert dict(match(openrouter={entry: model(entry.rpartition("/")[2])}).models) == {}


def test_entries_of_makers_that_begin_with_no_family_are_counted_and_left_out():
    catalogue = match(openai={"gpt-5.5": model("GPT-5.5"), "zebra-1": model("Zebra 1")})
    assert (catalogue.first_party, catalogue.first_party_known, list(catalogue.models)) == (2, 1, ["gpt55"])


@pytest.mark.parametrize(
    ("listed", "name", "meant"),
    [
        ({"claude-opus-4-5-20251101": "Claude Opus 4.5"}, "claude-opus-4-5-20251101", "claude-opus-4-5-20251101"),
        ({"claude-opus-4-5-20251101": "Claude Opus 4.5"}, "Claude Opus 4.5", "claude-opus-4-5-20251101"),
        ({"claude-3-5-haiku-latest": "Claude Haiku 3.5 (latest)"}, "Claude 3.5 Haiku", "claude-3-5-haiku-latest"),
        ({"claude-3-5-haiku-latest": "Claude Haiku 3.5 (latest)"}, "Claude Haiku 3.5", "claude-3-5-haiku-latest"),
        ({"claude-3-opus-20240229": "Claude Opus 3"}, "Claude 3 Opus", "claude-3-opus-20240229"),
        ({"claude-opus-4-20250514": "Claude Opus 4"}, "Claude Opus 4.5", None),
        ({"claude-opus-4-5": "Claude Opus 4.5"}, "claude-opus-4-5-20251101", None),
        ({"claude-opus-4-5": "Claude Opus 4.5"}, "Claude Opus", None),
    ],
)
def test_snapshots_and_aliases_mean_their_version_and_no_other(listed: dict[str, str], name: str, meant: str | None):
    assert entry(match(anthropic={key: model(title) for key, title in listed.items()}), name) == meant


def test_a_version_means_the_undated_entry_else_the_newest_snapshot():
    snapshots = {
        "gpt-4o-2024-05-13": model("GPT-4o (2024-05-13)", input=5),
        "gpt-4o-2024-11-20": model("GPT-4o (2024-11-20)", input=2.5),
    }
    assert entry(match(openai=snapshots), "GPT-4o") == "gpt-4o-2024-11-20"
    undated = match(openai={**snapshots, "gpt-4o": model("GPT-4o", input=2)})
    assert entry(undated, "GPT-4o") == "gpt-4o"
    assert entry(undated, "gpt-4o-2024-05-13") == "gpt-4o-2024-05-13"


@pytest.mark.parametrize(
    ("provider", "key", "title", "name"),
    [
        ("mistral", "mistral-large-latest", "Mistral Large (latest)", "Mistral Large"),
        ("mistral", "ministral-8b-latest", "Ministral 8B (latest)", "Ministral 8B"),
        ("google", "gemini-flash-latest", "Gemini Flash Latest", "Gemini Flash"),
        ("deepseek", "deepseek-chat", "DeepSeek Chat", "DeepSeek-V3.2"),
    ],
)
def test_an_alias_that_moves_from_version_to_version_means_itself_only(provider: str, key: str, title: str, name: str):
    catalogue = match(**{provider: {key: model(title)}})
    assert entry(catalogue, name) is None
    assert entry(catalogue, key) == key


def test_a_family_that_goes_by_its_makers_name_too_is_found_by_both():
    catalogue = match(nova={"nova-2-lite-v1": model("Nova 2 Lite")}, openai={"gpt-5.5": model("GPT-5.5")})
    assert entry(catalogue, "Amazon Nova 2 Lite") == entry(catalogue, "Nova 2 Lite") == "nova-2-lite-v1"
    assert entry(catalogue, "OpenAI GPT-5.5") is None


def test_a_preview_means_the_version_until_the_version_itself_is_listed():
    preview = {"gemini-3-pro-preview": model("Gemini 3 Pro Preview")}
    assert entry(match(google=preview), "Gemini 3 Pro") == "gemini-3-pro-preview"
    released = match(google={**preview, "gemini-3-pro": model("Gemini 3 Pro", input=3)})
    assert entry(released, "Gemini 3 Pro") == "gemini-3-pro"
    assert entry(released, "Gemini 3 Pro Preview") == "gemini-3-pro-preview"


def test_a_model_that_follows_instructions_goes_by_the_name_without_that():
    catalogue = match(
        llama={"llama-4-scout-17b-16e-instruct-fp8": model("Llama-4-Scout-17B-16E-Instruct-FP8")},
        google={"gemma-4-31b-it": model("Gemma 4 31B IT")},
    )
    assert entry(catalogue, "Llama 4 Scout 17B-16E") == "llama-4-scout-17b-16e-instruct-fp8"
    assert entry(catalogue, "Gemma 4 31B") == "gemma-4-31b-it"


def test_a_name_of_two_entries_with_different_facts_means_neither():
    different = {"devstral-2512": model("Devstral 2", input=0.4), "devstral-big": model("Devstral 2", input=1)}
    catalogue = match(mistral=different)
    assert entry(catalogue, "Devstral 2") is None
    assert entry(catalogue, "devstral-2512") == "devstral-2512"
    alike = {"devstral-2512": model("Devstral 2", input=0.4), "devstral-big": model("Devstral 2", input=0.4)}
    assert entry(match(mistral=alike), "Devstral 2") == "devstral-2512"


def test_what_is_matched_does_not_depend_on_the_order_of_the_document():
    offers = {
        "mistral": {"mistral-large-2512": model("Mistral Large 3", input=0.5)},
        "openrouter": {
            "mistralai/mistral-large-2512": model("Mistral: Mistral Large 3", input=0.6),
            "mistralai/mistral-large": model("Mistral Large", input=2),
        },
        "togetherai": {"mistralai/mistral-large": model("Mistral Large", input=3)},
    }
    forth, back = match(**offers), match(**dict(reversed(offers.items())))
    assert (forth.models, forth.names) == (back.models, back.names)
    assert found(forth, "Mistral Large").input_price == 2


def test_other_rules_are_told_apart_where_the_registry_learns_a_family():
    shipped = load_registry()
    added = AddedName(kind=AddedKind.FAMILY, name="Zebra", lab="openai")
    assert rules_of(shipped) == rules_of(load_registry())
    assert rules_of(extend(shipped, RegistryAdditions(names=(added,)))) != rules_of(shipped)


def test_the_installed_snapshot_is_read_and_most_of_what_makers_list_is_known():
    snapshot = Package().snapshot()
    parsed = parse_catalogue(snapshot.body, RANKS, date(2100, 1, 1))
    catalogue = match_catalogue(parsed, load_registry(), as_of=snapshot.made_on or DAY, source="package")
    assert snapshot.made_on is not None
    assert len(catalogue.models) > 300
    assert catalogue.first_party_known > 0.85 * catalogue.first_party > 200
    for name in ("GPT-4o", "Claude Opus 4.5", "Gemini 2.5 Pro", "DeepSeek-V3.2", "Qwen3-Max"):
        chosen = found(catalogue, name)
        assert chosen is not None, name
        assert chosen.input_price, name
        assert chosen.context_window, name
