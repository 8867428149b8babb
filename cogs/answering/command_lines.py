"""A question as the command that a person would type for it."""

from collections.abc import Mapping

from bot.ledger.wording import STANDING_WORDS, metric_label
from cogs.options import PERIODS
from cogs.views.queries import Query

COMMANDS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "models": ("compare models", {"names": "abcde", "metric": "metric"}),
    "labs": ("compare labs", {"names": "abcd", "days": "period"}),
    "efficiency": (
        "efficiency",
        {"metric": "metric", "baseline": "baseline", "days": "period", "lab": "lab", "order": "sort"},
    ),
    "claims": ("claims", {"model": "about", "kind": "kind", "standing": "standing", "days": "period"}),
    "contested": ("contested", {"days": "period"}),
    "latest": ("latest", {"lab": "lab", "model": "model", "topic": "topic", "text": "text", "days": "period"}),
    "search": (
        "search",
        {"text": "query", "lab": "lab", "model": "model", "topic": "topic", "feed": "feed", "days": "period"},
    ),
    "stories": ("story find", {"text": "query", "model": "model", "lab": "lab", "days": "period"}),
    "digest": ("digest preview", {"hours": "hours"}),
    "gap": ("gap", {"names": "ab", "benchmark": "benchmark", "days": "period"}),
    "model": ("model show", {"model": "name"}),
    "lab": ("lab show", {"lab": "name"}),
    "timeline": ("timeline", {"model": "about"}),
    "prices": ("price-history", {"model": "model"}),
    "undisclosed": ("undisclosed", {"lab": "lab"}),
    "changed": ("changed", {"model": "about", "days": "since"}),
}
"""For each command that a question can become: what is typed, and the option that each field is given by."""

_PERIOD_NAMES = {choice.value: choice.name for choice in PERIODS}


def command_line(query: Query) -> str:
    """``/compare models a:DeepSeek-V4-Pro b:GPT-5.5``."""
    name, options = COMMANDS[query.command]
    said = [
        f"{option}:{_words(field, value)}"
        for field, option in options.items()
        if field != "names" and (value := getattr(query, field))
    ]
    sides = [f"{letter}:{name}" for letter, name in zip(options.get("names", ""), query.names, strict=False)]
    return " ".join((f"/{name}", *sides, *said))


def _words(field: str, value: str | int) -> str:
    """A value as the list of an option shows it."""
    match field, value:
        case "days", int(days):
            return _PERIOD_NAMES.get(days, f"{days} days")
        case "metric", str(metric):
            return metric_label(metric)
        case "standing", str(standing):
            return next((words for each, words in STANDING_WORDS.items() if each == standing), standing)
        case "order", str(order):
            return f"{order} first"
    return str(value)
