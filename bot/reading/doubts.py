"""How texts doubt a claim: patterns of meaning for what nobody has checked, what is the maker's own, what is
disputed."""

from bot.domain.claims import Caveat

NOT = (
    r"(?:\bnot|n't|\bnever|\bnor|\bwithout|\bno one has|\bnobody has|\byet to|\bcannot|\bfail(?:s|ed|ing)? to|"
    r"\bdeclin(?:es|ed|ing) to|\brefus(?:es|ed|ing) to|\bunable to|\bimpossible to|\bhard to|\bdifficult to|"
    r"\bstopped short of|\bavoid(?:s|ed))"
)
NOT_SIGNS = (
    "not t never nor without no nobody yet cannot fail* declin* refus* unable impossible hard difficult stopped avoid*"
)
ADVERBS = (
    r"(?:\W+(?:yet|been|be|publicly|officially|fully|formally|independently|currently|widely|generally|even|so far|"
    r"ever|openly|being|explicitly|immediately|really|actually|to be|have|has)){0,4}\W+"
)
# What a maker claims, as doubters name it.
_CLAIMED = (
    r"(?:claims?|claimed|claiming|benchmarks?|scores?|results?|numbers?|figures?|evaluations?|evals?|methodolog(?:y|"
    r"ies)|accuracy|"
    r"charts?|comparisons?|assertions?|statements?|estimates?|leaderboards?|hype|transparency|reported|advertised|"
    r"paper|report)"
)

DOUBTS: tuple[tuple[Caveat, str, str], ...] = (
    (
        Caveat.UNVERIFIED,
        f"{NOT_SIGNS} none & verif* corroborat* replicat* substantiat* validat* audited independently reproduced "
        "confirmed",
        rf"{NOT}{ADVERBS}(?:\w+ ){{0,2}}?(?:verif\w+|corroborat\w+|replicat\w+|substantiat\w+|validat\w+|audited|"
        rf"independently (?:tested|confirmed|reproduced|benchmarked|checked|evaluated|assessed))\b|\bnone "
        rf"of\b[^.;]{{0,50}}?\b(?:verified|replicated|reproduced|confirmed|validated|independently)\b",
    ),
    (
        Caveat.UNVERIFIED,
        "confirm* unverified unconfirmed uncorroborated unproven unsubstantiated unaudited unreplicated unvalidated",
        rf"{NOT}{ADVERBS}confirm(?:ed|s|ing)?\b(?! (?:that|details|the))|\bunverified\b|\bunconfirmed\b|"
        rf"\buncorroborated\b|\bunproven\b|\bunsubstantiated\b|\bunaudited\b|\bunreplicated\b|\bunvalidated\b",
    ),
    (
        Caveat.UNVERIFIED,
        "independent* third external* outside*",
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
        "insufficient enough little scant salt remain* if caution reproduced confirm informed purel* speculat* "
        "confirmation wait",
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
        "itself own alone & benchmark* figures numbers results scores data evals comparison* claim*",
        r"\b(?:benchmarks?|figures|numbers|results|scores|data|evals|comparisons?|claims?) (?:(?:all|here|above|in "
        r"question|for|of) )?(?:[\w.-]+ ){0,3}?(?:are|were|is|was|come|comes|came) (?:all |entirely |solely |straight "
        r"|directly )?(?:from |by |reported by |published by |provided by |supplied by |run by |produced by )(?:the )?"
        r"(?:company|lab|vendor|maker|developer|startup|provider|(?-i:[A-Z])\w+)(?: itself|'s own| alone)\b",
    ),
    (
        Caveat.SELF_REPORTED,
        "self vendor company lab maker developer manufacturer internally provider & reported published administered "
        "measured assessed evaluated run conducted supplied provided claimed stated",
        r"\bself[- ](?:reported|published|administered|measured|assessed|evaluated|run|conducted)\b|\b(?:vendor|"
        r"company|lab|maker|developer|manufacturer|internally|provider)[- ](?:reported|published|supplied|provided|"
        r"run|measured|evaluated|claimed|conducted|stated)\b",
    ),
    (
        Caveat.SELF_REPORTED,
        "own & benchmark* evaluation* test tests testing number* figure* result* measure* eval* score* metrics account "
        "reckoning admission estimate homework",
        r"\b(?:its|their|the (?:company|lab|vendor|maker|developer|startup)'s|(?-i:[A-Z])\w+'s?) own (?:internal |"
        r"published |in-house |evaluation )?(?:\w+ )?(?:benchmark\w*|evaluations?|tests?|testing|numbers?|figures?|"
        r"results?|measure\w*|evals?|scores?|metrics)\b|\bown (?:internal )?(?:numbers|figures|benchmarks)\b|"
        r"\bby (?:its|their) own (?:account|measure|numbers|reckoning|admission|estimate)\b|\bgrad(?:es|ed|ing) its "
        r"own homework\b",
    ),
    (
        Caveat.SELF_REPORTED,
        "vendor party marketing house internal & benchmark* number* figures claim* score* eval* result* "
        "material* test tests testing data",
        r"\bvendor (?:benchmarks?|numbers|figures|claims|scores|evals|evaluations?)\b|\bfirst-party (?:benchmarks?|"
        r"numbers|evals?|evaluations?|results|scores|claims?)\b|\bmarketing (?:numbers|materials?|figures)\b|"
        r"\bin-house (?:benchmarks?|evaluations?|tests?|numbers|evals?|testing)\b|\bcompany's internal "
        r"(?:benchmarks?|tests?|evaluations?|testing|data)\b",
    ),
    (
        Caveat.DISPUTED,
        "disput* contest* contradict* refut* rebut* debunk* skeptic* sceptic* doubt* dubious implausible question* "
        "rais* challeng* counter*",
        r"\b(?:disput(?:e|es|ed|ing)|contested|contests|contradict(?:s|ed|ing)?|refut(?:e|es|ed|ing)|rebut(?:s|"
        r"ted)|debunk\w*)\b|\bs[kc]eptic(?:ism|ally)\b|\bs[kc]eptical (?:of|about|that|whether|over)\b|\b(?:is|are|"
        r"was|were|remains?|stay) "
        r"s[kc]eptical\b|\bs[kc]eptics? (?:\w+ )?(?:say|said|argue|question|point|note|warn|counter|believe|remain|"
        r"wonder|claim|call|suspect)\w*|"
        r"\bdoubt(?:s|ed|ful|ing|"
        r"ers)?\b(?<!no doubt)(?<!room for doubt)(?<!without doubt)(?<!a doubt)(?! that it will)|\bdubious\b|"
        r"\bimplausible\b|\bquestion(?:s|ed|ing)? (?:whether|if|how|(?:the|its|"
        r"these|those|that) (?:\w+ )?(?:claims?|accuracy|validity|results?|numbers?|methodolog\w+|scores?|figures?|"
        r"benchmarks?|comparisons?|fairness|credibility))\b|\brais(?:e|es|ed|ing) (?:\w+ ){0,2}?(?:questions?|"
        r"doubts?|eyebrows|concerns?)(?: about| over| as to| at|,)[^.;]{0,70}?\b(?:benchmarks?|claim\w*|scores?|"
        r"results?|numbers?|accura\w+|contamin\w+|performance|training|figures?|validity|methodolog\w+|"
        r"transparen\w+|reliab\w+)\b|\b(?:challeng|counter)(?:e|es|ed|ing) (?:the |those |these |its |this |that "
        r")?(?:\w+ )?(?:claims?|figures?|numbers?|results?|assertions?)\b",
    ),
    (
        Caveat.DISPUTED,
        "push* misleading overstat* misstat* exaggerat* inflat* cherry overhyped oversold misrepresent* gam* "
        "benchmax* contaminat* allegation* regress* unconvinced wary cast* undermin*",
        r"\bpush(?:es|ed|ing)? back (?:on|against)\b|\bpushback\b|\bmisleading\b|\b(?:over|mis)stat(?:e|es|ed|ing|"
        r"ement)\b|\bexaggerat\w+|\b(?:scores?|numbers?|results?|benchmarks?|claims?) (?:\w+ ){0,3}?inflated\b|"
        r"\binflat(?:ed|ing) (?:\w+ ){0,2}?(?:scores?|numbers?|results?|benchmarks?)\b|\bcherry[- ]pick\w*|"
        r"\boverhyped\b|\boversold\b|\bmisrepresent\w*|\bgam(?:e|es|ed|ing) (?:the |its |and misrepresenting )?"
        r"(?:\w+ )?(?:benchmarks?|leaderboards?|evals?|tests?|arena)\b|\bbenchma(?:xx|x)\w*|\bcontaminat(?:ed|"
        r"ion)\b(?! (?:check|free|filter|analysis))|\ballegations? of (?:training on|gaming|cheating|contamination)\b|"
        r"\bregress(?:ed|ion) (?:in|on) (?:real|practice)\b|\bunconvinced\b|\bwary of (?:the )?(?:claims?|numbers|"
        r"benchmarks?)\b|\bcast(?:s|ing)? doubt\b|\bundermin(?:e|es|ed|ing) (?:the |its |this |that |their |those )"
        r"(?:\w+ )?(?:claims?|figures?|numbers?|results?|narrative)\b",
    ),
    (
        Caveat.DISPUTED,
        "fail* unable not t cannot struggl* & reproduc* replicat* hold add match",
        r"\b(?:fail(?:s|ed)?|unable|could not|couldn't|cannot|can't|did not|struggl(?:e|ed|ing)) (?:to )?(?:reproduce|"
        r"replicate)\b|\bnot reproduc\w+|\b(?:do|does|did)(?:n't| not) (?:\w+ )?(?:hold up|add up|match (?:reality|"
        r"real-world|the (?:hype|claims?|benchmarks?)))\b",
    ),
    (
        Caveat.DISPUTED,
        "describ* call* label* slam* pann* dismiss* & bad terrible unusable useless worse broken lazy nerfed "
        "downgrade regression disappointment back",
        r"\b(?:describ|call|label|slam|pann|dismiss)\w* (?:it|(?-i:[A-Z])[\w .-]{2,25}?)(?: as)?[ \"']{1,3}(?:\w+ )?"
        r"(?:bad|terrible|unusable|useless|worse|broken|lazy|nerfed|a (?:downgrade|regression|disappointment|"
        r"step back))\b",
    ),
    (
        Caveat.DISPUTED,
        "claim* & while although though despite where & actually fact reality practice independent",
        r"\b(?:while|although|though|despite|where)\b[^;]{0,60}\bclaim(?:s|ed|ing)?\b(?:[^.;]|"
        r"\.\d){10,160}\b(?:actually|in fact|in reality|in practice|independent \w+ (?:show|found|put|suggest)\w*)\b",
    ),
    (
        Caveat.DISPUTED,
        "critici* critiq* critics complain* backlash disappoint* unimpressed mocked ridiculed",
        rf"\b(?:critici[sz](?:e|es|ed|ing|ms?)|critiqu(?:es|ed|ing)|critics|complain(?:s|ed|ing| that| about)|"
        rf"complaints (?:about|"
        rf"over)|backlash|disappoint\w*|unimpressed|mocked|ridiculed)\b"
        rf"[^.;]{{0,90}}?\b{_CLAIMED}\b|\b{_CLAIMED}\b[^.;]{{0,60}}?\b(?:critici[sz]ed|critiqued|mocked|ridiculed|"
        rf"(?:drew|draws|met with) "
        rf"(?:\w+ )?(?:criticism|backlash|complaints))\b|\bis critiqued\b",
    ),
    (
        Caveat.DISPUTED,
        "not t cannot donot doesnot didnot couldnot & prove support substantiate justify back bear demonstrate "
        "illustrate reflect warrant & claim* conclusion assertion headline statement hype number*",
        r"\b(?:do|does|did|could|can)(?:n't|not| not) (?:actually |really |fully )?(?:prove|support|substantiate|"
        r"justify|back(?: up)?|bear out|demonstrate|illustrate|reflect|warrant)\b[^.;]{0,40}?\b(?:claims?|conclusion|"
        r"assertion|headline|statement|hype|numbers?)\b",
    ),
    (
        Caveat.DISPUTED,
        "apples fair unfair like & comparison fight test apples oranges",
        r"\b(?:not|hardly|isn't|never|wasn't) (?:an? |really |quite |exactly )*(?:apples[- ]to[- ]apples|fair|"
        r"like[- ]for[- ]like)(?: \w+)? (?:comparison|fight|test)\b|\bapples[- ](?:to|and)[- ]oranges\b|"
        r"\bunfair comparison\b",
    ),
    (
        Caveat.DISPUTED,
        "trustworthy credible believable untrustworthy",
        r"\b(?:least|not|hardly|barely|less than|isn't|aren't) (?:very |particularly |at all |especially |"
        r"the most )?(?:trustworthy|credible|believable)\b|\buntrustworthy\b",
    ),
    (
        Caveat.DISPUTED,
        "rumo* claim claims allegation* report* accusation* story stories & true accurate correct false baseless "
        "unfounded wrong nonsense un*",
        r"\b(?:rumou?rs?|claims?|allegations?|reports?|accusations?|stor(?:y|ies))\b[^.;]{0,30}? (?:is|are|was|were)"
        r"(?:n't| not|) (?:simply |just |entirely |completely )?(?:not |un)?(?:true|accurate|correct|false|baseless|"
        r"unfounded|wrong|nonsense)"
        r"(?<!are true)(?<!is true)(?<!is correct)(?<!are correct)(?<!accurate)(?<!was true)(?<!was correct)\b",
    ),
    (
        Caveat.DISPUTED,
        "evaporat* vanish* disappear* apart collaps* crumbl* survive",
        r"\b(?:lead|advantage|gains?|edge|score|claims?|numbers?|figures?|results?|\d+%)\b[^.;]{0,40}? "
        r"(?:evaporat\w+|vanish\w*|disappear\w*|f[ae]ll(?:s|en)? apart|collaps\w+|crumbl\w+|"
        r"do(?:es)?(?:n't| not) survive)\b",
    ),
    (
        Caveat.DISPUTED,
        "below short worse less & advertised claimed promised touted headline published reported",
        r"\b(?:below|short of|worse than|less than) (?:the |its |"
        r"their |what )?(?:\w+'s )?(?:advertised|claimed|promised|touted|headline|published|reported)\b",
    ),
    (
        Caveat.DISPUTED,
        "deny* deni* reject* dismiss* & train* cheat* gam* distill* rumo* claim* allegation* contaminat* accusation*",
        r"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?)\b[^.;]{0,60}?\b(?:train(?:ed|ing)?|"
        r"cheat\w*|gam(?:ed|ing)|distill\w*|"
        r"rumou?rs?|claims?|allegations?|contaminat\w*|accusations?)\b",
    ),
    (
        Caveat.UNVERIFIED,
        "independent* third external* outside* artificial arena lm lmarena epoch metr service* leaderboard* "
        "evaluator* neither until check* confirm* verif* reproduc* replicat* rerun* re audit* validat* & no without "
        "lack* neither any not t yet nobody none until",
        r"\b(?:no|without|lacks?|neither|any) (?:\w+ )?(?:independent|third-party|third party|external|"
        r"outside)(?:ly)? (?:[\w.-]+ ){0,5}?"
        r"(?:results?|scores?|runs?|evals?|numbers|data|figures|entr(?:y|ies)|reproductions?|benchmarks?|"
        r"tests?)\b(?<!any results)|"
        r"\b(?:artificial analysis|lm ?arena|arena|epoch(?: ai)?|metr|services?|leaderboards?|evaluators?|"
        r"outsiders?|third parties)\b[^.;]{0,40}?"
        r"\b(?:ha[sd]|have) (?:no|not|yet to|n't) (?:[\w.-]+ ){0,4}?(?:scor\w+|results?|entry|rank\w*|list\w*|"
        r"test\w*|publish\w*|evaluat\w*|"
        r"benchmark\w*)\b|\bneither [^.;]{3,60} nor [^.;]{3,40} ha(?:s|ve|d) (?:yet )?(?:list|test|scor|rank|"
        r"confirm|verif|publish|evaluat)\w*|"
        r"\b(?:outside|independent|external|third-party) (?:\w+ )?(?:researchers?|testers?|labs?|evaluators?|"
        r"groups?|parties|experts|teams?) "
        r"(?:have|has|had)(?: yet to|n't| not)(?: yet| been able to)? (?:test|check|confirm|verif|reproduc|replicat|"
        r"evaluat|rerun|see)\w*|"
        r"\b(?:nobody|no one|none|no outsider|no third party)\b[^.;]{0,40}? (?:ha(?:s|ve|d)|could|can|was|"
        r"is)\b[^.;]{0,24}? "
        r"(?:check|confirm|verif|reproduc|replicat|rerun|re-run|audit|validat)\w*|"
        r"\buntil (?:someone|somebody|anyone|others?|outsiders|independent \w+|third parties|an? (?:independent|"
        r"outside) \w+)\b[^.;]{0,30}? "
        r"(?:rerun|re-run|repeat|reproduc|replicat|verif|confirm|check|test|weigh)\w*|"
        r"\b(?:haven't|have not|hasn't|has not|not|yet to) (?:yet )?(?:seen|found|had|see) (?:any |"
        r"an )?(?:independent|third-party|external) \w+",
    ),
    (
        Caveat.UNVERIFIED,
        "treat take taken read handle view & cautiously carefully skeptically caution care skepticism scepticism "
        "provisional preliminary tentative unconfirmed unverified claim* marketing indicative directional rumo*",
        r"\b(?:treat|take|taken|read|handle|view) (?:\w+ ){0,2}?(?:(?:the|these|those|this|that|its|all|any|it|"
        r"them|any) )(?:[\w.-]+ ){0,4}?"
        r"(?:cautiously|carefully|skeptically|with (?:\w+ )?(?:caution|care|skepticism|scepticism)|"
        r"as (?:an? )?(?:provisional|preliminary|tentative|"
        r"unconfirmed|unverified|claims?|marketing|indicative|directional|rumou?r))\b",
    ),
    (
        Caveat.UNVERIFIED,
        "impossible way unable hard difficult possible means & confirm verify know check corroborate",
        r"\b(?:impossible|no way|unable|hard|difficult|not possible|no means) to (?:independently |really |"
        r"fully )?(?:confirm|verify|know whether|check|corroborate)\b",
    ),
    (
        Caveat.UNVERIFIED,
        "reviewed unreviewed",
        r"\b(?:not|n't|yet to be|never)(?: yet)?(?: been)? peer[- ]reviewed\b|\bunreviewed\b",
    ),
    (
        Caveat.UNVERIFIED,
        "if & true accurate confirmed verified genuine holds real",
        r"(?:^|[.;,(] ?|\b(?:and|but) )if (?:true|accurate|confirmed|verified|genuine|it holds(?: up)?|real)\b",
    ),
    (
        Caveat.UNVERIFIED,
        "claim claims & not & measurement* fact* result* finding*",
        r"\b(?:are|is|as|remain) (?:only |just |merely |"
        r"still )?(?:an? )?claims?,? (?:and )?not (?:an? )?(?:measurements?|facts?|results?|findings?)\b",
    ),
    (
        Caveat.SELF_REPORTED,
        "s & are were & those these they all both numbers benchmarks figures scores results tests evals",
        r"\b(?:those|these|they|all|both|numbers|benchmarks|figures|scores|results|tests|evals)(?: of them)? (?:are|"
        r"were) (?:all |both |entirely |just )?"
        r"(?-i:[A-Z])\w+'s(?: own)?(?: (?:benchmarks?|numbers|figures|evals?|tests|results|claims?|scores)\b|"
        r"(?=[,.;]|$))",
    ),
    (
        Caveat.SELF_REPORTED,
        "itself alone infrastructure hardware harness servers setup own & produced run runs ran measured reported "
        "published supplied graded scored tested evaluated conducted stated did",
        r"\b(?:produced|run|ran|measured|reported|published|supplied|graded|scored|tested|evaluated|conducted|"
        r"stated)\b[^.;]{0,30}? "
        r"(?:by (?:the (?:vendor|company|lab|maker|developer|startup)|(?-i:[A-Z])\w+)(?: itself| alone|,? on (?:its|"
        r"the (?:company|vendor)'s|"
        r"(?-i:[A-Z])\w+'s) (?:own )?(?:infrastructure|hardware|harness|servers|setup))|on (?:(?-i:[A-Z])\w+'s|its|"
        r"the \w+'s) own "
        r"(?:infrastructure|hardware|harness|servers|setup|scaffold\w*|benchmarks?))\b|"
        r"\b(?:ran|runs|did|conducted|graded|scored|tested|evaluated)\b[^.;]{0,40}?\b(?:tests?|benchmarks?|evals?|"
        r"evaluations?|exams?|models?|(?-i:[A-Z])[\w-]+) "
        r"(?:itself|with (?:its|their) own (?:harness|scaffold\w*|prompts|tools|setup))\b",
    ),
    (
        Caveat.SELF_REPORTED,
        "vendor company maker lab developer & run stated graded measured scored",
        r"\b(?:vendor|company|maker|lab|developer)[- ](?:run|stated|graded|measured|scored)\b",
    ),
    (
        Caveat.SELF_REPORTED,
        "from & number* figure* score* result* benchmark* gain* data & launch announcement blog model post report* "
        "material* testing tests press website eval* number*",
        r"\b(?:numbers?|figures?|scores?|results?|benchmarks?|gains?|data)\b[^.;]{0,40}? (?:come|comes|came|are|"
        r"is|taken|drawn|stem\w*)"
        r"(?: straight| directly| only| solely| all)? from (?:(?-i:[A-Z])\w+'s|the (?:company|vendor|lab|maker)'s|"
        r"its|internal) "
        r"(?:own )?(?:launch|announcement|blog|model (?:page|card)|post|report|materials?|testing|tests|press|"
        r"website|evals?|evaluations?|numbers?)\b",
    ),
    (
        Caveat.SELF_REPORTED,
        "by & number* figure* score* result* & reported claimed stated published",
        r"\b(?:figures?|numbers?|scores?|results?) (?:are|is) (?:all )?as (?:reported|claimed|stated|published) by\b",
    ),
)
