"""The words of a text: as quick as they have to be, and the same as the expressions that define them."""

import re
import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from bot.feeds.words import bare_words, telling_words

TEXTS = st.text(st.one_of(st.characters(), st.sampled_from("aB1.,-−_ $%×٣²Ⅷ中\n\u0130ß"))) | st.text("aB1.,-−_ $")


@given(TEXTS)
@example("GPT-5.5_mini —  “Two”")
def test_bare_words_are_letters_and_digits(text: str) -> None:
    assert bare_words(text) == re.sub(r"[\W_]+", " ", text.casefold()).strip()


@given(TEXTS)
@example("from -3.5 to x_-5, 1,000,000 × 2.5.")
def test_telling_words_are_words_figures_and_their_signs(text: str) -> None:
    normal = re.sub(r",(?<=\d,)(?=\d{3}\b)", "", unicodedata.normalize("NFKC", text).casefold())
    words = re.findall(r"\d+(?:\.\d+)*|[^\W_]+|[$€£¥₩₹%‰<>≤≥≈=+×±]|(?<!\w)[-−](?=\d)", normal)
    assert telling_words(text) == " ".join(words)
