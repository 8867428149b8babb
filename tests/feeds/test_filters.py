"""What a filter lets through, and how it is written."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.claims import Kind, Topic
from bot.domain.filters import NO_FILTER, FeedFilter, Filterable
from bot.feeds.errors import BadFilter
from bot.feeds.filter_syntax import NONE, change_filter, parse_filter, write_filter
from bot.feeds.filters import compile_pattern, verdict_of

LABS = {"deepseek": "deepseek", "claude": "anthropic", "anthropic": "anthropic"}


def find_lab(name: str) -> str | None:
    return LABS.get(name.lower())


def told(text: str, title: str = "News") -> Filterable:
    return Filterable(title=title, text=text)


def shows(line: str, announcement: Filterable) -> bool:
    return verdict_of(parse_filter(line, find_lab), announcement).shown


@pytest.mark.parametrize(
    ("line", "text", "shown"),
    [
        ("price", "The Price falls.", True),
        ("price", "Prices fall.", False),
        ("price", "A price-cut, at last", True),
        ("ai", "said the captain", False),
        ("gpt", "发布GPT模型", True),
        ("模型", "新的模型发布了", True),
        ("模型", "新的型号", False),
        ("c++", "Written in C++.", True),
        ('"open weights"', "with open\n  weights today", True),
        ('"open weights"', "open the weights", False),
        ('"open weights"', "reopen weights", False),
        ("straße", "STRASSE", True),
        ("ﬁne", "a fine thing", True),
        ("price funding", "a funding round", True),
        ("price -funding", "a price, a funding round", False),
        ("-funding", "nothing of the kind", True),
        ('match:"[0-9]+B"', "a 70b model", True),
        ('match:"[0-9]+B"', "a model", False),
        ('-match:"^news$"', "anything", True),
        ('-match:"any.?thing"', "anything", False),
        ("", "anything", True),
    ],
)
def test_words_are_whole_without_case_and_phrases_in_order(line: str, text: str, shown: bool):
    assert shows(line, told(text)) is shown


def test_the_title_counts_as_text():
    assert shows("price", told("Nothing here.", title="A price cut"))


def test_one_of_each_wanted_kind_of_thing_is_needed():
    line = "lab:claude model:V4-Pro topic:pricing topic:release kind:ratio"
    facts = {
        "labs": frozenset({"anthropic", "openai"}),
        "models": frozenset({"v4pro"}),
        "topics": frozenset({Topic.RELEASE}),
        "kinds": frozenset({Kind.RATIO, Kind.SPEC}),
    }
    assert shows(line, Filterable(title="", text="", **facts))
    for lacking in facts:
        assert not shows(line, Filterable(title="", text="", **(facts | {lacking: frozenset()}))), lacking


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("price", "has “price”"),
        ("funding", "has none of the wanted words"),
        ("-price", "has “price”, which is unwanted"),
        ("match:fall.", "has “falls”"),
        ("lab:deepseek", "names none of the wanted labs"),
        ("kind:ratio", "makes no claim of a wanted kind"),
        ("", "has nothing that is unwanted"),
    ],
)
def test_a_verdict_says_why(line: str, why: str):
    assert verdict_of(parse_filter(line, find_lab), told("The price falls")).why == why


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('"open', "a quote has no second"),
        ("colour:red", "“colour:” means nothing"),
        ("-lab:deepseek", "only words and patterns"),
        ("lab:nobody", "No lab is called “nobody”"),
        ("topic:weather", "there are release, benchmark"),
        ("kind:rumour", "there are spec, benchmark"),
        ("match:a match:b", "one wanted and one unwanted"),
        ('match:"("', "cannot be used"),
        ('match:"(?=a)b"', "cannot be used"),
        ('match:"(a{900}){900}"', "cannot be used"),
        (f"match:{'a' * 201}", "201 characters"),
        ('""', "names nothing"),
        ("- price", "names nothing"),
        ("`x`", "backtick"),
        ("\ud800", "sign"),
        ("x " * 501, "1,002 characters"),
        ("x" * 101, "longer than 100"),
        (" ".join(f"w{n}" for n in range(51)), "51 parts"),
    ],
)
def test_a_bad_filter_is_refused_in_a_sentence(line: str, says: str):
    with pytest.raises(BadFilter) as caught:
        parse_filter(line, find_lab)
    assert says in str(caught.value)
    assert "open weights" in caught.value.next_step


def test_a_pattern_that_would_take_other_engines_for_ever_takes_no_time():
    pattern = compile_pattern("(a+)+$")
    began = time.perf_counter()
    assert pattern.search("a" * 200_000 + "b") is None
    assert time.perf_counter() - began < 1


def test_parts_are_replaced_emptied_and_cleared():
    old = parse_filter('price -funding lab:deepseek match:"[0-9]"', find_lab)
    assert write_filter(change_filter(old, find_lab, include='cost, "per token"', labs=NONE)) == (
        'cost "per token" -funding match:[0-9]'
    )
    assert change_filter(old, find_lab, clear=True) == NO_FILTER
    fresh = change_filter(
        old, find_lab, clear=True, models="GPT 5.5, v4", topics="Pricing", kinds="ratio", exclude_pattern="x|y"
    )
    assert write_filter(fresh) == "model:gpt55 model:v4 topic:pricing kind:ratio -match:x|y"
    assert change_filter(old, find_lab, include_pattern=NONE, exclude=NONE).exclude_words == ()


@pytest.mark.parametrize("words", ["-funding", "lab:deepseek"])
def test_words_of_an_option_are_words(words: str):
    with pytest.raises(BadFilter, match="is to be a word"):
        change_filter(NO_FILTER, find_lab, include=words)


_signs = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="`")
_words = st.text(_signs, min_size=1, max_size=20).map(lambda t: " ".join(t.split())).filter(
    lambda t: any(c.isalnum() for c in t)
)  # fmt: skip
_filters = st.builds(
    FeedFilter,
    include_words=st.lists(_words, max_size=4, unique=True).map(tuple),
    exclude_words=st.lists(_words, max_size=4, unique=True).map(tuple),
    include_pattern=st.none() | st.sampled_from([r"\d+ \"B\"", '"', 'a"b|-x', r"c:\\d\\"]),
    exclude_pattern=st.none() | st.sampled_from(["lab:x", "a b", "-"]),
    labs=st.lists(st.sampled_from(sorted(set(LABS.values()))), unique=True).map(tuple),
    models=st.lists(st.sampled_from(["gpt55", "v4pro"]), unique=True).map(tuple),
    topics=st.lists(st.sampled_from(Topic), unique=True, max_size=3).map(tuple),
    kinds=st.lists(st.sampled_from(Kind), unique=True, max_size=3).map(tuple),
)


@given(_filters)
def test_a_filter_is_read_back_as_it_was_written(wanted: FeedFilter):
    assert parse_filter(write_filter(wanted), find_lab) == wanted


@given(st.text(max_size=60), st.text(max_size=200))
def test_any_line_is_a_filter_or_a_sentence(line: str, text: str):
    try:
        wanted = parse_filter(line, find_lab)
    except BadFilter:
        return
    assert verdict_of(wanted, told("".join(sign for sign in text if not "\ud800" <= sign <= "\udfff"))).why
