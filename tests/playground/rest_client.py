"""A bare client of the playground's REST, for tests that must send what discord.py would not."""

import io
import json
from dataclasses import dataclass
from typing import Any

import aiohttp

NEWS, GENERAL, LOCKED, UNSEEN = (f"13000000000000010{number}" for number in (10, 11, 13, 14))
BOT, ADA, MILO, OLGA = (f"13000000000000000{number}" for number in ("01", "11", "12", "13"))
NORTHWIND, HARBOR = "1300000000000001000", "1300000000000002000"
COMMANDS = f"/applications/{BOT}/commands"


@dataclass(frozen=True, kw_only=True, slots=True)
class Answered:
    status: int
    body: Any
    headers: Any

    @property
    def code(self) -> int:
        return self.body["code"]

    def error_at(self, *path: str) -> str:
        """The code of the first fault at a place of the form."""
        place = self.body["errors"]
        for step in path:
            place = place[step]
        return place["_errors"][0]["code"]


class RestClient:
    def __init__(self, session: aiohttp.ClientSession, api: str, token: str) -> None:
        self._session = session
        self._api = api
        self.token = token

    async def ask(
        self, method: str, path: str, body: object = None, *, files: dict[str, bytes] | None = None
    ) -> Answered:
        options: dict[str, Any] = {"json": body} if body is not None else {}
        if files is not None:
            form = aiohttp.FormData(quote_fields=False)
            form.add_field("payload_json", json.dumps(body or {}))
            for index, (name, data) in enumerate(files.items()):
                form.add_field(f"files[{index}]", io.BytesIO(data), filename=name)
            options = {"data": form}
        headers = {"Authorization": f"Bot {self.token}"}
        async with self._session.request(method, self._api + path, headers=headers, **options) as response:
            answer = await response.json() if response.status != 204 else None
            return Answered(status=response.status, body=answer, headers=response.headers)

    async def post_message(self, channel: str = NEWS, **fields: object) -> Answered:
        return await self.ask("POST", f"/channels/{channel}/messages", fields)
