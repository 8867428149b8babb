"""Who speaks in each sentence: the maker, somebody else, or nobody who is named; carried on from one to the next."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.names import ModelName
from bot.reading.frames import Frame
from bot.reading.signs import Signed
from bot.reading.structure import BlockKind

_SAYS = (
    r"(?:says?|said|saying|pushed|(?:are|is) (?:emphasi[sz]|claim|report|say|highlight|promis|position|tout|"
    r"advertis)ing|claim(?:s|ed|ing)?|reports?|reported|writes?|wrote|notes?|noted|states?|stated|argues?|argued|"
    r"tells|told|tweet(?:s|ed)|posted|posts|estimat(?:es|ed)|tout(?:s|ed|ing)|boast(?:s|ed|ing)|advertis(?:es|ed)|"
    r"emphasi[sz](?:es|ed|ing)|highlight(?:s|ed|ing)?|describ(?:es|ed)|explain(?:s|ed)|clarif(?:ies|ied)|reveal(?:s|"
    r"ed)|pitch(?:es|ed)|position(?:s|ed)|promis(?:es|ed)|confirm(?:s|ed)|list(?:s|ed)?|quotes?|quoted|cit(?:es|ed)|"
    r"suggest(?:s|ed)?|believes?|warn(?:s|ed)|puts|mentions?|mentioned|shar(?:es|ed)|show(?:s|ed)|publish(?:es|ed)|"
    r"announced that|releas(?:es|ed) (?:these|the|its|new|official) (?:\w+ )?(?:numbers|results|figures|benchmarks|"
    r"scores)|rates?|rated|ranks|ranked|places|placed|measur(?:es|ed)|found|finds|observ(?:es|ed)|calculat(?:es|ed)|"
    r"fram(?:es|ed)|bill(?:s|ed))"
)
_SAYS_SIGNS = (
    "say* said pushed emphasi* claim* report* highlight* promis* position* tout* advertis* write* wrote note* state* "
    "argue* tells told tweet* posted posts estimate* boast* describe* explain* clarif* reveal* pitche* confirm* list* "
    "quote* cite* suggest* believe* warn* puts mention* share* show* publishe* announced release* rate* rank* place* "
    "measure* found finds observe* calculate* frame* bill*"
)
_PAPERS = (
    r"(?:announcement|blog(?: post)?|report|model card|system card|docs|documentation|website|paper|release notes|"
    r"own|internal|tests?|testing|benchmarks?|figures|numbers|evaluations?|pricing page|claims?|post|press release|"
    r"chart|table|data)"
)
_MAKER_SAYS = Signed(
    f"company lab startup firm team vendor maker* developer* author* creator* they & {_SAYS_SIGNS}",
    re.compile(
        rf"\b(?:the (?:company|lab|startup|firm|team|vendor|maker|developers?|authors)|its (?:makers?|developers?|"
        rf"creators?)|they) (?:also |now |itself |has |have )?{_SAYS}\b",
        re.IGNORECASE,
    ),
)
_MAKERS_OWN = Signed(
    "according official per published reported shared claims claimed internal* self vendor",
    re.compile(
        r"\baccording to (?:the )?(?:company|lab|startup|firm|team|vendor|maker|developers?|model card|"
        r"(?:technical )?report|announcement|release notes|paper|authors)\b|\bofficial (?:announcement|blog|figures|"
        r"numbers|benchmarks|model card|pricing|report)\b|\bper the (?:[\w-]+ ){0,2}(?:they (?:have )?published|"
        r"announcement|paper|model card|report|docs|release notes)\b|\b(?:results|scores|numbers|figures) (?:that )?"
        r"they (?:have )?(?:published|reported|shared)\b|\bclaims (?:from|of)\b|"
        r"\binternal(?:ly)? (?:test\w*|evaluat\w*|benchmark\w*|measure\w*)\b|"
        r"\bthe claimed\b|\bself-reported\b|\bvendor-reported\b",
        re.IGNORECASE,
    ),
)
_OTHERS_SAY = Signed(
    "user* people developer* tester* reviewer* commenter* critics analyst* researchers engineers practitioner* "
    "enthusiasts redditors observers experts evaluators community some others many one another outlet* press "
    f"headline* estimates reports rumor* rumour* leak* & {_SAYS_SIGNS}",
    re.compile(
        r"\b(?:users?|people|developers|testers|reviewers?|commenters?|critics|analysts?|researchers|engineers|"
        r"practitioners?|enthusiasts|redditors|observers|experts|evaluators|the community|community members?|some|"
        r"others|many|one (?:user|tester|developer|estimate|reviewer|analyst|outlet)|another (?:user|tester|developer|"
        r"estimate|analyst)|an? (?:\w+ )?(?:practitioner|"
        rf"analyst|user|developer|reviewer)|outlets?|the press|headlines?|estimates|reports|rumou?rs|leaks?) (?:\w+ "
        rf"){{0,3}}?{_SAYS}\b",
        re.IGNORECASE,
    ),
)
_OTHERS_MEASURE = Signed(
    "independent* third community user* early anecdotal external outside & test* evaluat* benchmark* measur* analys* "
    "verif* synthesis review* confirm* audit* report* vote* eval*",
    re.compile(
        r"\bindependent(?:ly)? (?:\w+ )?(?:test\w*|evaluat\w*|benchmark\w*|measure\w*|analys\w+|verif\w+|synthesis|"
        r"review\w*|confirm\w*)\b|\bthird[- ]party (?:\w+ )?(?:test\w*|evaluat\w*|benchmark\w*|measure\w*|analys\w+|"
        r"audits?)\b|\b(?:community|user|early|anecdotal) (?:tests?|testing|reports?|reviews?|votes?|benchmarks?)\b|"
        r"\b(?:early|independent|external|outside|community|third[- ]party) (?:evals?|evaluations?)\b",
        re.IGNORECASE,
    ),
)
_OTHERS_POST = Signed(
    "@ sources headline* one another others some consensus claims tweet* post* thread* claimed vote poll survey "
    f"practitioner user community & {_SAYS_SIGNS} called summari* got hit indicate consensus alleg* assert* vote poll "
    'survey "',
    re.compile(
        rf"(?<!\w)@\w+ (?:also |now |later |just )?(?:{_SAYS}|called|summari[sz]ed|showed|got|hit)\b|\bsources "
        r"(?:close to \w+ )?(?:indicate|suggest|say|said|claim|told)\b|"
        r"\bheadlines?(?: (?:read|reads|reading|ran|running|declared))?[,:]? \"|\b(?:one|another|others|some) (?:ran|"
        r"wrote|said|added|put it|called it)[,:]? \"|\b(?:an?|the|broad|general|rough|growing) consensus\b|"
        r"\bconsensus (?:is|seems|among|that)\b|"
        r"\bclaims that\b|\b(?:tweets?|posts?|threads?|one|another) (?:asserts?|claims?|says?|alleg\w+)\b|"
        r"\b(?:was|were) claimed to\b|\bin an? (?:[\w.:-]+ ){0,2}?(?:vote|poll|survey)\b|"
        r"\b(?:practitioner|user|community) claims?\b",
        re.IGNORECASE,
    ),
)
EVALUATORS = r"(?:Artificial ?Analysis|LM ?Arena|LMSYS|Epoch AI|METR|Vals AI|ARC Prize)"
"""Who measures models and makes none, by the names that mean nobody else."""

_EVALUATORS = Signed(
    "artificial artificialanlys arena lmarena lmsys epoch metr vals arc scale semianalysis openrouter aisi caisi andon "
    "eqbench eq hacker reddit localllama reuters bloomberg techcrunch information verge unsloth ollama vllm nist "
    "leaderboard says said reports reported tested tweeted notes noted writes wrote measured found estimates estimated "
    "artificialanalysis",
    re.compile(
        rf"\b(?:{EVALUATORS}|ArtificialAnlys|Chatbot Arena|Arena(?= (?:reports?|says|shows|ranks|"
        r"placed))|Scale AI|SemiAnalysis|OpenRouter|UK AISI|AISI|CAISI|Andon Labs|"
        r"EQ-?Bench|(?:on|from|at) (?:Hacker News|Reddit|r/LocalLLaMA|LocalLLaMA)|(?:Reuters|Bloomberg|TechCrunch|The "
        r"Information|The Verge|Unsloth|Ollama|vLLM|NIST) "
        rf"(?:also |now |later |(?:\w+ ){{1,5}}and )?{_SAYS}|[A-Z]\w+ [A-Z]\w+ (?:says|said|reports|reported|tested|"
        rf"tweeted|notes|noted|"
        r"writes|wrote|measured|found|estimates|estimated))\b|\b(?:[A-Z]\w+(?:'s)?|[Hh]is|[Hh]er|[Tt]heir) (?:[\w.]+ "
        r"){0,2}[Ll]eaderboard\b"
    ),
)
_I_MEASURED = Signed(
    "i we my our & test* measur* benchmark* ran run* tried trying evaluat* observ* saw see timed clocked compared "
    "found "
    "fetched used using put get got getting experiment* results leaderboard experience setup machine laptop mac* "
    "implementation prompt* eval* workload* suite my practice",
    re.compile(
        r"\b(?:I|we)(?:'ve| have|'m| am|'re| are)?(?: \w+ly| also| just| now)? (?:test(?:ed|ing)?|measured?|"
        r"benchmark(?:ed|ing)?|ran|run|running|tried|trying|evaluat(?:ed|ing)|observed?|saw|see|timed|clocked|compared|"
        r"found|fetched|used|using|put|get|got|getting)\b|\b(?:my|our) (?:own |internal |quick |initial |informal "
        r")*(?:tests?|testing|benchmark\w*|experiments?|measurements?|evaluations?|results|leaderboard|runs?|experience|"
        r"setup|machine|laptop|mac\w*|implementation|prompts?|evals?|workloads?|suite)\b|\b(?:on|in|for) my \w+|\bin "
        r"practice, we\b",
        re.IGNORECASE,
    ),
)
_WE_RELEASE = Signed(
    "we & releas* announc* introduc* launch* present open unveil*",
    re.compile(
        r"\bwe(?:'re| are| have|'ve)? (?:(?:excited|pleased|happy|proud|thrilled|delighted) to |today |now )?"
        r"(?:releas\w+|announc\w+|introduc\w+|launch\w*|present|open[- ]sourc\w+|unveil\w*) (?!that\b)"
        r"(?:\w+ ){0,4}?$",
        re.IGNORECASE,
    ),
)
_WE_PUBLISH = Signed(
    "we & releas* publish* open* launch* & weights models checkpoints",
    re.compile(
        r"(?<![\"'])\bwe(?:'re| are|'ve| have)? (?:now |today |also )?(?:releas|publish|open[- ]?sourc|launch)\w+ "
        r"(?:[\w-]+ ){0,3}?(?:(?:open |model |the )*weights|(?:[\w-]+ )?(?:models|checkpoints))\b",
        re.IGNORECASE,
    ),
)
_SPEAKS = re.compile(rf"(?: AI)?(?: [A-Z]\w+){{0,3}}(?: (?:also|itself|now|later|\w+ly|has|have))? {_SAYS}\b")
_ITS_PAPERS = re.compile(rf"(?:'s|s')? (?:own |official |internal |published |launch )*{_PAPERS}\b")
_NAMED_FOR = re.compile(
    r"\b(?:according to|per|claims from|figures from|numbers from|reported by|published by|claimed by|says|said) "
    r"(?:the )?$",
    re.IGNORECASE,
)
_ACCORDING = Signed("according", re.compile(r"\b(?i:according to) (?!(?:its|their)\b)"))
CLAIMED = Signed(
    "claim* tout* boast* allege* assert* reportedly 声 宣 号",
    re.compile(
        r"\b(?:claim(?:s|ed|ing)?|tout(?:s|ed)|boast(?:s|ed)|allege\w*|assert(?:s|ed)?|reportedly)\b|声称|宣称|号称",
        re.IGNORECASE,
    ),
)
_SELF_TEXT = Signed(
    "blog post article",
    re.compile(
        r"\b(?:this|our) (?:blog|post|article)\b.{0,60}\b(?:results|performance|measure\w*|benchmark\w*|optimi\w+|"
        r"emphasi[sz]\w+)|\bin this (?:blog|post|article),? we (?:show|explain|present|compare|measure|benchmark|share|"
        r"report)\b",
        re.IGNORECASE,
    ),
)
_HAN_MAKER = Signed(
    "官 据 该 公 团 开",
    re.compile(
        "官方(?:称|表示|介绍|数据|显示|公布|测试|声称|宣称)|据(?:官方|其|公司|团队)?介绍|(?:该公司|公司|团队|"
        "开发者团队)(?:称|表示|介绍|声称|宣称|透露)|据其(?:称|公布)"
    ),
)
_HAN_OTHERS = Signed(
    "网 用 开 分 研 媒 业 知 消 第 评 测 专 学 据",
    re.compile(
        "(?:网友|用户|开发者|分析师|研究者|研究人员|媒体|业内人士|知情人士|消息人士|第三方|评测机构|测试者|专家|"
        "学者)[^,。;]{0,8}?(?:称|表示|反馈|实测|测试|认为|指出|发现|透露|爆料|报道|评测|显示|质疑)|"
        "据[^,。;]{1,12}?(?:报道|爆料|消息)|第三方(?:评测|测试|机构)"
    ),
)
_HAN_SPEAKS = re.compile("[ ]?(?:官方|公司|方面|团队)?(?:称|表示|宣称|声称|介绍|指出|透露|强调|号称)")
_HAN_MEASURED = Signed(
    "我 笔 实", re.compile("(?:我们|笔者|我)[^,。;]{0,6}?(?:实测|测试|评测|跑了|试用|体验)|实测(?:显示|发现|结果)")
)
_HANDLES = re.compile(
    r"\((?P<items>@?[A-Za-z][\w.@]*(?:[ _][A-Za-z]\w*)?(?:[,;] @?[A-Za-z][\w.@]*(?: [A-Za-z]\w*)?)*)\)\W{0,2}$"
)
_VIA = Signed("via", re.compile(r"\bvia (?P<items>@\w+(?:(?:,|,? and) @\w+)*)\W{0,2}$"))
_HANDLE = re.compile(r"@\w+|\w*[a-z]\w*[A-Z]\w*|\w+_\w+|[a-z]{3,}\w*\d+|arena")
_OFFICIAL = Signed(
    "official announcement card notes press blog",
    re.compile(
        r"\((?:official|announcement|model card|release notes|press release|company "
        r"blog)\b[^()]{0,60}(?:\([^()]*\))?\)?\W{0,2}$",
        re.IGNORECASE,
    ),
)
_GOES_ON = re.compile(
    r"its (?:\w+ )?(?:score|index|rank|ranking)\b|(?:it|they|the (?:company|lab|team|firm|startup|index|site|"
    r"outlet)|she|he) (?:also|further|additionally|adds|added|said|says|notes|noted|claims|claimed|reports|"
    r"reported)\b|(?:remarkably|notably|in addition|additionally),",
    re.IGNORECASE,
)
_STILL_IT = re.compile(r"(?:It|Its|The (?:new )?(?:model|system|family)|In [\w -]{3,30}(?:tests|benchmarks),|On)(?!\w)")
_INDEPENDENT_HEADING = re.compile(
    r"\b(?:independent|community|third-party|user|hands-on|my|our)\b.{0,30}\b(?:evaluations?|tests?|testing|"
    r"benchmarks?|results|reactions?|feedback|reviews?|impressions?|measurements?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """Who speaks: labs by id, the maker of whatever is spoken of, or others; ``claimed``: the text keeps its
    distance."""

    labs: frozenset[str] = frozenset()
    maker: bool = False
    others: bool = False
    claimed: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Hearing:
    """What is known of a sentence's source when its claims are weighed."""

    source: Source | None = None  # named in the sentence, or one that it goes on from
    carried: bool = False  # the source is that of an earlier sentence
    cited: Source | None = None  # in brackets at its end: of everything in it, releases too
    measured: bool = False  # the writer's own measurement
    guest: bool = False  # a maker writes on somebody else's site


_OWN_TEXT = Hearing()  # who speaks in a maker's own text is known without


def hear(frames: Sequence[Frame], levels: Sequence[int], publisher: str) -> list[Hearing]:
    """The hearing of each sentence, sources carried on from sentence to sentence; ``levels`` are list depths."""
    if frames and frames[0].vendor:
        return [_OWN_TEXT] * len(frames)
    guest = any(_releases_own(frame) for frame in frames)
    owns_tests = _owns_tests(frames, publisher) or any(_tells_of_itself(frame) for frame in frames)
    heard: list[Hearing] = []
    carried = _Carried()
    for frame, level in zip(frames, levels, strict=True):
        own = _source_of(frame)
        source = own or carried.into(frame, level)
        own_words = _I_MEASURED.search(frame) or _HAN_MEASURED.search(frame)
        measured = owns_tests or bool(own_words)
        heard.append(Hearing(source=source, carried=own is None, cited=_cited(frame), measured=measured, guest=guest))
        carried.after(frame, level, own, source)
    return heard


class _Carried:
    """Sources that reach beyond their sentence: a line ending in ":" to what hangs on it, "it also" back to its
    speaker."""

    def __init__(self) -> None:
        self._heading: Source | None = None
        self._above: list[tuple[int, Source | None]] = []
        self._quoting: Source | None = None
        self._last: Source | None = None
        self._within: Source | None = None  # the maker, whose word the rest of the paragraph may be

    def into(self, frame: Frame, level: int) -> Source | None:
        """The source that a sentence without one of its own stands under."""
        if frame.kind is BlockKind.QUOTED:
            return self._quoting or self._last
        if _GOES_ON.match(frame.words):
            return self._last
        if self._within is not None and _STILL_IT.match(frame.words):
            return self._within
        if frame.kind in (BlockKind.ITEM, BlockKind.TABLE):
            above = next((source for depth, source in reversed(self._above) if depth < level and source), None)
            return above or self._heading
        return self._heading

    def after(self, frame: Frame, level: int, own: Source | None, source: Source | None) -> None:
        """Take note of a sentence that has been heard."""
        opens = frame.words.rstrip('"*_ ').endswith(":")
        if frame.kind is BlockKind.HEADING:
            independent = _INDEPENDENT_HEADING.search(frame.words)
            self._heading = Source(others=True) if independent else None
        if frame.kind is BlockKind.ITEM:
            self._above = [(depth, above) for depth, above in self._above if depth < level]
            self._above.append((level, source if opens or own is None else None))
        elif frame.kind is not BlockKind.TABLE:
            self._above = [(-1, source)] if opens else []
        if frame.kind is not BlockKind.QUOTED:
            self._quoting = source if opens else None
        self._within = source if source is not None and not source.others else None
        self._last = source if own or _GOES_ON.match(frame.words) else None


def _source_of(frame: Frame) -> Source | None:
    """The source that a sentence names."""
    labs = frozenset(lab.id for lab in frame.labs if _speaks(frame, lab.start, lab.end))
    if labs:
        return Source(labs=labs, claimed=_claims(frame))
    if _others_speak(frame):
        return Source(others=True, claimed=_claims(frame))
    if _MAKER_SAYS.search(frame) or _MAKERS_OWN.search(frame) or _HAN_MAKER.search(frame):
        return Source(maker=True, claimed=_claims(frame))
    if _ACCORDING.search(frame):
        return Source(others=True, claimed=_claims(frame))
    return None


def _others_speak(frame: Frame) -> bool:
    """Whether somebody speaks who is no maker: users, the press, those who measure."""
    found = _OTHERS_SAY.search(frame) or _OTHERS_MEASURE.search(frame) or _OTHERS_POST.search(frame)
    return (found or _EVALUATORS.search(frame) or _HAN_OTHERS.search(frame)) is not None


def _claims(frame: Frame) -> bool:
    """Whether the text keeps its distance from what is said."""
    return CLAIMED.search(frame) is not None


def _speaks(frame: Frame, start: int, end: int) -> bool:
    """Whether a lab says something, or something is "according to" it."""
    if _NAMED_FOR.search(frame.text, max(frame.start, start - 24), start):
        return True
    after = frame.text[end : min(frame.end, end + 60)]
    return bool(_SPEAKS.match(after) or _HAN_SPEAKS.match(after) or _ITS_PAPERS.match(after))


def _cited(frame: Frame) -> Source | None:
    """The source in brackets that ends a line of a digest: "(OpenAI, OpenAIDevs)", "(scaling01)"."""
    if _OFFICIAL.within(frame, max(frame.start, frame.end - 110), frame.end):
        return Source(maker=True)
    near = max(frame.start, frame.end - 90)
    closed = frame.text.find(")", max(frame.start, frame.end - 3), frame.end) >= 0
    found = _HANDLES.search(frame.text, near, frame.end) if closed else None
    found = found or _VIA.within(frame, near, frame.end)
    if found is None:
        return None
    items = [item.strip() for item in re.split(r"[,;]| and ", found["items"])]
    labs = frozenset(lab.id for lab in frame.labs if found.start() <= lab.start < found.end())
    labs |= frozenset(
        lab for lab in _known(frame) if any(item.lstrip("@").lower().replace(" ", "").startswith(lab) for item in items)
    )
    if labs:
        return Source(labs=labs)
    handles = [item for item in items if _HANDLE.fullmatch(item)]
    return Source(others=True) if handles and len(handles) == len(items) else None


def _known(frame: Frame) -> set[str]:
    models = {model.lab for model in frame.models if model.lab}
    subjects = {subject.lab for subject in frame.default if isinstance(subject, ModelName) and subject.lab}
    return models | subjects | {lab.id for lab in frame.labs}


def _releases_own(frame: Frame) -> bool:
    """ "We are excited to release X" on a site that is no lab's."""
    if frame.vendor:
        return False
    if _WE_PUBLISH.search(frame):
        return True
    if not frame.models:
        return False
    model = frame.models[0]
    return _WE_RELEASE.within(frame, frame.start, model.start) is not None


def _tells_of_itself(frame: Frame) -> bool:
    """ "In this post we show how": what the text measures is the writer's own."""
    return not frame.vendor and _SELF_TEXT.search(frame) is not None


def _owns_tests(frames: Sequence[Frame], publisher: str) -> bool:
    """Whether the publisher's own leaderboard or tests are what a text speaks of."""
    name = publisher.split()[0] if publisher.split() else ""
    if len(name) < 4 or not frames or frames[0].vendor:
        return False
    owned = re.compile(
        rf"\b{re.escape(name)}(?:'s)? (?:\w+ ){{0,3}}?(?:leaderboard|benchmark|tests?|evaluations?|index|arena)\b",
        re.IGNORECASE,
    )
    return any(owned.search(frame.text, frame.start, frame.end) for frame in frames)
