"""The page's own files: nothing from outside, no HTML out of strings, nothing inline that its policy would refuse."""

import re

import pytest

from tests.playground_web.fake_playground import WEB

FORBIDDEN = {
    "a string parsed as HTML": r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|setHTML",
    "a string run as code": r"\beval\(|new Function",
    "something loaded from outside": r"""(?:src|href|from|import|url\()\s*=?\s*["'(]*(?:https?:)?//""",
    "something inline": r"<script(?![^>]* src=)|<style|\sstyle=\"|\son[a-z]+=\"",
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_of_the_page_holds(what: str) -> None:
    files = sorted(path for path in WEB.rglob("*") if path.is_file())
    holding = [path.name for path in files if re.search(FORBIDDEN[what], path.read_text())]
    assert files
    assert holding == []
