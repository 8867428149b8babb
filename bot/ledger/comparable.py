"""Whether two lines of the ledger can be held against each other, or the reason why not in a sentence. Pure."""

from bot.domain.claims import Kind
from bot.ledger.conditions import Condition
from bot.ledger.lines import Line
from bot.ledger.questions import benchmark_of
from bot.ledger.wording import metric_label, name_of

_ASPECT_WORDS = {
    "context": "context length",
    "effort": "effort",
    "thinking": "thinking",
    "tools": "tools",
    "shots": "number of shots",
    "attempts": "number of attempts",
    "harness": "harness",
}


def why_apart(one: Line, other: Line) -> str | None:
    """Why two lines are not comparable, as a sentence; None where they are.

    They are where kind, metric, benchmark variant, baseline and scope agree, and each aspect of the setting agrees or
    is unsaid by both.
    """
    mine, theirs = one.question, other.question
    if mine.kind is not theirs.kind:
        return f"One is a {mine.kind.value}, the other a {theirs.kind.value}."
    if mine.metric != theirs.metric:
        return _metrics_differ(one, other)
    if mine.baseline != theirs.baseline:
        return _baselines_differ(one, other)
    if mine.kind is Kind.RATIO and not mine.baseline:
        return "Neither names what it is compared with."
    if mine.scope != theirs.scope:
        return f"One is about {_said(one.claim.scope)}, the other about {_said(other.claim.scope)}."
    if one.condition != other.condition:
        return _settings_differ(one, other)
    return None


def _metrics_differ(one: Line, other: Line) -> str:
    names = [_metric_name(one), _metric_name(other)]
    if one.question.kind is Kind.BENCHMARK:
        return f"{names[0]} and {names[1]} are different benchmarks."
    return f"One gives {names[0]}, the other {names[1]}."


def _baselines_differ(one: Line, other: Line) -> str:
    mine, theirs = one.claim.baseline, other.claim.baseline
    if mine is None or theirs is None:
        named = mine or theirs
        return f"One is against {name_of(named)}, the other does not say what it is against."
    return f"They are against different baselines: {mine.name} and {theirs.name}."


def _settings_differ(one: Line, other: Line) -> str:
    """The first aspect that differs, in the order in which people ask for them."""
    mine, theirs = dict(one.condition), dict(other.condition)
    aspect = next(aspect for aspect in _ASPECT_WORDS if mine.get(aspect) != theirs.get(aspect))
    what = _ASPECT_WORDS[aspect]
    if aspect not in mine or aspect not in theirs:
        silent, saying = (one, other) if aspect not in mine else (other, one)
        return (
            f"{saying.claim.subject.name} is given {_aspect_said(saying.condition, aspect, saying.setting)}; "
            f"for {silent.claim.subject.name} the {what} is not said."
        )
    words = [_aspect_said(line.condition, aspect, line.setting) for line in (one, other)]
    return f"Their settings differ: {words[0]} and {words[1]}."


def _aspect_said(condition: Condition, aspect: str, setting: str | None) -> str:
    value = dict(condition)[aspect]
    if aspect in {"tools", "thinking"}:
        return f"{value} {aspect}"
    if aspect == "context":
        return f"at {int(value):,} tokens"
    if aspect == "effort":
        return f"at {value} effort"
    if aspect == "shots":
        return f"{value}-shot"
    return f"as {value}" if aspect == "attempts" else f"under “{setting}”"


def _metric_name(line: Line) -> str:
    if line.question.kind is Kind.BENCHMARK:
        found = benchmark_of(line.claim.metric)
        return found.name if found else line.claim.metric
    return metric_label(line.claim.metric)


def _said(scope: str | None) -> str:
    return f"“{scope}”" if scope else "nothing in particular"
