"""Tell HTML that an HTML parser would choke on, before it is parsed. Pure.

HTML5 tells every parser to keep a stack of open elements and to open formatting elements anew in every block, and ours
compares each attribute of a tag with those before it. Nested deep enough, or with enough attributes, a page of a few
hundred kilobytes takes minutes or gigabytes. Nothing that is meant to be read comes near these limits.
"""

import re
from collections import Counter

MAX_DEPTH = 256
MAX_FORMATTING = 24
MAX_ATTRIBUTES = 2_000

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,30})")
_WHOLE_TAG = re.compile(r"""<[a-zA-Z](?:[^>=]++|=\s*+"[^"]*+"|=\s*+'[^']*+'|=)*+""")
_BETWEEN_ATTRIBUTES = re.compile(r"""[\s/"']+""")
# fmt: off
_CLOSES_ITSELF = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    "p", "li", "dt", "dd", "option", "optgroup", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup",
})
# fmt: on
# fmt: off
_FORMATTING = frozenset({
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
})
# fmt: on


def is_too_tangled(html: str) -> bool:
    """Whether more elements are open at one place, or more attributes in one tag, than a parser can be trusted with."""
    return _has_huge_tag(html) or (html.count("<") > MAX_FORMATTING and _nests_too_deep(html))


def _has_huge_tag(html: str) -> bool:
    return len(html) > MAX_ATTRIBUTES and any(
        len(tag) > MAX_ATTRIBUTES and len(_BETWEEN_ATTRIBUTES.findall(tag)) > MAX_ATTRIBUTES
        for tag in _WHOLE_TAG.findall(html)
    )


def _nests_too_deep(html: str) -> bool:
    """Open elements are counted name by name: an end tag of another name closes nothing, and must not hide depth."""
    open_by_name: Counter[str] = Counter()
    depth = formatting = 0
    for slash, name in _TAG.findall(html):
        name = name.lower()
        if name in _CLOSES_ITSELF:
            continue
        if slash:
            if not open_by_name[name]:
                continue
            open_by_name[name] -= 1
            step = -1
        else:
            open_by_name[name] += 1
            step = 1
        depth += step
        formatting += step if name in _FORMATTING else 0
        if depth > MAX_DEPTH or formatting > MAX_FORMATTING:
            return True
    return False
