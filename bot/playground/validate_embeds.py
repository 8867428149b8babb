"""What Discord refuses in an embed. Pure: the form goes in, faults gather in it."""

from collections.abc import Iterable

from bot.playground.forms import Form
from bot.playground.refusals import Json

MOST_EMBEDS = 10
MOST_FIELDS = 25
MOST_IN_ALL = 6000

_WEB = ("http", "https")
_MEDIA = ("http", "https", "attachment")
_SHOWN = ("title", "description", "fields", "footer", "author", "image", "thumbnail", "url", "timestamp")


def inspect_embeds(message: Form) -> None:
    """Every embed of a message, and all of them together."""
    for embed in message.items("embeds", most=MOST_EMBEDS):
        _inspect_embed(embed)
    embeds = message.value.get("embeds")
    if isinstance(embeds, list) and text_length(embeds) > MOST_IN_ALL:
        message.fault("embeds", "MAX_EMBED_SIZE_EXCEEDED", f"Embed size exceeds maximum size of {MOST_IN_ALL}")


def text_length(embeds: Iterable[object]) -> int:
    """How many characters all embeds of a message show, as Discord counts them."""
    return sum(len(text) for embed in embeds if isinstance(embed, dict) for text in _texts(embed))


def _texts(embed: Json) -> Iterable[str]:
    fields = embed.get("fields")
    places = [(embed, "title"), (embed, "description"), (embed.get("footer"), "text"), (embed.get("author"), "name")]
    for field in fields if isinstance(fields, list) else []:
        places += [(field, "name"), (field, "value")]
    for holder, key in places:
        if isinstance(holder, dict) and isinstance(text := holder.get(key), str):
            yield text.strip()


def _inspect_embed(embed: Form) -> None:
    if not any(embed.value.get(key) for key in _SHOWN):
        embed.fault("description", "BASE_TYPE_REQUIRED", "This field is required")
    embed.text("title", most=256)
    embed.text("description", most=4096)
    embed.url("url", most=2048, schemes=_WEB)
    embed.text("timestamp", most=64)
    embed.whole("color", least=0, most=0xFFFFFF)
    if footer := embed.child("footer"):
        footer.text("text", most=2048, required=True)
        footer.url("icon_url", most=2048, schemes=_MEDIA)
    if author := embed.child("author"):
        author.text("name", most=256, required=True)
        author.url("url", most=2048, schemes=_WEB)
        author.url("icon_url", most=2048, schemes=_MEDIA)
    for picture in ("image", "thumbnail"):
        if media := embed.child(picture):
            media.url("url", most=2048, schemes=_MEDIA)
    for field in embed.items("fields", most=MOST_FIELDS):
        _inspect_field(field)


def _inspect_field(field: Form) -> None:
    for key, most in (("name", 256), ("value", 1024)):
        text = field.text(key, most=most, required=True)
        if text is not None and not text.strip():
            field.fault(key, "BASE_TYPE_REQUIRED", "This field is required")
    field.flag("inline")
