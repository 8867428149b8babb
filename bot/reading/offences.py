"""What labs are accused of, by the words that name it."""

import re
from collections.abc import Iterator

from bot.domain.claims import Allegation
from bot.reading.signs import Signed, SignedRows, Stretch

_OFFENCES: tuple[tuple[Allegation, str], ...] = (
    (
        Allegation.DISTILLATION,
        r"distill\w*|siphon\w*|model extraction|extract(?:ed|ing|s)? (?:\w+ )?(?:capabilit\w+|outputs?|knowledge)|"
        r"train(?:ed|ing|s)? (?:\w+ ){0,4}?on (?:\w+ ){0,3}?(?:outputs?|responses)|copy(?:ing)? (?:its|their|\w+'s) "
        r"models?|exfiltrat\w*|free-?rid\w*|cloned? (?:its|their|\w+'s) models?",
    ),
    (
        Allegation.COPYRIGHT,
        r"copyright\w*|pira(?:t\w+|cy)|infring\w+|plagiari\w+|shadow librar\w+|without (?:an? |any |their |"
        r"its )?(?:permission|licen[sc]e|"
        r"consent|paying|authori[sz]ation)|(?:scrap|stol|steal)\w* (?:\w+ ){0,3}?(?:articles?|books?|lyrics|songs?|"
        r"content|works?|videos?)|illegally (?:used|copied|downloaded)|scrap(?:ed|ing)\b|"
        r"cop(?:y|ies|ied|ying) (?:\w+ ){0,4}?(?:photos?|images?|books?|articles?|lyrics|songs?|works?|definitions|"
        r"stories|films?|characters?|news)",
    ),
    (
        Allegation.EXPORT_CONTROLS,
        r"export[- ](?:controls?|restrictions?|rules?|bans?|curbs?|laws?)|smuggl\w+|sanctions?\b|(?:banned|"
        r"restricted|prohibited|illicit|black-market) (?:\w+ )?(?:chips?|gpus?|processors?)|shell compan\w+|(?:evad|"
        r"circumvent|skirt|sidestep)\w* (?:\w+ ){0,3}?(?:controls?|restrictions?|bans?)",
    ),
    (
        Allegation.BENCHMARK_GAMING,
        r"gam(?:e|es|ed|ing) (?:\w+ ){0,3}?(?:benchmarks?|leaderboards?|(?:lm ?)?arena|evals?|evaluations?|tests?)|"
        r"benchmark "
        r"(?:gaming|manipulation|fraud|cheating|rigging|tampering)|train(?:ed|ing|s)? (?:\w+ ){0,3}?on (?:the |"
        r"benchmark )?(?:\w+ )?test(?:[- "
        r"]sets?| data| questions)?|benchma(?:x|xx)\w*|cheat\w* (?:\w+ ){0,3}?(?:benchmarks?|leaderboards?|evals?|"
        r"tests?)|(?:manipulat|rigg|misrepresent|inflat|cherry-pick|fak|fudg)\w* (?:\w+ ){0,3}?(?:benchmarks?|"
        r"leaderboards?|scores?|results?)|contaminat\w+|cheat(?:ed|ing)\b",
    ),
    (
        Allegation.OTHER,
        r"(?:steal\w*|stole\w*|theft of|misappropriat\w+|tak(?:e|ing)) (?:[\w'-]+ ){0,4}?trade secrets?|"
        r"trade secrets?|poach\w*|"
        r"breach\w* of contract|(?:violat|breach|abus|brok)\w* (?:[\w'-]+ ){0,4}?terms of (?:service|use)",
    ),
    (
        Allegation.SECURITY,
        r"espionage|hack(?:ed|ing|s)?\b|backdoors?|data (?:theft|breach\w*|leaks?)|stole\w*|steal\w*|"
        r"theft|spy\w*|national[- ]security|cyber-?attacks?|leak\w* (?:\w+ ){0,2}?data|(?:send|sent|transferr?)\w* "
        r"(?:\w+ ){0,3}?data to|military|surveillance|illegally collect\w*|unauthori[sz]ed access",
    ),
)
_HAN_OFFENCES = {
    Allegation.DISTILLATION: "蒸馏|窃取[^,。]{0,8}(?:能力|输出)",
    Allegation.COPYRIGHT: "版权|侵权|盗版|著作权|抄袭|未经(?:许可|授权)",
    Allegation.EXPORT_CONTROLS: "出口管制|走私|制裁|禁运",
    Allegation.BENCHMARK_GAMING: "刷榜|刷分|作弊|造假|数据污染|操纵[^,。]{0,4}(?:评测|榜)",
    Allegation.OTHER: "商业机密",
    Allegation.SECURITY: "间谍|窃取|后门|泄露|黑客|国家安全|窃密",
}
_SIGNS = {
    Allegation.DISTILLATION: "distill* siphon* model extract* train* copy* exfiltrat* free* clone* 蒸 窃",
    Allegation.COPYRIGHT: (
        "copyright* pira* infring* plagiari* shadow without scrap* stol* steal* illegally copy* copi* 版 侵 盗 著 抄 未"
    ),
    Allegation.EXPORT_CONTROLS: (
        "export* smuggl* sanction* banned restricted prohibited illicit black shell evad* circumvent* skirt* "
        "sidestep* 出 走 制 禁"
    ),
    Allegation.BENCHMARK_GAMING: (
        "gam* benchmark benchmax* train* cheat* manipulat* rigg* misrepresent* inflat* cherry fak* fudg* "
        "contaminat* 刷 作 造 数 操"
    ),
    Allegation.OTHER: "trade poach* breach* violat* abus* brok* 商",
    Allegation.SECURITY: (
        "espionage hack* backdoor* theft breach* leak* stole* steal* spy* national cyber* send* sent* transfer* "
        "military surveillance illegally unauthori* 间 窃 后 泄 黑 国"
    ),
}
_COMPILED: SignedRows[Allegation] = SignedRows(
    (kind, Signed(_SIGNS[kind], re.compile(rf"\b(?:{words})|{_HAN_OFFENCES[kind]}", re.IGNORECASE)))
    for kind, words in _OFFENCES
)


def offence_in(where: Stretch, start: int, end: int) -> Allegation | None:
    """What of, by the first offence named between two places of a stretch."""
    found = ((match.start(), kind) for kind, match in _named(where, start, end))
    first = min(found, default=None)
    return first[1] if first else None


def offence_span(where: Stretch) -> tuple[int, int] | None:
    """Where the first offence of a stretch is named."""
    return min((match.span() for _, match in _named(where, where.start, where.end)), default=None)


def _named(where: Stretch, start: int, end: int) -> Iterator[tuple[Allegation, re.Match[str]]]:
    """The first offence of each kind between two places of a stretch."""
    for kind, pattern in _COMPILED.worth(where):
        if match := pattern.search(where.text, start, end):
            yield kind, match
