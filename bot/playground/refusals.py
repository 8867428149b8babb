"""How Discord says no: a status, a code and a sentence in JSON. What is refused is decided elsewhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class FormError:
    """One fault in a request's body: where it is, and Discord's code and words for it."""

    path: tuple[str, ...]
    code: str
    message: str


class Refused(Exception):
    """A request that Discord would not carry out."""

    def __init__(self, status: int, code: int, message: str, errors: Json | None = None) -> None:
        super().__init__(f"{status} (code {code}): {message}")
        self.status = status
        self.body: Json = {"message": message, "code": code}
        if errors is not None:
            self.body["errors"] = errors


class Declined(Exception):
    """Something a person on the page asked for that cannot be done; the sentence is for that person."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


def nest_errors(errors: Iterable[FormError]) -> Json:
    """The tree that Discord sends: one level a step of the path, the faults of a place under `_errors`."""
    tree: Json = {}
    for error in errors:
        place = tree
        for step in error.path:
            place = place.setdefault(step, {})
        place.setdefault("_errors", []).append({"code": error.code, "message": error.message})
    return tree


def refuse_form(errors: Iterable[FormError]) -> None:
    """Refuse the body if anything is wrong with it."""
    if tree := nest_errors(errors):
        raise Refused(400, 50035, "Invalid Form Body", tree)


def unknown_channel() -> Refused:
    """No such channel, or not one the bot's server has."""
    return Refused(404, 10003, "Unknown Channel")


def unknown_guild() -> Refused:
    """No such guild, or the bot is not in it."""
    return Refused(404, 10004, "Unknown Guild")


def unknown_message() -> Refused:
    """No such message in that channel, or a private one."""
    return Refused(404, 10008, "Unknown Message")


def unknown_user() -> Refused:
    """No such user."""
    return Refused(404, 10013, "Unknown User")


def unknown_member() -> Refused:
    """That user is not in that guild."""
    return Refused(404, 10007, "Unknown Member")


def unknown_emoji() -> Refused:
    """Neither a Unicode emoji nor one of the guild's own."""
    return Refused(404, 10014, "Unknown Emoji")


def unknown_webhook() -> Refused:
    """No interaction answers to that token."""
    return Refused(404, 10015, "Unknown Webhook")


def unknown_interaction() -> Refused:
    """No such interaction, or its three seconds have passed."""
    return Refused(404, 10062, "Unknown interaction")


def unknown_command() -> Refused:
    """No such application command."""
    return Refused(404, 10063, "Unknown application command")


def already_acknowledged() -> Refused:
    """An interaction takes one first answer only."""
    return Refused(400, 40060, "Interaction has already been acknowledged.")


def invalid_webhook_token() -> Refused:
    """The interaction's fifteen minutes have passed."""
    return Refused(401, 50027, "Invalid Webhook Token")


def missing_access() -> Refused:
    """The bot cannot see that channel or guild."""
    return Refused(403, 50001, "Missing Access")


def missing_permissions() -> Refused:
    """The bot sees the place but may not do that there."""
    return Refused(403, 50013, "Missing Permissions")


def empty_message() -> Refused:
    """A message with neither words, embeds, components nor files."""
    return Refused(400, 50006, "Cannot send an empty message")


def thread_archived() -> Refused:
    """What stands in an archived thread is not changed."""
    return Refused(400, 50083, "Thread is archived")


def thread_locked() -> Refused:
    """Only those who manage threads write in a locked one."""
    return Refused(403, 160005, "This thread is locked")


def not_your_message() -> Refused:
    """Only the author of a message may edit it."""
    return Refused(403, 50005, "Cannot edit a message authored by another user")


def too_large() -> Refused:
    """A file or the whole request is over the limit."""
    return Refused(413, 40005, "Request entity too large")


def unauthorized() -> Refused:
    """The token is missing or wrong."""
    return Refused(401, 0, "401: Unauthorized")


def not_found() -> Refused:
    """No such route."""
    return Refused(404, 0, "404: Not Found")


def bad_request() -> Refused:
    """The body is not JSON."""
    return Refused(400, 50109, "The request body contains invalid JSON.")
