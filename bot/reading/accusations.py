"""Accusations against labs: who alleges, against whom, and of what."""

import re
from collections.abc import Iterator, Sequence

from bot.domain.claims import Allegation, Kind
from bot.domain.names import ClassName, LabName, Named
from bot.reading.frames import Draft, Frame, lab_subject
from bot.reading.mentions import LabMention
from bot.reading.signs import Signed, SignedRows
from bot.reading.structure import BlockKind

_OFFENCES: tuple[tuple[Allegation, str], ...] = (
    (
        Allegation.DISTILLATION,
        r"distill\w*|siphon\w*|model extraction|extract(?:ed|ing|s)? (?:\w+ )?(?:capabilit\w+|outputs?|knowledge)|"
        r"train(?:ed|ing|s)? (?:\w+ ){0,4}?on (?:\w+ ){0,3}?(?:outputs?|responses)|copy(?:ing)? (?:its|their|\w+'s) "
        r"models?|cloned? (?:its|their|\w+'s) models?",
    ),
    (
        Allegation.COPYRIGHT,
        r"copyright\w*|pira(?:t\w+|cy)|infring\w+|plagiari\w+|shadow librar\w+|without (?:permission|licen[sc]e|"
        r"consent|paying|authori[sz]ation)|(?:scrap|stol|steal)\w* (?:\w+ ){0,3}?(?:articles?|books?|lyrics|songs?|"
        r"content|works?|videos?)|illegally (?:used|copied|downloaded)",
    ),
    (
        Allegation.EXPORT_CONTROLS,
        r"export[- ](?:controls?|restrictions?|rules?|bans?|curbs?|laws?)|smuggl\w+|sanctions?\b|(?:banned|"
        r"restricted|prohibited|illicit|black-market) (?:\w+ )?(?:chips?|gpus?|processors?)|shell compan\w+|(?:evad|"
        r"circumvent|skirt|sidestep)\w* (?:\w+ ){0,3}?(?:controls?|restrictions?|bans?)",
    ),
    (
        Allegation.BENCHMARK_GAMING,
        r"gam(?:e|es|ed|ing) (?:\w+ ){0,3}?(?:benchmarks?|leaderboards?|arena|evals?|evaluations?|tests?)|benchmark "
        r"(?:gaming|manipulation|fraud)|train(?:ed|ing|s)? (?:\w+ ){0,3}?on (?:the |benchmark )?(?:\w+ )?test(?:[- "
        r"]sets?| data| questions)?|benchma(?:x|xx)\w*|cheat\w* (?:\w+ ){0,3}?(?:benchmarks?|leaderboards?|evals?|"
        r"tests?)|(?:manipulat|rigg|misrepresent|inflat|cherry-pick|fak|fudg)\w* (?:\w+ ){0,3}?(?:benchmarks?|"
        r"leaderboards?|scores?|results?)|contaminat\w+|cheat(?:ed|ing)\b",
    ),
    (
        Allegation.SECURITY,
        r"espionage|hack(?:ed|ing|s)?\b|backdoors?|data (?:theft|breach\w*|leaks?)|trade secrets?|stole\w*|steal\w*|"
        r"theft|spy\w*|national[- ]security|cyber-?attacks?|leak\w* (?:\w+ ){0,2}?data|(?:send|sent|transferr?)\w* "
        r"(?:\w+ ){0,3}?data to|military|surveillance|illegally collect\w*|unauthori[sz]ed access|poach\w*",
    ),
)
_HAN_OFFENCES = {
    Allegation.DISTILLATION: "蒸馏|窃取[^,。]{0,8}(?:能力|输出)",
    Allegation.COPYRIGHT: "版权|侵权|盗版|著作权|抄袭|未经(?:许可|授权)",
    Allegation.EXPORT_CONTROLS: "出口管制|走私|制裁|禁运",
    Allegation.BENCHMARK_GAMING: "刷榜|刷分|作弊|造假|数据污染|操纵[^,。]{0,4}(?:评测|榜)",
    Allegation.SECURITY: "间谍|窃取|商业机密|后门|泄露|黑客|国家安全|窃密",
}
_SIGNS = {
    Allegation.DISTILLATION: "distill, siphon, extract, train, copy, clone, 蒸馏, 窃取",
    Allegation.COPYRIGHT: "copyright, pira, infring, plagiar, shadow, without, scrap, stol, "
    "steal, illegal, 版权, 侵权, "
    "盗版, 著作权, 抄袭, 未经",
    Allegation.EXPORT_CONTROLS: "export, smuggl, sanction, banned, restricted, prohibited, "
    "illicit, black-market, shell, "
    "evad, circumvent, skirt, sidestep, 出口, 走私, 制裁, 禁运",
    Allegation.BENCHMARK_GAMING: "gam, benchma, train, cheat, manipul, rigg, misrepresent, inflat, cherry, fak, fudg, "
    "contaminat, 刷榜, 刷分, 作弊, 造假, 污染, 操纵",
    Allegation.SECURITY: "espionage, hack, backdoor, breach, leak, trade secret, stole, steal, "
    "theft, spy, national, cyber, "
    "data to, military, surveillance, illegal, unauthor, poach, 间谍, 窃, 商业机密, 后门, 泄露, 黑客, 国家安全",
}
_COMPILED: SignedRows[Allegation] = SignedRows(
    (kind, Signed(_SIGNS[kind], re.compile(rf"\b(?:{words})|{_HAN_OFFENCES[kind]}", re.IGNORECASE)))
    for kind, words in _OFFENCES
)
_LAWSUIT = r"(?:lawsuit|suit|complaint|legal action|class action|case)"
_ACCUSES = Signed(
    "accus, alleg, sue, suing, blam, takes, taking, file, filing, bring, brought, launch, lodg, call, "
    "charges, suit, complaint, legal action, class action, case, 指控, 指责, 起诉, 控告, 状告, 谴责, 控诉, 举报, 爆料",
    re.compile(
        r"\b(?:accus(?:es|ed|ing|e)|alleg(?:es|ed|ing|e)|su(?:es|ed|ing|e)\b|blam(?:es|ed|ing)|tak(?:es|ing) "
        r"(?=[^.;]{3,30} to court)|"
        rf"(?:files?|filed|filing|brings?|brought|launch(?:es|ed)|lodg(?:es|ed)) (?:\w+ ){{0,3}}?{_LAWSUIT} (?:against|"
        rf"targeting)|"
        r"call(?:s|ed|ing) out|"
        rf"'s? (?:\w+ ){{0,2}}?(?:allegations?|accusations?|charges|{_LAWSUIT}) (?:against|that))"
        "|(?:(?:公开|正式)?(?:指控|指责|起诉|控告|状告|谴责|控诉|举报|爆料称))",
        re.IGNORECASE,
    ),
)
_SAYS = re.compile(
    r"\b(?:claim(?:s|ed)?|says?|said|warn(?:s|ed)|report(?:s|ed)|disclos(?:es|ed)|identif(?:ies|ied)|detect(?:s|ed)|"
    r"uncover(?:s|ed)|caught|found|finds|expos(?:es|ed)|reveal(?:s|ed)|believes?|conclud(?:es|ed)|assert(?:s|ed)|"
    r"suspect(?:s|ed)|has evidence|have evidence|investigat(?:es|ed|ing)|contend(?:s|ed)|announced)\b",
    re.IGNORECASE,
)
_BY = Signed(
    "accused, sued, blamed, called out, fac, hit with, named in, target of",
    re.compile(
        r"\b(?:accused|sued|blamed|called out|(?:faces?|faced|facing|hit with|named in|target of) (?:\w+ ){0,4}?"
        rf"(?:{_LAWSUIT}|accusations?|allegations?))\b[^.;]{{0,70}}?\b(?:by|from) (?=[^.;]*)",
        re.IGNORECASE,
    ),
)
_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|being|get|got|gets)(?: \w+ly| also| now)? $")
_NAME = (
    r"(?<![\w'])(?:(?i:the |a |an )?(?:(?:US|U\.S\.|UK|EU) )?[A-Z][\w.&'-]*(?: (?:of |the |for "
    r")?[A-Z][\w.&-]*){0,4}|(?:[A-Z][\w.]*(?:'s)? ){0,3}(?i:(?:a group of|groups? of|the|a|an|several|two|three|"
    r"dozens of|multiple|many|some|us|u\.s\.|american|chinese|european|federal|state|senior|independent|anonymous|"
    r"former|security|ai|major|leading|publishing|music) )*(?i:officials?|lawmakers?|authors?|publishers?|artists?|"
    r"researchers?|plaintiffs?|(?:record )?labels?|senators?|regulators?|prosecutors?|critics|developers|users|"
    r"employees?|insiders?|government|outlets?|companies|newspapers?|writers|musicians|studios?|attorneys? general|"
    r"committee|dictionaries|engineers))"
)
_PARTIES = re.compile(
    rf"(?P<first>{_NAME})(?P<more>(?:(?:, | and |, and | & ){_NAME}){{0,5}})"
    r"(?: (?:has|have|had|is|are|also|now|formally|publicly|recently|today|later|again|then|previously|jointly|"
    r"\w+ly))*\s*$"
)
_ILLICIT = re.compile(
    r"\b(?:attacks?|illicit\w*|illegal\w*|unauthori[sz]ed|without|outputs?|responses|violat\w+|terms of|stole\w*|"
    r"steal\w*|siphon\w*|fraud\w*|fake accounts?|extract\w*|campaigns?|improper\w*|inappropriate\w*)\b",
    re.IGNORECASE,
)
_HAN_PARTY = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,10}?)(?:\u5df2|\u66fe|\u4eca\u65e5|\u6b63\u5f0f|\u516c\u5f00|\u8fd1\u65e5)?[ ]?$"
)
_FIRST_PERSON = re.compile(r"\b(?:we|our)\b", re.IGNORECASE)
_LISTED = re.compile(r"\s*(?:,|,?\s*and|,?\s*or|&|/|\u3001|\u548c)\s*(?:the |of )?", re.IGNORECASE)
_CLAUSE = re.compile(r"[:;]\s|\u2014|\. | - |, (?=(?:after|while|when|as|where|in|but)\b)")
_NOT_PARTY = frozenset(
    (
        "meanwhile however the this that it in on according moreover additionally i we they when while after he she "
        "last for separately earlier yesterday today but and as if what who both here there you chatgpt claude "
        "gemini january february march april may june july august september october november december"
    ).split()
)


def read_allegations(frames: Sequence[Frame]) -> Iterator[tuple[Frame, Draft]]:
    """Every accusation of a named party against a lab; the lab may be named in the sentence that follows."""
    for at, frame in enumerate(frames):
        if frame.kind is BlockKind.TABLE or not (frame.labs or frame.models):
            continue
        following = frames[at + 1] if at + 1 < len(frames) else None
        for draft in _passive(frame) or _active(frame, following):
            yield frame, draft


def offence_in(text: str, start: int, end: int) -> Allegation | None:
    """What of, by the first offence named between two places."""
    found = [(match.start(), kind) for kind, match in _COMPILED.matches(text, start, end)]
    return min(found)[1] if found else None


def accusing_words(frame: Frame) -> tuple[int, int] | None:
    """Where a sentence says what of, else where it accuses."""
    offences = [match.span() for _, match in _COMPILED.matches(frame.text, frame.start, frame.end)]
    verb = _BY.search(frame.text, frame.start, frame.end) or _ACCUSES.search(frame.text, frame.start, frame.end)
    return min(offences) if offences else (verb.span() if verb else None)


def _active(frame: Frame, following: Frame | None) -> list[Draft]:
    """ "A accuses X of Y"; with a plain verb of saying only where an offence is named."""
    offence = offence_in(frame.text, frame.start, frame.end)
    found: list[list[Draft]] = []
    for pattern in (_ACCUSES, _SAYS):
        if pattern is _SAYS and (offence is None or not _illicit(frame, offence)):
            break
        for verb in pattern.finditer(frame.text, frame.start, frame.end):
            if _PASSIVE.search(frame.text, max(frame.start, verb.start() - 16), verb.start()) and verb[0].endswith(
                "ed"
            ):
                continue
            accusers = _accusers(frame, frame.start, verb.start())
            accused = _accused(frame, verb.end(), accusers)
            if pattern is _SAYS and not _guilty(frame, accused):
                accused = []
            if not accused and offence and following and accusers:
                accused = _accused(following, following.start, accusers, within=80)
            if accusers and accused:
                found.append(_drafts(frame, accusers, accused, offence or Allegation.OTHER))
    return next((drafts for drafts in found if drafts[0].subject.name[:1].isupper()), found[0] if found else [])


def _illicit(frame: Frame, offence: Allegation) -> bool:
    """Distillation is plain craft until the words say that it was done against somebody."""
    return offence is not Allegation.DISTILLATION or _ILLICIT.search(frame.text, frame.start, frame.end) is not None


def _passive(frame: Frame) -> list[Draft]:
    """ "X was sued by A over Y"."""
    match = _BY.search(frame.text, frame.start, frame.end)
    before = [lab for lab in frame.labs if match and lab.end <= match.start()]
    if match is None or not before:
        return []
    party = re.compile(rf"(?P<first>{_NAME})(?P<more>(?:(?:, | and |, and | & ){_NAME}){{0,5}})").match(
        frame.text, match.end(), frame.end
    )
    accusers = _named(frame, party) if party else []
    offence = offence_in(frame.text, frame.start, frame.end) or Allegation.OTHER
    return _drafts(frame, accusers, [before[0]], offence)


def _drafts(frame: Frame, accusers: list[Named], accused: list[LabMention], offence: Allegation) -> list[Draft]:
    return [
        Draft(
            kind=Kind.ALLEGATION,
            subject=accuser,
            metric=offence,
            baseline=lab_subject(lab, frame.text[lab.start : lab.end]),
            start=frame.start,
            end=frame.end,
            rule="allegation.sentence",
        )
        for lab in accused
        for accuser in accusers
    ]


def _guilty(frame: Frame, accused: list[LabMention]) -> bool:
    """Whether the offence is the accused's: it did it ("X distilled"), or it was done "by X"."""
    if not accused:
        return False
    lab = accused[0]
    if re.search(r"\b(?:by|from) (?:\w+ ){0,2}$", frame.text[max(frame.start, lab.start - 30) : lab.start]):
        return True
    owned = frame.text[lab.end : lab.end + 2] in ("'s", "s'")
    return not owned and offence_in(frame.text, accused[-1].end, min(frame.end, accused[-1].end + 90)) is not None


def _accused(frame: Frame, place: int, accusers: list[Named], within: int = 120) -> list[LabMention]:
    """The first lab behind a place that does not accuse, with those listed beside it."""
    keys = {accuser.id for accuser in accusers if isinstance(accuser, LabName)}
    labs = [lab for lab in frame.labs if lab.start >= place and lab.id not in keys]
    if not labs or labs[0].start - place > within:
        return []
    listed = [labs[0]]
    for lab in labs[1:]:
        if not _LISTED.fullmatch(frame.text, listed[-1].end, lab.start):
            break
        listed.append(lab)
    return listed


def _accusers(frame: Frame, start: int, end: int) -> list[Named]:
    """Who stands right before the verb."""
    clauses = [match.end() for match in _CLAUSE.finditer(frame.text, start, end)]
    party = _PARTIES.search(frame.text, clauses[-1] if clauses else start, end)
    named = _named(frame, party) if party else []
    if named:
        return named
    before = [lab for lab in frame.labs if lab.end <= end and end - lab.end < 60 and lab.start >= start]
    if before:
        return [lab_subject(before[-1], frame.text[before[-1].start : before[-1].end])]
    if han := _HAN_PARTY.search(frame.text, clauses[-1] if clauses else start, end):
        return [ClassName(name=han["name"])]
    if frame.publisher_lab and _FIRST_PERSON.search(frame.text, start, end):
        return [LabName(id=frame.publisher_lab, name=frame.publisher_lab)]
    return []


def _named(frame: Frame, party: re.Match[str]) -> list[Named]:
    """The parties of a list: labs as labs, others by their names."""
    names: list[Named] = []
    for part in re.split(r", and | and |, | & ", party["first"] + party["more"]):
        plain = re.sub(r"^(?:the|a|an) ", "", part.strip(), flags=re.IGNORECASE).removesuffix("'s").strip()
        if not plain or re.split(r"[ ']", plain)[0].lower() in _NOT_PARTY:
            continue
        lab = next((lab for lab in frame.labs if frame.text[lab.start : lab.end] == plain), None)
        names.append(lab_subject(lab, plain) if lab else ClassName(name=plain))
    return names
