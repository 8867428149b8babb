"""Errors for people. Each says what happened and what to do next; the trace goes to the log."""


class GapwatchError(Exception):
    """Something a person can act on: ``str(error)`` says what happened, ``error.next_step`` what to do about it."""

    next_step: str = "Try again; if it happens again, look at the bot's log."

    @property
    def sentence(self) -> str:
        """What happened and what to do next, in one line."""
        return f"{self} {self.next_step}"
