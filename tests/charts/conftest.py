"""The demo's claims, as the tests of the ledger read them."""

from tests.ledger.conftest import demo_claims

__all__ = ["demo_claims"]
