"""Why a claim was read: the parts that are marked are those of the claim, and stand where they are said to."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.demo.library import load_feeds, page_at
from bot.demo.render import render_feed
from bot.domain.claims import Claim, Kind
from bot.domain.names import ModelName
from bot.feeds.parse import parse_feed
from bot.reading.document import Document
from bot.reading.explain import Explanation, Part, PartName, Place, explain
from bot.reading.normalise import normalise
from bot.reading.quantities import find_quantities
from bot.reading.reader import Reader, trace_document
from bot.reading.rows import document_of
from bot.reading.tokens import words_of
from bot.reading.traces import Trace

ANCHOR = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
OWN = ("own_texts.jsonl", "own_chinese.jsonl")
Explain = Callable[..., tuple[Explanation, ...]]


def _demo_documents() -> list[Document]:
    pages = [page_at(feed, anchor=ANCHOR, now=ANCHOR + timedelta(days=9)) for feed in load_feeds()]
    return [
        Document(text=entry.text, title=entry.title, publisher=page.feed.publisher, url=entry.link)
        for page in pages
        for entry in parse_feed(render_feed(page), None, page.feed.site).entries
    ]


def _own_documents() -> list[Document]:
    lines = [line for name in OWN for line in (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()]
    return [document_of(json.loads(line)) for line in lines]


@cache
def _traces() -> tuple[Trace, ...]:
    return tuple(trace_document(document) for document in (*_demo_documents(), *_own_documents()))


@pytest.fixture(scope="session")
def explained(reader: Reader) -> Explain:
    """Explain a text that a newspaper prints unless the test says whose it is."""

    def explain_text(text: str, *, title: str = "", publisher: str = "The Daily Test") -> tuple[Explanation, ...]:
        return explain(reader.trace(Document(text=text, title=title, publisher=publisher)))

    return explain_text


def parts_of(explanation: Explanation) -> dict[str, str]:
    return {str(part.name): part.text for part in explanation.parts}


def one(explanations: tuple[Explanation, ...], kind: Kind) -> Explanation:
    (found,) = [each for each in explanations if each.claim.kind is kind]
    return found


def test_every_claim_of_every_text_is_explained_within_its_sentence() -> None:
    count = 0
    for trace in _traces():
        explanations = explain(trace)
        assert [each.claim for each in explanations] == list(trace.reading.claims)
        for each in explanations:
            count += 1
            _check_places(trace, each)
            assert each.rule_meaning, f"{each.rule} has no meaning"
    assert count > 500


def _check_places(trace: Trace, each: Explanation) -> None:
    quote = each.claim.quote
    assert trace.text[each.sentence_start : each.sentence_end] == each.sentence
    assert quote.start < each.sentence_end
    assert each.sentence_start < quote.end
    ends = 0
    for part in each.here():
        assert each.sentence_start <= part.start < part.end <= each.sentence_end
        assert part.start >= ends, "no word is marked twice"
        ends = part.end
    for part in each.elsewhere():
        before, behind = part.end <= each.sentence_start, part.start >= each.sentence_end
        assert (before, behind) == (part.place is Place.EARLIER, part.place is Place.LATER)
    assert all(trace.text[part.start : part.end] == part.text for part in each.parts)


def test_the_number_that_is_marked_comes_to_the_value() -> None:
    count = 0
    for trace in _traces():
        for each in explain(trace):
            for part in each.parts:
                if part.name is PartName.NUMBER:
                    count += 1
                    assert _comes_to(each.claim, part), (each.claim, part)
    assert count > 300


def _comes_to(claim: Claim, part: Part) -> bool:
    text = normalise(part.text)
    value = find_quantities(text, words_of(text), lambda start, end: False)[-1].value
    if claim.kind is Kind.RANKING:
        return claim.margin == pytest.approx(abs(value))
    if claim.kind is not Kind.RATIO:
        return claim.value == pytest.approx(value)
    share = value / 100 if "%" in part.text or "percent" in part.text else value
    ways = [share, 1 - share, 1 + share, 1 / share, 1 / (1 + share)]
    return any(claim.value == pytest.approx(way, rel=1e-4) for way in ways)


def test_what_the_claim_holds_is_marked_in_nearly_all() -> None:
    explanations = [each for trace in _traces() for each in explain(trace)]
    for name, holds in (
        (PartName.SUBJECT, lambda claim: isinstance(claim.subject, ModelName)),
        (PartName.METRIC, lambda claim: True),
        (PartName.NUMBER, lambda claim: claim.value is not None and not claim.rule.endswith("same")),
        (PartName.BASELINE, lambda claim: isinstance(claim.baseline, ModelName)),
        (PartName.HEDGE, lambda claim: claim.hedged),
    ):
        wanted = [each for each in explanations if holds(each.claim)]
        marked = [each for each in wanted if name in {part.name for part in each.parts}]
        assert len(marked) >= 0.97 * len(wanted) > 0, name


def test_the_parts_of_a_ratio(explained: Explain) -> None:
    text = "DeepSeek-V4 reportedly needs only 27% of the FLOPs of DeepSeek-V3.2."
    ratio = one(explained(text), Kind.RATIO)
    assert parts_of(ratio) == {
        "subject": "DeepSeek-V4",
        "hedge": "reportedly",
        "number": "27%",
        "metric": "FLOPs",
        "baseline": "DeepSeek-V3.2",
    }
    assert ratio.rule == "ratio.percent"


def test_a_subject_named_earlier_is_shown_where_it_was_named(explained: Explain) -> None:
    text = "DeepSeek-V4-Pro was discussed all week. It has 1.6T parameters."
    (spec,) = (each for each in explained(text) if each.claim.kind is Kind.SPEC)
    (subject,) = spec.elsewhere()
    assert (subject.text, subject.start, subject.place) == ("DeepSeek-V4-Pro", 0, Place.EARLIER)
    assert spec.sentence == "It has 1.6T parameters."
    assert [part.text for part in spec.here()] == ["1.6T", "parameters"]


def test_of_a_table_the_row_is_shown_and_the_column_is_named_earlier(explained: Explain) -> None:
    text = "| Benchmark | GPT-5.5 | GPT-5.4 |\n|---|---|---|\n| GPQA Diamond | 93.1 | 91.2 |\n"
    second = next(each for each in explained(text) if each.claim.value == 91.2)
    assert second.sentence == "| GPQA Diamond | 93.1 | 91.2 |"
    assert [(str(part.name), part.text, str(part.place)) for part in second.parts] == [
        ("subject", "GPT-5.4", "earlier"),
        ("metric", "GPQA Diamond", "sentence"),
        ("number", "91.2", "sentence"),
    ]


def test_the_label_of_a_cell_is_the_one_over_its_own_column(explained: Explain) -> None:
    text = "| Model | Total Params | Context |\n|---|---|---|\n| GPT-5.5 | 900B | 400K |\n"
    parts = {each.claim.metric: parts_of(each)["metric"] for each in explained(text)}
    assert parts == {"parameters": "Total Params", "context_window": "Context"}


def test_a_class_is_marked_by_its_own_words(explained: Explain) -> None:
    ranking = one(explained("DeepSeek-V4 beats every 70B-class open model on GPQA Diamond."), Kind.RANKING)
    assert parts_of(ranking)["baseline"] == "every 70B-class open model"


def test_words_that_the_text_lacks_are_not_marked(explained: Explain) -> None:
    (ratio,) = (each for each in explained("GPT-5.5 doubles the price of its predecessor.") if each.claim.baseline)
    assert ratio.claim.baseline is not None
    assert ratio.claim.baseline.name == "previous model"
    assert "baseline" not in parts_of(ratio)


def test_a_claim_that_settling_changed_keeps_its_parts(explained: Explain) -> None:
    text = "The weights of DeepSeek-V4 are on Hugging Face."
    rules = {each.rule: parts_of(each) for each in explained(text)}
    assert rules["release.by_weights"]["subject"] == "DeepSeek-V4"
    assert "Hugging Face" in rules["release.by_weights"]["metric"]


@given(
    st.lists(
        st.sampled_from(
            (
                "GPT-5.5 has 1.6T parameters. ",
                "It is 3x faster than GPT-5.4, ",
                "claims OpenAI. ",
                "- Claude Opus 5: $3/$15 per million tokens\n",
                "| Model | GPQA Diamond |\n|---|---|\n| GPT-5.5 | 93.1 |\n",
                "\n\n## Gemini 3 Pro\n\n",
                "12, 13 and 14B models ",
                "降低 50%。",
                "\x1b[31m<b>&nbsp;",
            )
        ),
        max_size=8,
    )
)
def test_whatever_is_read_can_be_explained(pieces: list[str]) -> None:
    trace = trace_document(Document(text="".join(pieces)))
    for each in explain(trace):
        _check_places(trace, each)
