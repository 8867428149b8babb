"""The room of an edition: never more than fits, none of a lab or a topic beyond its share, in the order of the rank."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.briefing.choosing import Room, choose, labs_of, topics_of
from bot.briefing.edition import Item
from bot.briefing.scoring import Part, Reason, Score
from bot.briefing.stories import Story
from bot.domain.claims import Topic
from tests.claims import announcement, source

LABS = ("openai", "deepseek", "google", None)


@st.composite
def items(draw: st.DrawFn) -> list[Item]:
    found = []
    for _ in range(draw(st.integers(0, 20))):
        topics = tuple(sorted(draw(st.sets(st.sampled_from(Topic), max_size=3))))
        where = replace(source(), lab=draw(st.sampled_from(LABS)))
        story = Story(id=None, lead=announcement(where, topics=topics), also=(), figures=())
        points = float(draw(st.integers(0, 3)))
        found.append(Item(story=story, score=Score(parts=(Part(reason=Reason.SOURCES, points=points),))))
    return found


@given(items(), st.integers(0, 8), st.integers(1, 4), st.integers(1, 4))
def test_no_room_is_exceeded_and_nothing_is_lost(there: list[Item], most: int, of_lab: int, of_topic: int):
    chosen, left = choose(there, Room(items=most, of_lab=of_lab, of_topic=of_topic))
    assert len(chosen) <= most
    for lab in LABS:
        assert lab is None or sum(lab in labs_of(item) for item in chosen) <= of_lab
    for topic in Topic:
        assert sum(topic in topics_of(item) for item in chosen) <= of_topic
    assert sorted([*chosen, *left], key=there.index) == there
    assert [*chosen] == sorted(chosen, key=there.index)
    assert [*left] == sorted(left, key=there.index)


@given(items())
def test_where_there_is_room_the_first_is_always_in(there: list[Item]):
    chosen, _ = choose(there, Room(items=4, of_lab=2, of_topic=3))
    assert chosen[:1] == there[:1]
