"""What the name stages hand on: places in a text that name a model, a lab or a benchmark."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class ModelMention:
    """A model named at ``text[start:end]``, tokens ``first`` to ``last``; ``bare``: its name holds no version."""

    start: int
    end: int
    first: int
    last: int
    name: str
    lab: str | None
    bare: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class LabMention:
    """A lab named at ``text[start:end]``; ``id`` is its registry id, or its own name where no registry holds it."""

    start: int
    end: int
    first: int
    last: int
    id: str
    sure: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class BenchmarkMention:
    """A benchmark named at ``text[start:end]``, under its usual name; ``unit`` is that of its scores where known."""

    start: int
    end: int
    first: int
    last: int
    name: str
    unit: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Names:
    """Every name of a text in order of place, and the labs that its publisher and models stand for."""

    models: tuple[ModelMention, ...]
    labs: tuple[LabMention, ...]
    benchmarks: tuple[BenchmarkMention, ...]
