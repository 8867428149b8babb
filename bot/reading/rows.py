"""Documents and readings as rows of JSON Lines, in the field names of the claim vocabulary."""

from collections.abc import Mapping
from typing import Any

from bot.domain.claims import Claim, Kind, Reading
from bot.domain.names import Named
from bot.reading.document import Document
from bot.reading.explain import Explanation

_WITHOUT_BOUND = frozenset((Kind.RANKING, Kind.RELEASE, Kind.CAVEAT, Kind.ALLEGATION))


def document_of(row: Mapping[str, Any]) -> Document:
    """The document of a row with ``text`` and, where known, ``title``, ``source``, ``url`` and ``publisher_lab``."""
    return Document(
        text=str(row.get("text") or ""),
        title=str(row.get("title") or ""),
        publisher=str(row.get("source") or ""),
        publisher_lab=row.get("publisher_lab"),
        url=row.get("url"),
    )


def row_of(row_id: object, reading: Reading) -> dict[str, Any]:
    """The row of a reading: what it names, and its claims without the fields that they lack."""
    return {
        "id": row_id,
        "labs": list(reading.labs),
        "models": [model.name for model in reading.models],
        "topics": [str(topic) for topic in reading.topics],
        "claims": [claim_row(claim) for claim in reading.claims],
    }


def claim_row(claim: Claim) -> dict[str, Any]:
    """One claim as the vocabulary writes it, with the place of its quote and the rule that found it."""
    row: dict[str, Any] = {
        "kind": str(claim.kind),
        "subject": shown(claim.subject),
        "metric": claim.metric,
        "value": claim.value,
        "baseline": shown(claim.baseline) if claim.baseline else None,
        "bound": None if claim.kind in _WITHOUT_BOUND else str(claim.bound),
        "attribution": str(claim.attribution),
        "hedged": claim.hedged,
        "scope": claim.scope,
        "margin": claim.margin,
        "setting": claim.setting,
        "quote": claim.quote.text,
        "quote_start": claim.quote.start,
        "quote_end": claim.quote.end,
        "rule": claim.rule or None,
    }
    return {key: value for key, value in row.items() if value is not None}


def explanation_row(explanation: Explanation) -> dict[str, Any]:
    """Why a claim was read: its sentence, its parts with their places in the text, and the rule."""
    return {
        "sentence": explanation.sentence,
        "sentence_start": explanation.sentence_start,
        "sentence_end": explanation.sentence_end,
        "parts": [
            {"part": str(part.name), "text": part.text, "start": part.start, "end": part.end, "place": str(part.place)}
            for part in explanation.parts
        ],
        "rule": explanation.rule,
        "rule_meaning": explanation.rule_meaning,
    }


def shown(name: Named) -> str:
    """A name as it is written in a row."""
    return name.name
