"""The registry with an operator's names added, and which names can be. Nothing is stored here (db.additions)."""

import re
from dataclasses import replace
from functools import lru_cache

from bot.domain.additions import AddedKind, AddedName, RegistryAdditions
from bot.domain.names import name_key
from bot.errors import GapwatchError
from bot.registry.registry import Family, Guard, Lab, Registry

_LAB_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
_LONGEST_NAME = 100


class NameRefused(GapwatchError):
    """A name that cannot be added to the registry."""

    next_step = "See what goes by a name with: gapwatch registry show NAME"


@lru_cache(maxsize=4)
def extend(registry: Registry, additions: RegistryAdditions) -> Registry:
    """The registry with these names too. One that it has come to hold by itself since is left as it ships."""
    labs = {lab.id: lab for lab in registry.labs}
    taken = {name_key(name) for lab in registry.labs for name in (lab.id, lab.name, *lab.names, *lab.doubtful)}
    heads = {name_key(head) for family in registry.families() for head in (family.name, *family.heads)}
    for added in additions.of(AddedKind.LAB):
        if added.lab not in labs:
            labs[added.lab] = Lab(id=added.lab, name=added.name, names=())
        labs[added.lab] = _with_name(labs[added.lab], added.name, taken)
    for added in additions.of(AddedKind.LAB_ALIAS):
        if added.lab in labs:
            labs[added.lab] = _with_name(labs[added.lab], added.name, taken)
    for added in additions.of(AddedKind.FAMILY):
        if added.lab in labs and name_key(added.name) not in heads:
            heads.add(name_key(added.name))
            lab = labs[added.lab]
            labs[added.lab] = replace(lab, families=(*lab.families, _family(added)))
    for added in additions.of(AddedKind.FAMILY_ALIAS):
        if added.lab in labs and name_key(added.name) not in heads:
            heads.add(name_key(added.name))
            labs[added.lab] = _with_head(labs[added.lab], added)
    return Registry(labs=tuple(labs.values()), benchmarks=registry.benchmarks)


def check_lab(registry: Registry, lab_id: str, names: tuple[str, ...]) -> None:
    """Refuse a lab whose id or one of whose names is taken or is no name. Raises NameRefused."""
    if not _LAB_ID.fullmatch(lab_id):
        raise NameRefused(f"A lab's id must be one lower-case word of letters and digits, not “{lab_id}”.")
    if registry.lab(lab_id) is not None:
        raise NameRefused(f"There is a lab with the id {lab_id} already.")
    for name in names:
        check_lab_name(registry, None, name)


def check_lab_name(registry: Registry, lab: Lab | None, name: str) -> None:
    """Refuse a lab's name that is another lab's, one of its own, or a benchmark's. Raises NameRefused."""
    _check_plain(registry, name)
    key = name_key(name)
    if lab is not None and key in {name_key(each) for each in lab.names}:
        raise NameRefused(f"“{name}” is a name of {lab.name} already.")
    owner = registry.find_lab(name)
    if owner is not None and (lab is None or owner != lab.id):
        raise NameRefused(f"“{name}” means the lab {registry.lab_name(owner).name} already.")


def check_family_name(registry: Registry, lab: Lab, name: str) -> None:
    """Refuse a family's name that names another family, another lab or a benchmark. Raises NameRefused."""
    _check_plain(registry, name)
    family = find_family(registry, name)
    if family is not None:
        raise NameRefused(f"“{name}” is the family {family.name} of {registry.lab_name(family.lab).name} already.")
    owner = registry.find_lab(name)
    if owner is not None and owner != lab.id:
        raise NameRefused(f"“{name}” means the lab {registry.lab_name(owner).name} already.")


def find_family(registry: Registry, name: str) -> Family | None:
    """The family of this name, or whose models' names begin so."""
    key = name_key(name)
    return next(
        (f for f in registry.families() if key == name_key(f.name) or key in {name_key(h) for h in f.heads}), None
    )


def _check_plain(registry: Registry, name: str) -> None:
    if not name_key(name) or name_key(name).isdigit() or len(name) > _LONGEST_NAME or not name.isprintable():
        raise NameRefused(f"“{name}” is no name: it needs a letter, and at most {_LONGEST_NAME} characters.")
    benchmark = registry.find_benchmark(name)
    if benchmark is not None:
        raise NameRefused(f"“{name}” is the benchmark {benchmark.name}.")


def _with_name(lab: Lab, name: str, taken: set[str]) -> Lab:
    if name_key(name) in taken:
        return lab
    taken.add(name_key(name))
    return replace(lab, names=(*lab.names, name))


def _family(added: AddedName) -> Family:
    return Family(name=added.name, lab=added.lab, heads=(added.name,), bare=added.bare, guard=Guard(added.guard))


def _with_head(lab: Lab, added: AddedName) -> Lab:
    families = tuple(
        replace(family, heads=(*family.heads, added.name)) if family.name == added.family else family
        for family in lab.families
    )
    return replace(lab, families=families)
