"""A playground that, once it is over, holds every request of the bot against Discord's own description."""

from bot.playground.server import Playground
from tests.playground import openapi


class CheckedPlayground(Playground):
    """Fails at its end if a request was not as Discord describes it."""

    async def stop(self) -> None:
        requests = self.requests
        await super().stop()
        openapi.assert_all_valid(requests)
