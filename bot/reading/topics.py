"""What a text is about, from its words and its claims."""

from collections import Counter
from collections.abc import Sequence

from bot.domain.claims import Claim, Kind, Spec, Topic
from bot.reading.tokens import Words

_WORDS: dict[Topic, str] = {
    Topic.FUNDING: (
        "funding raised raises valuation valued investors investor invested investment invests ipo acquire "
        "acquires acquired acquisition stake"
    ),
    Topic.POLICY: (
        "government regulators regulation regulatory export congress senate policy policies legislation pentagon "
        "ministry sanctions security law lawmakers"
    ),
    Topic.SAFETY: (
        "safety alignment jailbreak jailbreaks misuse bioweapon bioweapons guardrails guardrail sandbox cyber "
        "cybersecurity vulnerability vulnerabilities injection safeguards"
    ),
    Topic.LEGAL: (
        "lawsuit lawsuits sue sues sued suing court copyright infringement infringed judge plaintiffs settlement legal"
    ),
    Topic.PEOPLE: ("resigns resigned resignation stepped hired hires departure appointed cofounder founder"),
    Topic.INFRASTRUCTURE: (
        "datacenter datacenters gpu gpus chips chip kernel kernels vllm sglang tensorrt cluster deployment "
        "serving blackwell hopper gigawatts"
    ),
    Topic.RESEARCH: (
        "paper arxiv propose present architecture attention ablation pretraining reinforcement researchers report"
    ),
    Topic.PRODUCT: (
        "app api feature features integration users subscribers plan plans dashboard endpoint plugin desktop"
    ),
    Topic.PRICING: ("price prices pricing priced cheaper discount discounts"),
    Topic.EFFICIENCY: ("efficient efficiency throughput latency cache flops faster footprint speedup"),
    Topic.BENCHMARK: ("benchmark benchmarks leaderboard score scores sota outperform outperforms outperforming"),
}
_TOPIC_OF = {word: topic for topic, words in _WORDS.items() for word in words.split()}
_PRICES = frozenset((Spec.INPUT_PRICE, Spec.OUTPUT_PRICE, Spec.CACHED_INPUT_PRICE, Spec.PRICE))
_ENOUGH = 2
_LOOKED_AT = 4_000  # tokens: what a text is about shows early


def find_topics(words: Words, claims: Sequence[Claim]) -> tuple[Topic, ...]:
    """The topics of a text, the strongest first; at least one."""
    weights = Counter(_TOPIC_OF[words.tokens[at].lower] for at in words.at_any(_TOPIC_OF.keys()) if at < _LOOKED_AT)
    for claim in claims:
        weights.update(_of_claim(claim))
    strong = [topic for topic, weight in weights.most_common(4) if weight >= _ENOUGH]
    if strong:
        return tuple(strong)
    best = weights.most_common(1)
    return (best[0][0],) if best and best[0][1] else (Topic.PRODUCT,)


def _of_claim(claim: Claim) -> dict[Topic, int]:
    if claim.kind is Kind.RELEASE:
        return {Topic.RELEASE: 3}
    if claim.kind is Kind.BENCHMARK:
        return {Topic.BENCHMARK: 2}
    if claim.kind is Kind.RANKING:
        return {Topic.BENCHMARK: 1}
    if claim.kind is Kind.RATIO:
        return {Topic.EFFICIENCY: 2}
    if claim.kind is Kind.SPEC and claim.metric in _PRICES:
        return {Topic.PRICING: 2}
    return {}
