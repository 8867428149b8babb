"""Make a text plain to match against, character for character: every offset stays what it was."""

import re

from bot.reading.bars import with_bars

_SPACES = (
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
    "\u2007\u2008\u2009\u200a\u200b\u200c\u200d\u202f\u205f\u2060\u3000\ufeff\t\r\f\v"
)
_TABLE = {
    **dict.fromkeys(map(ord, _SPACES), " "),
    **dict.fromkeys(map(ord, "\u2010\u2011\u2212\ufe63"), "-"),
    **dict.fromkeys(map(ord, "\u2012\u223c\u301c\uff5e\u02dc"), "\u2013"),
    **dict.fromkeys(map(ord, "\u201c\u201d\u201e\u00ab\u00bb\u300c\u300d"), '"'),
    **dict.fromkeys(map(ord, "\u2018\u2019\u02bc\u2032"), "'"),
    **dict.fromkeys(map(ord, "\u00d7\u2715\u2716"), "x"),
    **dict.fromkeys(map(ord, "\u2248\u2243"), "~"),
    **dict.fromkeys(map(ord, "\u2028\u2029\x85\x0b\x0c"), "\n"),
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5E)},
}
_ODD = re.compile("[" + re.escape("".join(map(chr, _TABLE))) + "]")
# Marks of emphasis and code, and the address of a markdown link, say nothing about the words they stand by.
_MARKUP = re.compile(r"\*\*|__|`+|\]\([^()\s]{0,2000}\)|\[(?=[^\[\]\n]{1,300}\]\()")
_MARKS = ("**", "__", "`", "](")  # without one of these there is none


def normalise(text: str) -> str:
    """The text with one plain character for each of its own: spaces, dashes, quotes, full-width forms, markup."""
    plain = _ODD.sub(_plain, with_bars(text))
    return _MARKUP.sub(_blank, plain) if any(mark in plain for mark in _MARKS) else plain


def _plain(match: re.Match[str]) -> str:
    return _TABLE[ord(match.group())]


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())
