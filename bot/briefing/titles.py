"""What a title names, and whether it lists several events. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.briefing.kinship import name_words, stem, tail
from bot.domain.names import ModelName

_SEGMENTS = re.compile(r"\s*(?:[,;；|·•、，]|\s[–—-]\s)\s*")
_SEGMENTS_OF_A_LIST = 3
_WORDS_OF_A_SEGMENT = 2  # where words are set apart by spaces
_AND = frozenset(("and", "und", "et", "y", "plus", "和", "与", "及"))


@dataclass(frozen=True, kw_only=True, slots=True)
class _Found:
    """A model in a title: its name by its words, and the words of the title that name it."""

    name: str
    lab: str | None
    start: int
    end: int

    def is_within(self, other: "_Found") -> bool:
        return other.start <= self.start and self.end <= other.end and other.end - other.start > self.end - self.start


def titled_models(title: str, models: Iterable[ModelName]) -> frozenset[str]:
    """The models that a title names, each as far as it does: "V4 preview" names DeepSeek-V4, neither Pro nor Flash."""
    return frozenset(found.name for found in _found(title, models))


def titled_lab(title: str, models: Iterable[ModelName]) -> str | None:
    """The lab of the model that a title names first: who is held against another comes before that one."""
    return next((found.lab for found in _found(title, models) if found.lab), None)


def stands_in(title: str, name: str) -> bool:
    """Whether a title names this model, that its text may not name."""
    words = name_words(title)
    return any(form and _place(words, form) is not None for form in (name_words(name), tail(name)))


def lists_events(title: str) -> bool:
    """Whether a title is a list, as that of a newsletter's issue is."""
    parts = [part for part in _SEGMENTS.split(title) if _is_segment(part)]
    return len(parts) >= _SEGMENTS_OF_A_LIST


def joins_labs(title: str, models: Iterable[ModelName]) -> bool:
    """Whether a title joins models of several labs: "Opus 4.7 and Kimi K2.6 measured", but not "R1, a rival to o1"."""
    words = name_words(title)
    return any(
        one.lab != other.lab and set(words[one.end : other.start]) <= _AND
        for one, other in pairwise(_found(title, models))
    )


def _found(title: str, models: Iterable[ModelName]) -> list[_Found]:
    """The models in a title in their order, without those whose name is but a part of a longer one."""
    words = name_words(title)
    found = {each.name: each for model in models if (each := _find(words, model)) is not None}
    whole = [each for each in found.values() if not any(each.is_within(other) for other in found.values())]
    return sorted(whole, key=lambda each: each.start)


def _find(words: Sequence[str], model: ModelName) -> _Found | None:
    for name, form in _forms(model):
        start = _place(words, form)
        if start is not None:
            end = start + len(form)
            version = words[end] if end < len(words) and "." in words[end] else ""  # which a reader may not have seen
            return _Found(name=f"{name} {version}".rstrip(), lab=model.lab, start=start, end=end + bool(version))
    return None


def _forms(model: ModelName) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Words that a title may call a model by, the fullest first, each with the name that they give it."""
    for name in (" ".join(name_words(model.name)), stem(model.name)):
        for form in (name_words(name), tail(name)):
            if form and form != (model.lab,):
                yield name, form


def _place(words: Sequence[str], wanted: Sequence[str]) -> int | None:
    size = len(wanted)
    return next((at for at in range(len(words) - size + 1) if tuple(words[at : at + size]) == tuple(wanted)), None)


def _is_segment(part: str) -> bool:
    return len(part.split()) >= _WORDS_OF_A_SEGMENT or (bool(part) and not part.isascii())
