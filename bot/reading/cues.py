"""Words that say what stands between names and numbers: comparing, releasing, holding back, accusing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from bot.domain.claims import Allegation, Caveat, Ranking, Release
from bot.reading.tokens import PhraseTable, Token, tokenise


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
    SAYS = "says"
    CAVEAT = "caveat"
    ACCUSES = "accuses"
    OFFENCE = "offence"
    BREAK = "break"
    PLURAL = "plural"
    MEASURED = "measured"


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


def _verb(base: str) -> list[str]:
    """A regular verb's forms: outperform, outperforms, outperformed, outperforming."""
    if base.endswith("e"):
        return [base, f"{base}s", f"{base}d", f"{base[:-1]}ing"]
    third = f"{base}es" if base.endswith(("s", "sh", "ch", "x")) else f"{base}s"
    return [base, third, f"{base}ed", f"{base}ing"]


_WORDS: dict[Meaning, list[str]] = {
    Meaning(CueKind.RANKS, Ranking.BEATS): [
        *chain.from_iterable(
            map(
                _verb,
                (
                    "outperform",
                    "surpass",
                    "exceed",
                    "outpace",
                    "outscore",
                    "outclass",
                    "eclipse",
                    "outrank",
                    "overtake",
                ),
            )
        ),
        *(
            "overtook, overtaken, outdo, outdoes, outshines, outstrips, beat, beats, beating, beaten, tops, "
            "topping, topped, trounces, crushes, edges out, edging out, edged out, better than, superior to, "
            "stronger than, higher than, ahead of, wins over, wins against, preferred over, preferred to, "
            "improves on, improves over, improves upon, improving on, improving over, improved over, "
            "improvement over, improvements over, improvement compared to, improvements compared to, "
            "improvement on, upgrade to, upgrade over, upgrade from, gains over, gain over, leap over, "
            "advantage over, advantages over, lead over, leads over, advance over, advances over, leapfrogs, "
            "faster than, cheaper than, smarter than, more capable than, more accurate than, "
            "more efficient than, more powerful than, more intelligent than, more reliable than, "
            "more affordable than, less expensive than, supersedes, defeats, dominates, outpaces, above the, "
            "goes beyond, over its predecessor, 超越, 超过了, 优于, 领先于, 胜过"
        ).split(", "),
    ],
    Meaning(CueKind.RANKS, Ranking.MATCHES): [
        *_verb("rival"),
        *(
            "matches, match, matching, matched, rivalling, on par with, on a par with, at par with, par with, "
            "comparable to, comparable with, comparable results to, comparable performance to, "
            "comparable performance with, competitive with, competitive performance with, "
            "competitive performance against, equivalent to, parity with, equals, equaling, similar to, "
            "similar performance to, competes with, competing with, compete with, in line with, as good as, "
            "as well as or better than, tied with, ties with, neck and neck with, akin to, "
            "indistinguishable from, same level as, equal to, in the same league as, compares favorably to, "
            "compares favorably with, comparable or superior accuracy to, holds its own against, "
            "on the level of, 媲美, 持平, 相当于, 比肩"
        ).split(", "),
    ],
    Meaning(CueKind.RANKS, Ranking.CLOSE_TO): (
        "approaches, approaching, approach that of, approached, close to, closer to, nears, nearing, "
        "closing the gap with, closing the gap to, closing the gap, closed the gap, closes the gap, "
        "close the gap, closing in on, narrowing the gap, narrows the gap, narrowed the gap, narrow the gap, "
        "nearly matches, nearly matching, almost matches, almost matching, nearly on par with, "
        "almost on par with, near the level of, just behind, just shy of, slightly behind, slightly below, "
        "second only to, nearly as good as, bridging the gap, bridges the gap, 接近, 逼近"
    ).split(", "),
    Meaning(CueKind.RANKS, Ranking.TRAILS): [
        *chain.from_iterable(map(_verb, ("trail", "underperform"))),
        *(
            "lags, lagging, lag behind, lags behind, lagged behind, lagging behind, falls behind, fall behind, "
            "falling behind, behind, worse than, inferior to, weaker than, falls short of, fell short of, "
            "slower than, more expensive than, pricier than, lower than, less capable than, "
            "worse performance over, worse performance than, loses to, lost to, less accurate than, "
            "not as good as, 落后于, 不如"
        ).split(", "),
    ],
    Meaning(CueKind.SUPERLATIVE, Ranking.BEATS): (
        "state-of-the-art, state of the art, sota, best-in-class, best in class, best-performing, "
        "top-performing, strongest-performing, highest-performing, strongest, best, leading, "
        "industry-leading, world-leading, class-leading, #1, # 1, number one, first place, top spot, "
        "ranks first, ranked first, ranking first, top-ranked, highest-ranked, most capable, most powerful, "
        "most intelligent, fastest, cheapest, smartest, highest score, highest scores, new record, "
        "record-breaking, best-scoring, tops the, topped the, leads the, leading the, unmatched, "
        "outperforms all, highest, most advanced, second to none, 最强, 第一"
    ).split(", "),
    Meaning(CueKind.COMPARES): (
        "than, vs, vs., versus, compared to, compared with, compared against, comparing to, relative to, "
        "against, unlike, in contrast to, up from, over the previous, successor to, derived from, based on, "
        "built on, builds on, fine-tuned from, distilled from, departs from, instead of, "
        "rather than, for comparison, by comparison, in comparison, 相比, 比, "
        "对比"
    ).split(", "),
    Meaning(CueKind.RELEASES, Release.RELEASED): [
        *chain.from_iterable(map(_verb, ("release", "launch", "ship"))),
        *(
            "shipped, shipping, rolls out, rolled out, rolling out, roll out, dropped, drops, debuts, debuted, "
            "open-sources, open-sourced, open-sourcing, open source our, publishes, published, brings, "
            "availability of, general availability of, made available, makes available, now available, "
            "introducing, introduces, introduced, introduce, release of, launch of, rollout of, puts out, 发布, "
            "推出, 开源, 上线"
        ).split(", "),
    ],
    Meaning(CueKind.RELEASES, Release.ANNOUNCED): [
        *chain.from_iterable(map(_verb, ("announce", "unveil", "reveal"))),
        *(
            "teased, teases, teasing, teaser for, previews of, showcased, announcement of, newly introduced, "
            "newly announced"
        ).split(", "),
    ],
    Meaning(CueKind.RELEASES, Release.PREVIEWED): (
        "released a preview, launched a preview, preview of, previewed, previews, previewing, beta of, "
        "early access to, research preview of"
    ).split(", "),
    Meaning(CueKind.RELEASES, Release.DEPRECATED): [
        *chain.from_iterable(map(_verb, ("deprecate", "retire", "sunset"))),
        *(
            "sunsetting, discontinued, discontinues, discontinuing, deprecated models, shutting down, shut down, "
            "phased out, phasing out, removed from the api, end of life, 下线, 停用"
        ).split(", "),
    ],
    Meaning(CueKind.STATES, Release.RELEASED): (
        "is released, are released, was released, were released, has been released, have been released, "
        "is available, are available, is now available, are now available, now available, available now, "
        "available today, immediately available, is live, are live, is out, are out, now live, went live, "
        "goes live, generally available, can be accessed at, can be accessed, is accessible, "
        "publicly available, is rolling out, are rolling out, was launched, is launched, has launched, "
        "has been launched, have launched, is here, made available, available to, available via, "
        "available on, available through, available in, available for download, freely available, "
        "can now be used, are open-sourced, is open-sourced, were open-sourced, was open-sourced, "
        "have been open-sourced, has been open-sourced"
    ).split(", "),
    Meaning(CueKind.STATES, Release.ANNOUNCED): (
        "was announced, were announced, was unveiled, is coming, are coming, coming soon, in training, "
        "is still training, still in training, will be released, will be available, will launch, "
        "is expected, are expected, expected to launch, expected to release, scheduled for release, "
        "scheduled to launch, is imminent, imminent, upcoming, slated for, set to launch, will arrive, "
        "is in the works"
    ).split(", "),
    Meaning(CueKind.STATES, Release.DEPRECATED): (
        "is deprecated, are deprecated, was deprecated, were deprecated, will be deprecated, "
        "has been deprecated, have been deprecated, will be retired, is retired, are retired, being retired, "
        "was retired, been retired, will be sunset, will be shut down, will be removed"
    ).split(", "),
    Meaning(CueKind.OPEN): (
        "open-weights, open-weight, open weights, open weight, open-source model, open-source models, "
        "open source model, open source models, open-source language model, open-source ai, open-source llm, "
        "open-sourced, open-sources, open-sourcing, open sourced, open-source release, fully open, "
        "open source, apache 2.0, apache-2.0, apache license, mit license, mit-licensed, mit licence, "
        "open license, open licence, permissive license, modified mit, weights are available, "
        "weights available, download the weights, model weights, released weights, release the weights, "
        "weights on hugging face, on hugging face, on huggingface, available on hugging face, "
        "weights and code, weights are released, model checkpoints, open checkpoints, openly available, "
        "open model, open models, under an open, under a permissive, llama license, community license, 开源, 权重"
    ).split(", "),
    Meaning(CueKind.FUTURE): (
        "will, upcoming, plans to, planning to, plan to, planned, set to, expected to, scheduled, "
        "scheduled for, is expected, are expected, about to, soon, going to, intends to, next week, "
        "next month, coming weeks, later this year, imminent, rumored, rumoured, could, may, might"
    ).split(", "),
    Meaning(CueKind.HEDGE): (
        "claims, claimed, claiming, claim, reportedly, is said to, are said to, said to, expected, expects, "
        "almost, may, might, could, rumored, rumoured, rumors, rumours, estimated, estimates, allegedly, "
        "alleged, appears to, seems to, suggests, suggesting, potentially, possibly, likely, speculation, "
        "speculated, reports suggest, according to reports, according to rumors, believed to, thought to, "
        "leaked, leak, leaks, unconfirmed, purportedly, supposedly, some users, teases, hints, 据传, 或将, 预计, "
        "据悉, 可能"
    ).split(", "),
    Meaning(CueKind.SAYS): (
        "says, said, claims, claimed, claim, writes, wrote, reports, reported, notes, noted, according to, "
        "states, stated, tweeted, posted, per the, argues, told, announced that, reveals that, 表示, 称"
    ).split(", "),
    Meaning(CueKind.MEASURED): (
        "i tested, we tested, my tests, our tests, my testing, our testing, in my experience, i measured, "
        "we measured, we benchmarked, i benchmarked, our benchmarks, my benchmark, our benchmark, "
        "leaderboard places, leaderboard, artificial analysis, independent, third-party, users report, "
        "evaluators, lmarena, lmsys, epoch ai, metr, reddit, users on x, users preferred, community tests, "
        "early testers, simon willison, analysts, analyst"
    ).split(", "),
    Meaning(CueKind.CAVEAT, Caveat.UNDISCLOSED): (
        "undisclosed, not disclosed, did not disclose, didn't disclose, has not disclosed, hasn't disclosed, "
        "have not disclosed, not been disclosed, no details, did not share, did not reveal, "
        "has not revealed, hasn't revealed, not revealed, not published, did not publish, "
        "declined to disclose, without disclosing, unspecified, not specified, didn't specify, "
        "details are scarce, little is known, has not released details, not detailed, remains unknown, "
        "not made public, 未披露, 未公开"
    ).split(", "),
    Meaning(CueKind.CAVEAT, Caveat.NOT_RELEASED): (
        "not yet released, has not been released, hasn't been released, not yet available, not released, "
        "isn't available yet, not publicly available, not been made available, unreleased, no release date, "
        "no public release, won't be released, will not be released, not be made generally available, "
        "too dangerous to release, withheld, holding back, not open to the public, not generally available"
    ).split(", "),
    Meaning(CueKind.CAVEAT, Caveat.UNVERIFIED): (
        "unverified, not been verified, not independently verified, has not been independently, "
        "have not been independently, not been independently, no independent verification, "
        "yet to be verified, not been replicated, awaiting independent, lack of independent, "
        "couldn't be verified, could not be verified, without independent, unconfirmed, not been confirmed, "
        "not officially confirmed, yet to be confirmed, not confirmed"
    ).split(", "),
    Meaning(CueKind.CAVEAT, Caveat.SELF_REPORTED): (
        "self-reported, self reported, company's own benchmarks, own internal benchmarks, vendor-reported, "
        "company-reported, internally reported, its own evaluation, own numbers"
    ).split(", "),
    Meaning(CueKind.CAVEAT, Caveat.DISPUTED): (
        "disputed, disputes, dispute, skeptical, sceptical, skepticism, scepticism, cast doubt, casts doubt, "
        "casting doubt, doubts, doubted, contradicts, contradict, contested, questioned whether, "
        "question whether, questioning whether, cautioned, caution, challenged the claim, accused of gaming, "
        "overstated, misleading, exaggerated, not reproduce, failed to reproduce, couldn't reproduce, "
        "overhyped, criticized for, criticised for"
    ).split(", "),
    Meaning(CueKind.ACCUSES): (
        "accuses, accused, accusing, accuse, alleges, alleged, alleging, allege, allegations, allegation, "
        "sues, sued, suing, lawsuit against, lawsuit, filed a lawsuit, filed suit, claims that, identified, "
        "blames, blamed, complaint against, charged with, charges, called out, calls out, detected"
    ).split(", "),
    Meaning(CueKind.OFFENCE, Allegation.DISTILLATION): (
        "distillation, distilling, distilled, distill, distillation attacks, extract capabilities, "
        "extracting capabilities, siphoning"
    ).split(", "),
    Meaning(CueKind.OFFENCE, Allegation.COPYRIGHT): (
        "copyright, copyrights, pirated, piracy, copyright infringement, infringed, infringement, "
        "infringing, plagiarism, without permission"
    ).split(", "),
    Meaning(CueKind.OFFENCE, Allegation.EXPORT_CONTROLS): (
        "export controls, export control, export restrictions, smuggled, smuggling, banned chips, sanctions"
    ).split(", "),
    Meaning(CueKind.OFFENCE, Allegation.SECURITY): (
        "espionage, hacking, hacked, backdoor, data theft, stole, stealing, trade secrets, trade secret, "
        "theft, national security threat, cyberattack, spying"
    ).split(", "),
    Meaning(CueKind.OFFENCE, Allegation.BENCHMARK_GAMING): (
        "gaming benchmarks, benchmark gaming, gamed, gaming the, trained on the test set, "
        "training on test sets, test set contamination, cheating, cheated, benchmaxxing, "
        "benchmark manipulation, manipulating benchmarks, training on the test"
    ).split(", "),
    Meaning(CueKind.BREAK): ("while, whereas, but, although, though, however, despite, meanwhile, ;, yet").split(", "),
    Meaning(CueKind.PLURAL): (
        "both models, both, these models, our models, the models, the two models, all models, they, "
        "all three models, all variants, the series, both variants, both versions, both sizes, "
        "the two sizes, all sizes, all are, all of them, the new models"
    ).split(", "),
}


# "Comparable accuracy to", "performs competitively with": the likeness and its preposition may stand some words apart.
LIKENESS = re.compile(
    r"\b(?:comparable|similar|equivalent|competitive|competitively|equal|on[- ]par|identical)\b"
    r"(?: or (?:superior|better|higher))?[^.;,]{0,50}?\b(?:to|with|against|as|among)(?= )",
    re.IGNORECASE,
)


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


def find_cues(tokens: Sequence[Token], table: PhraseTable[tuple[Meaning, ...]]) -> list[Cue]:
    """Every cue of a text in order. Where two overlap the one that starts first wins, and the longer of those."""
    return [
        Cue(
            start=tokens[match.first].start,
            end=tokens[match.last].end,
            first=match.first,
            last=match.last,
            kind=meaning.kind,
            value=meaning.value,
        )
        for match in table.find(tokens)
        for meaning in match.value
    ]
