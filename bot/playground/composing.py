"""From a checked payload to a message in Discord's shape: ids for components, addresses for files, who is mentioned.

The payload has passed its validator; only ids and files are made here, nothing is sent or stored but the files.
"""

import copy
import re
import struct
from collections.abc import Sequence
from urllib.parse import quote

from bot.playground.components import media_of, texts, walk
from bot.playground.permissions import Permission, permissions_in
from bot.playground.records import File, Records
from bot.playground.refusals import Json
from bot.playground.shapes import user_shape
from bot.playground.snowflakes import created_at
from bot.playground.validate_messages import Upload
from bot.playground.world import Place, User

_USER, _ROLE, _EVERYONE = re.compile(r"<@!?(\d+)>"), re.compile(r"<@&(\d+)>"), re.compile(r"@(?:everyone|here)\b")
_PNG = b"\x89PNG\r\n\x1a\n"


def compose_new(records: Records, place: Place, author: User, payload: Json, uploads: Sequence[Upload]) -> Json:
    """A new message, not yet stored. Its flags, reference and interaction are for the caller to add."""
    message_id = records.snowflakes.make()
    body: Json = {
        "id": message_id,
        "type": 0,
        "channel_id": place.channel.id,
        "author": user_shape(author),
        "content": (payload.get("content") or "").strip(),
        "timestamp": created_at(message_id).isoformat(),
        "edited_timestamp": None,
        "tts": bool(payload.get("tts")),
        "flags": payload.get("flags") or 0,
        "embeds": [_rich(embed) for embed in payload.get("embeds") or []],
        "components": payload.get("components") or [],
        "attachments": keep_uploads(records, place.channel.id, payload, uploads),
        "pinned": False,
    }
    body["components"] = _with_ids_and_media(body["components"], body["attachments"])
    body["embeds"] = _with_media(body["embeds"], body["attachments"])
    return body | mentions(records, place, author.id, body, payload)


def compose_edit(records: Records, place: Place, before: Json, payload: Json, uploads: Sequence[Upload]) -> Json:
    """The message as it is after an edit; what the payload does not name stays."""
    body = copy.deepcopy(before)
    if "content" in payload:
        body["content"] = (payload["content"] or "").strip()
    if "embeds" in payload:
        body["embeds"] = [_rich(embed) for embed in payload["embeds"] or []]
    if payload.get("flags") is not None:
        private = before["flags"] & (1 << 6)
        body["flags"] = payload["flags"] | private
    kept = before["attachments"]
    if payload.get("attachments") is not None:
        listed = {str(entry["id"]) for entry in payload["attachments"]}
        kept = [attachment for attachment in kept if attachment["id"] in listed]
    body["attachments"] = kept + keep_uploads(records, place.channel.id, payload, uploads)
    if "components" in payload:
        body["components"] = _with_ids_and_media(payload["components"] or [], body["attachments"])
    body["embeds"] = _with_media(body["embeds"], body["attachments"])
    body["edited_timestamp"] = records.clock().isoformat()
    return body | mentions(records, place, before["author"]["id"], body, payload)


def keep_uploads(records: Records, channel_id: str, payload: Json, uploads: Sequence[Upload]) -> list[Json]:
    """Store the files of a request; an attachment for each."""
    described = {str(entry["id"]): entry for entry in payload.get("attachments") or []}
    attachments = []
    for upload in uploads:
        entry = described.get(upload.index, {})
        filename = entry.get("filename") or upload.filename
        file = File(filename=filename, content_type=upload.content_type, data=upload.data)
        attachment = keep_file(records, channel_id, file)
        if entry.get("description"):
            attachment["description"] = entry["description"]
        attachments.append(attachment)
    return attachments


def keep_file(records: Records, channel_id: str, file: File) -> Json:
    """Store one file; its attachment."""
    file_id = records.snowflakes.make()
    records.keep_file(file_id, file)
    url = f"{records.address}/cdn/attachments/{channel_id}/{file_id}/{quote(file.filename)}"
    width, height = _png_size(file.data)
    return {
        "id": file_id,
        "filename": file.filename,
        "size": len(file.data),
        "url": url,
        "proxy_url": url,
        "content_type": file.content_type,
        "width": width,
        "height": height,
        "flags": 0,
    }


def mentions(records: Records, place: Place, author_id: str, body: Json, payload: Json) -> Json:
    """Whom the message calls, as far as `allowed_mentions` and the author's permissions let it."""
    allowed = payload.get("allowed_mentions")
    text = "\n".join([body["content"], *texts(body["components"])])
    may_call_all = bool(permissions_in(place, author_id) & Permission.MENTION_EVERYONE)
    users = [user for one in _allowed_ids(allowed, "users", _USER.findall(text)) if (user := records.world.user(one))]
    roles = place.guild.roles if place.guild and may_call_all else ()
    named = _allowed_ids(allowed, "roles", _ROLE.findall(text))
    parses_everyone = allowed is None or "everyone" in (allowed.get("parse") or [])
    return {
        "mentions": [user_shape(user) for user in users],
        "mention_roles": [role.id for role in roles if role.id in named],
        "mention_everyone": may_call_all and parses_everyone and bool(_EVERYONE.search(text)),
    }


def _allowed_ids(allowed: Json | None, kind: str, found: Sequence[str]) -> list[str]:
    unique = list(dict.fromkeys(found))
    if allowed is None or kind in (allowed.get("parse") or []):
        return unique
    listed = {str(one) for one in allowed.get(kind) or []}
    return [one for one in unique if one in listed]


def _rich(embed: Json) -> Json:
    shown = {key: value for key, value in embed.items() if value is not None}
    for field in shown.get("fields", []):
        field.setdefault("inline", False)
    return shown | {"type": "rich"}


def _with_ids_and_media(components: list[Json], attachments: Sequence[Json]) -> list[Json]:
    made = _with_media(components, attachments)
    taken = {component["id"] for _, component in walk(made) if component.get("id")}
    free = (number for number in range(1, 10_000) if number not in taken)
    for _, component in walk(made):
        component["id"] = component.get("id") or next(free)
        for media in media_of(component):
            _fill_media(component, media, attachments)
    return made


def _fill_media(component: Json, media: Json, attachments: Sequence[Json]) -> None:
    attachment = next((one for one in attachments if one["url"] == media["url"]), None)
    media.setdefault("proxy_url", media["url"])
    if attachment is None:
        return
    media["attachment_id"] = attachment["id"]
    media |= {key: attachment[key] for key in ("width", "height", "content_type")}
    if "file" in component:
        component |= {"name": attachment["filename"], "size": attachment["size"]}


def _with_media(parts: list[Json], attachments: Sequence[Json]) -> list[Json]:
    """A copy in which `attachment://name` has become the attachment's address."""
    addresses = {f"attachment://{one['filename']}": one["url"] for one in attachments}

    def replaced(value: object) -> object:
        if isinstance(value, dict):
            return {
                key: addresses.get(item, item)
                if key in ("url", "icon_url") and isinstance(item, str)
                else replaced(item)
                for key, item in value.items()
            }
        return [replaced(item) for item in value] if isinstance(value, list) else value

    return [copied for part in parts if isinstance(copied := replaced(part), dict)]


def _png_size(data: bytes) -> tuple[int | None, int | None]:
    if not data.startswith(_PNG) or len(data) < 24:
        return None, None
    width, height = struct.unpack(">II", data[16:24])
    return width, height
