"""What became of claims when their text was read again."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.claim_changes import ClaimChanges, ClaimFace, compare_claims


def face(place: str, figure: float = 0) -> ClaimFace:
    return ClaimFace(place=place, figure=figure)


def changes(**said: tuple[tuple[int, int], ...] | tuple[int, ...]) -> ClaimChanges:
    return ClaimChanges(**({"same": (), "changed": (), "gone": (), "fresh": ()} | said))


def test_a_claim_that_is_still_made_is_the_same() -> None:
    assert compare_claims({7: face("price", 3)}, [face("price", 3)]) == changes(same=((7, 0),))


def test_another_figure_at_the_same_place_is_a_change() -> None:
    assert compare_claims({7: face("price", 3)}, [face("size", 1), face("price", 2.5)]) == changes(
        changed=((7, 1),), fresh=(0,)
    )


def test_what_is_said_no_more_is_gone() -> None:
    assert compare_claims({7: face("price", 3), 8: face("size", 1)}, [face("size", 1)]) == changes(
        same=((8, 0),), gone=(7,)
    )


def test_where_one_of_several_figures_changes_the_others_stay() -> None:
    assert compare_claims({7: face("price", 3), 8: face("price", 6)}, [face("price", 3), face("price", 5)]) == changes(
        same=((7, 0),), changed=((8, 1),)
    )


def test_where_several_figures_change_none_is_said_to_have_become_another() -> None:
    before = {7: face("price", 3), 8: face("price", 6)}
    assert compare_claims(before, [face("price", 2), face("price", 5)]) == changes(gone=(7, 8), fresh=(0, 1))


_FACES = st.builds(face, st.sampled_from("abc"), st.sampled_from([1, 2, 3]))


@given(st.dictionaries(st.integers(1, 20), _FACES, max_size=6), st.lists(_FACES, max_size=6))
def test_every_claim_before_and_after_has_one_fate(before: dict[int, ClaimFace], after: list[ClaimFace]) -> None:
    found = compare_claims(before, after)
    assert sorted([*(i for i, _ in (*found.same, *found.changed)), *found.gone]) == sorted(before)
    assert sorted([*(at for _, at in (*found.same, *found.changed)), *found.fresh]) == list(range(len(after)))
    assert all(before[i] == after[at] for i, at in found.same)
    assert all(before[i].place == after[at].place and before[i] != after[at] for i, at in found.changed)


@given(st.dictionaries(st.integers(1, 20), _FACES, max_size=6))
def test_the_same_reading_changes_nothing(before: dict[int, ClaimFace]) -> None:
    found = compare_claims(before, list(before.values()))
    assert (len(found.same), found.changed, found.gone, found.fresh) == (len(before), (), (), ())
