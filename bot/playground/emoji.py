"""Which strings are Unicode emoji, near enough to refuse words and custom emoji that no guild here has."""

import unicodedata

_LONGEST = 32
_KEYCAP = "\u20e3"
_JOINERS = {"\u200d", "\ufe0f", _KEYCAP}


def is_emoji(text: str) -> bool:
    """Whether Discord would take this as an emoji of Unicode's."""
    if not text or len(text) > _LONGEST:
        return False
    if text.endswith(_KEYCAP):
        return text[0] in "0123456789#*"
    return all(_is_picture(character) for character in text)


def _is_picture(character: str) -> bool:
    return (
        character in _JOINERS
        or unicodedata.category(character) in {"So", "Sk"}
        or character in "‼⁉ℹ↔↕↖↗↘↙⤴⤵〰◽◾"
        or "\U000e0020" <= character <= "\U000e007f"
    )
