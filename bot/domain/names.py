"""Names of models and labs, and the key under which two spellings are one name."""

import re
from dataclasses import dataclass
from functools import lru_cache

_NOT_IN_KEY = re.compile(r"[^\w]|_", re.UNICODE)


@lru_cache(maxsize=4096)
def name_key(name: str) -> str:
    """The name without case, spaces or punctuation, ``+`` spelled out: ``DeepSeek-V4 Pro`` is ``deepseek v4-pro``."""
    return _NOT_IN_KEY.sub("", name.casefold().replace("+", "plus"))


@dataclass(frozen=True, kw_only=True, slots=True)
class ModelName:
    """A model as a text names it, made whole, and the lab that makes it (a registry id) where that is known."""

    name: str
    lab: str | None = None

    @property
    def key(self) -> str:
        """The key under which spellings of this name meet."""
        return name_key(self.name)


@dataclass(frozen=True, kw_only=True, slots=True)
class LabName:
    """A lab: its registry id (lower case) and the name that is shown."""

    id: str
    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ClassName:
    """A class of models in plain words: "open models", "previous model"."""

    name: str


Named = ModelName | LabName | ClassName
"""What a claim can be about, or compared with."""
