"""Storage: the engine, the tables, and one module of queries a topic. Returns the nouns of bot.domain."""
