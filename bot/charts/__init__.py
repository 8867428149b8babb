"""Charts: answers of the ledger where looking beats reading, as a PNG with its alt text. No storage, no Discord."""
