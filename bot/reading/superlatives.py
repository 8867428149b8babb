"""Better than a whole class: the best, the first, the state of the art."""

import re
from collections.abc import Iterator

from bot.domain.claims import Ranking
from bot.domain.names import ClassName
from bot.reading.classes import CLASS, NEGATED, draft_ranking, scope_of
from bot.reading.comparisons import Comparison
from bot.reading.cues import Cue, CueKind
from bot.reading.frames import Draft, Frame, in_class, named
from bot.reading.signs import Signed, Signs, where

_AMONG = re.compile(r"\b(?:among|amongst|of|for|in|within|across|at|on)\b", re.IGNORECASE)
_ACHIEVES = re.compile(
    r"\b(?:achiev\w*|reach\w*|sets?|setting|deliver\w*|attain\w*|obtain\w*|demonstrat\w*|show\w*|exhibit\w*|is|are|"
    r"was|remains?|becom\w*|as|rank\w*|hold\w*|takes?|took|claim\w*|offers?|provid\w*|with|new|secures?|has|have|"
    r"establish\w*|post\w*|among|boasts?|named|being|represents?|to be|our|its|their|gets?|got|:)\W+(?:\w+\W+){0,5}$",
    re.IGNORECASE,
)
_NOT_SUPERLATIVE = re.compile(
    r"\b(?:among|alongside|including|like|such as|against|than|with|over|from|to|by|between|other|previous|existing|"
    r"several|some|many|most|prior|of|rivals?|and|outperform\w*|match\w*|for|at|or)\W+(?:(?:the|all|other|a|an|its|"
    r"today's|current|existing|some|\d+)\W+){0,2}$",
    re.IGNORECASE,
)
_SECOND_PREDICATE = re.compile(r"\b(?:is|was|are|were)\b(?:(?! of )[^.;]){0,60} and (?:the )?$", re.IGNORECASE)
_LATEST_AND = re.compile(r"\b(?:latest|newest|first|largest|newest|smartest|fastest) and $", re.IGNORECASE)
_RESULT = re.compile(
    r"^[ -]*(?:\(sota\) )?(?:(?:new|overall|benchmark|average|published|reported|accuracy|in|its|-|class|[a-z]+)[ "
    r"-]+){0,3}?(?:results?|performance|scores?|accuracy|capabilit\w+|on\b|in\b|at\b|among\b|across\b|for\b|of\b|"
    r"open\b|model\b|models\b|\w+ model\b|(?:\w+ ){2}model\b|result\b|efficiency|quality|level|sota|intelligence|"
    r"record|[\w/]+ ratio\b|value\b|\d)",
    re.IGNORECASE,
)
_OF_SIZE = re.compile(
    r"[ -]*(?:at|in|for|within|of) (?:the |its |their |that |this )?(?:[\w-]+[ -])?(?:scale|size|class|size class|"
    r"tier|weight class|category|segment|bracket|price point|parameter range)\b",
    re.IGNORECASE,
)
# Words that praise where they stand before "model" ("a state-of-the-art model"): no rank is claimed by them.
_ATTRIBUTES = frozenset(
    (
        "state-of-the-art, state of the art, sota, best-in-class, best in class, leading, industry-leading, "
        "world-leading, class-leading, top-performing, best-performing, market-leading, high-performing"
    ).split(", ")
)
_PRAISED = re.compile(
    r"[ -](?:(?!(?:on|in|for|among|of|at|across|to|with|compared|than)\b)[\w-]+[ -]){0,5}?(?:models?|llms?|vlms?|"
    r"slms?)\b"
)
_VERBAL = re.compile(r"[\d)%], $")
_DEFINITE = re.compile(r"\b(?:the|our|its|their|'s|new|current|to|become|becomes)[ -]+(?:\w+'s )?$", re.IGNORECASE)
_FIELD_FOLLOWS = re.compile(r"\b(?:on|in|across|at|for)\b", re.IGNORECASE)
_ON_BENCHMARKS = re.compile(r"[^.;,]{0,60}\b(?:on|across|in|over)\b[^.;,]{0,50}\bbenchmarks\b", re.IGNORECASE)
_VAGUE = frozenset(("performance", "efficiency", "performance; efficiency", "efficiency; performance"))
_SURE = frozenset(
    (
        "#1, # 1, no. 1, number one, first place, 1st place, top spot, top position, top rank, top ranking, ranks "
        "top, ranks first, ranked first, ranking first, ranks 1st, ranked 1st, placed first, places first, came "
        "first, comes first, finished first, record-breaking, scored highest, scores highest, scored the highest, "
        "scores the highest, top score, top scores, tops the, topped the, topping the, leads the, led the, leading "
        "the, leads on, leads in, leads all, leads among, leads across, leads major, leads most, leads every, led "
        "on, tops every, tops all, tops most, takes the lead, took the lead, took the top, takes the top, sits at "
        "the top, sat at the top, at the top of, sits atop, sat atop, takes the crown, took the crown, takes first, "
        "took first, top result, top results, largest among, largest amongst"
    ).split(", ")
)
_LEADS = re.compile(r"(?:leads?|led|leading)\b", re.IGNORECASE)
_OF_PEOPLE = re.compile(
    r"[^.;,]{0,20}\b(?:teams?|company|project|effort|charge|way|industry|markets?|round|development|research|group|"
    r"lab|division|push|startup|investment|race)\b",
    re.IGNORECASE,
)
_NO_RANK = re.compile(
    r" (?:roles?|positions?|providers?|suppliers?|publishers?|compan(?:y|ies)|institutions?|universit(?:y|ies)|"
    r"experts?|researchers?|voices?|figures?|organi[sz]ations?|causes?)\b",
    re.IGNORECASE,
)
_TO_BEGIN_WITH = re.compile(r"\bin the $", re.IGNORECASE)  # "in the first place"
# "Delivers the best open models": what a company is for, which says of no model that it is one of them.
_MAKES = re.compile(
    r"\b(?:deliver|provid|offer|build|mak|creat|bring|train|develop|releas|distribut)(?:e|es|ed|ing|s)?"
    r"(?: you| them| users| customers)? the $",
    re.IGNORECASE,
)
_MODELS = re.compile(
    r"(?:[ -](?!(?:in|on|at|for|of|among|across)\b)[\w-]+){0,4}? (?:models|llms|vlms)\b", re.IGNORECASE
)
_ARE = re.compile(
    r"\b(?:are|were|become|became|remain|as|among)(?: now| currently)?\W*$|[,:(\u2014\u2013]\W*$", re.IGNORECASE
)
_SUITED = re.compile(r" (?:for|suited|used|with|practices?|way|when|choice|known|to)\b", re.IGNORECASE)
# "Our most capable model yet", "Google's smartest model": better than what the same lab made before.
_OF_LAB = Signed(
    "most best strongest smartest fastest cheapest safest largest biggest longest",
    re.compile(
        r"(?P<whose>\b(?:our|its|their|the company's|the lab's|[A-Z][\w.]*(?: AI)?'s?|my))[ ]+(?:new )?(?:most (?:\w+[ "
        r"-])?(?P<most>capable|powerful|advanced|intelligent|agentic|accurate|efficient|affordable|reliable|performant|"
        r"robust|aligned|factual|cost-effective|cost-efficient)|(?P<est>best|strongest|smartest|fastest|cheapest|"
        r"safest|(?:largest|biggest|longest)(?=[^.;,]{1,40}\b(?:yet|so far|to date|"
        r"ever)\b)))(?: and (?:most )?[\w-]+)?[ -](?:(?!(?:way|tool|practice|of|in|at|on|for)\b)[\w-]+[ "
        r"-]){0,4}?(?:models?|llms?|vlms?|systems?|release)\b",
    ),
)
_LEADS_IN = Signed(
    "leads led leading tops topped",
    re.compile(
        r"\b(?:leads|led|leading|tops|topped) (?:in |on )?(?:(?P<some>(?:\d+(?: ?/ ?| (?:out )?of (?:the )?)\d+|"
        r"\d+|two|three|four|five|six|"
        r"seven|eight|nine) (?:\w+ )?(?:evals?|evaluations?|benchmarks?|tests?|categories))\b|"
        r"(?=(?:the )?(?-i:[A-Z])))",
        re.IGNORECASE,
    ),
)
_LARGEST = Signed(
    "largest biggest longest smallest",
    re.compile(
        r"\b(?:is|as|are|becomes?|currently|was|'s) (?:currently |now )?the (?:largest|biggest|longest|smallest) "
        r"(?P<np>(?:[\w-]+ ){0,6}?(?:models?|llms?|vlms?|transformers?))\b (?:in the (?:industry|world)|ever|to date|"
        r"(?:currently |publicly |openly )?(?:available|released)|so far|yet)\b",
        re.IGNORECASE,
    ),
)
_LEADER = Signed(
    "leader champion frontrunner king",
    re.compile(
        r"\b(?P<np>(?:open|closed|proprietary|local|chinese)(?:[- ](?:weights?|source))?) (?:\w+ )?(?:leader|"
        r"champion|frontrunner|king)[,:]? $",
        re.IGNORECASE,
    ),
)
_IN_HISTORY = Signed(
    "largest longest best strongest smartest fastest most",
    re.compile(
        r"\b(?:largest|longest|best|strongest|smartest|fastest|most (?!of\b)\w+) (?:[\w-]+ ){0,4}?(?:models?|window|"
        r"context|release|system|llm|vlm) (?:that )?(?:in [A-Z]\w*(?: AI)?'s? history|(?:we|it|the company|the lab|"
        r"[A-Z]\w+)(?: have| has|'ve|'s)? (?:ever|yet|so far)?[ ]?(?:made|built|released|shipped|trained|launched|"
        r"developed|produced)(?: yet| so far| to date)?)\b"
    ),
)
_IN_FAMILY = re.compile(
    r"[^.;]{0,50}? (?:in|of|within|from) (?:the|its|our|their) (?:[\w.+-]+ ){0,3}?(?:family|lineup|line-up|series|"
    r"range|portfolio|collection)\b",
    re.IGNORECASE,
)
_OF_SALES = re.compile(r"-(?:growing|selling|adopted|downloaded)\b", re.IGNORECASE)
_BOARD = re.compile(
    r"[ ](?:of )?(?:the )?(?P<kind>(?:open|closed)(?:[- ](?:weights?|source))?|[a-z]+)[- ](?:\w+ )?(?:leaderboards?|"
    r"rankings?|charts?)\b"
)


# Of these one stands in every sentence that puts a model first.
_FIRST = Signs(
    ":superlative most best strongest smartest fastest cheapest safest largest longest biggest smallest leads led "
    "leading "
    "tops topped leader champion frontrunner king"
)


def read_superlatives(frame: Frame, comparisons: list[Comparison], *, over_whole_class: bool) -> Iterator[Draft]:
    """The first superlative of a sentence that says its subject is first, unless "beating all others" says it."""
    if not _FIRST.among(frame.signs):
        return
    yield from _best_of_lab(frame)
    yield from _leading(frame)
    yield from _largest(frame)
    yield from _titled(frame)
    for cue in frame.of(CueKind.SUPERLATIVE):
        inside = any(_inside(frame, item, cue) for item in comparisons)
        if inside or not _claims_first(frame, cue):
            continue
        baseline = _class_of(frame, cue)
        scope = scope_of(frame, cue.start) or scope_of(frame, frame.start)
        vague = (scope is None or _vague(frame, cue, scope)) and not _ON_BENCHMARKS.match(
            frame.text, cue.end, frame.end
        )
        if baseline is None and (over_whole_class or vague):
            continue
        for subject in frame.subjects_before(cue.start, together=True):
            yield draft_ranking(frame, subject, Ranking.BEATS, baseline, cue.start, cue.end, "ranking.superlative")
        return


def _inside(frame: Frame, comparison: Comparison, cue: Cue) -> bool:
    """Whether a superlative is a word of a comparison's other side ("beats the best models")."""
    near = comparison.start <= cue.start < comparison.end + 60
    return near and "," not in frame.text[comparison.end : cue.start]


def _best_of_lab(frame: Frame) -> Iterator[Draft]:
    """ "Our most capable model yet": the lab's earlier models are beaten by the model that is so called."""
    match = _OF_LAB.search(frame) or _IN_HISTORY.search(frame)
    if match is None or NEGATED.search(frame.text, max(frame.start, match.start() - 30), match.start()):
        return
    behind = [model for model in frame.models if 0 <= model.start - match.end() <= 25]
    several = match[0].endswith("s") and match.start() > frame.start
    if several and not behind and not _ARE.search(frame.text, frame.start, match.start()):
        return  # "understanding our most powerful models" says of none that it is one
    before = frame.subject_mentions(match.start())
    subjects = frame.subjects_before(match.start()) if before or not behind else (named(behind[0]),)
    for subject in subjects:
        earlier = ClassName(name="earlier models of the lab")
        yield draft_ranking(frame, subject, Ranking.BEATS, earlier, match.start(), match.end(), "ranking.best_of_lab")


def _vague(frame: Frame, cue: Cue, scope: str) -> bool:
    """Whether "SOTA performance" is said of no field at all."""
    sure = frame.text[cue.start : cue.end].lower() in _SURE
    return scope in _VAGUE and not sure and not _FIELD_FOLLOWS.search(frame.text, cue.end, min(frame.end, cue.end + 40))


def _leading(frame: Frame) -> Iterator[Draft]:
    """ "Leads 6 of 10 evals", "still leads GPQA"."""
    for match in _LEADS_IN.finditer(frame):
        if match["some"] or any(0 <= benchmark.start - match.end() <= 4 for benchmark in frame.benchmarks):
            for subject in frame.subjects_before(match.start()):
                yield draft_ranking(frame, subject, Ranking.BEATS, None, match.start(), match.end(), "ranking.leading")


def _largest(frame: Frame) -> Iterator[Draft]:
    """ "Is the largest open model in the industry"."""
    for match in _LARGEST.finditer(frame):
        if NEGATED.search(frame.text, frame.start, match.start()):
            continue
        baseline = in_class(_plural(match["np"]))
        for subject in frame.subjects_before(match.start()):
            yield draft_ranking(frame, subject, Ranking.BEATS, baseline, match.start(), match.end(), "ranking.largest")


@where(":model & leader champion frontrunner king")
def _titled(frame: Frame) -> Iterator[Draft]:
    """ "Open-weights leader A"."""
    for model in frame.models:
        title = _LEADER.within(frame, max(frame.start, model.start - 50), model.start)
        if title:
            leads, start, end = in_class(title["np"] + " models"), title.start(), model.end
            yield draft_ranking(frame, named(model), Ranking.BEATS, leads, start, end, "ranking.leader")


def _claims_first(frame: Frame, cue: Cue) -> bool:
    """Whether the words say that the subject is first, rather than name the field it is in."""
    left = frame.text[max(frame.start, cue.start - 60) : cue.start]
    right = frame.text[cue.end : min(frame.end, cue.end + 60)]
    word = frame.text[cue.start : cue.end].lower()
    if NEGATED.search(left) or _OF_LAB.within(frame, max(frame.start, cue.start - 30), frame.end):
        return False
    if _OF_SALES.match(right):
        return False  # "the fastest-growing model"
    if _NO_RANK.match(right) or (word == "first place" and _TO_BEGIN_WITH.search(left)):
        return False
    if _MAKES.search(left) and _MODELS.match(right):
        return False
    if word in _SURE:
        return not (_LEADS.match(word) and _OF_PEOPLE.match(right))
    if word == "best" and _SUITED.match(right) and not left.rstrip().lower().endswith("the"):
        return False
    if word in _ATTRIBUTES and _PRAISED.match(right) and not (_DEFINITE.search(left) or _VERBAL.search(left)):
        return False
    if _NOT_SUPERLATIVE.search(left) and not (_SECOND_PREDICATE.search(left) or _LATEST_AND.search(left)):
        return False
    return bool(_RESULT.match(right)) and bool(
        _ACHIEVES.search(left) or not left.strip() or "sota" in word or "leading" in word
    )


def _class_of(frame: Frame, cue: Cue) -> ClassName | None:
    """The class that the subject leads: "the best open model", "state of the art among small models"."""
    end = min(frame.end, cue.end + 110)
    if _IN_FAMILY.match(frame.text, cue.end, end):
        return ClassName(name="other models of the family")
    board = _BOARD.match(frame.text, cue.end, end)
    if board and board["kind"].startswith(("open", "closed")):
        return in_class(board["kind"] + " models")
    direct = CLASS.match(frame.text, cue.end, end)
    if direct:
        return in_class(_plural(direct["np"]))
    if _OF_SIZE.match(frame.text, cue.end, end):
        return ClassName(name="models of its size")
    for preposition in _AMONG.finditer(frame.text, cue.end, end):
        found = CLASS.match(frame.text, preposition.end(), end)
        if found:
            return None if found["np"].lower().endswith("benchmarks") else in_class(found["np"])
    return None


def _plural(words: str) -> str:
    return words + "s" if words.lower().endswith("model") else words
