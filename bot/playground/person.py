"""Someone who uses the playground from Python as the page does: over its HTTP and its event socket, nothing else."""

import asyncio
import io
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import aiohttp

from bot.playground.components import texts, walk
from bot.playground.entrance import page_session
from bot.playground.refusals import Json
from bot.playground.shapes import DIRECT

EPHEMERAL, LOADING = 1 << 6, 1 << 7
_DEFERRED_UPDATE, _UPDATE, _MODAL = 6, 7, 9


class NoAnswer(TimeoutError):
    """Nothing of the kind was seen in time; says what was."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reply:
    """What came of a command, a click or a form: a message, a modal, or the sentence that it failed with."""

    interaction_id: str | None = None
    message: Json | None = None
    modal: Json | None = None
    failed: str | None = None

    @property
    def text(self) -> str:
        """Everything a person reads in it, a line for each part."""
        return "\n".join(_message_texts(self.message)) if self.message else self.failed or ""

    @property
    def ephemeral(self) -> bool:
        """Whether only this person sees it."""
        return bool(self.message and self.message["flags"] & EPHEMERAL)

    @property
    def components(self) -> list[Json]:
        """Every component of it, however deep."""
        return [component for _, component in walk(self.message["components"])] if self.message else []


class Person:
    """A person, signed in. Channels are named by id, by name, or as "Guild/name" where a name is used twice."""

    def __init__(self, address: str, username: str, *, patience_seconds: float = 20.0) -> None:
        self._address = address
        self._username = username
        self._patience = patience_seconds
        self._stack = AsyncExitStack()
        self._events: list[Json] = []
        self._changed = asyncio.Condition()
        self._session: aiohttp.ClientSession
        self.state: Json = {}
        self.id = ""

    async def __aenter__(self) -> Self:
        async with AsyncExitStack() as opening:
            self._session = await opening.enter_async_context(page_session(self._address))
            self.state = await self._get("/playground/state")
            self.id = next(one["id"] for one in self.state["people"] if one["username"] == self._username)
            socket = await self._session.ws_connect("/playground/events", params={"as": self.id})
            listener = asyncio.create_task(self._listen(socket))
            opening.push_async_callback(_finish, listener)
            opening.push_async_callback(socket.close)
            self._stack = opening.pop_all()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stack.aclose()

    async def say(self, channel: str, content: str) -> Json:
        """Write a plain message."""
        body = {"user_id": self.id, "channel_id": self._channel_id(channel), "content": content}
        return await self._post("/playground/messages", body)

    async def act(self, method: str, path: str, body: Json) -> Json:
        """Any other request of the page about what this person does, under /playground/."""
        return await self.ask(method, path, {"user_id": self.id, **body})

    async def ask(self, method: str, path: str, body: Json) -> Json:
        """Any other request of the page that is about no person, under /playground/."""
        async with self._session.request(method, f"/playground/{path}", json=body) as response:
            return await _read(response)

    async def messages(self, channel: str) -> list[Json]:
        """What this person sees in the channel, oldest first."""
        path = f"/playground/channels/{self._channel_id(channel)}/messages"
        found: list[Json] = (await self._get(path, {"as": self.id}))["messages"]
        return found

    async def command(self, channel: str, name: str, /, **options: Any) -> Reply:
        """Run a slash command, "group subcommand" for one of a group, and wait for the bot's final answer."""
        channel_id = self._channel_id(channel)
        data = await self._command_data(channel_id, name, options, focused=None)
        return await self._interact({"channel_id": channel_id, "type": 2, "data": data})

    async def context_menu(self, message: Json, name: str) -> Reply:
        """Run a message's context menu command."""
        channel_id = message["channel_id"]
        command = await self._find_command(channel_id, name, kind=3)
        data = {"id": command["id"], "name": name, "type": 3, "target_id": message["id"]}
        return await self._interact({"channel_id": channel_id, "type": 2, "data": data})

    async def autocomplete(self, channel: str, name: str, option: str, typed: str, /, **others: Any) -> list[Json]:
        """The choices that the bot offers for an option, as typed so far."""
        channel_id = self._channel_id(channel)
        data = await self._command_data(channel_id, name, {**others, option: typed}, focused=option)
        body = {"user_id": self.id, "channel_id": channel_id, "type": 2, "data": data}
        choices: list[Json] = (await self._post("/playground/autocomplete", body))["choices"]
        return choices

    async def click(self, message: Json | Reply, button: str) -> Reply:
        """Press a button, named by its custom id or its label."""
        return await self._use(message, _pick(message, button, ("custom_id", "label")), [])

    async def choose(self, message: Json | Reply, menu: str, values: Sequence[str] | str) -> Reply:
        """Choose in a select menu, named by its custom id or its placeholder; values by value or label."""
        component = _pick(message, menu, ("custom_id", "placeholder"))
        by_label = {option["label"]: option["value"] for option in component.get("options") or []}
        wanted = [values] if isinstance(values, str) else values
        return await self._use(message, component, [by_label.get(value, value) for value in wanted])

    async def submit(self, form: Reply, values: dict[str, Any]) -> Reply:
        """Fill in and send the modal of a reply; values by custom id."""
        if form.modal is None:
            raise LookupError("That reply is no modal.")
        filled = [
            _filled(part, values) for _, part in walk(form.modal["components"]) if part.get("custom_id") in values
        ]
        if unknown := set(values) - {part["custom_id"] for part in filled}:
            raise LookupError(f"The modal has no {', '.join(sorted(unknown))}.")
        data = {"custom_id": form.modal["custom_id"], "components": filled}
        return await self._interact({"type": 5, "interaction_id": form.interaction_id, "data": data})

    async def upload(self, filename: str, data: bytes) -> Json:
        """Upload a file; its id is the value of an attachment option."""
        async with self._session.post(
            "/playground/attachments", params={"filename": filename}, data=io.BytesIO(data)
        ) as response:
            return await _read(response)

    async def download(self, attachment: Json) -> bytes:
        """The bytes of a message's attachment."""
        async with self._session.get(attachment["url"]) as response:
            return await response.read()

    async def wait_for(self, found: Callable[[Json], bool], *, since: int = 0) -> Json:
        """The first event, since a mark, for which this holds."""
        position = since
        try:
            async with asyncio.timeout(self._patience), self._changed:
                while True:
                    for event in self._events[position:]:
                        if found(event):
                            return event
                    position = len(self._events)
                    await self._changed.wait()
        except TimeoutError as cause:
            seen = [event["type"] for event in self._events[since:]]
            raise NoAnswer(f"Nothing fitting came within {self._patience} s; seen since: {seen}") from cause

    async def wait_for_message(self, channel: str, containing: str = "", *, since: int = 0) -> Json:
        """The next message in a channel, or change of one, that has these words."""
        channel_id = self._channel_id(channel)

        def fits(event: Json) -> bool:
            message = event.get("message")
            in_channel = isinstance(message, dict) and event.get("channel_id") == channel_id
            return in_channel and containing in "\n".join(_message_texts(event["message"]))

        message: Json = (await self.wait_for(fits, since=since))["message"]
        return message

    @property
    def mark(self) -> int:
        """Where the events stand now; `since` for what is waited for later."""
        return len(self._events)

    async def _interact(self, body: Json) -> Reply:
        since = self.mark
        try:
            started = await self._post("/playground/interactions", {"user_id": self.id, **body})
        except Refusal as refusal:
            return Reply(failed=str(refusal))
        return await self._reply_to(started["interaction_id"], body.get("message_id"), since)

    async def _reply_to(self, interaction_id: str, used: str | None, since: int) -> Reply:
        ended = ("interaction_done", "interaction_failed")
        done = await self.wait_for(
            lambda event: event["type"] in ended and event["interaction_id"] == interaction_id, since=since
        )
        if done["type"] == "interaction_failed":
            return Reply(interaction_id=interaction_id, failed=done["message"])
        if done["callback_type"] == _MODAL:
            shown = await self.wait_for(
                lambda event: event["type"] == "modal" and event["interaction_id"] == interaction_id, since=since
            )
            return Reply(interaction_id=interaction_id, modal=shown["modal"])
        answer = await self.wait_for(lambda event: _is_final(event, done, interaction_id, used), since=since)
        return Reply(interaction_id=interaction_id, message=answer["message"])

    async def _use(self, message: Json | Reply, component: Json, values: Sequence[str]) -> Reply:
        shown = _shown(message)
        data = {"custom_id": component["custom_id"], "component_type": component["type"], "values": list(values)}
        body = {"channel_id": shown["channel_id"], "message_id": shown["id"], "type": 3, "data": data}
        return await self._interact(body)

    async def _find_command(self, channel_id: str, name: str, *, kind: int) -> Json:
        self.state = await self._get("/playground/state")
        place = self._place(channel_id)
        listed: list[Json] = self.state["commands"][place]
        for command in listed:
            if command["name"] == name and command["type"] == kind:
                return command
        raise LookupError(f"No command {name!r} here; there are {sorted(one['name'] for one in listed)}.")

    async def _command_data(self, channel_id: str, name: str, options: dict[str, Any], *, focused: str | None) -> Json:
        words = name.removeprefix("/").split()
        command = await self._find_command(channel_id, words[0], kind=1)
        declared, chain = command, []
        for word in words[1:]:
            declared = next(option for option in declared["options"] if option["name"] == word)
            chain.append(declared)
        kinds = {option["name"]: option["type"] for option in declared.get("options") or []}
        given: list[Json] = [
            {"name": key, "type": kinds.get(key, 3), "value": value} | ({"focused": True} if key == focused else {})
            for key, value in options.items()
        ]
        for subcommand in reversed(chain):
            given = [{"name": subcommand["name"], "type": subcommand["type"], "options": given}]
        return {"id": command["id"], "name": command["name"], "type": 1, "options": given}

    def _channel_id(self, channel: str) -> str:
        if channel == DIRECT:
            return self._direct_channel_id
        guild_name, _, name = channel.rpartition("/")
        for guild in self.state["guilds"]:
            for one in guild["channels"]:
                by_name = one["name"] == name.lstrip("#") and guild_name in ("", guild["name"])
                if one["id"] == channel or by_name:
                    return str(one["id"])
        return channel

    @property
    def _direct_channel_id(self) -> str:
        return next(str(one["dm_channel_id"]) for one in self.state["people"] if one["id"] == self.id)

    def _place(self, channel_id: str) -> str:
        if channel_id == self._direct_channel_id:
            return DIRECT
        for guild in self.state["guilds"]:
            if any(one["id"] == channel_id for one in guild["channels"]):
                return str(guild["id"])
        raise LookupError(f"No guild has the channel {channel_id}.")

    async def _listen(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        async for frame in socket:
            async with self._changed:
                self._events.append(frame.json())
                self._changed.notify_all()

    async def _get(self, path: str, params: dict[str, str] | None = None) -> Json:
        async with self._session.get(path, params=params) as response:
            return await _read(response)

    async def _post(self, path: str, body: Json) -> Json:
        async with self._session.post(path, json=body) as response:
            return await _read(response)


class Refusal(Exception):
    """The playground would not do what this person asked; the sentence says why."""


async def _read(response: aiohttp.ClientResponse) -> Json:
    body: Json = await response.json()
    if response.status >= 400:
        raise Refusal(body["message"])
    return body


async def _finish(task: "asyncio.Task[None]") -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


def _is_final(event: Json, done: Json, interaction_id: str, used: str | None) -> bool:
    message = event.get("message")
    if not isinstance(message, dict) or message["flags"] & LOADING:
        return False
    if message.get("interaction_metadata", {}).get("id") == interaction_id:
        return True
    updates = done["callback_type"] in (_UPDATE, _DEFERRED_UPDATE) and event["type"] == "message_update"
    return updates and message["id"] in (used, done.get("message_id"))


def _shown(message: Json | Reply) -> Json:
    shown = message.message if isinstance(message, Reply) else message
    if shown is None:
        raise LookupError("That reply is no message.")
    return shown


def _pick(message: Json | Reply, wanted: str, keys: Sequence[str]) -> Json:
    found = [component for _, component in walk(_shown(message)["components"])]
    for component in found:
        if component.get("custom_id") and wanted in [component.get(key) for key in keys]:
            return component
    offered = [component.get("label") or component.get("placeholder") for component in found]
    raise LookupError(f"The message has no {wanted!r}; it has {[one for one in offered if one]}.")


def _filled(part: Json, values: dict[str, Any]) -> Json:
    value = values[part["custom_id"]]
    key = "values" if isinstance(value, list) else "value"
    return {"type": part["type"], "custom_id": part["custom_id"], key: value}


def _message_texts(message: Json) -> list[str]:
    parts = [message["content"]]
    for embed in message["embeds"]:
        parts += [embed.get("title"), embed.get("description"), embed.get("author", {}).get("name")]
        for field in embed.get("fields", []):
            parts += [field["name"], field["value"]]
        parts.append(embed.get("footer", {}).get("text"))
    return [part for part in [*parts, *texts(message["components"])] if part]
