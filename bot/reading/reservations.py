"""How texts hold back: patterns of meaning for what is undisclosed, not out, unchecked, the maker's own, or doubted."""

import re
from collections.abc import Iterator

from bot.domain.claims import Caveat
from bot.reading.doubts import ADVERBS, DOUBTS, NOT, NOT_SIGNS
from bot.reading.signs import Signed, SignedRows, Stretch

# What a maker may keep to itself.
_MATTER = (
    r"(?:details?|specifics|sizes?|parameters?|parameter counts?|architecture|(?:training )?data(?:sets?)?|costs?|"
    r"pric(?:e|es|ing)|weights|methodolog(?:y|ies)|benchmarks?|licen[sc]e|context (?:window|length)|figures|numbers|"
    r"scores|model cards?|system cards?|technical reports?|papers?|evaluations?|evals|compute|specs|specifications|"
    r"safety (?:report|testing|evaluations?|data)|information|recipe|timeline|roadmap|counts?|hardware)"
)
_MATTER_SIGNS = (
    "detail* specifics size* parameter* architecture data* cost* pric* weights methodolog* benchmark* licen* window "
    "length figures numbers scores card* report* paper* evaluation* evals compute specs specifications safety "
    "information recipe timeline roadmap count* hardware"
)
# Data that is scarce or missing, a price that is light: what a model works with, not what its maker tells of it.
_IN_USE = (
    r"(?:(?:safety )?data|costs?|compute|hardware|pric(?:e|es|ing))\b[^.;]{0,70}?\b(?:scarce|sparse|scant|thin|"
    r"limited|light|missing|hidden|private|confidential)\b"
)
_OFFICIAL = (
    r"(?:(?:official|public|further|additional|technical|formal|detailed|published|proper|any|accompanying|full) )*"
)

_PATTERNS: tuple[tuple[Caveat, str, str], ...] = (
    (
        Caveat.UNDISCLOSED,
        f"{NOT_SIGNS} & disclos* reveal* divulg* public* open transparent detail",
        rf"{NOT}{ADVERBS}(?:disclos\w+|reveal\w*|divulg\w+|made public|make public|making public|public knowledge|"
        rf"publicly known|known publicly|open about|transparent about|go(?:ne)? into detail)\b",
    ),
    (
        Caveat.UNDISCLOSED,
        f"{NOT_SIGNS} & shar* publish* specif* detail* provid* releas* giv* list* stat* mention* explain* say said "
        f"describ* document* elaborat* announc* confirm* & {_MATTER_SIGNS}",
        rf"{NOT}{ADVERBS}(?:shar\w+|publish\w*|specif\w+|detail\w*|provid\w+|releas\w+|giv\w+|given|list\w*|"
        rf"stat\w+|mention\w*|explain\w*|say|said|describ\w+|document\w*|elaborat\w+|announc\w+|"
        rf"confirm\w*)\b[^.;]{{0,40}}?\b{_MATTER}\b(?! (?:on|in|at) \d)",
    ),
    (
        Caveat.UNDISCLOSED,
        f"{_MATTER_SIGNS} & not t & shared published specified provided released given stated mentioned known "
        "announced public included",
        rf"\b{_MATTER}\b[^.;]{{0,60}}?\b(?:is|are|was|were|has|have)(?:n't| not)(?: been| yet| yet been)?(?: "
        rf"\w+ly)? (?:shared|published|specified|provided|released|given|stated|mentioned|known|announced|public|"
        rf"included)\b",
    ),
    (
        Caveat.UNDISCLOSED,
        "undisclosed unspecified undocumented",
        rf"\b(?:(?:is|are|was|were|remains?|largely|mostly) undocumented|undocumented (?={_MATTER})|undisclosed|"
        r"unspecified)\b(?! (?:sum|amount|terms|price tag|deal|figure|financial|"
        r"number of (?:users|shares)))",
    ),
    (
        Caveat.UNDISCLOSED,
        f"{_MATTER_SIGNS} & unknown unclear secret opaque scarce sparse scant thin limited vague wraps mystery "
        "private confidential proprietary unpublished hidden light missing few",
        rf"\b(?!{_IN_USE}){_MATTER}\b[^.;]{{0,70}}?\b(?:remains?|stays?|is|are|was|were)(?: still| largely| mostly| "
        rf"currently)? (?:unknown|unclear|secret|opaque|scarce|sparse|scant|thin|limited|vague|under wraps|"
        rf"a mystery|a secret|private|confidential|proprietary|unpublished|hidden|light|missing|few and far between)"
        rf"\b(?! by\b)",
    ),
    (
        Caveat.UNDISCLOSED,
        f"no without & {_MATTER_SIGNS} documentation",
        rf"(?<!\bat )\bno {_OFFICIAL}{_MATTER}\b(?:,? (?:and|or|nor) (?:\w+ )?{_MATTER})?(?= (?:on|about|yet|so far|"
        rf"has|have|was|were|is|are|given|provided|released|or|regarding|published|available|shared|of|for)\b|\W*$|[,;:)])|"
        rf"\bno {_OFFICIAL}(?:model card|system card|technical report|documentation)\b|\bwithout (?:any |further |"
        rf"more |giving |sharing |offering )*(?:technical )?(?:details?|specifics|information) (?:on|about|of)\b",
    ),
    (
        Caveat.UNDISCLOSED,
        "known few lack* tight word kept withh* silent left omit* opaque",
        r"\b(?:little|nothing|not much) (?:is|was|else is)(?: publicly| yet)? known\b|(?<!\ba )\bfew (?:technical "
        r")?(?:details|specifics)\b|\b(?:lack|lacks|lacked|lacking)(?: of)? (?:transparency|technical details?|"
        r"details?|disclosure|documentation|a model card|a technical report)\b|\btight-lipped\b|\bno word (?:on|"
        r"about|yet)\b|\bkept (?:\w+ ){0,6}?(?:secret|under wraps|private)\b|\bwithh(?:old|olds|eld|olding) (?:\w+ "
        r"){0,4}?(?:details?|size|architecture|information|data)\b|\bsilent (?:on|about)\b|\bleft out of (?:the "
        r")?(?:\w+ )?(?:announcement|report|card)\b|\bomit(?:s|ted|ting)? (?:\w+ ){0,5}?(?:details?|size|"
        r"architecture|cost|benchmarks?|data)\b|\bopaque about\b",
    ),
    (
        Caveat.NOT_RELEASED,
        "not t never & released launched shipped available public accessible rolled out",
        r"(?:\bnot|n't|\bnever)(?: yet| been| currently| publicly| generally| widely| actually| be| officially| "
        r"immediately){0,4} (?:released|launched|shipped|available|open to the public|accessible|rolled out|out)(?: "
        r"yet| to the public| publicly| generally| for (?:general|public) (?:use|access)| outside)?(?=\W*$|[,;:.)]| "
        r"(?:and|but|so|as|because|due|while|to the|to (?:everyone|developers|consumers|outsiders)|yet|with|despite|"
        r"though|over)\b)",
    ),
    (
        Caveat.NOT_RELEASED,
        "yet still has & ship* releas* launch* arriv* materiali* reach come debut",
        r"\b(?:yet to|still to|has to) (?:be )?(?:ship|release|launch|arrive|materiali[sz]e|be released|reach users|"
        r"come out|released|launched|shipped|debut)\b",
    ),
    (
        Caveat.NOT_RELEASED,
        "no & release launch availability weights api access",
        r"\bno (?:public )?(?:release|launch|"
        r"availability|general availability)(?: date| timeline| window| plans?)?\b(?! notes)|\bno (?:public "
        r"(?:weights|api|access)|(?:open |downloadable )?weights|api access)\b(?! (?:needed|required|key|keys|"
        r"update))",
    ),
    (
        Caveat.NOT_RELEASED,
        "withheld withholding hold holding held dangerous indefinitely doors vaporware paper",
        r"\bwithheld\b|\bwithholding\b|\b(?:hold|holding|held) "
        r"(?:back|off)(?: on)? (?:\w+ ){0,4}?(?:release|launch|model|weights|rollout|it)?\b|\btoo dangerous to "
        r"(?:release|ship|publish)\b|\bindefinitely (?:delayed|postponed)\b|\bbehind closed doors\b|"
        r"\bvaporware\b|\bpaper launch\b",
    ),
    (
        Caveat.NOT_RELEASED,
        "t not no & release released launch ship open publish made make",
        r"\b(?:won't|will not|would not|does not plan to|no plans to|not planning to|"
        r"decided not to|chose not to|not going to|opted not to) (?:be )?(?:publicly |generally )?(?:release|"
        r"released|launch|ship|open-source|open source|publish|made available|make (?:it|the model|the weights))\b",
    ),
    (
        Caveat.NOT_RELEASED,
        "delay* postpone* pushed paused shelve* hold cancel* & release launch rollout",
        r"\b(?:release|launch|rollout)(?: of [\w .-]{2,25}?)? (?:has been|was|is|have been) "
        r"(?:delayed|postponed|pushed back|paused|shelved|on hold|put on hold|cancell?ed)\b|\b(?:delays?|delayed|"
        r"postpones?|postponed|shelved|shelves) (?:the |its )?(?:\w+ ){0,3}?(?:release|launch|rollout)\b",
    ),
    (
        Caveat.NOT_RELEASED,
        "restricted limited available confined & small select handful few vetted trusted limited hand selected "
        "internal invited invite",
        r"\b(?:restricted|limited|only available|available only|confined) to (?:a |an )?(?:small|select|handful|few|"
        r"vetted|trusted|limited|hand-picked|selected|internal|invited|invite-only)\b",
    ),
    (
        Caveat.UNDISCLOSED,
        "nobody no we outsiders few & know* tell say",
        rf"\b(?:nobody|no one|we|outsiders|few)(?: \w+){{0,3}}? (?:knows?|do(?:n't| not)(?: yet)? know|can tell|"
        rf"can say)"
        rf"(?: yet| exactly)? (?:exactly )?(?:how (?:many|big|large|much)|what (?:size|data|hardware|it was)|"
        rf"which data|{_MATTER})\b",
    ),
    (
        Caveat.UNDISCLOSED,
        "t not & say said tell told reveal* specif* explain* disclose* & how what which where who whether",
        r"\b(?:has|have|had|did|does|do|would|will)(?:n't| not)(?: \w+ly| yet| even){0,2} (?:say|said|tell|told|"
        r"reveal(?:ed)?|"
        r"specif(?:y|ied)|explain(?:ed)?|disclosed?) (?:exactly )?(?:how|what|which|where|who|whether)\b[^.;]{0,60}?"
        r"\b(?:train\w*|large|big|many|much|param\w*|data|cost\w*|built|size|comput\w+|hardware|chips?|gpus?)\b",
    ),
    (
        Caveat.UNDISCLOSED,
        "how & mystery unclear unknown secret undisclosed",
        r"\bhow [^.;,]{1,50}\b(?:was|were) (?:trained|built|made|tuned|evaluated|"
        r"tested)\b[^.;]{0,20}\b(?:remains?|is|stays?)"
        r"(?: still)? (?:a mystery|unclear|unknown|a secret|undisclosed)\b",
    ),
    (
        Caveat.UNDISCLOSED,
        "vague coy cagey evasive opaque secretive mum",
        r"\b(?:vague|coy|cagey|evasive|opaque|secretive|mum) (?:about|on|regarding)\b",
    ),
    (
        Caveat.UNDISCLOSED,
        "guess keep keeps kept keeping",
        rf"\b{_MATTER}\b[^.;]{{0,40}}?\b(?:is|are|remains?)(?: still)? any(?:body|one)'s guess\b|"
        rf"\bke(?:ep|eps|pt|eping) [^.;]{{0,50}}?\b{_MATTER}\b[^.;]{{0,30}}? to (?:itself|themselves|himself)\b",
    ),
    (
        Caveat.UNDISCLOSED,
        "limited scant sparse minimal scarce thin little few light short & detail* information documentation disclos* "
        "transparency specifics numbers data",
        r"\b(?:only |very |so far )?(?:limited|scant|sparse|minimal|scarce|thin|precious little|little|(?<!a )few) "
        r"(?:public |technical |architectur\w+ |official |concrete |training |methodolog\w+ |other |"
        r"further ){0,2}(?:details?|information|documentation|disclosures?|transparency|specifics)\b|"
        r"\b(?:light|thin|short|sparse) on (?:\w+ ){0,2}?(?:details?|specifics|numbers|information|data)\b",
    ),
    (
        Caveat.UNDISCLOSED,
        "without lack* no & card report paper whitepaper documentation",
        r"\b(?:without|lacks?|lacking|no) (?:an? |any |the |its )?(?:accompanying |official |public |full |"
        r"detailed |published ){0,2}(?:system card|model card|technical report|white ?paper|safety report|"
        r"documentation|(?<=accompanying )paper)\b",
    ),
    (
        Caveat.UNDISCLOSED,
        f"yet & {_MATTER_SIGNS}",
        rf"\b{_MATTER}\b[^.;]{{0,40}}?\b(?:has|have) yet to be (?:announced|published|disclosed|shared|revealed|"
        rf"detailed|released)\b",
    ),
    (
        Caveat.UNDISCLOSED,
        ": & not never yet & published disclosed shared revealed announced given stated",
        r"\b(?:details?|specifics|parameters?|size|architecture|pricing|data)\b[^.;]{0,30}?: (?:not|never|"
        r"yet to be) (?:\w+ )?(?:published|disclosed|shared|revealed|announced|given|stated)\b",
    ),
    (
        Caveat.UNDISCLOSED,
        "leaves leaving & out",
        r"\bleav(?:es|ing) out (?:how|what|which|the (?:training |model )?(?:data|details|size|cost))\b",
    ),
    (
        Caveat.NOT_RELEASED,
        "still yet & day days week weeks month months & out away off",
        r"\b(?:weights|checkpoints?|code|report|model|paper|api)\b[^.;]{0,60}?\b(?:still|yet)\b[^.;]{0,12}?\b(?:days?|"
        r"weeks?|months?) (?:out|away|off)\b",
    ),
    (
        Caveat.NOT_RELEASED,
        "not never t & appear* materiali* show* arriv* surface* landed followed come & weights code model checkpoint "
        "checkpoints release",
        r"\b(?:weights|code|model|checkpoints?|release)\b[^.;]{0,50}?\b(?:ha(?:s|ve|d) (?:still )?(?:not|never)|never|"
        r"did(?:n't| not) (?:actually )?)\b(?: yet| actually)? (?:appear(?:ed)?|materiali[sz]ed?|show(?:n|ed)? up|"
        r"arrived?|surfaced?|landed|followed|come)\b",
    ),
    (
        Caveat.NOT_RELEASED,
        "nowhere decided opted chose* ruled unreleased",
        r"\bnowhere to be found\b|\b(?:decided|opted|chosen?|ruled) (?:against|out) (?:publicly )?(?:releas|launch|"
        r"publish|shipp|open)\w*|\b(?:remains?|still|is) unreleased\b",
    ),
    (
        Caveat.NOT_RELEASED,
        "postpon* delay* push* pull* shelv* withdr* & indefinitely release launch rollout debut before",
        r"\b(?:postpon(?:es|ed|ing)|delay(?:s|ed|ing)|push(?:es|ed|ing) back|pull(?:s|ed|ing)|shelv(?:es|ed|ing)|"
        r"withdr[ae]w\w*)\b[^.;,]{0,40}?\b(?:indefinitely|release|launch|rollout|debut|before (?:launch|release))\b",
    ),
    (
        Caveat.NOT_RELEASED,
        "nobody no cannot t not & download use try access get run test",
        r"\b(?:(?:nobody|no one) (?:can|could)|(?:you|users|outsiders|developers|most \w+) (?:cannot|can't|can not|"
        r"could not|couldn't))(?: yet| actually| even)? (?:download|use|try|access|get|run|test) "
        r"(?:it|the (?:model|weights)|(?-i:[A-Z])[\w. -]{1,24}?)(?: itself)?(?: yet| today| so far)?(?=[,.;]|$|"
        r" (?:yet|outside|despite|without an? (?:invit|wait)))",
    ),
    (
        Caveat.NOT_RELEASED,
        "only & select small handful few limited trusted vetted & can may could have get",
        r"\bonly (?:an? )?(?:select|small|handful|few|limited|trusted|vetted)\b[\w ]{0,30}? (?:can|may|could|have "
        r"access|get access|will get)\b",
    ),
    (
        Caveat.NOT_RELEASED,
        "not t & weights code checkpoint checkpoints & available out downloadable public released",
        r"\b(?:weights|code|checkpoints?)(?: and (?:code|weights))? (?:are|were|is)(?:n't| not) (?:yet |publicly |"
        r"currently )?(?:available|out|downloadable|public|released)\b",
    ),
)
# Chinese words need no more than themselves.
_HAN_PATTERNS: tuple[tuple[Caveat, str], ...] = (
    (
        Caveat.UNDISCLOSED,
        "(?:未|没有|尚未|并未|暂未|拒绝|不愿|并没有|均未)(?:对外|正式|具体|详细)?(?:披露|公布|公开|透露|说明|"
        "提供)(?!评论)|细节(?:尚|仍)?不(?:明|详)|秘而不宣|缺乏(?:透明度|技术细节)|没有技术报告",
    ),
    (
        Caveat.NOT_RELEASED,
        "(?:尚未|暂未|还未|未)(?:正式|对外|全面|面向公众)?(?:发布|开放|上线|推出|开源)|不(?:会|予)(?:公开)?(?:发布|"
        "开放|开源)|推迟(?:了)?(?:发布|上线|推出)|暂不(?:开放|发布|开源)|仅限(?:少数|部分|内部|受邀)",
    ),
    (
        Caveat.UNVERIFIED,
        "(?:未|没有|尚未|并未|有待|缺乏|无法|待)(?:得到|经过?|获得|被)?(?:第三方|独立|官方|外界|机构|进一步|"
        "的)*(?:验证|证实|核实|确认|复现|检验|评测验证)|真实性存疑",
    ),
    (
        Caveat.SELF_REPORTED,
        "自测|自报|自行(?:测试|公布|评测)|自家(?:测试|评测|数据)|厂商(?:自己|公布的|提供的)(?:数据|成绩)|"
        "官方(?:自测|内部(?:测试|评测))|内部(?:测试|评测)(?:数据|结果|显示)|单方面",
    ),
    (
        Caveat.DISPUTED,
        "质疑|存疑|争议|怀疑|夸大|刷榜|刷分|水分|反驳|驳斥|不实|误导|翻车|名不副实|注水|打脸|吐槽|批评|"
        "遭到?(?:网友)?(?:诟病|非议)|无法复现",
    ),
)
_COMPILED: SignedRows[Caveat] = SignedRows(
    (caveat, Signed(signs, re.compile(pattern, re.IGNORECASE))) for caveat, signs, pattern in (*_PATTERNS, *DOUBTS)
)
_HAN_COMPILED = tuple((caveat, re.compile(pattern)) for caveat, pattern in _HAN_PATTERNS)


def reservations(where: Stretch) -> Iterator[tuple[Caveat, int, int]]:
    """What is held back in a stretch: the kind of caveat, and where its words stand."""
    for caveat, pattern in _COMPILED.worth(where):
        if match := pattern.search(where.text, where.start, where.end):
            yield caveat, match.start(), match.end()
    if not where.text[where.start : where.end].isascii():
        for caveat, pattern in _HAN_COMPILED:
            if han := pattern.search(where.text, where.start, where.end):
                yield caveat, han.start(), han.end()
