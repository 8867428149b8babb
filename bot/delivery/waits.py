"""How long to wait before the next attempt. Pure."""

from datetime import timedelta

_DOUBLINGS = 16  # past any bound that is used


def doubled(first: timedelta, attempts: int, most: timedelta) -> timedelta:
    """The wait after this many attempts: twice as long as after one less, up to a bound."""
    times: int = 2 ** min(attempts - 1, _DOUBLINGS)
    return min(first * times, most)
