"""A figure of the catalogue is told with its day, and with whose offer it is where that is not the maker's."""

from dataclasses import replace
from datetime import date

from bot.catalogue.wording import catalogue_words
from bot.domain.catalogue import CatalogueModel, Fact, Provider
from bot.domain.names import ModelName

ROUTER = Provider(id="openrouter", name="OpenRouter")
NVIDIA = Provider(id="nvidia", name="Nvidia")
LISTED = CatalogueModel(
    model=ModelName(name="Nemotron 3 Super", lab="nvidia"),
    entry="nvidia/nemotron-3-super",
    name="Nemotron 3 Super",
    provider=NVIDIA,
    price_provider=ROUTER,
    input_price=0.2,
    context_window=262_144,
    as_of=date(2026, 11, 22),
    source="models.dev API",
)


def test_the_year_is_told_where_it_is_another():
    assert catalogue_words(LISTED, Fact.CONTEXT_WINDOW, date(2026, 11, 23)) == "catalogue, 22 Nov"
    assert catalogue_words(LISTED, Fact.CONTEXT_WINDOW, date(2027, 1, 2)) == "catalogue, 22 Nov 2026"


def test_a_resellers_price_is_told_as_one_and_so_is_all_of_a_resellers_entry():
    today = date(2026, 11, 23)
    assert catalogue_words(LISTED, Fact.INPUT_PRICE, today) == "catalogue, 22 Nov, at OpenRouter"
    resold = replace(LISTED, provider=ROUTER)
    assert catalogue_words(resold, Fact.CONTEXT_WINDOW, today) == "catalogue, 22 Nov, at OpenRouter"
    own = replace(LISTED, price_provider=NVIDIA)
    assert catalogue_words(own, Fact.INPUT_PRICE, today) == "catalogue, 22 Nov"
