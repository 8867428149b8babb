"""The command ``gapwatch``: reads arguments, calls the services, prints. What a person must act on is one sentence."""

from bot.cli.main import app, main

__all__ = ["app", "main"]
