"""Names that an operator adds: what they do to the registry, and which are refused."""

import pickle

import pytest

from bot.domain.additions import AddedKind, AddedName, RegistryAdditions
from bot.registry import Guard, Registry, load_registry
from bot.registry.additions import NameRefused, check_family_name, check_lab, check_lab_name, extend, find_family

ACME = AddedName(kind=AddedKind.LAB, name="Acme AI", lab="acme")
SMITHY = AddedName(kind=AddedKind.LAB_ALIAS, name="Smithy", lab="acme")
ANVIL = AddedName(kind=AddedKind.FAMILY, name="Anvil", lab="acme", bare=True, guard="field")
CODER = AddedName(kind=AddedKind.FAMILY_ALIAS, name="AnvilCoder", lab="acme", family="Anvil")
SHIPPED = load_registry()


def extended(*names: AddedName) -> Registry:
    return extend(SHIPPED, RegistryAdditions(names=names))


def test_nothing_added_leaves_the_registry_as_it_ships() -> None:
    assert extended() == SHIPPED


def test_a_lab_with_its_names_and_families_is_found_by_each() -> None:
    registry = extended(ACME, SMITHY, ANVIL, CODER)
    lab = registry.lab("acme")
    assert lab is not None
    assert lab.names == ("Acme AI", "Smithy")
    (family,) = lab.families
    assert (family.heads, family.bare, family.guard) == (("Anvil", "AnvilCoder"), True, Guard.FIELD)
    assert {registry.find_lab(words) for words in ("acme", "smithy", "Acme-AI", "anvilcoder")} == {"acme"}
    assert registry.lab_of_publisher("Smithy Blog", None) == "acme"


def test_the_order_in_which_names_were_added_does_not_matter() -> None:
    assert extended(CODER, ANVIL, SMITHY, ACME).lab("acme") == extended(ACME, SMITHY, ANVIL, CODER).lab("acme")


def test_a_shipped_lab_and_family_take_more_names() -> None:
    registry = extended(
        AddedName(kind=AddedKind.LAB_ALIAS, name="Hangzhou Whale", lab="deepseek"),
        AddedName(kind=AddedKind.FAMILY_ALIAS, name="Klaude", lab="anthropic", family="Claude"),
    )
    assert registry.find_lab("hangzhou whale") == "deepseek"
    family = find_family(registry, "klaude")
    assert family is not None
    assert (family.name, family.lab) == ("Claude", "anthropic")


@pytest.mark.parametrize(
    "late",
    [
        AddedName(kind=AddedKind.LAB, name="OpenAI", lab="openai"),
        AddedName(kind=AddedKind.LAB_ALIAS, name="Claude", lab="openai"),
        AddedName(kind=AddedKind.FAMILY, name="GPT", lab="anthropic"),
        AddedName(kind=AddedKind.FAMILY_ALIAS, name="Gemini", lab="anthropic", family="Claude"),
        AddedName(kind=AddedKind.FAMILY, name="Anvil", lab="nobody"),
    ],
)
def test_what_ships_wins_over_what_was_added_before_it_shipped(late: AddedName) -> None:
    assert extended(late) == SHIPPED


def test_additions_cross_between_processes_as_they_are() -> None:
    additions = RegistryAdditions(names=(ACME, ANVIL))
    assert pickle.loads(pickle.dumps(additions)) == additions
    assert hash(pickle.loads(pickle.dumps(additions))) == hash(additions)


@pytest.mark.parametrize(
    ("lab_id", "name", "said"),
    [
        ("Acme AI", "Acme AI", "one lower-case word"),
        ("", "Acme AI", "one lower-case word"),
        ("openai", "Acme AI", "the id openai already"),
        ("acme", "chat gpt", "means the lab OpenAI already"),
        ("acme", "MMLU", "is the benchmark MMLU"),
        ("acme", "?!", "is no name"),
        ("acme", "42", "is no name"),
        ("acme", "x" * 101, "is no name"),
        ("acme", "Ac\nme", "is no name"),
    ],
)
def test_a_lab_that_cannot_be_is_refused(lab_id: str, name: str, said: str) -> None:
    with pytest.raises(NameRefused, match=said):
        check_lab(SHIPPED, lab_id, (name,))


def test_another_name_must_be_new_to_its_lab_and_to_all_others() -> None:
    lab = SHIPPED.lab("openai")
    with pytest.raises(NameRefused, match="a name of OpenAI already"):
        check_lab_name(SHIPPED, lab, "open-ai")
    with pytest.raises(NameRefused, match="means the lab Anthropic already"):
        check_lab_name(SHIPPED, lab, "Claude")
    check_lab_name(SHIPPED, lab, "Sora")  # its own family: the lab may go by it


def test_a_family_may_be_called_like_its_own_lab_but_like_no_other() -> None:
    registry = extended(ACME)
    lab = registry.lab("acme")
    assert lab is not None
    check_family_name(registry, lab, "Acme AI")
    with pytest.raises(NameRefused, match="is the family Claude of Anthropic already"):
        check_family_name(registry, lab, "claude")
    with pytest.raises(NameRefused, match="means the lab Google DeepMind already"):
        check_family_name(registry, lab, "DeepMind")
