"""Decide which offers are which models, whose entry holds for each, and which names mean it. Pure.

Conservative: an offer counts only where its name begins with a family of the lab that sells it or, at a reseller, of
the lab that it names as the maker. A name that could mean two entries with different facts means neither.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.catalogue.names import FamilyNames, Naming, Strength, naming_of, shown_title
from bot.catalogue.parse import Offer, Parsed
from bot.catalogue.providers import MAKERS, RANKS
from bot.domain.catalogue import Catalogue, CatalogueModel
from bot.domain.names import ModelName
from bot.registry.registry import Registry

_RULES = 1  # counted up when this module or bot.catalogue.names decide otherwise than before


@dataclass(frozen=True, kw_only=True, slots=True)
class _Listed:
    """An offer that is known to be a model of a lab."""

    offer: Offer
    lab: str
    naming: Naming

    @property
    def rank(self) -> int:
        return RANKS[self.offer.provider.id]

    @property
    def resold(self) -> bool:
        return self.offer.provider.id not in MAKERS


@dataclass(frozen=True, kw_only=True, slots=True)
class _Call:
    """A name that may mean a model."""

    key: str
    strength: Strength
    of: _Listed

    @property
    def order(self) -> tuple[bool, Strength, int]:
        return (self.of.resold, self.strength, self.of.rank)


def match_catalogue(parsed: Parsed, registry: Registry, *, as_of: date, source: str) -> Catalogue:
    """The models of the catalogue that are of labs that we know, with their names."""
    families = FamilyNames(registry)
    own = [offer for offer in parsed.offers if offer.provider.id in MAKERS]
    resold = [offer for offer in parsed.offers if offer.provider.id not in MAKERS]
    makers = [_of_maker(offer, families) for offer in own]
    others = sum(bool(labs_of(offer, families)) for offer, listed in zip(own, makers, strict=True) if listed is None)
    listed = [
        each for each in (*makers, *(_of_reseller(offer, registry, families) for offer in resold)) if each is not None
    ]
    grouped = _by_own_key(listed)
    priced = _charging(own)
    return Catalogue(
        as_of=as_of,
        source=source,
        models={key: _model(group, priced, as_of, source) for key, group in grouped.items()},
        names=_names(group[0] for group in grouped.values()),
        first_party=len(own) - others,
        first_party_known=sum(each is not None for each in makers),
        skipped=parsed.skipped,
        refused=parsed.refused,
    )


def rules_of(registry: Registry) -> str:
    """Tells the rules by which entries are matched from others: a registry that knows more matches more."""
    families = sorted((family.lab, *family.heads, str(family.maker)) for family in registry.families())
    owners = sorted((lab.id, *lab.orgs) for lab in registry.labs)
    told = repr((_RULES, list(RANKS), sorted(MAKERS.items()), families, owners))
    return hashlib.sha256(told.encode()).hexdigest()


def labs_of(offer: Offer, families: FamilyNames) -> set[str]:
    """The labs that may have made what is offered, by its title, else by its name for programs."""
    return families.labs_of(shown_title(offer.name)) or families.labs_of(offer.entry.rpartition("/")[2])


def _of_maker(offer: Offer, families: FamilyNames) -> _Listed | None:
    lab = MAKERS[offer.provider.id]
    if lab not in labs_of(offer, families):
        return None
    return _Listed(offer=offer, lab=lab, naming=naming_of(offer.entry, offer.name, families))


def _of_reseller(offer: Offer, registry: Registry, families: FamilyNames) -> _Listed | None:
    """By the maker's name before the slash; what follows a colon is another deal on the same model."""
    owner, slash, bare = offer.entry.partition("/")
    lab = registry.lab_of_owner(owner)
    if not slash or lab is None or ":" in bare or lab not in labs_of(offer, families):
        return None
    return _Listed(offer=offer, lab=lab, naming=naming_of(offer.entry, offer.name, families))


def _by_own_key(listed: Iterable[_Listed]) -> dict[str, list[_Listed]]:
    """Offers of one model, the maker's first."""
    grouped: dict[str, list[_Listed]] = defaultdict(list)
    for each in sorted(listed, key=lambda each: (each.rank, each.offer.entry)):
        group = grouped[each.naming.own]
        if not group or group[0].lab == each.lab:
            group.append(each)
    return grouped


def _model(group: Sequence[_Listed], priced: set[str], as_of: date, source: str) -> CatalogueModel:
    card = group[0]
    prices = next((each.offer for each in group if _states_prices(each, priced)), None)
    return CatalogueModel(
        model=ModelName(name=shown_title(card.offer.name), lab=card.lab),
        entry=card.offer.entry,
        name=card.offer.name,
        provider=card.offer.provider,
        price_provider=prices.provider if prices else None,
        input_price=prices.input_price if prices else None,
        output_price=prices.output_price if prices else None,
        cached_input_price=prices.cached_input_price if prices else None,
        context_window=card.offer.context_window,
        max_output=card.offer.max_output,
        release_date=card.offer.release_date,
        open_weights=card.offer.open_weights,
        knowledge_cutoff=card.offer.knowledge_cutoff,
        as_of=as_of,
        source=source,
    )


def _charging(offers: Sequence[Offer]) -> set[str]:
    """The providers that charge for most of what they list: with the others, nothing is a price that is not told."""
    listed = Counter(offer.provider.id for offer in offers)
    charged = Counter(offer.provider.id for offer in offers if offer.input_price or offer.output_price)
    return {provider for provider, count in listed.items() if charged[provider] * 2 > count}


def _states_prices(listed: _Listed, priced: set[str]) -> bool:
    """Nothing is a price too, where the maker charges for most of its models."""
    offer = listed.offer
    if offer.input_price or offer.output_price:
        return True
    return offer.input_price == 0 and not listed.resold and offer.provider.id in priced


def _names(models: Iterable[_Listed]) -> dict[str, str]:
    calls: dict[str, list[_Call]] = defaultdict(list)
    for listed in models:
        for key, strength in listed.naming.keys.items():
            calls[key].append(_Call(key=key, strength=strength, of=listed))
    meant = {key: _meant(found) for key, found in calls.items()}
    return {key: listed.naming.own for key, listed in meant.items() if listed is not None}


def _meant(calls: Sequence[_Call]) -> _Listed | None:
    best = min(call.order for call in calls)
    tied = [call.of for call in calls if call.order == best]
    if best[1] is Strength.SNAPSHOT:
        newest = max(each.naming.day for each in tied)
        tied = [each for each in tied if each.naming.day == newest]
    if len({_figures(each.offer) for each in tied}) > 1:
        return None
    return min(tied, key=lambda each: each.offer.entry)


def _figures(offer: Offer) -> tuple[object, ...]:
    prices = (offer.input_price, offer.output_price, offer.cached_input_price)
    return (*prices, offer.context_window, offer.max_output, offer.release_date, offer.open_weights)
