"""Read the registry's data files and check them. A mistake in them is named with its lab or benchmark."""

import tomllib
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

from bot.domain.names import name_key
from bot.errors import GapwatchError
from bot.registry.registry import Benchmark, Family, Guard, Lab, Registry

_Record = TypeVar("_Record", Lab, Family, Benchmark)
_UNITS = frozenset({"percent", "elo", "points", "usd", "minutes", "other"})


class RegistryInvalid(GapwatchError):
    """A data file of the registry holds something that cannot be right."""

    next_step = "Mend the named entry in bot/registry/data."


@cache
def load_registry() -> Registry:
    """The registry that ships with the package, read once in a process."""
    data = files("bot.registry") / "data"
    return parse_registry(
        labs=(data / "labs.toml").read_text(encoding="utf-8"),
        benchmarks=(data / "benchmarks.toml").read_text(encoding="utf-8"),
    )


def parse_registry(*, labs: str, benchmarks: str) -> Registry:
    """Build the registry from the text of its two data files."""
    registry = Registry(
        labs=tuple(_lab(row) for row in _rows(labs, "lab")),
        benchmarks=tuple(_benchmark(row) for row in _rows(benchmarks, "benchmark")),
    )
    _refuse_repeats("lab", [lab.id for lab in registry.labs])
    _refuse_repeats("lab name", [key for lab in registry.labs for key in {name_key(n) for n in lab.names}])
    _refuse_repeats("organisation", [org for lab in registry.labs for org in lab.orgs])
    _refuse_repeats("site", [site for lab in registry.labs for site in lab.sites])
    _refuse_repeats(
        "benchmark name", [k for b in registry.benchmarks for k in {name_key(n) for n in (b.name, *b.names)}]
    )
    return registry


def _rows(text: str, key: str) -> list[dict[str, Any]]:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as cause:
        raise RegistryInvalid(f"The registry's list of {key}s is not TOML: {cause}.") from cause
    rows = data.get(key, [])
    if not isinstance(rows, list):
        raise RegistryInvalid(f"The registry's {key}s must be a list of tables.")
    return rows


def _lab(row: Mapping[str, Any]) -> Lab:
    lab_id = str(row.get("id", ""))
    if not lab_id or lab_id != lab_id.lower() or " " in lab_id:
        raise RegistryInvalid(f"A lab's id must be one lower-case word, not {lab_id!r}.")
    families = tuple(_family(family, lab_id) for family in row.get("family", []))
    rest = {key: value for key, value in row.items() if key != "family"}
    lab = _build(Lab, f"Lab {lab_id}", {**rest, "families": families})
    if not lab.names:
        raise RegistryInvalid(f"Lab {lab_id} has no names.")
    return lab


def _family(row: Mapping[str, Any], lab_id: str) -> Family:
    name = str(row.get("name", ""))
    heads = row.get("heads", [name])
    if not name or not heads or not all(isinstance(head, str) and head.strip() for head in heads):
        raise RegistryInvalid(f"A family of lab {lab_id} lacks its name or the words it starts with.")
    guard = row.get("guard", Guard.NONE)
    if guard not in list(Guard):
        raise RegistryInvalid(f"Family {name} of lab {lab_id} has the unknown guard {guard!r}.")
    values = {**row, "heads": heads, "lab": lab_id, "guard": Guard(guard)}
    return _build(Family, f"Family {name} of lab {lab_id}", values)


def _benchmark(row: Mapping[str, Any]) -> Benchmark:
    benchmark = _build(Benchmark, f"Benchmark {row.get('name')!r}", dict(row))
    if benchmark.unit not in _UNITS:
        raise RegistryInvalid(f"Benchmark {benchmark.name} has the unknown unit {benchmark.unit!r}.")
    strange = set(benchmark.ordinary) - {benchmark.name, *benchmark.names}
    if strange:
        raise RegistryInvalid(f"Benchmark {benchmark.name} marks names as ordinary that it lacks: {sorted(strange)}.")
    return benchmark


def _build(make: Callable[..., _Record], what: str, row: Mapping[str, Any]) -> _Record:
    values = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    try:
        return make(**values)
    except TypeError as cause:
        raise RegistryInvalid(f"{what} has a key that is missing or not known: {cause}.") from cause


def _refuse_repeats(what: str, values: list[str]) -> None:
    repeated = sorted(value for value, count in Counter(values).items() if count > 1)
    if repeated:
        raise RegistryInvalid(f"The registry holds a {what} twice: {', '.join(repeated)}.")
