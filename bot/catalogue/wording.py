"""How it is said that a figure is the catalogue's: with its day, and whose offer it is where not the maker's. Pure."""

from datetime import date

from bot.catalogue.providers import MAKERS
from bot.domain.catalogue import PRICE_FACTS, CatalogueModel, Fact


def catalogue_words(model: CatalogueModel, fact: Fact, today: date) -> str:
    """Whose word a fact is: ``catalogue, 22 Nov``, or ``catalogue, 21 May 2025, at OpenRouter``."""
    said = f"catalogue, {day_words(model.as_of, today)}"
    by = model.price_provider if fact in PRICE_FACTS else model.provider
    return said if by is None or by.id in MAKERS else f"{said}, at {by.name}"


def day_words(day: date, today: date) -> str:
    """The day, with its year where that is another."""
    return f"{day.day} {day:%b}" if day.year == today.year else f"{day.day} {day:%b %Y}"
