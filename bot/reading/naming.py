"""Every name of a text: benchmarks, labs and models, each made whole, in order of place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.reading.actingnames import acting_heads, sized_heads
from bot.reading.aliases import made_whole
from bot.reading.benchmarknames import spot_benchmarks
from bot.reading.discovery import discover_heads, spot_discovered
from bot.reading.editions import spot_editions
from bot.reading.loosenames import Own, find_loose, without_lines
from bot.reading.makers import find_makers, without_makers
from bot.reading.members import find_members
from bot.reading.mentions import BenchmarkMention, LabMention, ModelMention, Names
from bot.reading.nameindex import NameIndex
from bot.reading.spotting import Evidence, spot_models
from bot.reading.tokens import Token, Words
from bot.reading.variants import find_plain, find_variants
from bot.reading.vocabulary import AI_WORDS
from bot.registry.registry import Guard

_VARIANT_OF = re.compile(r"[ -](?:Verified|Diamond|Polyglot|BFS|\d{4}|\d(?:\.\d)?)$")
_IN_LICENCE = re.compile(
    r" (?:(?:Open|Model|Community|Research|Non-?Commercial|Public|Software|Use) ){0,4}(?:Licen[sc]e|Terms of Use)\b"
)
_LOOKS_LIKE = frozenset(("compatible", "style", "like", "format", "esque"))
_HARDWARE = frozenset(
    (
        "gpu gpus chip chips h100 h200 a100 b200 gb200 gb300 blackwell hopper cuda hardware cards workspace "
        "cloud azure 365 office windows bedrock search chrome android docs drive play store"
    ).split()
)
_ACCUSED = re.compile(r"\b(?:su(?:e[sd]?|ing)|accus\w+|(?:lawsuit|suit|complaint|case) against)\W*\Z", re.IGNORECASE)


@dataclass(slots=True)
class _Taken:
    """Which tokens already belong to a name."""

    flags: bytearray

    def __call__(self, at: int) -> bool:
        return bool(self.flags[at])

    def mark(self, first: int, last: int) -> None:
        self.flags[first : last + 1] = b"\x01" * (last + 1 - first)


def find_names(text: str, words: Words, title: Words, index: NameIndex, publisher_lab: str | None) -> Names:
    """All names of a plain text whose words are given; the title lends evidence and nothing else."""
    tokens = words.tokens
    taken = _Taken(bytearray(len(tokens)))
    benchmarks = _refined(spot_benchmarks(words, index))
    for benchmark in benchmarks:
        taken.mark(benchmark.first, benchmark.last)
    for other in index.others.find(words):
        taken.mark(other.first, other.last)
    labs = [lab for lab in _spot_labs(words, index) if not taken(lab.first)]
    evidence = _gather(words, title, labs, index, publisher_lab)
    labs = [lab for lab in labs if lab.sure or lab.id in evidence.labs]
    models = spot_editions(tokens, spot_models(text, words, taken, index, evidence), taken, index)
    own = Own(publisher_lab, _bare_words(title.tokens))
    models += find_loose(text, words, models, taken, index, evidence, own)
    for model in models:
        taken.mark(model.first, model.last)
    for lab in labs:
        taken.mark(lab.first, lab.last)
    heads = discover_heads(text, title.tokens, words, taken, about_ai=evidence.about_ai)
    if evidence.about_ai or benchmarks:
        heads = dict.fromkeys(acting_heads(text, words, taken, models, benchmarks), False) | heads
        heads |= dict.fromkeys(sized_heads(text, words, taken), True)
    if heads:
        models += spot_discovered(text, words, heads, taken, publisher_lab, index.lab_of_head)
    models.sort(key=lambda model: model.start)
    models += find_members(text, words, models, _namesakes(tokens, labs, index), taken, publisher_lab)
    models.sort(key=lambda model: model.start)
    models += [*find_variants(text, words, models, taken, index), *find_plain(words, models)]
    models = made_whole(text, tokens, sorted(models, key=lambda model: model.start), labs)
    models = without_makers(text, models)
    models = [model for model in without_lines(text, models) if not _IN_LICENCE.match(text, model.end)]
    models, makers = find_makers(text, tokens, models, labs, index)
    labs = [lab for lab in labs if _makes_models(text, lab, models, index)]
    labs = sorted(_outside_models([*labs, *makers], models), key=lambda lab: lab.start)
    return Names(models=tuple(models), labs=tuple(labs), benchmarks=tuple(_outside(benchmarks, models)))


def _namesakes(tokens: Sequence[Token], labs: Sequence[LabMention], index: NameIndex) -> list[LabMention]:
    """The labs whose models go by their own name, as far as the registry knows."""
    matches = ((lab, index.heads.at(tokens, lab.first)) for lab in labs)
    return [lab for lab, match in matches if match is not None and match.value.lab == lab.id]


def _bare_words(title: Sequence[Token]) -> frozenset[str]:
    """The words of a title that no version or suffix is glued to."""
    glued = {at - 1 for at, token in enumerate(title) if token.glued and token.kind != "mark"}
    return frozenset(token.lower for at, token in enumerate(title) if at not in glued)


def _spot_labs(words: Words, index: NameIndex) -> list[LabMention]:
    tokens = words.tokens
    found: list[LabMention] = []
    for match in index.labs.find(words):
        first, last = tokens[match.first], tokens[match.last]
        if first.text.islower() and not match.value.lower:
            continue
        following = tokens[match.last + 1].lower if match.last + 1 < len(tokens) else ""
        if following in _LOOKS_LIKE and tokens[match.last + 1].joint == "-":
            continue  # "an OpenAI-compatible API" is anybody's
        if match.value.lab.broad and following in _HARDWARE:
            continue
        found.append(
            LabMention(
                start=first.start,
                end=last.end,
                first=match.first,
                last=match.last,
                id=match.value.lab.id,
                sure=match.value.sure,
            )
        )
    return found


def _gather(
    words: Words, title: Words, labs: list[LabMention], index: NameIndex, publisher_lab: str | None
) -> Evidence:
    named = {lab.id for lab in labs if lab.sure} | {lab.id for lab in _spot_labs(title, index) if lab.sure}
    if publisher_lab:
        named.add(publisher_lab)
    about_ai = words.has_any(AI_WORDS)
    for part in (words, title):
        named.update(_linked(part, index) if part.addresses else ())
        for at in part.at_any(index.heads.firsts):
            match = index.heads.at(part.tokens, at)
            if match is None:
                continue
            if match.value.guard is Guard.NONE:
                named.add(match.value.lab)
            about_ai = about_ai or (match.value.guard is Guard.FIELD and _is_versioned(part.tokens, at, match.last))
    return Evidence(frozenset(named), about_ai or bool(named))


def _linked(words: Words, index: NameIndex) -> Iterator[str]:
    """The labs whose sites a text gives the addresses of."""
    for at in words.addresses:
        lab = index.registry.lab_of_publisher("", words.tokens[at].text)
        if lab:
            yield lab


def _is_versioned(tokens: Sequence[Token], first: int, head: int) -> bool:
    """Whether a version with a point follows a capitalised head ("Sonnet 4.6"), as nothing but a model has."""
    number = tokens[head + 1] if head + 1 < len(tokens) else None
    return number is not None and number.kind == "number" and "." in number.text and tokens[first].text[0].isupper()


def _makes_models(text: str, lab: LabMention, models: Sequence[ModelMention], index: NameIndex) -> bool:
    """Whether a lab that is known for much else is named as a maker of models here, or accused."""
    known = index.registry.lab(lab.id)
    if known is None or not known.broad:
        return True
    if any(model.lab == lab.id for model in models) or _ACCUSED.search(text, max(0, lab.start - 40), lab.start):
        return True
    near = [model for model in models if model.lab is None and 0 <= model.start - lab.end <= 60]
    return any("." not in text[lab.end : model.start] for model in near)


def _refined(benchmarks: Sequence[BenchmarkMention]) -> list[BenchmarkMention]:
    """A benchmark by its short name is the variant that the text named it with before."""
    refined: list[BenchmarkMention] = []
    variants: dict[str, set[str]] = {}
    for mention in benchmarks:
        known = variants.get(mention.name, set())
        refined.append(replace(mention, name=next(iter(known))) if len(known) == 1 else mention)
        if found := _VARIANT_OF.search(mention.name):
            variants.setdefault(mention.name[: found.start()], set()).add(mention.name)
    return refined


def _outside_models(labs: list[LabMention], models: list[ModelMention]) -> list[LabMention]:
    spans = {at for model in models for at in range(model.first, model.last + 1)}
    return [lab for lab in labs if lab.first not in spans]


def _outside(benchmarks: list[BenchmarkMention], models: list[ModelMention]) -> list[BenchmarkMention]:
    spans = {at for model in models for at in range(model.first, model.last + 1)}
    return [benchmark for benchmark in benchmarks if benchmark.first not in spans]
