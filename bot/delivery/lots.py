"""Do together what many ask for one by one: while one lot is being done, the next one gathers."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


class Lots(Generic[Item, Result]):
    """Hands items over in lots. ``work`` gives a result for each item of a lot, in their order.

    Before a lot is closed, ``gather`` may wait for more items to come.
    """

    def __init__(
        self,
        work: Callable[[Sequence[Item]], Awaitable[Sequence[Result]]],
        gather: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        self._work = work
        self._gather = gather
        self._gathered: list[tuple[Item, asyncio.Future[Result]]] = []
        self._working = asyncio.Lock()

    async def done(self, item: Item) -> Result:
        """The result for one item, once its lot is done; what the lot failed with, where it failed."""
        result: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._gathered.append((item, result))
        async with self._working:
            if not result.done():
                if self._gather is not None:
                    await self._gather()
                await self._do_lot()
        return await result

    async def _do_lot(self) -> None:
        lot, self._gathered = self._gathered, []
        try:
            results = await self._work([item for item, _ in lot])
        except asyncio.CancelledError:
            for _, result in lot:
                result.cancel()
            raise
        except BaseException as failure:  # noqa: BLE001 - it is raised in all who asked
            for _, result in lot:
                if not result.done():
                    result.set_exception(failure)
            return
        for (_, result), value in zip(lot, results, strict=True):
            if not result.done():
                result.set_result(value)
