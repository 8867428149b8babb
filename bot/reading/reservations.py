"""How texts hold back: patterns of meaning for what is undisclosed, not out, unchecked, the maker's own, or doubted."""

import re
from collections.abc import Iterator

from bot.domain.claims import Caveat
from bot.reading.signs import Signed, SignedRows

_NOT = (
    r"(?:\bnot|n't|\bnever|\bnor|\bwithout|\bno one has|\bnobody has|\byet to|\bcannot|\bfail(?:s|ed|ing)? to|"
    r"\bdeclin(?:es|ed|ing) to|\brefus(?:es|ed|ing) to|\bunable to|\bimpossible to|\bhard to|\bdifficult to|"
    r"\bstopped short of|\bavoid(?:s|ed))"
)
_ADVERBS = (
    r"(?:\W+(?:yet|been|be|publicly|officially|fully|formally|independently|currently|widely|generally|even|so far|"
    r"ever|openly|being|explicitly|immediately|really|actually|to be|have|has)){0,4}\W+"
)
# What a maker may keep to itself.
_MATTER = (
    r"(?:details?|specifics|sizes?|parameters?|parameter counts?|architecture|(?:training )?data(?:sets?)?|costs?|"
    r"pric(?:e|es|ing)|weights|methodolog(?:y|ies)|benchmarks?|licen[sc]e|context (?:window|length)|figures|numbers|"
    r"scores|model cards?|system cards?|technical reports?|papers?|evaluations?|evals|compute|specs|specifications|"
    r"safety (?:report|testing|evaluations?|data)|information|recipe|timeline|roadmap|counts?|hardware)"
)
_OFFICIAL = (
    r"(?:(?:official|public|further|additional|technical|formal|detailed|published|proper|any|accompanying|full) )*"
)

_PATTERNS: tuple[tuple[Caveat, str, str], ...] = (
    (
        Caveat.UNDISCLOSED,
        "disclos, reveal, divulg, public, open about, transparent, detail",
        rf"{_NOT}{_ADVERBS}(?:disclos\w+|reveal\w*|divulg\w+|made public|make public|making public|public knowledge|"
        rf"publicly known|known publicly|open about|transparent about|go(?:ne)? into detail)\b",
    ),
    (
        Caveat.UNDISCLOSED,
        "n't, not, never, nor , without, declin, refus, fail, yet, no one, nobody, unable, hard to, difficult + "
        "shar, publish, specif, detail, provid, releas, giv, list, stat, mention, expla, say, said, describ, "
        "document, elaborat, announc, confirm",
        rf"{_NOT}{_ADVERBS}(?:shar\w+|publish\w*|specif\w+|detail\w*|provid\w+|releas\w+|giv\w+|given|list\w*|"
        rf"stat\w+|mention\w*|explain\w*|say|said|describ\w+|document\w*|elaborat\w+|announc\w+|"
        rf"confirm\w*)\b[^.;]{{0,40}}?\b{_MATTER}\b(?! (?:on|in|at) \d)",
    ),
    (
        Caveat.UNDISCLOSED,
        "n't, not + shar, publish, specif, provid, releas, given, stat, mention, known, announc, public, includ",
        rf"\b{_MATTER}\b[^.;]{{0,60}}?\b(?:is|are|was|were|has|have)(?:n't| not)(?: been| yet| yet been)?(?: "
        rf"\w+ly)? (?:shared|published|specified|provided|released|given|stated|mentioned|known|announced|public|"
        rf"included)\b",
    ),
    (
        Caveat.UNDISCLOSED,
        "undisclosed, unspecified, undocumented",
        r"\b(?:undisclosed|unspecified|undocumented)\b(?! (?:sum|amount|terms|price tag|deal|figure|financial|"
        r"number of (?:users|shares)))",
    ),
    (
        Caveat.UNDISCLOSED,
        "unknown, unclear, secret, opaque, scarce, sparse, scant, thin, limited, vague, wraps, mystery, private, "
        "confidential, proprietary, unpublished, hidden, light, missing, few",
        rf"\b{_MATTER}\b[^.;]{{0,70}}?\b(?:remains?|stays?|is|are|was|were)(?: still| largely| mostly| currently)? "
        rf"(?:unknown|unclear|secret|opaque|scarce|sparse|scant|thin|limited|vague|under wraps|a mystery|a secret|"
        rf"private|confidential|proprietary|unpublished|hidden|light|missing|few and far between)\b",
    ),
    (
        Caveat.UNDISCLOSED,
        "no , without",
        rf"\bno {_OFFICIAL}{_MATTER}\b(?:,? (?:and|or|nor) (?:\w+ )?{_MATTER})?(?= (?:on|about|yet|so far|has|have|"
        rf"was|were|is|are|given|provided|released|or|regarding|published|available|shared|of|for)\b|\W*$|[,;:)])|"
        rf"\bno {_OFFICIAL}(?:model card|system card|technical report|documentation)\b|\bwithout (?:any |further |"
        rf"more |giving |sharing |offering )*(?:technical )?(?:details?|specifics|information) (?:on|about|of)\b",
    ),
    (
        Caveat.UNDISCLOSED,
        "little, nothing, not much, few, lack, tight-lipped, no word, kept, withh, silent, left out, omit, opaque",
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
        "not, n't, never + releas, launch, ship, availab, open, access, out",
        r"(?:\bnot|n't|\bnever)(?: yet| been| currently| publicly| generally| widely| actually| be| officially| "
        r"immediately){0,4} (?:released|launched|shipped|available|open to the public|accessible|rolled out|out)(?: "
        r"yet| to the public| publicly| generally| for (?:general|public) (?:use|access)| outside)?(?=\W*$|[,;:.)]| "
        r"(?:and|but|so|as|because|due|while|to the|to (?:everyone|developers|consumers|outsiders)|yet|with|despite|"
        r"though|over)\b)",
    ),
    (
        Caveat.NOT_RELEASED,
        "yet to, still to, has to, unreleased, no , withh, hold, held, dangerous, won't, not, delay, postpon, "
        "paused, shelv, on hold, cancel, pushed back, restricted, limited, available, confined, closed doors, "
        "vaporware, paper launch",
        r"\b(?:yet to|still to|has to) (?:be )?(?:ship|release|launch|arrive|materiali[sz]e|be released|reach users|"
        r"come out|released|launched|shipped|debut)\b|\bunreleased\b|\bno (?:public )?(?:release|launch|"
        r"availability|general availability)(?: date| timeline| window| plans?)?\b(?! notes)|\bno (?:public "
        r")?(?:weights|api|access)(?: access)?\b(?= |\W*$)|\bwithheld\b|\bwithholding\b|\b(?:hold|holding|held) "
        r"(?:back|off)(?: on)? (?:\w+ ){0,4}?(?:release|launch|model|weights|rollout|it)?\b|\btoo dangerous to "
        r"(?:release|ship|publish)\b|\b(?:won't|will not|would not|does not plan to|no plans to|not planning to|"
        r"decided not to|chose not to|not going to|opted not to) (?:be )?(?:publicly |generally )?(?:release|"
        r"released|launch|ship|open-source|open source|publish|made available|make (?:it|the model|the weights))\b|"
        r"\bindefinitely (?:delayed|postponed)\b|\b(?:release|launch|rollout)(?: of [\w .-]{2,25}?)? (?:has been|"
        r"was|is|have been) "
        r"(?:delayed|postponed|pushed back|paused|shelved|on hold|put on hold|cancell?ed)\b|\b(?:delays?|delayed|"
        r"postpones?|postponed|shelved|shelves) (?:the |its )?(?:\w+ ){0,3}?(?:release|launch|rollout)\b|"
        r"\b(?:restricted|limited|only available|available only|confined) to (?:a |an )?(?:small|select|handful|few|"
        r"vetted|trusted|limited|hand-picked|selected|internal|invited|invite-only)\b|\bbehind closed doors\b|"
        r"\bvaporware\b|\bpaper launch\b",
    ),
    (
        Caveat.UNVERIFIED,
        "verif, corroborat, replicat, substantiat, validat, audited, independently, confirmed, reproduced",
        rf"{_NOT}{_ADVERBS}(?:\w+ ){{0,2}}?(?:verif\w+|corroborat\w+|replicat\w+|substantiat\w+|validat\w+|audited|"
        rf"independently (?:tested|confirmed|reproduced|benchmarked|checked|evaluated|assessed))\b|\bnone "
        rf"of\b[^.;]{{0,50}}?\b(?:verified|replicated|reproduced|confirmed|validated|independently)\b",
    ),
    (
        Caveat.UNVERIFIED,
        "confirm, unverified, uncorroborated, unproven, unsubstantiated, unaudited, unreplicated, unvalidated",
        rf"{_NOT}{_ADVERBS}confirm(?:ed|s|ing)?\b(?! (?:that|details|the))|\bunverified\b|\bunconfirmed\b|"
        rf"\buncorroborated\b|\bunproven\b|\bunsubstantiated\b|\bunaudited\b|\bunreplicated\b|\bunvalidated\b",
    ),
    (
        Caveat.UNVERIFIED,
        "independent, third-party, third party, external, outside",
        r"\b(?:no|lacks?|lacking|absent|absence of|await\w*|pending|without|needs?|await independent|until|before|"
        r"few|lack of) (?:any |an |the |further |such |more )?(?:independent|third-party|third party|external|"
        r"outside)(?:ly)? (?:\w+ )?(?:verif\w+|confirm\w*|evaluat\w*|benchmark\w*|test\w*|replicat\w*|validat\w*|"
        r"audit\w*|review\w*|measure\w*|analys\w+|checks?|evals|numbers|scores|evidence|corroborat\w*|reproduc\w*)|"
        r"\b(?:independent|third-party|third party|external) (?:\w+ )?(?:verif\w+|confirm\w*|evaluations?|"
        r"benchmarks?|tests?|testing|replications?|validation|audits?|evals|results|"
        r"reviews?)\b[^.;]{0,40}?\b(?:pending|yet to|not yet|still|await\w*|missing|lacking|needed|required|"
        r"outstanding|absent|are not|is not|will tell|have yet|has yet|aren't|isn't)",
    ),
    (
        Caveat.UNVERIFIED,
        "insufficient, enough, little, scant, salt, remain, if , caution, reproduced, confirm, speculat, wait",
        r"\b(?:insufficient|not enough|too little|scant|little) (?:data|evidence|information|independent evidence) "
        r"(?:\w+ ){0,2}?to (?:confirm|verify|back|support|substantiate|judge|validate)\b|\b(?:grain|pinch) of "
        r"salt\b|\bremains? to be (?:seen|verified|confirmed|proven|tested)\b|\bif (?:the (?:numbers|figures|"
        r"claims?|benchmarks|results|scores)|it|they|these (?:numbers|claims)|confirmed|verified|accurate)(?: hold| "
        r"holds| stand)?(?: up)?(?=\W)(?<=up|ed|te)|\btake (?:\w+ ){1,4}?with caution\b|\b(?:has|have) (?:not|n't|"
        r"yet)(?: to)? (?:be )?(?:been )?reproduced\b|\bcould not (?:independently )?confirm\b|\binformed "
        r"speculation\b|\bpurely? speculat\w+\b|\bno (?:official )?confirmation\b|\bwait for (?:independent|"
        r"third-party) ",
    ),
    (
        Caveat.SELF_REPORTED,
        "self, own, vendor, -reported, -published, reported by, published by, provided by, from, in-house, "
        "first-party, marketing, homework, internal, by its, by their, produced by, run by, company-, lab-, maker-, "
        "developer-, manufacturer-, provider-",
        r"\bself[- ](?:reported|published|administered|measured|assessed|evaluated|run|conducted)\b|\b(?:vendor|"
        r"company|lab|maker|developer|manufacturer|internally|provider)[- ](?:reported|published|supplied|provided|"
        r"run|measured|evaluated|claimed|conducted|stated)\b|\b(?:its|their|the (?:company|lab|vendor|maker|developer|"
        r"startup)'s|(?-i:[A-Z])\w+'s?) own (?:internal |published |in-house |evaluation )?(?:\w+ )?(?:benchmark\w*|"
        r"evaluations?|tests?|testing|numbers?|figures?|results?|measure\w*|evals?|scores?|metrics)\b|\bown "
        r"(?:internal )?(?:numbers|figures|benchmarks)\b|\b(?:benchmarks?|figures|numbers|results|scores|data|evals|"
        r"comparisons?|claims?) (?:(?:all|here|above|in question|for|of) )?(?:[\w.-]+ ){0,3}?(?:are|were|is|was|"
        r"come|comes|came) (?:all |entirely |solely |straight |directly )?(?:from |by |reported by |published by |"
        r"provided by |supplied by |run by |produced by )(?:the )?(?:company|lab|vendor|maker|developer|startup|"
        r"provider|(?-i:[A-Z])\w+)(?: itself|'s own| alone)\b|\bby (?:its|their) own (?:account|measure|numbers|"
        r"reckoning|admission|estimate)\b|\bvendor (?:benchmarks?|numbers|figures|claims|scores|evals|"
        r"evaluations?)\b|\bfirst-party (?:benchmarks?|numbers|evals?|evaluations?|results|scores|claims?)\b|"
        r"\bmarketing (?:numbers|materials?|figures)\b|\bin-house (?:benchmarks?|evaluations?|tests?|numbers|evals?|"
        r"testing)\b|\bgrad(?:es|ed|ing) its own homework\b|\bcompany's internal (?:benchmarks?|tests?|evaluations?|"
        r"testing|data)\b",
    ),
    (
        Caveat.DISPUTED,
        "disput, contest, contradict, refut, rebut, debunk, keptic, ceptic, doubt, dubious, implausib, question, "
        "rais, challeng, counter",
        r"\b(?:disput(?:e|es|ed|ing)|contested|contests|contradict(?:s|ed|ing|ory)?|refut(?:e|es|ed|ing)|rebut(?:s|"
        r"ted)|debunk\w*)\b|\bs[kc]eptic(?:s|al|ism|ally)?\b|\bdoubt(?:s|ed|ful|ing|ers)?\b(?<!no doubt)(?<!without "
        r"doubt)(?! that it will)|\bdubious\b|\bimplausible\b|\bquestion(?:s|ed|ing)? (?:whether|if|how|(?:the|its|"
        r"these|those|that) (?:\w+ )?(?:claims?|accuracy|validity|results?|numbers?|methodolog\w+|scores?|figures?|"
        r"benchmarks?|comparisons?|fairness|credibility))\b|\brais(?:e|es|ed|ing) (?:\w+ ){0,2}?(?:questions?|"
        r"doubts?|eyebrows|concerns?)(?: about| over| as to| at|,)[^.;]{0,70}?\b(?:benchmarks?|claim\w*|scores?|"
        r"results?|numbers?|accura\w+|contamin\w+|performance|training|figures?|validity|methodolog\w+|"
        r"transparen\w+|reliab\w+)\b|\b(?:challeng|counter)(?:e|es|ed|ing) (?:the |those |these |its |this |that "
        r")?(?:\w+ )?(?:claims?|figures?|numbers?|results?|assertions?)\b",
    ),
    (
        Caveat.DISPUTED,
        "criti, push, misl, misst, overst, exagger, inflat, cherry, overhyped, oversold, misrep, disappoint, "
        "underwhelm, backlash, unimpressed, reproduc, replicat, gam, benchma, contaminat, n't, not, den, "
        "allegation, bad, regress, describ, call, label, slam, pann, complain, unconvinced, wary, doubt, "
        "undermin, comparisons",
        r"\bcriti(?:ci[sz](?:e|es|ed|ing|ms?)|qu(?:e|es|ed|ing))\b|\bcritics\b|\bpush(?:es|ed|ing)? back (?:on|"
        r"against)\b|\bpushback\b|\bmisleading\b|\b(?:over|mis)stat(?:e|es|ed|ing|ement)\b|\bexaggerat\w+|"
        r"\b(?:scores?|numbers?|results?|benchmarks?|claims?) (?:\w+ ){0,3}?inflated\b|\binflat(?:ed|ing) (?:\w+ "
        r"){0,2}?(?:scores?|numbers?|results?|benchmarks?)\b|\bcherry[- ]pick\w*|\boverhyped\b|\boversold\b|"
        r"\bmisrepresent\w*|\bdisappoint(?:ed|ing|ment|s)?\b|\bunderwhelm\w*|\bbacklash\b|\bunimpressed\b|"
        r"\b(?:fail(?:s|ed)?|unable|could not|couldn't|cannot|can't|did not|struggl(?:e|ed|ing)) (?:to "
        r")?(?:reproduce|replicate)\b|\bnot reproduc\w+|\bgam(?:e|es|ed|ing) (?:the |its |and misrepresenting "
        r")?(?:\w+ )?(?:benchmarks?|leaderboards?|evals?|tests?|arena)\b|\bbenchma(?:xx|x)\w*|\bcontaminat(?:ed|"
        r"ion)\b(?! (?:check|free|filter|analysis))|\b(?:do|does|did)(?:n't| not) (?:\w+ )?(?:hold up|add up|match "
        r"(?:reality|real-world|the (?:hype|claims?|benchmarks?)))\b|\bden(?:y|ies|ied|ying) (?:the "
        r")?(?:allegations?|accusations?|claims?|reports?|rumou?rs)\b|\ballegations? of (?:training on|gaming|"
        r"cheating|contamination)\b|\blegendarily bad\b|\bregress(?:ed|ion) (?:in|on) (?:real|practice)\b|"
        r"\b(?:describ|call|label|slam|pann)\w* (?:it|(?-i:[A-Z])[\w .-]{2,25}?)(?: as)?[ \"']{1,3}(?:\w+ )?(?:bad|"
        r"terrible|unusable|useless|worse|broken|lazy|nerfed|a (?:downgrade|regression|disappointment))\b|"
        r"\bcomplain(?:s|ed|ts?|ing)? (?:that|about|of)\b|\bunconvinced\b|\bwary of (?:the )?(?:claims?|numbers|"
        r"benchmarks?)\b|\bcast(?:s|ing)? doubt\b|\bundermin(?:e|es|ed|ing) (?:the |its |this |that |their |those )"
        r"(?:\w+ )?(?:claims?|figures?|numbers?|results?|narrative)\b|\bto be fair, the comparisons?\b",
    ),
    (
        Caveat.DISPUTED,
        "claim + while, although, though, despite, where",
        r"\b(?:while|although|though|despite|where)\b[^;]{0,60}\bclaim(?:s|ed|ing)?\b(?:[^.;]|"
        r"\.\d){10,160}\b(?:actually|in fact|in reality|in practice|independent \w+ (?:show|found|put|suggest)\w*)\b",
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
    (caveat, Signed(signs, re.compile(pattern, re.IGNORECASE))) for caveat, signs, pattern in _PATTERNS
)
_HAN_COMPILED = tuple((caveat, re.compile(pattern)) for caveat, pattern in _HAN_PATTERNS)


def reservations(text: str, start: int, end: int) -> Iterator[tuple[Caveat, int, int]]:
    """What is held back between two places: the kind of caveat, and where its words stand."""
    for caveat, signed in _COMPILED.of(text):
        if match := signed.search(text, start, end):
            yield caveat, match.start(), match.end()
    if not text[start:end].isascii():
        for caveat, pattern in _HAN_COMPILED:
            if match := pattern.search(text, start, end):
                yield caveat, match.start(), match.end()
