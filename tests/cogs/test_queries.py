"""A question survives the way into a button and back."""

from hypothesis import given
from hypothesis import strategies as st

from cogs.views.queries import Query


def test_a_question_comes_back_from_its_code():
    for query in (
        Query(command="claims", model="deepseekv4pro", kind="ratio", standing="contested", days=30),
        Query(command="latest", text="GPT-5.5 & “模型”"),
        Query(command="why", item=2**59),
        Query(command="efficiency", metric="cost", order="least"),
    ):
        assert Query.decode(query.encode()) == query


def test_names_are_kept_by_their_keys_in_order():
    decoded = Query.decode(Query(command="models", names=("DeepSeek-V4 Pro", "GPT-5.5")).encode())
    assert decoded is not None
    assert decoded.names == ("deepseekv4pro", "gpt55")


def test_a_code_that_is_none_of_ours_is_refused():
    for code in ("", "w=nonsense", "c=claims&d=-1", "c=claims&d=1e9", "c=claims&i=" + "9" * 19, "c=claims&d=²"):
        assert Query.decode(code) is None, code


_TYPED = st.text(st.characters(codec=None), max_size=30)  # half of a surrogate pair can be sent as well


@given(st.lists(_TYPED, max_size=5), _TYPED)
def test_whatever_was_typed_can_be_put_into_a_code(names: list[str], text: str):
    decoded = Query.decode(Query(command="models", names=tuple(names), text=text).encode())
    assert decoded is not None
    assert decoded.command == "models"
