"""Find models that no registry holds, by how a text treats a name: introduced, described or sized as a model."""

import itertools
from collections.abc import Callable, Sequence

from bot.reading.apposition import APPOSITION, ENDS_PHRASE, is_model_phrase
from bot.reading.mentions import ModelMention
from bot.reading.nametails import read_tail
from bot.reading.spotting import elliptic_siblings, printed_start
from bot.reading.tokens import Token, Words
from bot.reading.vocabulary import INTRODUCES, MODEL_NOUNS, NOT_NAMES, OTHER_NOUNS, PRODUCTS, VARIANTS

_CHIPS = frozenset(("gaudi", "trainium", "inferentia", "ascend", "kunlun", "maia", "ironwood", "rubin", "blackwell"))
_NAMES = frozenset(("called", "named", "dubbed", "codenamed"))
_NAMED_NOUNS = frozenset(("model", "models", "llm", "llms", "chatbot"))
_BEFORE_NAME = frozenset(
    ('our the a an new its their first latest , : " model family series of today we are is with').split()
)
_OPENERS = frozenset(("a", "an", "our", "the", "its", "their"))
_NOT_KINDS = OTHER_NOUNS | MODEL_NOUNS | ENDS_PHRASE
_STRICT_NOUNS = frozenset("model models llm llms lm lms vlm vlms slm mllm transformer chatbot".split())
_PLACES = frozenset("in at near from across inside outside for with by".split())
_AWAITED = frozenset(
    "rumored rumoured upcoming unreleased forthcoming planned leaked stealth codenamed secret anonymous".split()
)
_NATIONS = ("ese", "ian", "ean", "ish", "can", "man", "french", "dutch", "ai")
_VERBAL = (
    "s",
    "ed",
    "can",
    "will",
    "in",
    "on",
    "at",
    "with",
    "for",
    "to",
    "and",
    "ran",
    "beat",
    "got",
    "that",
    "which",
)
_OWNER_REACH = 7  # tokens between an owner and the word "model"
_ARCHITECTURES = frozenset("transformer transformers attention mamba ssm moe".split())
_NEAR = 3  # characters between a name and the article behind its comma or dash
_TWICE = 2


def discover_heads(
    text: str, title: Sequence[Token], words: Words, taken: Callable[[int], bool], *, about_ai: bool
) -> dict[str, bool]:
    """First words of names that the text treats as models."""
    tokens = words.tokens
    heads: dict[str, bool] = {}
    for at in words.capitals:
        token = tokens[at]
        if token.lower in heads or taken(at) or not is_name_start(tokens, at):
            continue
        end = _name_end(text, tokens, at)
        if _sized(tokens, at, end) or _introduced(tokens, at, end, about_ai=about_ai) or _described(tokens, at, end):
            heads[token.lower] = True
    head = _titled(title, tokens)
    if head:
        heads.setdefault(head, True)
    return heads


def spot_discovered(
    text: str,
    words: Words,
    heads: dict[str, bool],
    taken: Callable[[int], bool],
    lab: str | None,
    lab_of: Callable[[str], str | None],
) -> list[ModelMention]:
    """Every mention of a discovered head with what belongs to its name.

    A head that is a name with its version alone (False in ``heads``) stands without it for the version named last.
    """
    tokens = words.tokens
    found: list[ModelMention] = []
    versions: dict[str, str] = {}
    done = -1
    for at in words.at_any(heads.keys()):
        token = tokens[at]
        if at <= done or taken(at) or not is_name_start(tokens, at):
            continue
        last = read_tail(tokens, at)
        name = " ".join(text[token.start : tokens[last].end].split())
        if last == at and heads[token.lower] and _is_of_people(tokens, at):
            continue
        if last == at and not heads[token.lower]:
            if token.lower not in versions or _begins_another(tokens, at):
                continue
            name = versions[token.lower]
        versions[token.lower] = name
        versioned = any(part.kind == "number" for part in tokens[at : last + 1])
        mention = ModelMention(
            start=token.start,
            end=tokens[last].end,
            first=at,
            last=last,
            name=name,
            lab=lab_of(token.lower) or lab,
            bare=not versioned,
        )
        found += [mention, *elliptic_siblings(text, tokens, mention)]
        done = found[-1].last
    return found


def _is_of_people(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word is the name of those who made it too ("the Seed Team")."""
    return at + 1 < len(tokens) and tokens[at + 1].text in ("Team", "Lab", "Labs", "AI", "Research", "Inc", "Group")


def _begins_another(tokens: Sequence[Token], at: int) -> bool:
    """Whether the next word has a capital too, so that the two name something else ("Heron Labs")."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    return following is not None and following.kind == "word" and (following.glued or following.text[0].isupper())


def is_name_start(tokens: Sequence[Token], at: int) -> bool:
    """Whether a capitalised word that may be a name starts here."""
    token = tokens[at]
    if at + 1 < len(tokens) and tokens[at + 1].joint == "-" and tokens[at + 1].lower in _ARCHITECTURES:
        return False  # "hybrid Mamba-Transformer models"
    if token.kind != "word" or not token.text[0].isupper() or len(token.text) < 2 or token.lower in NOT_NAMES:
        return False
    return printed_start(tokens, at) == at


def _name_end(text: str, tokens: Sequence[Token], at: int) -> int:
    """The last token of the printed word, and of capitalised words or versions after it."""
    last = at
    while last + 1 < len(tokens) and last - at < 10:
        token = tokens[last + 1]
        if token.kind not in ("word", "number"):
            break
        if not token.glued and not (token.text[0].isupper() or token.kind == "number"):
            break
        if "\n" in text[tokens[last].end : token.start]:
            break
        last += 1
    return last


def _sized(tokens: Sequence[Token], at: int, end: int) -> bool:
    """A size glued to the name: "Goliath-120B"."""
    for i in range(at + 1, end):
        size = tokens[i + 1]
        if tokens[i].kind == "number" and tokens[i].joint == "-" and size.joint == "" and size.text in ("B", "b", "T"):
            return all(tokens[j].glued for j in range(at + 1, i + 1))
    return False


def _introduced(tokens: Sequence[Token], at: int, end: int, *, about_ai: bool) -> bool:
    """After a word of introducing, and said to be a model: "we present Hymba, a family of language models"."""
    before = at - 1
    while before >= 0 and at - before <= 4 and tokens[before].lower in _BEFORE_NAME:
        before -= 1
    if before < 0 or tokens[before].lower not in INTRODUCES:
        return False
    if tokens[before].lower in _NAMES and tokens[before - 1].lower in _NAMED_NOUNS and before:
        return True
    if about_ai and _is_hyphened(tokens, at):
        return True
    after = end + 1
    if after < len(tokens) and tokens[after].text in (",", ":", "(", "–", "—", "-"):
        return is_model_phrase(tokens, after + 1)
    return _version_and_noun(tokens, at, end, kinds=2)


def _is_hyphened(tokens: Sequence[Token], at: int) -> bool:
    """A word and version as only models are written ("Zhaoxi-2.5"), of no chip that is known."""
    number = tokens[at + 1] if at + 1 < len(tokens) else None
    if number is None or number.kind != "number" or number.joint != "-" or len(number.text) > 3:
        return False
    word = tokens[at].text
    return len(word) > 3 and not word.isupper() and tokens[at].lower not in _CHIPS


def _described(tokens: Sequence[Token], at: int, end: int) -> bool:
    """ "X is a large language model", "X, an open-weight model", "its flagship model X", "the X model"."""
    after = end + 1
    if after + 1 < len(tokens) and tokens[after].lower in ("is", "are") and tokens[after + 1].lower in _OPENERS:
        return is_model_phrase(tokens, after + 1)
    if after + 1 < len(tokens) and tokens[after].text in (",", "-", "\u2013", "\u2014") and _apposed(tokens, at, end):
        return True
    if _owned_model(tokens, at, end):
        return True
    return _called_model(tokens, at, end) or _version_and_noun(tokens, at, end) or _awaited(tokens, at, end)


def _apposed(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether the phrase behind a name's comma says that it is a model ("X, an open-weight model with ...")."""
    opener = end + 2
    if tokens[opener].lower not in ("a", "an") or tokens[opener].start - tokens[end].end > _NEAR:
        return False
    if at and tokens[at - 1].lower in _PLACES:
        return False  # "In Seoul, a new model came out"
    if at == end and _opens_sentence(tokens, at) and sum(token.text == tokens[at].text for token in tokens) < _TWICE:
        return False  # "Separately, an open model came out"
    phrase = list(itertools.takewhile(_in_phrase, tokens[opener + 1 : opener + APPOSITION]))
    return len(phrase) > 1 and phrase[-1].lower in _STRICT_NOUNS


def _opens_sentence(tokens: Sequence[Token], at: int) -> bool:
    before = tokens[at - 1] if at else None
    return before is None or before.text in (".", "!", "?", ":", ";") or tokens[at].start - before.end > 1


def _in_phrase(token: Token) -> bool:
    return token.lower not in ENDS_PHRASE and token.text != '"'


def _called_model(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether somebody's model is called so: "its flagship model X leads", "Acme's reasoning model, X,"."""
    noun = at - 2 if at > 1 and tokens[at - 1].text in (",", '"', "(") else at - 1
    if noun < 1 or tokens[noun].lower not in _NAMED_NOUNS or tokens[noun].lower.endswith("s"):
        return False
    owner = noun - 1
    while owner > 0 and noun - owner < _OWNER_REACH and tokens[owner].text.islower() and not _owns(tokens, owner):
        owner -= 1
    single = all(token.glued for token in tokens[at + 1 : end + 1])
    return single and _owns(tokens, owner)


def _owned_model(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether a maker's model is called by one plain word: "Acme's Aristotle model scored"."""
    if at != end or at < 3 or end + 1 >= len(tokens) or tokens[end + 1].lower not in ("model", "llm"):
        return False
    word = tokens[at].lower
    kind = word in _NOT_KINDS or word in VARIANTS or word in _ARCHITECTURES or word.endswith(_NATIONS)
    following = tokens[end + 2] if end + 2 < len(tokens) else None
    if following is not None and following.kind != "mark" and not following.lower.endswith(_VERBAL):
        return False  # "Acme's Cloud model catalog"
    owner = tokens[at - 3]
    owned = tokens[at - 1].lower == "s" and tokens[at - 2].text == "'"
    return owned and not kind and tokens[at].text.istitle() and owner.kind == "word" and owner.text[0].isupper()


def _owns(tokens: Sequence[Token], at: int) -> bool:
    owner = tokens[at].lower in ("its", "their", "our")
    return owner or (tokens[at].lower == "s" and at > 0 and tokens[at - 1].text == "'")


def _awaited(tokens: Sequence[Token], at: int, end: int) -> bool:
    """A model known by its code name alone: "Acme's rumoured Walnut model"."""
    if at < 1 or end + 1 >= len(tokens) or tokens[at - 1].lower not in _AWAITED:
        return False
    nation = tokens[at].lower.endswith(_NATIONS)
    return at == end and tokens[end + 1].lower in ("model", "llm") and not nation


def _version_and_noun(tokens: Sequence[Token], at: int, end: int, *, kinds: int = 0) -> bool:
    """A word that looks made up, right before "model" or so many words of kind ("weather model")."""
    after = _past_brackets(tokens, end + 1)
    while kinds and after < len(tokens) and tokens[after].text.islower() and tokens[after].lower not in _NOT_KINDS:
        after, kinds = after + 1, kinds - 1
    if after >= len(tokens) or tokens[after].lower not in ("model", "models", "llm", "llms", "family"):
        return False
    if tokens[at].lower in PRODUCTS:
        return False  # "a single Apache 2.0 model"
    printed = tokens[at].text
    made_up = any(letter.isupper() for letter in printed[1:]) and not printed.isupper()
    versioned = any(token.kind == "number" for token in tokens[at : end + 1])
    return (made_up or versioned) and end - at <= 6


def _past_brackets(tokens: Sequence[Token], at: int) -> int:
    """Past a word or two in brackets, which may name what a model was made from ("X 27B (Gemma) model")."""
    if at < len(tokens) and tokens[at].text == "(":
        closes = next((i for i in range(at + 1, min(at + 6, len(tokens))) if tokens[i].text == ")"), None)
        return at if closes is None else closes + 1
    return at


def _titled(title: Sequence[Token], tokens: Sequence[Token]) -> str | None:
    """The name before a title's colon, where the text goes on to use it of a model."""
    colon = next((i for i, token in enumerate(title[:8]) if token.text == ":"), None)
    if colon is None or not title or not is_name_start(title, 0):
        return None
    if any(not token.glued for token in title[1:colon] if token.kind == "word" and token.text.islower()):
        return None
    if not is_model_phrase(title, colon + 1):
        return None
    head = title[0].lower
    return head if any(token.lower == head for token in tokens) else None
