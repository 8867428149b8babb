"""What the cogs send: nouns of the ledger and the briefing rendered as Discord messages, and their buttons."""
