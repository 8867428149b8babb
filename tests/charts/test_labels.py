"""No label lies over another, whatever is asked for."""

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.charts.labels import Along, Box, Room, spread

CARD = Box(0, 0, 300, 200)
places = st.tuples(st.floats(0, 300), st.floats(0, 200))


def test_boxes_meet_where_they_lie_over_each_other_or_too_close():
    box = Box(10, 10, 20, 20)
    assert box.meets(Box(15, 15, 30, 30))
    assert box.meets(Box(21, 10, 30, 20))
    assert not box.meets(Box(22, 10, 30, 20))


def test_a_label_goes_to_the_right_and_where_that_is_taken_elsewhere():
    room = Room(CARD)
    first = room.find(100, 100, 40, 10)
    assert first is not None
    assert (first.left > 100, first.top) == (True, 95)
    room.take(first)
    second = room.find(100, 100, 40, 10)
    assert second is not None
    assert second.right < 100


def test_a_label_that_must_stay_near_goes_no_further():
    room = Room(CARD, [Box(60, 80, 140, 120)])
    assert room.find(100, 100, 20, 10, reach=13) is None
    assert room.find(100, 100, 20, 10) is not None


def test_a_label_along_a_line_goes_over_or_under_it():
    over = Room(CARD).find(100, 100, 40, 10, Along.OVER)
    under = Room(CARD).find(100, 100, 40, 10, Along.UNDER)
    assert over is not None
    assert under is not None
    assert over.bottom < 100 < under.top


def test_there_is_no_place_where_all_is_taken():
    assert Room(CARD, [CARD]).find(100, 100, 40, 10) is None
    assert Room(CARD).find(100, 100, 400, 10) is None


@given(st.lists(places, max_size=40), st.sampled_from([None, *Along]))
def test_labels_stay_inside_and_apart(points: list[tuple[float, float]], along: Along | None):
    room = Room(CARD)
    found = []
    for x, y in points:
        if (box := room.find(x, y, 60, 12, along)) is not None:
            room.take(box)
            found.append(box)
    assert all(CARD.holds(box) for box in found)
    assert not any(one.meets(other) for one, other in combinations(found, 2))


@given(st.lists(st.tuples(st.floats(-50, 250), st.floats(5, 30)), max_size=6))
def test_stacked_labels_keep_their_order_and_stay_within_bounds(wanted: list[tuple[float, float]]):
    centres, heights = [y for y, _ in wanted], [height for _, height in wanted]
    found = spread(centres, heights, 0, 200)
    in_order = sorted(range(len(wanted)), key=lambda number: (centres[number], number))
    for upper, lower in pairwise(in_order):
        assert found[upper] + heights[upper] / 2 <= found[lower] - heights[lower] / 2 + 1e-6
    for middle, height in zip(found, heights, strict=True):
        assert middle - height / 2 >= -1e-6
        assert middle + height / 2 <= 200 + 1e-6


def test_a_label_with_room_stays_where_it_is_wanted():
    assert spread([50, 150], [20, 20], 0, 200) == [50, 150]
