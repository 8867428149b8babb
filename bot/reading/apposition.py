"""Phrases that say what a name is ("a compact and efficient language model"), word by word."""

from collections.abc import Sequence

from bot.reading.tokens import Token
from bot.reading.vocabulary import MODEL_NOUNS, OTHER_NOUNS

APPOSITION = 12
"""How many tokens are looked at for the noun that says what a name is."""

ENDS_PHRASE = frozenset(
    ("that which who with for from by to in on at and is are was has can using via whose , . ; : ( ) - –").split()
)
_LISTS = frozenset((",", "and"))


def is_model_phrase(tokens: Sequence[Token], at: int) -> bool:
    """Whether the noun phrase at a token has a model for its head noun."""
    verdict, told = False, False
    for token in tokens[at : at + APPOSITION]:
        if token.lower in OTHER_NOUNS:
            verdict, told = False, True
        elif token.lower in MODEL_NOUNS:
            verdict, told = True, True
        elif token.lower in _LISTS:
            if told:
                break  # "a compact and efficient model" goes on, "a model and a dataset" does not
        elif token.lower in ENDS_PHRASE:
            break
    return verdict
