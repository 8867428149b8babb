"""Members of a version that go by words of their own: "X 5.6 Sol, Terra and Luna", and each of them alone later on."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from bot.reading.mentions import ModelMention
from bot.reading.nameindex import NameIndex
from bot.reading.tokens import Token
from bot.reading.vocabulary import JOINS, NOT_NAMES, OTHER_NOUNS, VARIANTS

Taken = Callable[[int], bool]
_MOST = 6  # members of one list
_SIBLINGS = 2  # different words behind one version
_DOES = frozenset(
    (
        "leads scores is costs beats matches trails ranks wins outperforms runs has tops was remains performs scored "
        "led beat reaches gets achieves offers supports handles sits defines delivers outscores surpasses hits posts"
    ).split()
)


def spot_editions(
    tokens: Sequence[Token], models: Sequence[ModelMention], taken: Taken, index: NameIndex
) -> list[ModelMention]:
    """The models with coined words on the names that they belong to, and those words' mentions alone."""
    coined: dict[str, ModelMention] = {}
    whole: list[ModelMention] = []
    inside: set[int] = set()
    covered = {at for model in models for at in range(model.first, model.last + 1)}

    def free(at: int) -> bool:
        return at < len(tokens) and at not in covered and _is_coined(tokens, at, taken, index)

    runs = [_run(tokens, model, free) if tokens[model.last].kind == "number" else [] for model in models]
    words: dict[str, set[str]] = {}
    for model, run in zip(models, runs, strict=True):
        words.setdefault(model.name, set()).update(tokens[at].text for at in run[:1])
    for model, run in zip(models, runs, strict=True):
        sure = run and max(len(run) - 1, len(words[model.name])) >= _SIBLINGS
        if not sure and not any(_acts_alone(tokens, at, free) for at in run):
            whole.append(model)
            continue
        for at in run:
            start = model.start if at == run[0] else tokens[at].start
            first = model.first if at == run[0] else at
            name = f"{model.name} {tokens[at].text}"
            whole.append(replace(model, start=start, end=tokens[at].end, first=first, last=at, name=name, bare=False))
            coined.setdefault(tokens[at].text, whole[-1])
        inside.update(run)
    return sorted([*whole, *_alone(tokens, coined, free, inside)], key=lambda model: model.start)


def _is_coined(tokens: Sequence[Token], at: int, taken: Taken, index: NameIndex) -> bool:
    """Whether a word may be a member's own: capitalised, a word by itself, and nobody else's name."""
    token = tokens[at]
    if token.kind != "word" or token.glued or taken(at) or len(token.text) < 3 or not token.text.istitle():
        return False
    if token.lower in NOT_NAMES or token.lower in OTHER_NOUNS or token.lower in VARIANTS:
        return False
    return token.lower not in index.heads and token.lower not in index.labs


def _run(tokens: Sequence[Token], model: ModelMention, free: Taken) -> list[int]:
    """The coined words right behind a version: one, or a list that "and" closes."""
    at = model.last + 1
    if not free(at) or tokens[at].start - model.end != 1:
        return []
    run, closed = [at], False
    while len(run) < _MOST and not closed:
        after = run[-1] + 1
        while after < len(tokens) and tokens[after].lower in JOINS and after - run[-1] <= 2:
            after += 1
        if after == run[-1] + 1 or not free(after):
            break
        closed = tokens[after - 1].lower in ("and", "or", "&")
        run.append(after)
    if not _ends(tokens, run[-1]):
        return []
    return run if closed else run[:1]


def _ends(tokens: Sequence[Token], at: int) -> bool:
    """Whether no further capital follows, which would make the word the first of some other name."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    return following is None or following.kind == "mark" or (not following.glued and following.text.islower())


def _acts_alone(tokens: Sequence[Token], at: int, free: Taken) -> bool:
    """Whether a word is said elsewhere, by itself, to do what models do ("Sol leads")."""
    return any(
        tokens[other].text == tokens[at].text and free(other) and tokens[other + 1].lower in _DOES
        for other in range(len(tokens) - 1)
        if other != at
    )


def _alone(
    tokens: Sequence[Token], coined: dict[str, ModelMention], free: Taken, inside: set[int]
) -> Iterator[ModelMention]:
    """Mentions of the coined words without the name that they belong to."""
    if not coined:
        return
    for at, token in enumerate(tokens):
        member = coined.get(token.text)
        if member is not None and at not in inside and free(at):
            yield replace(member, start=token.start, end=token.end, first=at, last=at)
