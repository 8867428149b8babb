"""Releases told in other words than a verb and its object: "X arrives", "the X launch", "you can try X"."""

import re
from collections.abc import Iterator

from bot.domain.claims import Release
from bot.reading.cues import CueKind
from bot.reading.frames import Draft, Frame, Subjects, draft_release, named
from bot.reading.releasewords import LONG_AGO, PLANNED, PREVIEW_NEAR
from bot.reading.signs import where

_OUT = re.compile(
    r"(?: models?| series| family| weights)?,?(?:'s)?(?: is| are| was| were| has been| have been)?"
    r"(?: (?:\w+ly|now|also|already|just|today|here|back)){1,3} "
    r"(?:out|live|available|released|launched|accessible|rolling out|open-sourced|downloadable|shipping)\b",
)
_ARRIVES = re.compile(
    r"(?: preview| beta| models?| series| family)?(?: (?:all|both|has|have|just|also|finally|officially|quietly|now))* "
    r"(?:drops|dropped|lands|landed|arrives|arrived|debuts|debuted|launches|launched|ships|shipped|comes out|came out)"
    r"(?=\s*(?:[:,.;!)\u2014\u2013]|$)| (?:today|yesterday|tonight|this|last|overnight|with|as|to|on (?!top|par)|"
    r"in (?:preview|beta|the|ai studio|chatgpt|open)|for)\b)",
    re.IGNORECASE,
)
_ASKED = re.compile(r"\b(?:where|how|when|once|if|until|before) $", re.IGNORECASE)
_NOUN = re.compile(
    r"(?:'s)?(?: (?:model|models|series|family|official|public|surprise|recent|big|full|initial|open-weights?)){0,2} "
    r"(?:release|launch|debut|rollout|drop)\b"
    r"(?! (?:date|notes?|candidate|cycle|schedule|plans?|part\w+|timeline|window|"
    r"is (?:imminent|expected|coming|planned|delayed|near\w*)|event|video|page|was delayed|of|by the end))",
    re.IGNORECASE,
)
_OLD_NEWS = re.compile(
    r"\b(?:since|after|before|until|prior to|upcoming|expected|rumou?red|ahead of|delay\w*|unlike|following|future|"
    r"await\w*|planned|possible|leaked|like|for|about|support\w*)\b[^.;,]{0,20}$",
    re.IGNORECASE,
)
_NEWS_IS = re.compile(
    r"\b(?:news|release|launch|drop|story|headline)\b(?: (?:of the (?:day|week|month)|today|this week))?"
    r"(?: is|:| -| was) (?:(?:that|the|a|new|brand|brand-new|google|openai|[A-Z]\w+)(?:'s)? ){0,2}$",
    re.IGNORECASE,
)
_RELEASE_FROM = re.compile(
    r"\b(?:this|interesting|new|big|major|exciting|surprise|latest|another|impressive) (?:new |open )?(?:model )?"
    r"(?:release|launch|drop) (?:from|by)\b",
    re.IGNORECASE,
)
_FOLLOWS_UP = re.compile(r"\b(?:follow-?up|follows|after|since|compared|success\w+|on top)\b", re.IGNORECASE)
_USE = re.compile(
    r"\b(?:(?:you|users|developers|anyone|everyone|customers|subscribers) can (?:now |already |also |directly )?"
    r"(?:try|use|access|run|download|chat with|test|call)(?: out)?|(?:try to |try )?chat(?:ting)? with|"
    r"^(?:talk|speak) (?:to|with)|"
    r"^try(?: out)?|"
    r"the availability of (?P<its>(?:its|the) API)) ?",
    re.IGNORECASE | re.MULTILINE,
)
_COMES_AS = re.compile(
    r"^(?:The|This) (?:new )?(?:rollout|release|launch|launch lineup) (?:also )?"
    r"(?:includes|included|adds|brings|comes with) "
    r"(?:new )?(?:variants|versions|models|members|variations|siblings),? ?(?:like|such as|including|named|called|:)? ?"
    r"(?:the )?$"
)
_REACH = 25  # characters between "you can try" and the model


@where(
    "out live available released launched accessible rolling open downloadable shipping drops dropped lands "
    "landed arrives arrived debuts debuted launches ships shipped comes came release launch debut rollout drop "
    "news story headline try use access run download chat chatting test call talk speak availability"
)
def read_arrivals(frame: Frame) -> Iterator[Draft]:
    """Every release that a sentence tells so."""
    yield from _is_out(frame)
    yield from _called(frame)
    yield from _told_from(frame)
    yield from _usable(frame)
    yield from _comes_as(frame)


@where(
    ":model & out live available released launched accessible rolling open downloadable shipping drops dropped "
    "lands landed arrives arrived debuts debuted launches ships shipped comes came"
)
def _is_out(frame: Frame) -> Iterator[Draft]:
    """A state with an adverb in it, right behind the models ("X is finally out")."""
    for group in frame.groups:
        end = group[-1].end
        state = _OUT.match(frame.text, end, frame.end) or _ARRIVES.match(frame.text, end, frame.end)
        if state is None or group[0].start in frame.baselines or LONG_AGO.match(frame.text, state.end()):
            continue
        left = frame.text[frame.start : group[0].start]
        if _ASKED.search(left[-12:]) or PLANNED.search(left):
            continue
        metric = Release.PREVIEWED if PREVIEW_NEAR.search(frame.text, end, state.end() + 30) else Release.RELEASED
        for model in group:
            yield draft_release(named(model), metric, model.start, state.end(), "release.out")


@where(":model & release launch debut rollout drop news story headline")
def _called(frame: Frame) -> Iterator[Draft]:
    """A release told by a noun: "the X launch", "the big news is X"."""
    for model in frame.models:
        if model.start in frame.baselines:
            continue
        noun = _NOUN.match(frame.text, model.end, frame.end)
        if noun and not _OLD_NEWS.search(frame.text[max(frame.start, model.start - 45) : model.start]):
            yield draft_release(named(model), Release.RELEASED, model.start, noun.end(), "release.noun")
        elif _NEWS_IS.search(frame.text[max(frame.start, model.start - 60) : model.start]):
            yield draft_release(named(model), Release.RELEASED, model.start, model.end, "release.news")


@where("release launch drop & from by")
def _told_from(frame: Frame) -> Iterator[Draft]:
    """ "This model release from" a maker."""
    told = _RELEASE_FROM.search(frame.text, frame.start, frame.end)
    if told and not any(frame.of(CueKind.FUTURE)):
        for subject in _told_of(frame, told):
            yield draft_release(subject, Release.RELEASED, told.start(), told.end(), "release.noun")


def _told_of(frame: Frame, told: re.Match[str]) -> Subjects:
    """What "this release from" speaks of: the model before it, else what the text does, unless one is named next."""
    before = frame.subject_mentions(told.start())
    if before:
        return (named(before[-1]),)
    if frame.models and not _FOLLOWS_UP.search(frame.text, told.end(), frame.models[0].start):
        return ()
    return frame.default


@where("try use access run download chat chatting test call talk speak availability")
def _usable(frame: Frame) -> Iterator[Draft]:
    """What a lab tells people that they can use: "You can try X at", "the availability of its API"."""
    if not frame.vendor:
        return
    for use in _USE.finditer(frame.text, frame.start, frame.end):
        after = [m for m in frame.models if 0 <= m.start - use.end() <= _REACH and m.start not in frame.baselines]
        subjects: Subjects = tuple(named(model) for model in frame.group(after[0])) if after else ()
        if not after and use["its"]:
            subjects = frame.subjects_before(use.start())
        for subject in subjects:
            yield draft_release(subject, Release.RELEASED, use.start(), use.end(), "release.usable")


@where(":model & rollout release launch & includes included adds brings comes")
def _comes_as(frame: Frame) -> Iterator[Draft]:
    """Members that a release is said to include ("The rollout includes variants like A and B")."""
    if frame.models and _COMES_AS.match(frame.text[frame.start : frame.models[0].start]):
        for model in frame.group(frame.models[0]):
            yield draft_release(named(model), Release.RELEASED, frame.start, model.end, "release.includes")
