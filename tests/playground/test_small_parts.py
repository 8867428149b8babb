"""The parts that stand alone: ids, rate limits, compression, emoji, and messages composed from any JSON that passes."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.components import find, texts
from bot.playground.composing import compose_new
from bot.playground.compression import UnknownCompression, open_encoder
from bot.playground.demo_world import BOT, demo_world
from bot.playground.emoji import is_emoji
from bot.playground.ratelimit import Limit, Limits, RateLimiter
from bot.playground.records import Records
from bot.playground.snowflakes import Snowflakes, created_at
from bot.playground.validate_messages import check_new_message
from tests.playground.rest_client import NEWS

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def test_an_id_carries_its_time_and_ids_only_grow() -> None:
    times = iter([NOW, NOW, NOW - timedelta(hours=1), NOW + timedelta(seconds=1)])
    snowflakes = Snowflakes(lambda: next(times))
    made = [snowflakes.make() for _ in range(4)]
    assert created_at(made[0]) == NOW
    assert created_at(made[3]) == NOW + timedelta(seconds=1)
    assert sorted(made, key=int) == made
    assert len(set(made)) == 4


def test_a_window_opens_with_its_first_request_and_tells_when_it_ends() -> None:
    limiter = RateLimiter(Limits())
    limit = Limit(requests=2, seconds=5)

    def take(now: float, major: str = "a") -> tuple[bool, int, float]:
        verdict = limiter.take(now, route="R", major=major, limit=limit)
        return verdict.allowed, verdict.remaining, verdict.reset_after

    assert take(100) == (True, 1, 5)
    assert take(103) == (True, 0, 2)
    assert take(104) == (False, 0, 1)
    assert take(104, major="b") == (True, 1, 5)
    assert take(105) == (True, 1, 5)


def test_interactions_do_not_count_against_the_whole() -> None:
    limiter = RateLimiter(Limits(everything=Limit(requests=1, seconds=1)))
    free = Limit(requests=9, seconds=1)
    exempt = [limiter.take(0, route="R", major="", limit=free, counts_globally=False) for _ in range(3)]
    assert all(verdict.allowed for verdict in exempt)
    assert limiter.take(0, route="R", major="", limit=free).allowed
    refused = limiter.take(0, route="R", major="", limit=free)
    assert (refused.allowed, refused.is_global) == (False, True)


def test_zstd_streams_where_the_python_has_them() -> None:
    zstandard = pytest.importorskip("zstandard", reason="the zstandard package is not installed")
    encode = open_encoder("zstd-stream")
    assert encode is not None
    stream = zstandard.ZstdDecompressor().decompressobj()
    assert [stream.decompress(encode(text)) for text in ("one", "two")] == [b"one", b"two"]


def test_no_compression_and_an_unknown_one() -> None:
    assert open_encoder(None) is None
    with pytest.raises(UnknownCompression, match="lzw"):
        open_encoder("lzw")


@pytest.mark.parametrize("text", ["👍", "❤️", "👩‍💻", "🇩🇪", "1️⃣", "👍🏽", "ℹ️", "⏩", "◾"])
def test_emoji_are_emoji(text: str) -> None:
    assert is_emoji(text)


@pytest.mark.parametrize("text", ["", "a", "1", "nice", "name:123", ":thumbsup:", "👍" * 40, "字"])
def test_words_are_not_emoji(text: str) -> None:
    assert not is_emoji(text)


TREE: list[dict[str, Any]] = [
    {
        "type": 17,
        "components": [
            {
                "type": 9,
                "components": [{"type": 10, "content": "one"}],
                "accessory": {"type": 2, "label": "two", "custom_id": "b"},
            },
            {
                "type": 1,
                "components": [{"type": 3, "custom_id": "s", "placeholder": "three", "options": [{"label": "four"}]}],
            },
        ],
    }
]


def test_a_tree_is_read_in_order_and_searched_in_depth() -> None:
    assert list(texts(TREE)) == ["one", "two", "three", "four"]
    assert find(TREE, "b") == {"type": 2, "label": "two", "custom_id": "b"}
    assert find(TREE, "x") is None


TEXT = st.none() | st.text(max_size=3)
EMBED = st.fixed_dictionaries(
    {"title": st.text(min_size=1, max_size=3)},
    optional={
        "description": TEXT,
        "fields": st.none()
        | st.lists(st.fixed_dictionaries({"name": st.just("n"), "value": st.just("v")}), max_size=2),
        "footer": st.none() | st.fixed_dictionaries({"text": st.just("f")}, optional={"icon_url": TEXT}),
        "image": st.none() | st.fixed_dictionaries({"url": TEXT}),
        "timestamp": st.none() | st.just("2026-11-23T09:00:00Z"),
    },
)
MESSAGE = st.fixed_dictionaries(
    {},
    optional={
        "content": TEXT,
        "embeds": st.none() | st.lists(EMBED, max_size=2),
        "components": st.none() | st.just([]),
        "flags": st.none() | st.just(0),
        "tts": st.none() | st.booleans(),
        "attachments": st.none() | st.just([]),
        "allowed_mentions": st.none() | st.fixed_dictionaries({}, optional={"parse": st.none(), "users": st.none()}),
    },
)


@given(payload=MESSAGE)
def test_whatever_passes_can_be_composed(payload: dict[str, Any]) -> None:
    records = Records(world=demo_world(), clock=lambda: NOW, snowflakes=Snowflakes(lambda: NOW))
    place = records.world.place(NEWS)
    assert place is not None
    if not check_new_message(payload):
        body = compose_new(records, place, BOT, payload, [])
        assert isinstance(body["content"], str)
        assert isinstance(body["embeds"], list)
