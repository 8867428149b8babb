"""How a reading came about: every draft beside its sentence, before a text's claims are settled. No rules here."""

from dataclasses import dataclass

from bot.domain.claims import Claim, Reading
from bot.reading.frames import Draft, Frame
from bot.reading.voices import Hearing


@dataclass(frozen=True, kw_only=True, slots=True)
class Origin:
    """A claim as one rule made it, with the sentence it was made from and what was known of that sentence's source."""

    claim: Claim
    frame: Frame
    draft: Draft
    hearing: Hearing


@dataclass(frozen=True, kw_only=True, slots=True)
class Trace:
    """A reading, the text as written, its sentences in order, and all that rules made of them."""

    reading: Reading
    text: str
    frames: tuple[Frame, ...]
    origins: tuple[Origin, ...]
