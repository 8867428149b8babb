"""Messages as a whole and their embeds: each limit at its edge, N passes and N + 1 is refused with Discord's code."""

from typing import Any

import pytest

from bot.playground.refusals import nest_errors
from bot.playground.validate_messages import Upload, check_edit, check_new_message
from tests.playground.payloads import BEFORE, LEGACY, LENGTH, MISSING, V2, assert_edge, codes, embed, text, v2

EDGES = {
    "content": ({"content": "x" * 2000}, {"content": "x" * 2001}, "content", LENGTH),
    "nonce": ({"nonce": "n" * 25}, {"nonce": "n" * 26}, "nonce", LENGTH),
    "embeds": (
        {"embeds": [{"title": "T"}] * 10},
        {"embeds": [{"title": "T"}] * 11},
        "embeds",
        LENGTH,
    ),
    "embed title": (embed(title="x" * 256), embed(title="x" * 257), "embeds.0.title", LENGTH),
    "embed description": (
        embed(description="x" * 4096),
        embed(description="x" * 4097),
        "embeds.0.description",
        LENGTH,
    ),
    "embed footer": (
        embed(footer={"text": "x" * 2048}),
        embed(footer={"text": "x" * 2049}),
        "embeds.0.footer.text",
        LENGTH,
    ),
    "embed author": (
        embed(author={"name": "x" * 256}),
        embed(author={"name": "x" * 257}),
        "embeds.0.author.name",
        LENGTH,
    ),
    "embed fields": (
        embed(fields=[{"name": "n", "value": "v"}] * 25),
        embed(fields=[{"name": "n", "value": "v"}] * 26),
        "embeds.0.fields",
        LENGTH,
    ),
    "field name": (
        embed(fields=[{"name": "x" * 256, "value": "v"}]),
        embed(fields=[{"name": "x" * 257, "value": "v"}]),
        "embeds.0.fields.0.name",
        LENGTH,
    ),
    "field value": (
        embed(fields=[{"name": "n", "value": "x" * 1024}]),
        embed(fields=[{"name": "n", "value": "x" * 1025}]),
        "embeds.0.fields.0.value",
        LENGTH,
    ),
    "empty field value": (
        embed(fields=[{"name": "n", "value": "v"}]),
        embed(fields=[{"name": "n", "value": " "}]),
        "embeds.0.fields.0.value",
        MISSING,
    ),
    "embeds in all": (
        {"embeds": [{"description": "x" * 3000}] * 2},
        {"embeds": [{"description": "x" * 3000}, {"description": "x" * 2999, "footer": {"text": "yy"}}]},
        "embeds",
        "MAX_EMBED_SIZE_EXCEEDED",
    ),
    "empty embed": (embed(), {"embeds": [{"color": 1}]}, "embeds.0.description", MISSING),
    "embed colour": (embed(color=0xFFFFFF), embed(color=0x1000000), "embeds.0.color", "NUMBER_TYPE_MAX"),
    "embed address": (
        embed(url="https://example.org"),
        embed(url="javascript:alert(1)"),
        "embeds.0.url",
        "URL_TYPE_INVALID_SCHEME",
    ),
    "no content beside": (v2(text(), content=""), v2(text(), content="x"), "content", LEGACY),
    "no embeds beside": (v2(text(), embeds=[]), v2(text(), embeds=[{"title": "T"}]), "embeds", LEGACY),
    "no poll beside": (v2(text(), poll=None), v2(text(), poll={"question": {}}), "poll", LEGACY),
    "no stickers beside": (v2(text(), sticker_ids=[]), v2(text(), sticker_ids=["1"]), "sticker_ids", LEGACY),
    "flags": ({"flags": 1 << 12}, {"flags": 1 << 6}, "flags", "BITFIELD_TYPE_INVALID"),
    "mentions": (
        {"allowed_mentions": {"parse": ["roles"], "users": ["1"]}},
        {"allowed_mentions": {"parse": ["users"], "users": ["1"]}},
        "allowed_mentions",
        "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
    ),
    "mentioned users": (
        {"allowed_mentions": {"users": ["1"] * 100}},
        {"allowed_mentions": {"users": ["1"] * 101}},
        "allowed_mentions.users",
        LENGTH,
    ),
    "wrong types": ({"content": "5"}, {"content": 5}, "content", "STRING_TYPE_CONVERT"),
    "wrong lists": ({"embeds": []}, {"embeds": "x"}, "embeds", "LIST_TYPE_CONVERT"),
    "wrong truths": ({"tts": False}, {"tts": "no"}, "tts", "BOOLEAN_TYPE_CONVERT"),
    "wrong objects": ({"embeds": [{"title": "T"}]}, {"embeds": ["T"]}, "embeds.0", "MODEL_TYPE_CONVERT"),
}


@pytest.mark.parametrize("edge", EDGES.values(), ids=EDGES.keys())
def test_the_edge_passes_and_one_beyond_is_refused(edge: tuple[Any, ...]) -> None:
    assert_edge(check_new_message, *edge)


def test_errors_nest_as_discord_nests_them() -> None:
    errors = check_new_message(embed(title="x" * 257))
    fault = {"code": LENGTH, "message": "Must be 256 or fewer in length."}
    assert nest_errors(errors) == {"embeds": {"0": {"title": {"_errors": [fault]}}}}


def upload(name: str, index: int = 0) -> Upload:
    return Upload(index=str(index), filename=name, content_type="image/png", data=b"")


def test_attachments_that_components_name_must_be_there() -> None:
    message = v2({"type": 13, "file": {"url": "attachment://a.png"}})
    assert check_new_message(message, [upload("a.png")]) == []
    assert codes(check_new_message(message, [upload("b.png")])) == {
        "components.0": "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND"
    }


def test_at_most_ten_files_and_only_those_that_came() -> None:
    files = [upload(f"{number}.png", number) for number in range(11)]
    assert check_new_message({}, files[:10]) == []
    assert codes(check_new_message({}, files)) == {"attachments": LENGTH}
    assert codes(check_new_message({"attachments": [{"id": 1}]}, files[:1])) == {
        "attachments.0.id": "ATTACHMENT_NOT_FOUND"
    }


def test_the_v2_flag_cannot_be_taken_from_a_message() -> None:
    before = {**BEFORE, "flags": V2, "content": ""}
    assert check_edit({"components": [text()]}, before) == []
    assert "flags" in codes(check_edit({"flags": 0}, before))
    assert codes(check_edit({"content": "x"}, before)) == {"content": LEGACY}


def test_an_old_message_becomes_a_v2_one_only_without_its_content() -> None:
    edit = v2(text())
    assert codes(check_edit(edit, BEFORE)) == {"content": LEGACY}
    assert check_edit({**edit, "content": None}, BEFORE) == []


def test_an_edit_may_show_a_file_that_the_message_keeps() -> None:
    before = {**BEFORE, "attachments": [{"id": "5", "filename": "a.png"}]}
    shows = embed(image={"url": "attachment://a.png"})
    assert check_edit({**shows, "attachments": [{"id": "5"}]}, before) == []
    assert "attachments.0.id" in codes(check_edit({"attachments": [{"id": "6"}]}, before))
