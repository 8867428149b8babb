"""What a question holds: names, a benchmark, a period, the senses of its words, and what is left of them. Pure.

Names: askingnames. Periods: askingperiods. The vocabulary: askingwords. What all that adds up to: asking.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.claims import Kind, Topic
from bot.domain.names import LabName, ModelName
from bot.ledger.askingnames import GuildNames, NamesSpoken, Spoken, names_in, respelt
from bot.ledger.askingperiods import Period, period_in
from bot.ledger.askingwords import STOP_WORDS, Amount, Best, Cue, Field, Sense, phrases
from bot.reading.normalise import normalise
from bot.reading.phrases import Match
from bot.reading.tokens import Token, tokenise, words_of
from bot.registry.load import load_registry

READ_AT_MOST = 1_000
"""Characters of a question that are read; what matters is said by then."""

_WORDS_AT_MOST = 8
_MATTER = (Amount, Field, Topic, Kind)
"""Senses of words that a text about the matter would use as well."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Heard:
    """What a question holds. ``sides`` are models, labs and frontiers by their names, in order.

    ``left`` are the words that nothing here knows, ``matter`` those with what the question is about: to be looked for.
    """

    names: tuple[Spoken, ...]
    sides: tuple[str, ...]
    benchmarks: tuple[str, ...]
    senses: tuple[Sense, ...]
    baseline: str
    period: Period | None
    left: tuple[str, ...]
    matter: tuple[str, ...]

    @property
    def models(self) -> tuple[str, ...]:
        """The models named, each once."""
        return tuple(dict.fromkeys(each.name.name for each in self.names if isinstance(each.name, ModelName)))

    @property
    def labs(self) -> tuple[str, ...]:
        """The labs named, each once."""
        return tuple(dict.fromkeys(each.name.name for each in self.names if isinstance(each.name, LabName)))

    @property
    def makers(self) -> tuple[str, ...]:
        """The labs that make the models named."""
        labs = (each.name.lab for each in self.names if isinstance(each.name, ModelName))
        return tuple(dict.fromkeys(load_registry().lab_name(lab).name for lab in labs if lab))

    @property
    def days(self) -> int:
        """How far back is asked; 0 for everything."""
        return self.period.days if self.period else 0

    def has(self, *wanted: Sense) -> bool:
        """Whether any of these was said."""
        return any(sense in self.senses for sense in wanted)

    @property
    def amounts(self) -> tuple[Amount, ...]:
        """The figures asked for, in order."""
        return tuple(dict.fromkeys(sense for sense in self.senses if isinstance(sense, Amount)))

    @property
    def figure(self) -> str:
        """What a comparison is to be about: a benchmark, a field, a metric; empty for everything."""
        fields = [sense.name for sense in self.senses if isinstance(sense, Field)]
        return next(iter((*self.benchmarks, *fields, *(amount.figure for amount in self.amounts))), "")

    @property
    def benchmark(self) -> str:
        """The benchmark asked for."""
        return next(iter(self.benchmarks), "")

    @property
    def subject(self) -> str:
        """The only model, else the only lab, that is named."""
        return next((only[0] for only in (self.models, self.labs) if len(only) == 1), "")


def hear(question: str, names: GuildNames, now: datetime) -> Heard:
    """Take a question apart."""
    plain = normalise(question[:READ_AT_MOST])
    text = respelt(plain, tokenise(plain), names)
    words = words_of(text)
    tokens = words.tokens
    spoken = names_in(text, words, names)
    period = period_in(text, now)
    taken = _named(spoken) | _dated(tokens, period)
    found = [match for match in phrases().find(words) if taken.isdisjoint(range(match.first, match.last + 1))]
    sides = [(each.first, each.name.name) for each in spoken.spoken]
    sides += [(match.first, sense.name) for match in found for sense in match.value if isinstance(sense, Best)]
    asking = [match for match in found if not any(isinstance(sense, _MATTER) for sense in match.value)]
    known = {at for each in spoken.spoken if each.known for at in range(each.first, each.last + 1)}
    return Heard(
        names=spoken.spoken,
        sides=tuple(dict.fromkeys(name for _, name in sorted(sides, key=lambda side: side[0]))),
        benchmarks=tuple(dict.fromkeys(name for name, _, _ in spoken.benchmarks)),
        senses=tuple(sense for match in found for sense in match.value),
        baseline=_baseline(spoken, [match.last for match in found if Cue.AGAINST in match.value]),
        period=period,
        left=_content(tokens, taken | _spanned(found)),
        matter=_content(tokens, known | _dated(tokens, period) | _spanned(asking)),
    )


def _spanned(found: Iterable[Match[tuple[Sense, ...]]]) -> set[int]:
    return {at for match in found for at in range(match.first, match.last + 1)}


def _named(spoken: NamesSpoken) -> set[int]:
    """The tokens of names."""
    spans = [(each.first, each.last) for each in spoken.spoken]
    spans += [(first, last) for _, first, last in spoken.benchmarks]
    return {at for first, last in spans for at in range(first, last + 1)}


def _dated(tokens: Sequence[Token], period: Period | None) -> set[int]:
    """The tokens that say how far back."""
    if period is None:
        return set()
    return {at for at, token in enumerate(tokens) if period.start <= token.start < period.end}


def _baseline(spoken: NamesSpoken, cues: Sequence[int]) -> str:
    """The model that stands after "than" or "against"."""
    for each in spoken.spoken:
        if isinstance(each.name, ModelName) and any(0 <= each.first - cue <= 3 for cue in cues):
            return each.name.name
    return ""


def _content(tokens: Sequence[Token], spent: Collection[int]) -> tuple[str, ...]:
    """The words, but those spent, that can be looked for in texts."""
    left = (token for at, token in enumerate(tokens) if at not in spent and token.lower not in STOP_WORDS)
    telling = (t.text for t in left if t.kind == "han" or (t.kind in ("word", "number") and len(t.text) > 1))
    return tuple(dict.fromkeys(telling))[:_WORDS_AT_MOST]
