"""Mend what is wrong with XML before it is parsed, and take out what is dangerous. Pure."""

import re

_ROOT = re.compile(r"<(?:[\w-]{1,30}:)?(?:rss|feed|rdf|channel)(?=[\s>/])", re.IGNORECASE)
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));")
_REPLACEMENT = "\ufffd"


def from_root(text: str) -> str | None:
    """The document from its root element on; None where it has no root that a feed can have.

    Without what stands before (warnings of a script, style sheets, a DOCTYPE) no entity can be declared, so none can
    be made to grow: an XML parser takes declarations only there.
    """
    root = _ROOT.search(text)
    return text[root.start() :] if root else None


def repaired(xml: str) -> str:
    """The document without the characters, written out or referred to, that XML forbids."""
    return _REFERENCE.sub(_checked_reference, _FORBIDDEN.sub("", xml))


def _checked_reference(found: re.Match[str]) -> str:
    hexadecimal, decimal = found.groups()
    digits = (hexadecimal or decimal).lstrip("0")
    if not digits or len(digits) > 7:
        return _REPLACEMENT
    number = int(digits, 16 if hexadecimal else 10)
    allowed = number in {9, 10, 13} or 0x20 <= number <= 0xD7FF or 0xE000 <= number <= 0xFFFD
    return found.group() if allowed or 0x10000 <= number <= 0x10FFFF else _REPLACEMENT
