"""The registry's names as phrase tables, built once. No text is read here."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.reading.phrases import PhraseTable
from bot.reading.vocabulary import NOT_MODELS
from bot.registry.registry import Benchmark, Family, Guard, Lab, Registry

_SHORTEST_STEM = 5


@dataclass(frozen=True, slots=True)
class LabAlias:
    """A lab under one of its names; a doubtful name needs the lab named otherwise."""

    lab: Lab
    sure: bool
    lower: bool = False  # written without a capital by the lab itself


@dataclass(frozen=True, slots=True)
class BenchmarkAlias:
    """A benchmark under one of its names; an ordinary one must be written exactly so."""

    benchmark: Benchmark
    exact: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class NameIndex:
    """Phrase tables over labs, heads of families, benchmarks, and things that are none of them."""

    registry: Registry
    labs: PhraseTable[LabAlias]
    heads: PhraseTable[Family]
    benchmarks: PhraseTable[BenchmarkAlias]
    others: PhraseTable[str]
    shorts: dict[str, tuple[Family, ...]]
    stems: tuple[str, ...]  # heads that others make names with ("llama" of TinyLlama)
    labs_by_head: Mapping[str, str]
    starts: frozenset[str]  # the words that names of known families start with

    def lab_of_head(self, word: str) -> str | None:
        """The lab whose family starts with this word, however much the word means besides."""
        return self.labs_by_head.get(word)


def build_index(registry: Registry) -> NameIndex:
    """Index every name of the registry."""
    heads: PhraseTable[Family] = PhraseTable()
    for family in registry.families():
        heads.add_all(family.heads, family)
    shorts = _shorts(registry)
    index = NameIndex(
        registry=registry,
        labs=PhraseTable(),
        heads=heads,
        benchmarks=PhraseTable(),
        others=PhraseTable(),
        shorts=shorts,
        stems=_stems(registry),
        labs_by_head={head.lower(): f.lab for f in reversed(list(registry.families())) for head in reversed(f.heads)},
        starts=frozenset(heads.firsts | shorts.keys()),
    )
    for lab in registry.labs:
        for name in (*lab.names, *lab.doubtful):
            index.labs.add(name, LabAlias(lab, sure=name in lab.names, lower=name[0].islower()))
    for benchmark in registry.benchmarks:
        for name in (benchmark.name, *benchmark.names):
            index.benchmarks.add(name, BenchmarkAlias(benchmark, name if name in benchmark.ordinary else None))
    for name in NOT_MODELS:
        index.others.add(name, name)
    return index


def _shorts(registry: Registry) -> dict[str, tuple[Family, ...]]:
    """Families by the letters that stand for them before a version."""
    shorts: dict[str, tuple[Family, ...]] = {}
    for family in registry.families():
        for letter in family.short:
            shorts[letter.lower()] = (*shorts.get(letter.lower(), ()), family)
    return shorts


def _stems(registry: Registry) -> tuple[str, ...]:
    """The heads that mean nothing but their family, each one word long enough to be known inside another."""
    return tuple(
        head.lower()
        for family in registry.families()
        for head in family.heads
        if family.guard is Guard.NONE and head.isalpha() and len(head) >= _SHORTEST_STEM and head.isascii()
    )
