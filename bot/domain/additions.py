"""Names that an operator adds to the registry: what is stored, and what crosses to the processes that read."""

from dataclasses import dataclass
from enum import StrEnum


class AddedKind(StrEnum):
    """What an added name names."""

    LAB = "lab"
    LAB_ALIAS = "lab_alias"
    FAMILY = "family"
    FAMILY_ALIAS = "family_alias"


@dataclass(frozen=True, kw_only=True, slots=True)
class AddedName:
    """One name: a lab's or a family's first one, or another one of it. ``lab`` is the lab's id.

    ``family`` is the family that an alias is of. Of a family, ``bare`` says that its name alone names a model, and
    ``guard`` what a loose name needs beside it ("none", "field": a text about AI, "lab": its lab in the text).
    """

    kind: AddedKind
    name: str
    lab: str
    family: str | None = None
    bare: bool = False
    guard: str = "none"


@dataclass(frozen=True, kw_only=True, slots=True)
class RegistryAdditions:
    """Everything that was added, in the order in which it was."""

    names: tuple[AddedName, ...] = ()

    def of(self, kind: AddedKind) -> tuple[AddedName, ...]:
        """The names of one kind."""
        return tuple(name for name in self.names if name.kind is kind)
