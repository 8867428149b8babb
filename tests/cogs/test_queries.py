"""A question survives the way into a button and back."""

from hypothesis import given
from hypothesis import strategies as st

from cogs.views.queries import CUSTOM_ID_LENGTH, Query


def test_a_question_comes_back_from_its_custom_id():
    for query in (
        Query(command="claims", model="deepseekv4pro", kind="ratio", page=3),
        Query(command="latest", text="GPT-5.5 & “模型”", page=1),
    ):
        assert Query.decode(query.encode() or "") == query


def test_names_are_kept_by_their_keys_in_order():
    code = Query(command="models", names=("DeepSeek-V4 Pro", "GPT-5.5")).encode()
    decoded = Query.decode(code or "")
    assert decoded is not None
    assert decoded.names == ("deepseekv4pro", "gpt55")


def test_a_question_too_long_for_a_button_has_none():
    assert Query(command="models", names=("x" * 60, "y" * 60)).encode() is None


def test_a_button_of_another_time_is_refused():
    assert Query.decode("c=nonsense") is None
    assert Query.decode("") is None
    assert Query.decode("c=claims&p=-1") is None


_TYPED = st.text(st.characters(codec=None), max_size=30)  # half of a surrogate pair can be sent as well


@given(st.lists(_TYPED, max_size=4), _TYPED)
def test_a_custom_id_is_never_longer_than_discord_allows(names: list[str], text: str):
    code = Query(command="models", names=tuple(names), text=text).encode()
    assert code is None or len(f"gapwatch:page:{code}") <= CUSTOM_ID_LENGTH
