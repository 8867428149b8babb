"""Decode a document: which encoding its bytes are in, whatever they are called. Pure."""

import re

from charset_normalizer import from_bytes
from w3lib.encoding import http_content_type_encoding, read_bom, resolve_encoding, to_unicode

_XML_ENCODING = re.compile(rb"""\s*<\?xml[^>]{0,200}?\bencoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_WIDE = (
    (b"\x00\x00\x00<", "utf-32-be"),
    (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00<\x00", "utf-16-be"),
    (b"<\x00", "utf-16-le"),
)

# What documents are found in that are called UTF-8, or nothing, and are not.
_UNNAMED = ["gb18030", "cp932", "euc_jp", "cp949", "big5", "cp1251", "koi8_r", "cp1252"]
_SAMPLE = 200_000

# Python knows codecs that are no encodings of documents, some of them slow beyond use on hostile input.
_ENCODINGS = re.compile(r"utf-(8|16|32)|iso8859-|cp\d|koi8|gb18030|big5|euc_|shift_jis|iso2022_|mac-|hz|johab|ptcp|kz")

_SEVEN_BIT = ("iso2022_", "hz")  # all of their bytes are ASCII, so being valid UTF-8 says nothing


def decode(body: bytes, content_type: str | None) -> str:
    """The text: by byte order mark, the HTTP header, the XML prolog, and what the bytes make. Never fails.

    Bytes that are valid UTF-8 beyond ASCII are taken for it even where a one-byte encoding is named: servers name
    one by default, and text in another encoding is next to never valid UTF-8 by chance.
    """
    bom_encoding, bom = read_bom(body)
    if bom_encoding is not None and bom is not None:
        return to_unicode(body[len(bom) :], bom_encoding)
    named = [
        http_content_type_encoding(content_type),
        _xml_encoding(body),
        *(n for m, n in _WIDE if body.startswith(m)),
    ]
    candidates = [name for name in named if name and _ENCODINGS.match(name)]
    if not (_is_wide(body) or any(name.startswith(_SEVEN_BIT) for name in candidates)):
        candidates.insert(0, "utf-8")
    for encoding in candidates:
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    return to_unicode(body, "utf-8" if _mostly_utf8(body) else _guessed(body))


def _is_wide(body: bytes) -> bool:
    """UTF-16 and UTF-32 text is valid UTF-8 too, full of zeros."""
    return b"\x00" in body[:8]


def _xml_encoding(body: bytes) -> str | None:
    found = _XML_ENCODING.match(body[:400])
    return resolve_encoding(found.group(1).decode("ascii")) if found else None


def _guessed(body: bytes) -> str:
    """By which encoding the bytes make words, from where they are not ASCII on; Western European where none does."""
    start = re.search(rb"[\x80-\xff]", body)
    sample = body[max(start.start() - 100, 0) :][:_SAMPLE] if start else b""
    whole = sample.rpartition(b"<")[0] or sample  # a sample that ends within a character is no text in any encoding
    best = from_bytes(whole, cp_isolation=_UNNAMED).best()
    return best.encoding if best is not None else "cp1252"


def _mostly_utf8(body: bytes) -> bool:
    """A document cut within a character, or with one bad byte, is UTF-8 still."""
    beyond_ascii = sum(byte >= 0x80 for byte in body[:100_000])
    return body[:100_000].decode("utf-8", "replace").count("\ufffd") * 10 < beyond_ascii
