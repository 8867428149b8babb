"""Every name of a text: benchmarks, labs and models, each made whole, in order of place."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.names import name_key
from bot.reading.benchmarknames import spot_benchmarks
from bot.reading.discovery import discover_heads, spot_discovered
from bot.reading.mentions import BenchmarkMention, LabMention, ModelMention, Names
from bot.reading.nameindex import NameIndex
from bot.reading.spotting import Evidence, spot_models
from bot.reading.tokens import Token
from bot.reading.vocabulary import AI_WORDS, AMOUNT_WORDS, VARIANTS
from bot.registry.registry import Guard

_PARTS = re.compile(r"[^\W\d_]+|\d+(?:\.\d+)*")
_SIZE = re.compile(r"\d+(?:\.\d+)?[Bb]\b")
_MEMBER_NOUNS = frozenset(("variant", "variants", "version", "versions"))
_SIZE_ALONE = re.compile(r"(?P<stem>[^\W\d_]+)[ -](?:\d+x)?\d+(?:\.\d+)?[Bb]")
_VARIANT_OF = re.compile(r"[ -](?:Verified|Diamond|Polyglot|BFS|\d{4}|\d(?:\.\d)?)$")
_HARDWARE = frozenset(
    (
        "gpu gpus chip chips h100 h200 a100 b200 gb200 gb300 blackwell hopper cuda hardware cards workspace "
        "cloud azure 365 office windows bedrock search chrome android docs drive play store"
    ).split()
)


@dataclass(slots=True)
class _Taken:
    """Which tokens already belong to a name."""

    flags: bytearray

    def __call__(self, at: int) -> bool:
        return bool(self.flags[at])

    def mark(self, first: int, last: int) -> None:
        self.flags[first : last + 1] = b"\x01" * (last + 1 - first)


def find_names(
    text: str, tokens: Sequence[Token], title: Sequence[Token], index: NameIndex, publisher_lab: str | None
) -> Names:
    """All names of a plain text whose tokens are given; the title lends evidence and nothing else."""
    taken = _Taken(bytearray(len(tokens)))
    benchmarks = _refined(spot_benchmarks(tokens, index))
    for benchmark in benchmarks:
        taken.mark(benchmark.first, benchmark.last)
    for other in index.others.find(tokens):
        taken.mark(other.first, other.last)
    labs = [lab for lab in _spot_labs(tokens, index) if not taken(lab.first)]
    evidence = _gather(tokens, title, labs, index, publisher_lab)
    labs = [lab for lab in labs if lab.sure or lab.id in evidence.labs]
    models = spot_models(text, tokens, taken, index, evidence)
    for model in models:
        taken.mark(model.first, model.last)
    for lab in labs:
        taken.mark(lab.first, lab.last)
    heads = discover_heads(text, title, tokens, taken)
    if heads:
        models += spot_discovered(text, tokens, heads, taken, publisher_lab, index.lab_of_head)
    models += _bare_versions(tokens, models, taken)
    models += _bare_sizes(text, tokens, sorted(models, key=lambda model: model.start), taken)
    models += _members_by_size(tokens, sorted(models, key=lambda model: model.start), taken)
    models = _made_whole(text, sorted(models, key=lambda model: model.start), labs)
    labs = [lab for lab in _outside_models(labs, models) if _makes_models(text, lab, models, index)]
    return Names(models=tuple(models), labs=tuple(labs), benchmarks=tuple(_outside(benchmarks, models)))


def _spot_labs(tokens: Sequence[Token], index: NameIndex) -> list[LabMention]:
    found: list[LabMention] = []
    for match in index.labs.find(tokens):
        first, last = tokens[match.first], tokens[match.last]
        if first.text.islower() and not match.value.lower:
            continue
        following = tokens[match.last + 1].lower if match.last + 1 < len(tokens) else ""
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
    tokens: Sequence[Token], title: Sequence[Token], labs: list[LabMention], index: NameIndex, publisher_lab: str | None
) -> Evidence:
    named = {lab.id for lab in labs if lab.sure} | {lab.id for lab in _spot_labs(title, index) if lab.sure}
    if publisher_lab:
        named.add(publisher_lab)
    for part in (tokens, title):
        for at, token in enumerate(part):
            if token.kind == "url":
                lab = index.registry.lab_of_publisher("", token.text)
                named |= {lab} if lab else set()
            elif token.lower in index.heads and (match := index.heads.at(part, at)) and match.value.guard is Guard.NONE:
                named.add(match.value.lab)
    about_ai = bool(named) or any(token.lower in AI_WORDS for token in tokens)
    return Evidence(frozenset(named), about_ai)


def _made_whole(text: str, models: list[ModelMention], labs: list[LabMention]) -> list[ModelMention]:
    """One spelling for one model, and for a name without a version the version that the text gave it before."""
    whole: list[ModelMention] = []
    sized: dict[str, ModelMention] = {}
    latest: dict[str, ModelMention] = {}
    spelled: dict[tuple[str, ...], str] = {}
    makers = {lab.last: lab for lab in labs}
    for model in models:
        prefixed = model.name != " ".join(text[model.start : model.end].split())
        if model.bare and prefixed and (full := latest.get(name_key(model.name))):
            model = replace(model, name=full.name, bare=False)
        elif model.bare and name_key(model.name) in sized:
            model = replace(model, name=sized[name_key(model.name)].name, bare=False)
        elif len(name_key(model.name)) < 4 and (maker := makers.get(model.first - 1)) and maker.id == model.lab:
            # "OpenAI o3": too short a name to stand alone
            model = replace(model, name=f"{text[maker.start : maker.end]} {model.name}")
        parts = tuple(sorted(_PARTS.findall(model.name.casefold())))
        model = replace(model, name=spelled.setdefault(parts, model.name))
        if stem := _SIZE_ALONE.fullmatch(model.name):
            sized[name_key(stem["stem"])] = model
        latest.update(dict.fromkeys(_stems(model.name), model))
        whole.append(model)
    return whole


def _makes_models(text: str, lab: LabMention, models: Sequence[ModelMention], index: NameIndex) -> bool:
    """Whether a lab that is known for much else is named as a maker of models here."""
    known = index.registry.lab(lab.id)
    if known is None or not known.broad:
        return True
    if any(model.lab == lab.id for model in models):
        return True
    near = [model for model in models if model.lab is None and 0 <= model.start - lab.end <= 60]
    return any("." not in text[lab.end : model.start] for model in near)


def _bare_versions(tokens: Sequence[Token], models: Sequence[ModelMention], taken: _Taken) -> list[ModelMention]:
    """A version alone ("than 5.1") where the text names just one model with it."""
    versions: dict[str, set[tuple[str, str | None]]] = {}
    for model in models:
        for token in tokens[model.first : model.last + 1]:
            if token.kind == "number" and "." in token.text:
                versions.setdefault(token.text, set()).add((model.name, model.lab))
    found: list[ModelMention] = []
    for at, token in enumerate(tokens):
        if token.kind != "number" or taken(at) or _is_amount(tokens, at):
            continue
        last = at
        while last + 1 < len(tokens) and tokens[last + 1].lower in VARIANTS and tokens[last + 1].text[0].isupper():
            last += 1
        variant = " ".join(part.text for part in tokens[at : last + 1])
        known = [
            item for item in versions.get(token.text, ()) if last == at or name_key(item[0]).endswith(name_key(variant))
        ]
        if len(known) == 1:
            name, lab = known[0]
            found.append(ModelMention(start=token.start, end=tokens[last].end, first=at, last=last, name=name, lab=lab))
    return found


def _bare_sizes(
    text: str, tokens: Sequence[Token], models: Sequence[ModelMention], taken: _Taken
) -> list[ModelMention]:
    """A size with its active part alone ("35B-A3B"), of the family named last before it."""
    found: list[ModelMention] = []
    sized = [(model.start, model) for model in models if _SIZE.search(model.name)]
    for at in range(len(tokens) - 3):
        size, active = tokens[at], tokens[at + 2]
        if size.kind != "number" or taken(at) or size.glued:
            continue
        if tokens[at + 1].lower != "b" or active.lower != "a" or active.joint != "-":
            continue
        place = bisect_left(sized, size.start, key=lambda pair: pair[0])
        if place:
            family = sized[place - 1][1]
            last = at + 4 if at + 4 < len(tokens) and tokens[at + 4].lower == "b" else at + 3
            name = _SIZE.split(family.name)[0] + "".join(text[size.start : tokens[last].end].split())
            found.append(
                ModelMention(start=size.start, end=tokens[last].end, first=at, last=last, name=name, lab=family.lab)
            )
    return found


def _members_by_size(tokens: Sequence[Token], models: Sequence[ModelMention], taken: _Taken) -> list[ModelMention]:
    """Members of a family by their size alone: "the 27B variant", "27B and 9B versions"."""
    found: list[ModelMention] = []
    starts = [model.start for model in models]
    pending: list[int] = []
    for at in range(len(tokens) - 2):
        number, letter, after = tokens[at], tokens[at + 1], tokens[at + 2]
        if number.kind != "number" or letter.lower != "b" or letter.joint or number.glued or taken(at):
            continue
        pending.append(at)
        if after.lower in _MEMBER_NOUNS:
            place = bisect_left(starts, number.start)
            family = models[place - 1] if place else None
            if family is not None and not _SIZE.search(family.name):
                found += [_member(tokens, i, family) for i in pending]
            pending.clear()
        elif after.lower not in (",", "and", "or", "/", "&"):
            pending.clear()
    return found


def _member(tokens: Sequence[Token], at: int, family: ModelMention) -> ModelMention:
    start, end = tokens[at].start, tokens[at + 1].end
    name = f"{family.name} {tokens[at].text}{tokens[at + 1].text}"
    return ModelMention(start=start, end=end, first=at, last=at + 1, name=name, lab=family.lab)


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


def _is_amount(tokens: Sequence[Token], at: int) -> bool:
    before = tokens[at - 1].text if at else ""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if tokens[at].glued or before in ("$", "\u20ac", "~", "+", "-", "v", "V"):
        return True
    return after is not None and (after.lower in AMOUNT_WORDS or (after.glued and after.kind in ("word", "number")))


def _stems(name: str) -> list[str]:
    """What a name may be cut to when it is named again: without its version, or without its last word."""
    words = name.split()
    return [name_key(" ".join(words[:count])) for count in range(2, len(words))]


def _outside_models(labs: list[LabMention], models: list[ModelMention]) -> list[LabMention]:
    spans = {at for model in models for at in range(model.first, model.last + 1)}
    return [lab for lab in labs if lab.first not in spans]


def _outside(benchmarks: list[BenchmarkMention], models: list[ModelMention]) -> list[BenchmarkMention]:
    spans = {at for model in models for at in range(model.first, model.last + 1)}
    return [benchmark for benchmark in benchmarks if benchmark.first not in spans]
