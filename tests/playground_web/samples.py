"""One of everything that a message can hold, for looking at all of it at once."""

from typing import Any

from tests.playground_web.chat import button, menu, row
from tests.playground_web.fake_playground import ADA, BOT, MAX, USERS, Json, message

PIXEL = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="64" height="36"><rect width="64" height="36" fill="#47a"/></svg>'
)
PICTURE = "/cdn/pixel.svg"
FILES = {"pixel.svg": (PIXEL, "image/svg+xml")}

MARKDOWN = (
    "# Title\n## Second\n### Third\n-# small\n**bold** *it* __under__ ~~gone~~ `code` ||hidden||\n"
    "> quoted\n- one\n  - two\n1. first\n"
    "[source](https://example.org/a) https://example.org/b <@101> <@&511> <#502> </compare models:41> "
    "<t:1763888400:R> @everyone\n```py\nx = 1\n```"
)


def _buttons() -> Json:
    styles: list[Any] = [button(f"s{style}", f"Style {style}", style=style) for style in (1, 2, 3, 4)]
    return row(*styles, {"type": 2, "style": 5, "label": "Link", "url": "https://example.org"})


def _container() -> Json:
    section = {"type": 9, "components": [{"type": 10, "content": "A story"}], "accessory": button("read", "Read")}
    thumbnail = {"type": 11, "media": {"url": PICTURE}, "description": "A blue box"}
    pictured = {"type": 9, "components": [{"type": 10, "content": "With a picture"}], "accessory": thumbnail}
    return {
        "type": 17,
        "accent_color": 0xE67E22,
        "components": [
            {"type": 10, "content": "## A container"},
            section,
            {"type": 14, "divider": True, "spacing": 2},
            pictured,
            {"type": 12, "items": [{"media": {"url": PICTURE}, "description": "Another"}] * 2},
            {"type": 13, "file": {"url": "/cdn/claims.csv"}, "name": "claims.csv", "size": 2048},
            _buttons(),
            row(button("off", "Disabled", disabled=True), button("chart", "Chart", emoji={"id": None, "name": "📈"})),
            row(menu("why", "Compute", "Cache")),
            *(row({"type": kind, "custom_id": f"k{kind}", "placeholder": f"Pick of {kind}"}) for kind in (5, 6, 7, 8)),
        ],
    }


def _embed() -> Json:
    return {
        "title": "V4 previewed",
        "url": "https://example.org",
        "description": "**27%** of the compute",
        "color": 0x3498DB,
        "author": {"name": "DeepSeek"},
        "fields": [{"name": "compute", "value": "0.27", "inline": True}, {"name": "note", "value": "alone"}],
        "image": {"url": PICTURE},
        "footer": {"text": "8 sources"},
    }


def one_of_everything() -> list[Json]:
    """Messages of every kind, oldest first."""
    used = {"id": "9", "type": 2, "name": "compare models", "user": USERS[ADA]}
    thumbs = {"emoji": {"id": None, "name": "👍"}, "count": 2, "me": True, "user_ids": [ADA, BOT]}
    files = [
        {"id": "5", "filename": "a.svg", "url": PICTURE, "size": 99, "content_type": "image/svg+xml"},
        {"id": "6", "filename": "SPOILER_b.csv", "url": "/cdn/b.csv", "size": 2048},
    ]
    return [
        message("1", MARKDOWN, author=MAX),
        message("2", components=[_container()], flags=1 << 15, type=20, interaction_metadata=used, minute=1),
        message("3", "with an embed", embeds=[_embed()], reactions=[thumbs], pinned=True, minute=2),
        message("4", "an answer", author=ADA, type=19, message_reference={"message_id": "3"}, minute=3),
        message("5", "for you", author=MAX, mentions=[USERS[ADA]], attachments=files, minute=4),
        message("6", "only you see this", flags=64, minute=5),
        message("7", flags=128, type=20, interaction_metadata=used, minute=6),
    ]
