"""A time that the test turns, and a Discord that goes by it."""

import pytest

from tests.delivery.fakes import Channels, Times


@pytest.fixture
def times() -> Times:
    return Times()


@pytest.fixture
def channels(times: Times) -> Channels:
    return Channels(times)
