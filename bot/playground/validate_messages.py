"""What Discord refuses in a message as a whole, new or edited: lengths, flags, files, parts that exclude each other.

Pure. Whether an unfaulted message is empty is a refusal of its own, told by `is_empty`.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.playground.forms import Form
from bot.playground.refusals import FormError, Json
from bot.playground.validate_components import inspect_components
from bot.playground.validate_embeds import inspect_embeds

MOST_CONTENT = 2000
MOST_FILES = 10
MOST_FILE_BYTES = 10 * 1024 * 1024
MOST_NONCE = 25

SUPPRESS_EMBEDS = 1 << 2
EPHEMERAL = 1 << 6
LOADING = 1 << 7
SUPPRESS_NOTIFICATIONS = 1 << 12
COMPONENTS_V2 = 1 << 15

_SETTABLE = SUPPRESS_EMBEDS | SUPPRESS_NOTIFICATIONS | COMPONENTS_V2
_LEGACY = ("content", "embeds", "poll", "sticker_ids")


@dataclass(frozen=True, kw_only=True, slots=True)
class Upload:
    """A file that came with a request, `files[index]`."""

    index: str
    filename: str
    content_type: str
    data: bytes


def check_new_message(
    data: object, uploads: Sequence[Upload] = (), *, private_allowed: bool = False, path: tuple[str, ...] = ()
) -> list[FormError]:
    """The faults of a message to be posted; only answers to interactions may be private."""
    message = Form(data, path)
    flags = _inspect_flags(message, _SETTABLE | (EPHEMERAL if private_allowed else 0))
    _inspect_nonce(message)
    message.flag("tts")
    _inspect_parts(message, uploads, kept={}, v2=bool(flags & COMPONENTS_V2))
    return message.errors


def check_edit(
    data: object, before: Json, uploads: Sequence[Upload] = (), *, path: tuple[str, ...] = ()
) -> list[FormError]:
    """The faults of an edit of this message, as it would be afterwards."""
    message = Form(data, path)
    was_v2 = bool(before["flags"] & COMPONENTS_V2)
    # An answer's private or loading state is not the bot's to change, but discord.py sends the old flags back.
    flags = _inspect_flags(message, _SETTABLE | (before["flags"] & (EPHEMERAL | LOADING)))
    if was_v2 and message.has("flags") and not flags & COMPONENTS_V2:
        words = "The IS_COMPONENTS_V2 flag cannot be removed from a message"
        message.fault("flags", "MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG", words)
    v2 = was_v2 or bool(flags & COMPONENTS_V2)
    if v2 and not was_v2:
        _inspect_leftovers(message, before)
    kept = {attachment["id"]: attachment["filename"] for attachment in before["attachments"]}
    _inspect_parts(message, uploads, kept=kept, v2=v2)
    return message.errors


def is_empty(message: Json) -> bool:
    """Whether nothing would be shown."""
    parts = ("embeds", "components", "attachments")
    return not message["content"].strip() and not any(message[part] for part in parts)


def _inspect_flags(message: Form, allowed: int) -> int:
    flags = message.whole("flags", least=0, most=2**31 - 1) or 0
    if flags & ~allowed:
        message.fault("flags", "BITFIELD_TYPE_INVALID", f"Flags {flags & ~allowed} cannot be set here")
    return flags


def _inspect_nonce(message: Form) -> None:
    nonce = message.value.get("nonce")
    if isinstance(nonce, str):
        message.text("nonce", most=MOST_NONCE)
    elif nonce is not None:
        message.whole("nonce", least=-(2**63), most=2**63 - 1)
    message.flag("enforce_nonce")


def _inspect_parts(message: Form, uploads: Sequence[Upload], *, kept: dict[str, str], v2: bool) -> None:
    message.text("content", most=MOST_CONTENT)
    inspect_embeds(message)
    inspect_components(message, v2=v2, files=_file_names(message, uploads, kept))
    if v2:
        for key in _LEGACY:
            words = f"The `{key}` field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
            message.forbid(key, "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", words)
    for key in ("poll", "sticker_ids"):
        message.forbid(key, "PLAYGROUND_NOT_CARRIED", f"The playground does not carry `{key}`")
    _inspect_attachments(message, uploads, kept)
    _inspect_mentions(message)
    if reference := message.child("message_reference"):
        reference.require("message_id")
        reference.one_of("type", {0})


def _inspect_leftovers(message: Form, before: Json) -> None:
    for key in ("content", "embeds"):
        if before[key] and key not in message.value:
            words = f"The `{key}` field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
            message.fault(key, "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", words)


def _file_names(message: Form, uploads: Sequence[Upload], kept: dict[str, str]) -> Collection[str]:
    listed = message.value.get("attachments")
    entries = [entry for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []
    renamed = {str(entry.get("id")): entry["filename"] for entry in entries if entry.get("filename")}
    names = {renamed.get(upload.index, upload.filename) for upload in uploads}
    if not isinstance(listed, list):
        return names | set(kept.values())
    return names | {kept[str(entry.get("id"))] for entry in entries if str(entry.get("id")) in kept}


def _inspect_attachments(message: Form, uploads: Sequence[Upload], kept: dict[str, str]) -> None:
    known = {upload.index for upload in uploads} | set(kept)
    for attachment in message.items("attachments", most=MOST_FILES):
        attachment.text("filename", least=1, most=1024)
        attachment.text("description", most=1024)
        if attachment.require("id") and str(attachment.value["id"]) not in known:
            attachment.fault("id", "ATTACHMENT_NOT_FOUND", "Attachment data cannot be found")
    if len(uploads) > MOST_FILES:
        message.fault("attachments", "BASE_TYPE_MAX_LENGTH", f"Must be {MOST_FILES} or fewer in length.")


def _inspect_mentions(message: Form) -> None:
    allowed = message.child("allowed_mentions")
    if allowed is None:
        return
    parsed = allowed.values("parse")
    if any(kind not in ("users", "roles", "everyone") for kind in parsed):
        allowed.fault("parse", "BASE_TYPE_CHOICES", "Value must be one of ('everyone', 'roles', 'users').")
    for kind in ("users", "roles"):
        if allowed.values(kind, most=100) and kind in parsed:
            words = f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.'
            allowed.fault(None, "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", words)
    allowed.flag("replied_user")
