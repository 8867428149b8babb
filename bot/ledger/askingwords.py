"""The words of questions: what each of them asks for. Data, and the table that finds them."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from bot.domain.claims import Kind, Ratio, Spec, Topic
from bot.ledger.gap import Frontier
from bot.ledger.naming import FRONTIERS
from bot.ledger.standing import Standing
from bot.reading.phrases import PhraseTable


class Cue(StrEnum):
    """What a word says of the answer that is wanted."""

    COMPARE = "compare"
    GAP = "gap"
    MOST = "most"
    LEAST = "least"
    CUT = "cut"
    EFFICIENT = "efficient"
    AGAINST = "against"
    CLAIMS = "claims"
    TOLD = "told"
    NOT = "not"
    UNDISCLOSED = "undisclosed"
    LIFE = "life"
    OVER_TIME = "over time"
    CHANGED = "changed"
    BRIEFING = "briefing"
    NEWS = "news"
    RELEASE = "release"
    SEARCH = "search"
    STORY = "story"
    SHOW = "show"
    MAKER = "maker"


@dataclass(frozen=True, kw_only=True, slots=True)
class Amount:
    """A figure that can be asked for: ``ratio`` in a list of ratios, ``figure`` in a comparison of models."""

    ratio: Ratio | None
    figure: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Field:
    """What models may be good at: a sort of benchmarks."""

    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Best:
    """The best of all models, of the closed or of the open ones, by the words that are typed for it."""

    name: str


Sense = Cue | Amount | Field | Best | Topic | Kind | Standing

PRICE = Amount(ratio=Ratio.COST, figure="price")
COMPUTE = Amount(ratio=Ratio.INFERENCE_COMPUTE, figure=Ratio.INFERENCE_COMPUTE)
SPEED = Amount(ratio=Ratio.SPEED, figure="speed")
LATENCY = Amount(ratio=Ratio.LATENCY, figure="latency")
MEMORY = Amount(ratio=Ratio.MEMORY, figure=Ratio.MEMORY)
CACHE = Amount(ratio=Ratio.KV_CACHE, figure=Ratio.KV_CACHE)
ENERGY = Amount(ratio=Ratio.ENERGY, figure=Ratio.ENERGY)
SIZE = Amount(ratio=Ratio.SIZE, figure="parameters")
TOKENS = Amount(ratio=Ratio.TOKENS_USED, figure=Ratio.TOKENS_USED)
TRAINING_COST = Amount(ratio=Ratio.TRAINING_COST, figure=Spec.TRAINING_COST)
TRAINING_COMPUTE = Amount(ratio=Ratio.TRAINING_COMPUTE, figure=Spec.TRAINING_COMPUTE)
TRAINING_TIME = Amount(ratio=Ratio.TRAINING_TIME, figure=Spec.TRAINING_GPU_HOURS)
CONTEXT = Amount(ratio=None, figure=Spec.CONTEXT_WINDOW)
OUTPUT = Amount(ratio=None, figure=Spec.MAX_OUTPUT)
TRAINING_TOKENS = Amount(ratio=None, figure=Spec.TRAINING_TOKENS)

_ALL, _CLOSED, _OPEN = (Best(name=FRONTIERS[each]) for each in (Frontier.ALL, Frontier.CLOSED, Frontier.OPEN))
_LESS, _MORE = (Cue.COMPARE, Cue.CUT), (Cue.COMPARE, Cue.MOST)

_PHRASES: tuple[tuple[tuple[Sense, ...], str], ...] = (
    (
        (Cue.COMPARE,),
        "better than; better; worse than; worse; versus; vs; compare; compares; compared; comparing; comparison; "
        "difference; differences; differ; differs; side by side; stack up; stacks up; head to head; match up; "
        "outperform; outperforms; outperformed; beat; beats; beaten; match; matches; matched; rival; rivals; "
        "which one; or rather; rather than; instead of; contrast; superior to; inferior to; stronger; weaker; "
        "smarter",
    ),
    (
        (Cue.COMPARE, Cue.AGAINST),
        "compared with; compared to; in comparison with; in comparison to; relative to; against; than; then",
    ),
    ((Cue.AGAINST,), "over"),
    (
        (Cue.GAP,),
        "gap; gaps; behind; ahead; ahead of; lead over; leads over; lead; leads; leading; trail; trails; "
        "trailing; lag; lags; lagging; catch up with; catching up; catch up to; caught up; close to; how close; "
        "how far; distance; closing in; closer to; margin",
    ),
    (
        (_ALL,),
        "frontier; the frontier; state of the art; sota; the best model; best of all; everybody else; the best models",
    ),
    (
        (_CLOSED,),
        "closed frontier; best closed; best closed model; best closed one; best closed models; closed models; "
        "proprietary models; best proprietary model",
    ),
    (
        (_OPEN,),
        "open frontier; best open; best open model; best open one; best open models; open models; open weight "
        "models; open source models; best open weight model",
    ),
    (
        (_OPEN, _CLOSED),
        "open and closed; open and closed models; open and closed ones; open versus closed; open vs closed",
    ),
    (
        (_CLOSED, _OPEN),
        "closed and open; closed and open models; closed versus open; closed vs open; proprietary and open",
    ),
    ((Cue.MOST,), "most; biggest; largest; highest; best; top; greatest; strongest; winner; record; more"),
    ((Cue.LEAST,), "least; lowest; smallest; fewest; minimum; minimal; tiniest"),
    ((Cue.LEAST, PRICE), "cheapest; least expensive; most affordable; lowest price; lowest cost"),
    ((Cue.MOST, PRICE), "most expensive; dearest; priciest"),
    ((Cue.MOST, SPEED), "fastest; quickest; highest throughput; biggest speedup; largest speedup; most speedup"),
    ((Cue.LEAST, SPEED), "slowest"),
    (
        (Cue.CUT,),
        "cut; cuts; cutting; reduce; reduces; reduced; reduction; reductions; lower; lowers; lowered; save; "
        "saves; saved; saving; savings; less; fewer; drop; drops; dropped; decrease; decreased; shrink; shrank; "
        "shrunk; slash; slashed; halve; halved; improved; improvement",
    ),
    ((Cue.EFFICIENT,), "efficiency; efficient; economical; frugal; optimised; optimized"),
    ((Cue.EFFICIENT, Cue.MOST), "most efficient"),
    ((*_LESS, PRICE), "cheaper; less expensive; more affordable"),
    ((*_MORE, PRICE), "more expensive; dearer; pricier"),
    ((*_MORE, SPEED), "faster; quicker; slower"),
    (
        (SPEED,),
        "speed; speeds; speedup; speedups; throughput; tokens per second; tok/s; tps; output speed; quick; fast",
    ),
    (
        (PRICE,),
        "price; prices; priced; cost; costs; expensive; cheap; charge; charges; charged; tariff; fee; fees; how "
        "much is; dollars; per million tokens",
    ),
    (
        (PRICE, COMPUTE),
        "inference cost; inference costs; serving cost; serving costs; cost of inference; running cost; running costs",
    ),
    (
        (COMPUTE,),
        "compute; flops; flop; inference compute; compute per token; flops per token; gflops; computation; "
        "inference flops",
    ),
    ((LATENCY,), "latency; first token; time to first token; ttft; response time; responsive"),
    ((MEMORY,), "memory; vram; ram; memory footprint; gigabytes"),
    ((CACHE,), "kv cache; kv-cache; kvcache; cache; key value cache"),
    ((ENERGY,), "energy; power; electricity; watts; watt hours; energy use; energy consumption; joules; carbon"),
    ((SIZE,), "parameters; parameter; params; parameter count; active parameters; model size; size"),
    ((*_MORE, SIZE), "bigger; larger; smaller"),
    (
        (TOKENS,),
        "tokens used; token use; token usage; number of tokens; thinking tokens; output tokens used; fewer "
        "tokens; less tokens",
    ),
    ((TOKENS, Cue.EFFICIENT), "token efficient; token efficiency; token-efficient"),
    ((TRAINING_COST,), "training cost; training costs; cost of training; training budget; cost to train"),
    ((TRAINING_COMPUTE,), "training compute; training flops; compute for training"),
    ((TRAINING_TIME,), "training time; gpu hours; gpu-hours; time to train; training duration"),
    ((TRAINING_TOKENS,), "training tokens; pretraining tokens; pre-training tokens"),
    (
        (CONTEXT,),
        "context; context window; context windows; context length; context size; long context window; tokens of "
        "context",
    ),
    ((OUTPUT,), "max output; output length; maximum output; output limit"),
    (
        (Field(name="coding"),),
        "coding; code; programming; software engineering; coder; codes; coding benchmarks; writes code; write code",
    ),
    ((Field(name="agentic"),), "agentic; agents; agent; tool use; computer use; browsing"),
    ((Field(name="maths"),), "maths; math; mathematics; arithmetic; algebra"),
    ((Field(name="reasoning"),), "reasoning; logic; thinking"),
    ((Field(name="knowledge"),), "knowledge; factual; facts; trivia"),
    ((Field(name="multimodal"),), "multimodal; vision; images; image understanding; video understanding; ocr"),
    ((Field(name="audio"),), "audio; speech; voice; transcription"),
    ((Field(name="multilingual"),), "multilingual; languages; translation"),
    ((Field(name="long context"),), "long context; long-context"),
    ((Field(name="instruction following"),), "instruction following; following instructions"),
    ((Field(name="health"),), "health; medicine; medical"),
    ((Field(name="preference"),), "human preference; arena"),
    ((Field(name="safety"), Topic.SAFETY), "safety; alignment; jailbreaks; red teaming"),
    (
        (Cue.CLAIMS,),
        "claim; claims; claimed; claiming; saying; said about; statement; statements; stated; figures; figure; "
        "numbers; who says; who says so; who said; according to whom; what is said; evidence; proof; quotes; "
        "quote; promised; promises",
    ),
    ((Cue.CLAIMS, Cue.TOLD), "say; says; said"),
    ((Cue.TOLD,), "tell us; told us; know; known"),
    ((Cue.NOT,), "not; never; nobody; no one; none; hasn't; haven't; didn't; doesn't; don't; won't; isn't"),
    (
        (Standing.MEASURED,),
        "measured; measurements; independently measured; confirmed; confirm; verified; verify; independently "
        "verified; tested; independent tests; independently; independent; replicated; reproduced; validated; "
        "proven; checked; third party; third-party; backed up; holds up; hold up",
    ),
    (
        (Standing.CONTESTED,),
        "contested; disputed; dispute; disputes; challenged; contradicted; contradict; contradicts; doubted; "
        "doubt; doubts; debunked; refuted; questioned; controversial; exaggerated; wrong; false; misleading; "
        "disagree; disagrees; disagreement; does not hold; disproved; in dispute",
    ),
    (
        (Standing.VENDORS_WORD,),
        "maker's word; makers word; vendor's word; only the maker; unmeasured; not measured; unverified; not "
        "verified; unconfirmed; self-reported; self reported; own word",
    ),
    ((Standing.WITHDRAWN,), "withdrawn; retracted; taken back; took back; withdrew; retraction; retractions"),
    ((Standing.SUPERSEDED,), "superseded; outdated; out of date; replaced"),
    (
        (Kind.BENCHMARK,),
        "benchmark; benchmarks; benchmark scores; benchmark results; scores; score; results; test results; "
        "performance; evals; evaluations",
    ),
    ((Kind.RANKING,), "ranking; rankings; ranks; ranked; rank"),
    (
        (Kind.ALLEGATION,),
        "accused; accuse; accuses; accusation; accusations; allegation; allegations; alleged; allegedly; sued; "
        "lawsuit; lawsuits; blamed",
    ),
    ((Kind.CAVEAT,), "caveat; caveats; reservations; limitations; weaknesses"),
    (
        (Cue.UNDISCLOSED,),
        "undisclosed; not disclosed; not disclose; not say; not said; not tell; not told; not tell us; not "
        "publish; not published; not reveal; not revealed; hasn't said; has not said; hasn't disclosed; has not "
        "disclosed; haven't said; won't say; will not say; doesn't say; does not say; didn't say; did not say; "
        "didn't disclose; did not disclose; doesn't disclose; didn't tell; did not tell; didn't publish; hasn't "
        "told; has not told; hasn't published; has not published; disclose; disclosed; discloses; reveal; "
        "revealed; reveals; secret; secrets; secretive; keeps quiet; keep quiet; kept quiet; silent about; silent "
        "on; withhold; withholds; withheld; hide; hides; hiding; hidden; concealed; conceals; keep to itself; "
        "unsaid",
    ),
    (
        (Cue.LIFE,),
        "timeline; history; release date; release history; release dates; life of; milestones; chronology; "
        "evolution of; roadmap; available since; since when; which month; what month; which day; what day; which "
        "date; what date; which year; what year; when was; when did; when will; when were; when is; when has; "
        "come out; came out; launch date; deprecated; lifecycle; life cycle",
    ),
    ((Cue.LIFE, Cue.OVER_TIME), "history of"),
    (
        (Cue.OVER_TIME,),
        "over time; develop; developed; development; evolve; evolved; evolution; trend; trends; trajectory; go "
        "up; gone up; went up; went down; go down; gone down",
    ),
    (
        (Cue.OVER_TIME, PRICE),
        "price history; price changes; price cut; price cuts; price drop; price drops; price increase; price "
        "development; history of prices; history of the price; cost history",
    ),
    (
        (Cue.CHANGED,),
        "changed; change; changes; changing; revised; revision; revisions; edited; corrected; correction; "
        "corrections; updated; different; differently",
    ),
    (
        (Cue.BRIEFING,),
        "briefing; digest; summary; summarise; summarize; sum up; catch me up; bring me up to date; up to speed; "
        "tldr; tl;dr; overview; recap; what happened; what is going on; what's going on; did i miss; what's up",
    ),
    (
        (Cue.NEWS,),
        "news; new; newest; latest; recent; recently; lately; announce; announced; announces; announcement; "
        "announcements; publish; published; publishes; post; posted; up to; up to lately; what's new; what is "
        "new; what makes; headlines",
    ),
    (
        (Cue.RELEASE,),
        "release; releases; released; launch; launches; launched; unveil; unveiled; ship; shipped; present; "
        "presented; introduce; introduced",
    ),
    (
        (Cue.SEARCH,),
        "search; search for; find; look for; look up; articles; article; mention; mentions; mentioned; "
        "mentioning; posts; texts; anything on; anything about; read about; wrote; written; "
        "writes; wrote about; reported; reports; covered; coverage; papers; paper",
    ),
    (
        (Cue.SHOW,),
        "show; show me; tell me; tell; tell me about; what is; what's; what are; who is; who are; everything; "
        "card; profile; info; information; details; specs; spec; specifications; facts about; how many; how big; "
        "how good; describe; explain",
    ),
    (
        (Cue.STORY,),
        "story; stories; stories about; stories on; events; several sources; who else reported; told by several",
    ),
    ((Cue.MAKER,), "lab; company; maker; who makes; vendor"),
    (
        (Topic.FUNDING,),
        "funding; investment; investors; fundraising; valuation; ipo; acquisition; acquired; raised",
    ),
    (
        (Topic.POLICY,),
        "policy; policies; regulation; regulations; regulators; government; law; laws; eu ai act; ai act",
    ),
    ((Topic.LEGAL,), "legal; copyright; court; litigation"),
    ((Topic.PEOPLE,), "people; hires; hired; hiring; departures; joined; resigned; ceo"),
    (
        (Topic.INFRASTRUCTURE,),
        "infrastructure; data center; data centers; data centre; data centres; datacenters; datacenter; "
        "datacentre; datacentres",
    ),
    ((Topic.RESEARCH,), "research"),
    ((Topic.PRODUCT,), "product; products; features; feature"),
    ((Topic.PRICING, PRICE), "pricing"),
    ((Topic.BENCHMARK, Kind.BENCHMARK), "benchmarking"),
    ((Topic.EFFICIENCY, Cue.EFFICIENT), "efficiency gains"),
)

STOP_WORDS = frozenset(
    (
        "a an the this that these those there here it its they them their we us our you your i me my mine he she his "
        "her is are was were be been being am do does did done has have had having can could may might must shall "
        "should will would of in on at by for from to into onto with without within about as and or nor not no if so "
        "but because while when where what which who whom whose why how much many any anybody anyone anything some "
        "somebody someone something every everybody everything each all both either neither one ones two three other "
        "others another such same own too very really actually just only even still also yet already now ever never "
        "again more most less least than then please thanks thank hi hello hey ok okay hmm well let lets let's s t re "
        "ve ll d m want wants wanted like likes need needs needed get gets got getting give gives gave make makes made "
        "come comes came go goes going put see look looks seem seems think thinks thought know mean means meant use "
        "used uses using work works worked help helps exist exists happen happens happened thing things stuff way ways "
        "lot lots bit kind sort type good bad great big small long short high low old right model models ai llm llms "
        "lab labs company companies today yesterday week month year day days weeks months years ze zis zat und oder "
        "ich der die das den dem ein eine ist sind mit von zu im am auf fuer was wer wie wann welche welcher since "
        "until till during before after between among over under up down out off per via hot sheet server feeds feed "
        "far apart far-off available currently"
    ).split()
)
"""Words that ask for nothing and that nobody looks for."""


@cache
def phrases() -> PhraseTable[tuple[Sense, ...]]:
    """Every phrase with its senses."""
    table: PhraseTable[tuple[Sense, ...]] = PhraseTable()
    for senses, said in _PHRASES:
        table.add_all(said.split("; "), senses)
    return table


@cache
def known_words() -> frozenset[str]:
    """Every single word of the vocabulary, in lower case: none of them is a misspelt name."""
    return STOP_WORDS | {word for _, said in _PHRASES for word in said.replace(";", " ").replace("'", " ").split()}


@cache
def spelt_words() -> tuple[str, ...]:
    """The words that a typo may be meant for; those of five letters are like too many others."""
    telling = {word for word in known_words() - STOP_WORDS if len(word) > 5 and word.isalpha()}
    return tuple(sorted(telling))
