"""Accusations against labs: who alleges, against whom, and of what."""

import re
from collections.abc import Iterator, Sequence

from bot.domain.claims import Allegation, Kind
from bot.domain.names import ClassName, LabName, Named
from bot.reading.frames import Draft, Frame, lab_subject
from bot.reading.mentions import LabMention
from bot.reading.offences import offence_in, offence_span
from bot.reading.signs import Signed, Signs
from bot.reading.structure import BlockKind

_LAWSUIT = r"(?:lawsuit|suit|complaint|legal action|class action|case)"
_ACCUSES = Signed(
    "accus* alleg* sue* suing blam* court* call* charges lawsuit* suit* complaint* action* case* 指 起 控 状 谴 举 爆",
    re.compile(
        r"\b(?:accus(?:es|ed|ing|e)|alleg(?:es|ed|ing|e)\b|su(?:es|ed|ing|e)\b|blam(?:es|ed|ing)|tak(?:es|ing) "
        r"(?=[^.;]{3,30} to court)|"
        rf"(?:files?|filed|filing|brings?|brought|launch(?:es|ed)|lodg(?:es|ed)) (?:\w+ ){{0,3}}?{_LAWSUIT} (?:against|"
        rf"targeting)|"
        r"call(?:s|ed|ing) out|"
        rf"'s? (?:\w+ ){{0,2}}?(?:allegations?|accusations?|charges|{_LAWSUIT}) (?:against|that))"
        "|(?:(?:公开|正式)?(?:指控|指责|起诉|控告|状告|谴责|控诉|举报|爆料称))",
        re.IGNORECASE,
    ),
)
_SAYS = Signed(
    "claim* say* said warn* report* disclos* identif* detect* uncover* caught found finds expos* reveal* believe* "
    "conclud* assert* argu* demand* object* complain* tells told suspect* evidence investigat* contend* announced",
    re.compile(
        r"\b(?:claim(?:s|ed)?|says?|said|warn(?:s|ed)|report(?:s|ed)|disclos(?:es|ed)|identif(?:ies|ied)|detect(?:s|ed)|"
        r"uncover(?:s|ed)|caught|found|finds|expos(?:es|ed)|reveal(?:s|ed)|believes?|conclud(?:es|ed)|assert(?:s|ed)|"
        r"argu(?:es|ed)|demand(?:s|ed)|object(?:s|ed)|complain(?:s|ed)|"
        r"(?:tells|told) (?=[^.;]{2,40}? that\b)|"
        r"suspect(?:s|ed)?|has evidence|have evidence|investigat(?:es|ed|ing)|contend(?:s|ed)|announced)\b",
        re.IGNORECASE,
    ),
)
_BY = Signed(
    "accused sued blamed called face* facing hit named target & by from",
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
    r"former|security|privacy|data[- ]protection|antitrust|competition|unnamed|top|ai|major|leading|publishing|"
    r"music) ){0,6}(?i:officials?|lawmakers?|authors?|publishers?|artists?|"
    r"researchers?|plaintiffs?|whistle-?blowers?|(?:record )?labels?|senators?|regulators?|prosecutors?|critics|"
    r"developers|users|"
    r"employees?|insiders?|novelists?|journalists?|photographers?|coders?|programmers?|actors?|comedians?|government|"
    r"outlets?|companies|newspapers?|writers|musicians|studios?|attorneys? general|"
    r"committee|dictionaries|engineers))"
)
_SHORT = r"(?: \([A-Z][\w.&-]{1,9}\))?"  # "the New York Times (NYT)"
_PARTIES = re.compile(
    rf"(?P<first>{_NAME}){_SHORT}(?P<more>(?:(?:, | and |, and | & ){_NAME}){{0,5}}){_SHORT}"
    r"(?: (?:has|have|had|is|are|also|now|formally|publicly|recently|today|later|again|then|previously|jointly|"
    r"\w+ly))*\s*$"
)
_LISTING = re.compile(rf"(?P<first>{_NAME})(?P<more>(?:(?:, | and |, and | & ){_NAME}){{0,5}})")
_ONE_PARTY = re.compile(rf"(?P<first>{_NAME})(?P<more>(?: and {_NAME})?)(?=[,:])")
_PREPOSITION = re.compile(r"\b(?:to|in|of|by|at|with|for|from|on|before|against|via|near) $")
_APPOSED = re.compile(
    rf"(?P<first>{_NAME})(?P<more>), (?:the|an?|which|who|whose|owner|maker|publisher|parent) [^,;]{{1,70}},"
    r"(?: (?:has|have|had|is|are|also|now))*\s*$"
)
_FILED_BY = Signed(
    "lawsuit* suit* complaint* action* case* & filed brought led launched lodged",
    re.compile(
        rf"\b{_LAWSUIT}s?,? (?:which (?:was|were) |was |were )?(?:\w+ly )?(?:filed|brought|led|launched|"
        rf"lodged) by (?=\S)",
        re.IGNORECASE,
    ),
)
_ACCORDING = Signed("according", re.compile(r"\b[Aa]ccording to (?=\S)"))
_ALLEGING = Signed(
    "alleging* accusing* claiming* saying* arguing*",
    re.compile(
        r", (?:alleging|accusing|(?:claiming|saying|arguing)(?=[^.;]{0,60}\b(?:violat|breach|stole|steal|copied|abus|"
        r"terms of)))"
    ),
)
_SUIT_NAMES = re.compile(
    rf"(?:The|This|Their|That|It|Another) (?:new |latest |proposed |federal |\d+-page )*(?:{_LAWSUIT}|filing|"
    rf"plaintiffs?|authors|group)?"
    r"[^.;]{0,50}?\b(?:targets?|names?|is aimed at|is directed at|(?:was |were )?filed against|is against|"
    r"takes aim at|accus(?:es?|ed)|"
    r"alleg(?:es?|ed)|argues?|claims?|seeks damages from) ",
)
_GOES_TO_COURT = re.compile(
    rf"\b(?:files?|filed|filing|brings?|brought|launch(?:es|ed)|lodg(?:es|ed)|started?|beg[au]n|opened?|sue[sd]?|"
    rf"suing|(?:goes|went|going) "
    rf"to court|took? (?:\w+ ){{0,4}}to court)\b(?: (?:\w+ ){{0,4}}?(?:{_LAWSUIT}|suits?|legal (?:battle|fight|"
    rf"challenge|claim)|claims?))?",
    re.IGNORECASE,
)
_AT_A_DISTANCE = Signed(
    "allegedly reportedly purportedly supposedly",
    re.compile(r"\b(?:allegedly|reportedly|purportedly|supposedly)\b", re.IGNORECASE),
)
_ROLE = re.compile(
    r"(?:Authors?|Writers?|Novelists?|Journalists?|Comedians?) (?!Guild|Union|Association|League|Alliance)(?=[A-Z])"
)
_ILLICIT = re.compile(
    r"\b(?:attacks?|illicit\w*|illegal\w*|unauthori[sz]ed|without|outputs?|responses|violat\w+|terms of|stole\w*|"
    r"steal\w*|siphon\w*|fraud\w*|fake accounts?|extract\w*|campaigns?|exfiltrat\w*|free-?rid\w*|distill?(?:ed|ing|"
    r"s) (?:its|their|our) (?:\w+ )?(?:models?|systems?|outputs?)(?! into)|improper\w*|inappropriate\w*)\b",
    re.IGNORECASE,
)
_HAN_PARTY = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,10}?)(?:\u5df2|\u66fe|\u4eca\u65e5|\u6b63\u5f0f|\u516c\u5f00|\u8fd1\u65e5)?[ ]?$"
)
_FIRST_PERSON = re.compile(r"\b(?:we|our)\b", re.IGNORECASE)
_LISTED = re.compile(r"\s{0,4}(?:,|(?:,\s{0,4})?(?:and|or)|&|/|\u3001|\u548c)\s{0,4}(?:the |of )?", re.IGNORECASE)
_CLAUSE = re.compile(r"[:;]\s|\u2014|\. | - |, (?=(?:after|while|when|as|where|in|but)\b)")
_NOT_PARTY = frozenset(
    (
        "meanwhile however the this that it in on according moreover additionally i we they when while after he she "
        "last for separately earlier yesterday today but and as if what who both here there you chatgpt claude "
        "gemini january february march april may june july august september october november december"
    ).split()
)


# Of these one stands in every sentence that accuses, or tells of a suit.
_ACCUSING = Signs(
    "accus* alleg* sue* suing blam* court* call* charges lawsuit* suit* complaint* action* case* according claim* "
    "arguing filing plaintiff* authors group target* name* aimed directed filed against takes argue* seek* say* said "
    "warn* report* disclos* identif* detect* uncover* caught found finds expos* reveal* believe* conclud* assert* "
    "argu* demand* object* complain* tells told suspect* evidence investigat* contend* announced 指 起 控 状 谴 举 爆"
)


def read_allegations(frames: Sequence[Frame]) -> Iterator[tuple[Frame, Draft]]:
    """Every accusation of a named party against a lab; the lab may be named in the sentence that follows."""
    for at, frame in enumerate(frames):
        if frame.kind is BlockKind.TABLE or not (frame.labs or frame.models) or not _ACCUSING.among(frame.signs):
            continue
        following = frames[at + 1] if at + 1 < len(frames) else None
        drafts = _passive(frame) or _active(frame, following) or _filed_by(frame) or _according(frame)
        for draft in drafts or _parting(frame) or _named_in_suit(frames, at):
            yield frame, draft


def accusing_words(frame: Frame) -> tuple[int, int] | None:
    """Where a sentence says what of, else where it accuses."""
    offence = offence_span(frame)
    verb = _BY.search(frame) or _ACCUSES.search(frame)
    return offence or (verb.span() if verb else None)


def _active(frame: Frame, following: Frame | None) -> list[Draft]:
    """ "A accuses X of Y"; with a plain verb of saying only where an offence is named."""
    offence = offence_in(frame, frame.start, frame.end)
    found: list[list[Draft]] = []
    for pattern in (_ACCUSES, _SAYS):
        if pattern is _SAYS and (offence is None or not _illicit(frame, offence)):
            break
        for verb in pattern.finditer(frame):
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
                claimed = verb[0].lower().startswith("claim")
                found.append(_drafts(frame, accusers, accused, offence or Allegation.OTHER, hedged=claimed))
    return next((drafts for drafts in found if drafts[0].subject.name[:1].isupper()), found[0] if found else [])


def _illicit(frame: Frame, offence: Allegation) -> bool:
    """Distillation is plain craft until the words say that it was done against somebody."""
    return offence is not Allegation.DISTILLATION or _ILLICIT.search(frame.text, frame.start, frame.end) is not None


def _passive(frame: Frame) -> list[Draft]:
    """ "X was sued by A over Y"."""
    match = _BY.search(frame)
    before = [lab for lab in frame.labs if match and lab.end <= match.start()]
    if match is None or not before:
        return []
    party = _LISTING.match(frame.text, match.end(), frame.end)
    accusers = _named(frame, party) if party else []
    offence = offence_in(frame, frame.start, frame.end) or Allegation.OTHER
    return _drafts(frame, accusers, [before[0]], offence)


def _filed_by(frame: Frame) -> list[Draft]:
    """ "The lawsuit, filed by A, says that X ..."."""
    filed = _FILED_BY.search(frame)
    party = _LISTING.match(frame.text, filed.end(), frame.end) if filed else None
    accusers = _named(frame, party) if party else []
    accused = _accused(frame, party.end(), accusers) if party else []
    return _drafts(frame, accusers, accused, offence_in(frame, frame.start, frame.end) or Allegation.OTHER)


def _according(frame: Frame) -> list[Draft]:
    """ "According to A, X smuggled chips"."""
    told = _ACCORDING.search(frame)
    offence = offence_in(frame, told.end(), frame.end) if told else None
    party = _ONE_PARTY.match(frame.text, told.end(), frame.end) if told else None
    if offence is None or party is None or not _illicit(frame, offence):
        return []
    accusers = _named(frame, party)
    accused = _accused(frame, party.end(), accusers)
    return _drafts(frame, accusers, accused, offence) if _guilty(frame, accused) else []


def _parting(frame: Frame) -> list[Draft]:
    """ "A cut off X's access, alleging a breach of its terms"."""
    alleging = _ALLEGING.search(frame)
    party = _LISTING.match(frame.text, frame.start, alleging.start()) if alleging else None
    if alleging is None or party is None:
        return []
    accusers = _named(frame, party)
    accused = _accused(frame, party.end(), accusers)
    offence = offence_in(frame, alleging.end(), frame.end)
    return _drafts(frame, accusers, accused, offence or Allegation.OTHER)


def _named_in_suit(frames: Sequence[Frame], at: int) -> list[Draft]:
    """ "Authors went to court. The lawsuit targets X and Y": who sues stands in a sentence before."""
    frame = frames[at]
    suit = _SUIT_NAMES.match(frame.text, frame.start, frame.end)
    if suit is None:
        return []
    for earlier in reversed(frames[max(0, at - 3) : at]):
        goes = _GOES_TO_COURT.search(earlier.text, earlier.start, earlier.end)
        accusers = _accusers(earlier, earlier.start, goes.start()) if goes else []
        if accusers and not _accused(earlier, earlier.start, accusers, within=400):
            near = frames[max(0, at - 3) : at + 4]
            offence = next(filter(None, (offence_in(one, one.start, one.end) for one in near)), Allegation.OTHER)
            return _drafts(frame, accusers, _accused(frame, suit.end(), accusers), offence)
    return []


def _drafts(
    frame: Frame, accusers: list[Named], accused: list[LabMention], offence: Allegation, *, hedged: bool = False
) -> list[Draft]:
    distant = hedged or _AT_A_DISTANCE.search(frame) is not None
    return [
        Draft(
            kind=Kind.ALLEGATION,
            subject=accuser,
            metric=offence,
            baseline=lab_subject(lab, frame.text[lab.start : lab.end]),
            start=frame.start,
            end=frame.end,
            hedged=distant,
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
    return not owned and offence_in(frame, accused[-1].end, min(frame.end, accused[-1].end + 90)) is not None


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
    begin = clauses[-1] if clauses else start
    party = _APPOSED.search(frame.text, begin, end) or _PARTIES.search(frame.text, begin, end)
    named = _named(frame, party) if party else []
    if len(named) > 1 and party and _PREPOSITION.search(frame.text, begin, party.start()):
        named = named[-1:]  # "in a memo to Congress, OpenAI accused ..."
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
        plain = _ROLE.sub("", plain)
        if not plain or re.split(r"[ ']", plain)[0].lower() in _NOT_PARTY:
            continue
        lab = next((lab for lab in frame.labs if frame.text[lab.start : lab.end] == plain), None)
        names.append(lab_subject(lab, plain) if lab else ClassName(name=plain))
    return names
