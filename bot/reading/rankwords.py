"""Words that rank: what stands between two models that are weighed against each other. Nothing is read here."""

import re
from collections.abc import Iterator
from itertools import chain

from bot.domain.claims import Ranking
from bot.reading.signs import Signed, SignedRows, Stretch


def verb(base: str) -> list[str]:
    """A regular verb's forms: outperform, outperforms, outperformed, outperforming."""
    if base.endswith("e"):
        return [base, f"{base}s", f"{base}d", f"{base[:-1]}ing"]
    third = f"{base}es" if base.endswith(("s", "sh", "ch", "x")) else f"{base}s"
    return [base, third, f"{base}ed", f"{base}ing"]


Weighed = tuple[int, int, Ranking]  # where words of ranking stand, and what they say

_WINNING = (
    "outperform surpass exceed outpace outscore outclass eclipse outrank overtake outmatch outcompete outgun best "
    "trounce trump defeat dethrone unseat supersede leapfrog topple"
).split()
_BEATEN = (
    "outperformed surpassed exceeded outpaced outscored outclassed eclipsed outranked overtaken beaten bested "
    "topped outmatched dethroned unseated leapfrogged outshone outdone trounced"
).split()

BEATS = [
    *chain.from_iterable(verb(base) for base in _WINNING if base != "best"),
    *(
        "overtook, overtaken, outdo, outdoes, outdid, outdoing, outshines, outshone, outshining, outstrips, "
        "outstripped, outstripping, beat, beats, beating, bests, bested, besting, tops, topping, topped, crushes, "
        "crushed, demolishes, demolished, obliterates, obliterated, smokes, "
        "edges out, edging out, edged out, edges past, edged past, edging past, edges ahead of, pulls "
        "ahead of, pulled ahead of, pulling ahead of, a step ahead of, one-ups, blows past, blew past, leaps past, "
        "leapt past, moves past, moved past, sails past, surges past, jumped past, beats out, beat out, better "
        "than, superior to, stronger than, higher than, ahead of, in front of, wins over, wins against, win over, "
        "win against, won against, won out over, wins out over, preferred over, preferred to, favored over, "
        "favoured over, chosen over, picked over, superior performance to, superior results to, improves on, "
        "improves over, improves upon, improving on, improving over, improving upon, improved over, improved on, "
        "improved upon, improve on, improve over, improve upon, improvement over, improvements over, improvement "
        "from, improvement compared to, improvements compared to, improvement on, upgrade to, upgrade over, upgrade "
        "from, upgrade on, a step up from, step up from, a step up over, gains over, gain over, leap over, jump "
        "over, advantage over, advantages over, edge over, lead over, leads over, advance over, advances over, "
        "faster than, quicker than, cheaper than, smarter than, more capable than, more accurate than, more "
        "efficient than, more powerful than, more intelligent than, more reliable than, more cost-effective than, "
        "more economical than, more cost-efficient than, more robust than, safer than, more affordable than, less "
        "expensive than, less costly than, dominates, above the, goes beyond, over its predecessor"
    ).split(", "),
]
MATCHES = [
    *verb("rival"),
    *(
        "matches, match, matching, matched, rivalling, rivalled, on par with, on a par with, at par with, par with, "
        "comparable to, comparable with, comparable results to, comparable performance to, comparable performance "
        "with, competitive with, competitive performance with, competitive performance against, competitive "
        "against, equivalent to, parity with, parity vs, parity against, parity to, equals, equaling, equalling, "
        "equaled, equalled, similar to, similar performance to, competes with, competing with, compete with, "
        "competed with, competing closely with, competes closely with, competes directly with, competes favorably "
        "with, in line with, as good as, as capable as, as strong as, as accurate as, as smart as, as fast as, "
        "every bit as good as, as well as or better than, tied with, ties with, tying with, tie with, ties, neck "
        "and neck with, akin to, indistinguishable from, same level as, equal to, in the same league as, in the "
        "same class as, in the same ballpark as, in the ballpark of, compares favorably to, compares favorably "
        "with, compares favourably with, comparable or superior accuracy to, comparable or superior to, comparable "
        "or better than, holds its own against, hold its own against, holding its own against, holds up against, "
        "stacks up to, shoulder to shoulder with, toe to toe with, trades blows with, trading blows with, trade "
        "blows with, level with, on the level of, a match for, on equal footing with, keeps pace with, keeping pace "
        "with, keep pace with, keeps up with, keeping up with, no worse than, caught up with, caught up to, catches "
        "up with, catches up to"
    ).split(", "),
]
CLOSE_TO = (
    "approaches, approaching, approach that of, approached, close enough to, close to, closer to, nears, "
    "nearing, closing the gap "
    "with, closing the gap to, closing the gap, closed the gap, closes the gap, close the gap, closing in on, "
    "narrowing the gap, narrows the gap, narrowed the gap, narrow the gap, nearly matches, nearly matching, almost "
    "matches, almost matching, nearly matched, almost matched, nearly on par with, almost on par with, near the "
    "level of, just shy of, nearly as good as, almost as good as, bridging the gap, bridges the gap, "
    "within a point of, within one point of, within two points of, within three points of, within a few points of, "
    "within a percentage point of, within points of, within a whisker of, within "
    "striking distance of, within reach of, within a hair of, not far behind, not far off, comes close to, came "
    "close to, coming close to, come close to, hot on the heels of, nearly equals, nearly equal to, almost equal "
    "to, just short of, nearly level with, almost level with, approximates, nearly rivals, comes near, gets close "
    "to, getting close to, catching up with, catching up to"
).split(", ")
TRAILS = [
    *chain.from_iterable(map(verb, ("trail", "underperform"))),
    *(f"{word} by" for word in _BEATEN),
    *(
        "underperforms compared to, underperforms relative to, underperformed compared to, underperform compared to, "
        "underperforming compared to, lags, lagging, lagged, lag behind, lags behind, lagged behind, lagging behind, "
        "falls behind, fall behind, "
        "falling behind, fell behind, behind, just behind, slightly behind, close behind, worse than, inferior to, "
        "weaker than, falls short of, fell short of, fall short of, falling short of, below the level of, slower "
        "than, more expensive than, pricier than, costlier than, more costly than, lower than, less capable than, "
        "less reliable than, less efficient than, less powerful than, dumber than, worse performance over, worse "
        "performance than, loses to, lost to, losing to, loses out to, lost out to, edged out by, less accurate "
        "than, second only to, second to, a notch below, a step below, a tier below, no match for, fails to match, "
        "failed to match, does not match, doesn't match, can't match, cannot match, did not match, fails to beat, "
        "failed to beat, trails only, regression from, regression over, a step down from, slightly below, well "
        "below, far below, just below"
    ).split(", "),
]
SUPERLATIVE = (
    "state-of-the-art, state of the art, sota, best-in-class, best in class, best-performing, top-performing, "
    "strongest-performing, highest-performing, strongest, best, leading, industry-leading, world-leading, "
    "class-leading, market-leading, segment-leading, #1, # 1, number one, no. 1, first place, top spot, top "
    "position, top rank, top ranking, 1st place, ranks first, ranked first, ranking first, ranks top, placed first, "
    "places first, came first, comes first, finished first, ranks 1st, ranked 1st, top-ranked, top-scoring, top "
    "score, top scores, top result, top results, top marks, scored highest, scores highest, scored the highest, "
    "scores the highest, highest-ranked, highest-scoring, most capable, most powerful, most advanced, most "
    "efficient, most accurate, most intelligent, most agentic, most reliable, most cost-effective, most "
    "cost-efficient, most affordable, most economical, most performant, most robust, most factual, most aligned, "
    "fastest, cheapest, smartest, safest, strongest, highest score, highest scores, new record, new records, new "
    "high, all-time high, new best, record-breaking, best-scoring, tops the, topped the, topping the, leads the, "
    "led the, leading the, leads on, leads in, leads all, leads among, leads across, led on, leads major, leads "
    "most, leads every, tops every, tops all, tops most, takes the lead, took the lead, took the top, takes the "
    "top, sits at the top, sat at the top, at the top of, sits atop, sat atop, takes the crown, took the crown, "
    "takes first, took first, unmatched, unrivaled, unrivalled, unbeaten, highest, second to none, "
    "lowest price, lowest cost, lowest latency, lowest hallucination, largest context, longest context, largest "
    "amongst, largest among"
).split(", ")

RANKING_WORDS: dict[Ranking, list[str]] = {
    Ranking.BEATS: BEATS,
    Ranking.MATCHES: MATCHES,
    Ranking.CLOSE_TO: CLOSE_TO,
    Ranking.TRAILS: TRAILS,
}

# Before "above" and "below", and behind them: a place among models rather than on a scale.
_STANDS = r"(?:[,;(]|[\u2013\u2014-]|\band|\bbut|\branks?|\branked|\bsits?|\blands?|\bplaces?|\bfinish\w*)"
_NAME_AHEAD = r"(?=(?:the |both |even )?(?-i:[A-Z][A-Za-z]*[ -]?)(?:\w+ )?\d)"
# Comparisons whose words stand apart: "comparable accuracy to", "ranked 2nd (after X)", "falls well short of". Before
# each pattern stand the signs that it cannot do without.
_APART: SignedRows[Ranking] = SignedRows(
    (ranking, Signed(signs, re.compile(pattern, re.IGNORECASE)))
    for ranking, signs, pattern in (
        (
            Ranking.MATCHES,
            "comparable similar equivalent competitive* equal par identical",
            r"\b(?:comparable|similar|equivalent|competitive|competitively|equal|on[- ]par|identical (?:performance|"
            r"results|scores?|accuracy|quality))\b(?: or (?:superior|better|higher))?[^.;,]{0,50}?(?<!such "
            r")\b(?:to|with|"
            r"against|as|among)(?= )",
        ),
        (
            Ranking.MATCHES,
            "competitive & compared",
            r"\bcompetitive (?:results?|performance)\b(?:[^.;]|\.[\d,]){0,120}?\bcompared (?:to|with)\b",
        ),
        (
            Ranking.MATCHES,
            "same & as & accuracy capabilit* intelligence level performance quality result* score*",
            r"\bsame (?:or (?:better|higher) )?(?:\w+ ){0,2}?(?:quality|performance|accuracy|level|results|scores?|"
            r"capabilit\w+|intelligence)(?: level)? as\b",
        ),
        (
            Ranking.MATCHES,
            "perform* & like same well",
            r"\bperform\w* (?:just |roughly |about |equally )?(?:as well as|the same as|like)\b",
        ),
        (
            Ranking.MATCHES,
            "just every equally",
            r"\b(?:just|every bit|equally) as \w+ as\b|\bequally (?:good|capable|strong) (?:to|as)\b",
        ),
        (
            Ranking.MATCHES,
            "compet* & against with",
            r"\bcompet(?:es?|ing|ed) (?:\w+ly |head[- ]to[- ]head |well )?(?:with|against)\b",
        ),
        (Ranking.CLOSE_TO, "nearly almost", r"(?<!not )\b(?:nearly|almost) as \w+ as\b"),
        (
            Ranking.CLOSE_TO,
            "within & of",
            r"\bwithin (?:just |about |roughly )?(?:[\d.]+|one|two|three|a few|a couple(?: of)?|a single) ?(?:%|"
            r"points?|pts?|percentage points?|percent|elo points?)(?: \w+)? of\b",
        ),
        (
            Ranking.CLOSE_TO,
            "clos* narrow* bridg* shrink* & gap distance",
            r"\b(?:clos|narrow|bridg|shrink)\w* (?:\w+ ){0,3}?(?:gap|distance) (?:with|to|between)\b",
        ),
        (
            Ranking.TRAILS,
            "nd rd th second third fourth fifth runner # no & following after below to",
            r"\b(?:2nd|3rd|[4-9]th|1\dth|second|third|fourth|fifth|runner-up|#[2-9]|no\. ?[2-9])(?: \w+){0,3}?"
            r"(?:[ ,]+\(?|\()(?:right |just |only |directly )?(?:following|after|below|to)\b(?! (?:a|an|be|\w+ing)\b)",
        ),
        (
            Ranking.CLOSE_TO,
            "near & frontier state sota",
            r"\b(?:near or at|at or near) (?=(?:the )?(?:frontier|state of the art|sota)\b)",
        ),
        (
            Ranking.TRAILS,
            "lose* losing lost & to",
            r"\b(?:loses?|losing|lost) (?!ground|out|track|access|money|market|customers)(?:[\w'\u2019-]+ "
            r"){1,5}?to (?=(?:the )?(?-i:[A-Z]))",
        ),
        (
            Ranking.TRAILS,
            "fall* fell* & short behind below",
            r"\bf(?:a|e)ll(?:s|ing)? (?:\w+ ){1,3}?(?:short of|behind|below)\b",
        ),
        (
            Ranking.TRAILS,
            "not t nowhere hardly far & as par level up match reach rival equal",
            r"(?:\bnot|n't|\bnowhere near|\bhardly|\bfar from)(?: quite| nearly| yet| as of yet)? (?:as \w+ as|on "
            r"par with|at the level of|up to)\b|\bnot(?: quite| yet)? (?:match|reach|rival|equal)\b",
        ),
        (
            Ranking.TRAILS,
            "notch step cut tier rung shade & below under behind",
            r"\b(?:notch|step|cut|tier|rung|shade) (?:below|under|behind)\b",
        ),
        (
            Ranking.BEATS,
            "notch step cut tier rung shade & above ahead up",
            r"\b(?:notch|step|cut|tier|rung|shade) (?:above|ahead of|up from)\b",
        ),
        (
            Ranking.BEATS,
            "win wins won wons preference & over against versus vs with",
            r"\b(?:win rates?|preference rates?)\b[^.;]{0,40}?\b(?:over|against|versus|vs\.?)(?= )|\bw[io]ns? "
            r"(?:[\w%-]+ ){0,6}?(?:comparisons?|match-?ups?|battles?|evaluations?|votes?|tests|tasks) (?:with|"
            r"against|over|versus|vs\.?)(?= )",
        ),
        (
            Ranking.BEATS,
            "above",
            rf"{_STANDS} ?(?:well |just |far |slightly |comfortably )?\babove {_NAME_AHEAD}",
        ),
        (
            Ranking.TRAILS,
            "below",
            rf"{_STANDS} ?(?:still |slightly )?\bbelow {_NAME_AHEAD}",
        ),
        (
            Ranking.MATCHES,
            "within & ci confidence margin* error noise",
            r"\bwithin (?:the )?(?:95% )?(?:ci|confidence intervals?|margins? of error|error bars?|noise|"
            r"error margins?)(?: range)? of\b",
        ),
        (
            Ranking.MATCHES,
            "maintain* match* & exceed* surpass* improv* & of",
            r"\b(?:maintain|match)\w* or (?:even |slightly )?(?:exceed|surpass|improv)\w* (?:on )?(?:the )?"
            r"(?:\w+ ){0,2}?(?:performance|accuracy|quality|results|scores?|capabilit\w+) of\b",
        ),
        (Ranking.BEATS, "undercut*", r"\bundercut(?:s|ting)?\b"),
        (
            Ranking.BEATS,
            "cost* priced & less below",
            r"\bcosts? (?:much |far |a lot )?less than\b|\bpriced (?:\w+ )?below\b",
        ),
        (
            Ranking.TRAILS,
            "cost* priced & more above",
            r"\bcosts? (?:much |far |a lot )?more than\b|\bpriced (?:\w+ )?above\b",
        ),
        (Ranking.BEATS, "lead* led & by", r"\b(?:leads?|led|leading) (?=(?-i:[A-Z])[^.;]{2,40}? by \d)"),
    )
)


def apart(where: Stretch) -> Iterator[Weighed]:
    """Where such words stand in a stretch, with the ranking that they say."""
    for ranking, pattern in _APART.worth(where):
        for match in pattern.finditer(where.text, where.start, where.end):
            yield match.start(), match.end(), ranking
