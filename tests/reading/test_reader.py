"""What holds for any text at all."""

import pickle
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.claims import Claim, Reading
from bot.reading.document import Document
from bot.reading.reader import Reader, read_document
from bot.registry.load import load_registry

_READER = Reader(load_registry())
_PIECES = st.sampled_from(
    "GPT-7|Claude Opus 9|80.1%|on MMLU|2x faster than|$3/$15 per million tokens|is released|1.6T parameters|OpenAI|“|×|"
    "\u200b|参数1.8万亿|not disclosed|(|from 3B to|half the price of|respectively|.|\n|\n- |# |\n~ a ~ 1 ~".split("|")
).map(lambda piece: piece.replace("~", "|"))
_TEXTS = st.one_of(st.text(max_size=300), st.lists(_PIECES, max_size=40).map(" ".join))


@settings(max_examples=150)
@given(_TEXTS)
def test_any_text_is_read_the_same_twice_with_exact_quotes(text: str) -> None:
    document = Document(text=text)
    reading = _READER.read(document)
    assert reading == _READER.read(document)
    for claim in reading.claims:
        assert claim.quote.text
        assert text[claim.quote.start : claim.quote.end] == claim.quote.text
        assert claim.rule


def _facts(claims: tuple[Claim, ...]) -> list[tuple[object, ...]]:
    return [(c.kind, c.subject, c.metric, c.value, c.baseline, c.bound, c.attribution, c.hedged) for c in claims]


STORY = "OpenAI launched GPT-7. It scores 81.2% on GPQA Diamond and costs $2 per million input tokens."


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from("the weather was mild and people walked along quiet rivers in spring".split()),
        min_size=3,
        max_size=30,
    )
)
def test_an_unrelated_paragraph_changes_no_claim(words: list[str]) -> None:
    plain = _READER.read(Document(text=STORY))
    longer = _READER.read(Document(text=STORY + "\n\n" + " ".join(words).capitalize() + "."))
    assert _facts(longer.claims) == _facts(plain.claims)
    assert len(plain.claims) == 3


def test_a_text_without_a_body_is_read_from_its_title(read: Callable[..., Reading]) -> None:
    reading = read("", title="OpenAI releases GPT-7")
    assert [(claim.metric, claim.quote.text) for claim in reading.claims] == [("released", "OpenAI releases GPT-7")]


def test_reading_is_done_by_name_in_worker_processes() -> None:
    work = pickle.loads(pickle.dumps(read_document))
    assert pickle.loads(pickle.dumps(work(Document(text=STORY)))) == _READER.read(Document(text=STORY))


def test_the_topics_of_a_text_are_named(read: Callable[..., Reading]) -> None:
    assert "release" in read(STORY).topics
    assert "funding" in read("The investors raised the valuation in a funding round.").topics


def test_a_long_text_takes_time_in_proportion(read: Callable[..., Reading]) -> None:
    many = read((STORY + "\n\n") * 300)
    assert len(many.claims) == 3
