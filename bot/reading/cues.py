"""Words that say what stands between names and numbers: comparing, releasing, holding back, accusing."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.claims import Ranking
from bot.reading.phrases import PhraseTable
from bot.reading.rankwords import RANKING_WORDS, SUPERLATIVE
from bot.reading.releasewords import RELEASES, STATES
from bot.reading.tokens import Words, tokenise


class CueKind(StrEnum):
    """What a cue does in its sentence."""

    RANKS = "ranks"  # better or worse than what follows
    SUPERLATIVE = "superlative"  # better than a whole class
    COMPARES = "compares"  # marks what follows as what is compared with
    RELEASES = "releases"
    STATES = "states"  # a release said of the model before it ("is now available")
    OPEN = "open"  # the weights are out
    FUTURE = "future"
    HEDGE = "hedge"
    BREAK = "break"
    PLURAL = "plural"


@dataclass(frozen=True, slots=True)
class Meaning:
    """A cue's kind, with what it means for that kind."""

    kind: CueKind
    value: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Cue:
    """A cue at ``text[start:end]``, tokens ``first`` to ``last``."""

    start: int
    end: int
    first: int
    last: int
    kind: CueKind
    value: str


_WORDS: dict[Meaning, list[str]] = {
    **{Meaning(CueKind.RANKS, ranking): words for ranking, words in RANKING_WORDS.items()},
    Meaning(CueKind.SUPERLATIVE, Ranking.BEATS): SUPERLATIVE,
    Meaning(CueKind.COMPARES): (
        "than, vs, vs., versus, comparing it to, compares with, compares to, compare with, compare to, comparing it "
        "with, compares it to, compared to, compared with, "
        "compared against, comparing to, relative to, against, unlike, in contrast to, up from, over the previous, "
        "successor to, derived from, based on, built on, builds on, fine-tuned from, distilled from, departs from, "
        "instead of, rather than, identical to, for comparison, by comparison, in comparison, 相比, 比, 对比"
    ).split(", "),
    **{Meaning(CueKind.RELEASES, event): words for event, words in RELEASES.items()},
    **{Meaning(CueKind.STATES, event): words for event, words in STATES.items()},
    Meaning(CueKind.OPEN): (
        "open-weights, open-weight, open weights, open weight, open-source model, open-source models, open source "
        "model, open source models, open-source language model, open-source ai, open-source llm, open-sourced, "
        "open-sources, open-sourcing, open sourced, open-source release, fully open, open source, apache 2.0, "
        "apache-2.0, apache license, mit license, mit-licensed, mit licence, open license, open licence, permissive "
        "license, modified mit, weights are available, weights available, download the weights, model weights, "
        "released weights, release the weights, weights on hugging face, on hugging face, on huggingface, available "
        "on hugging face, weights and code, weights are released, model checkpoints, open checkpoints, openly "
        "available, open model, open models, under an open, under a permissive, llama license, community license, "
        "开源, 权重"
    ).split(", "),
    Meaning(CueKind.FUTURE): (
        "will, upcoming, plans to, planning to, plan to, planned, set to, expected to, scheduled, scheduled for, is "
        "expected, are expected, about to, soon, going to, intends to, next week, next month, coming weeks, later "
        "this year, imminent, rumored, rumoured, could, may, might"
    ).split(", "),
    Meaning(CueKind.HEDGE): (
        "rumor, rumour, rumor has it, is expected, are expected, expected to "
        "launch, expected to release, nearly, claims, claimed, claiming, claim, touted, touts, billed as, "
        "reportedly, is "
        "said to, are said to, said to, expected, expects, almost, may, might, could, rumored, rumoured, rumors, "
        "rumours, estimated, estimates, allegedly, alleged, appears to, seems to, seems, there seems, one estimate, "
        "suggests, suggesting, potentially, possibly, likely, speculation, speculated, reports suggest, according "
        "to reports, according to rumors, believed to, thought to, leaked, leak, leaks, unconfirmed, purportedly, "
        "supposedly, some users, teases, hints, 据传, 声称, 宣称, 号称, 传闻, 疑似, 或将, 预计, 据悉, 可能"
    ).split(", "),
    Meaning(CueKind.BREAK): ("while, whereas, but, although, though, however, despite, meanwhile, ;, yet").split(", "),
    Meaning(CueKind.PLURAL): (
        "both models, both, these models, our models, the models, the two models, all models, they, all three "
        "models, all variants, the series, both variants, both versions, both sizes, the two sizes, all sizes, all "
        "are, all of them, the new models"
    ).split(", "),
}


def build_cues() -> PhraseTable[tuple[Meaning, ...]]:
    """The table of all cues; a phrase may mean several things."""
    meanings: dict[str, list[Meaning]] = {}
    for meaning, phrases in _WORDS.items():
        for phrase in phrases:
            found = meanings.setdefault(" ".join(token.lower for token in tokenise(phrase)), [])
            if meaning not in found:
                found.append(meaning)
    table: PhraseTable[tuple[Meaning, ...]] = PhraseTable()
    for phrase, found in meanings.items():
        table.add(phrase, tuple(found))
    return table


def find_cues(words: Words, table: PhraseTable[tuple[Meaning, ...]]) -> list[Cue]:
    """Every cue of a text in order. Where two overlap the one that starts first wins, and the longer of those."""
    tokens = words.tokens
    return [
        Cue(
            start=tokens[match.first].start,
            end=tokens[match.last].end,
            first=match.first,
            last=match.last,
            kind=meaning.kind,
            value=meaning.value,
        )
        for match in table.find(words)
        for meaning in match.value
    ]
