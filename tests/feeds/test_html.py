"""HTML as publishers write it, and as attackers do, made into text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.feeds.html import MAX_TEXT, html_text, one_line, page_text, plain_text
from bot.feeds.tables import Cell, markdown_table


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<p>One\n  line &amp; more&nbsp;here</p>", "One line & more here"),
        ("One<br>Two", "One\nTwo"),
        ("<h1>Title</h1><h3>Part</h3>text", "# Title\n\n### Part\n\ntext"),
        ("<ul><li>a<li><p>b</p></ul>", "- a\n- b"),
        ("<ol start=3><li>a<li>b</ol>", "3. a\n4. b"),
        ("<ul><li>a<ul><li>b</ul><li>c</ul>", "- a\n  - b\n- c"),
        ("<pre>def f():\n    return 1\n</pre>", "def f():\n    return 1"),
        ("<p>a <code>b()</code> c</p>", "a b() c"),
        ("a<script>evil()</script><style>p{}</style><nav>menu</nav>b", "ab"),
        ("<p hidden>x</p><span aria-hidden=true>y</span>z", "z"),
        ("GPT\u200b-5\u00ad \u202eend\x07", "GPT-5 end"),
        ("10<sup>26</sup> FLOP", "10^26 FLOP"),
        ("scores 85%<sup>1</sup> and 90<sup>[2]</sup>", "scores 85% and 90"),
        ("the 5<sup>th</sup>", "the 5th"),
        ("<body><p>x</p></body></html>", "x"),
        ("", ""),
    ],
)
def test_structure_becomes_plain_text(html: str, text: str) -> None:
    assert html_text(html) == text


def test_a_table_becomes_markdown_with_cells_in_their_columns() -> None:
    html = """<table><thead><tr><th>Model</th><th colspan=2>MMLU</th><th>Price</th></tr></thead>
    <tr><td rowspan=2>V4</td><td>a|b</td><td>2</td><td>$3</td></tr><tr><td>3</td><td>4</td><td>$5</td></tr></table>"""
    assert html_text(html).splitlines() == [
        "| Model | MMLU |  | Price |",
        "| --- | --- | --- | --- |",
        "| V4 | a\\|b | 2 | $3 |",
        "| V4 | 3 | 4 | $5 |",
    ]


def test_a_table_that_only_places_text_is_read_as_paragraphs() -> None:
    assert html_text("<table><tr><td><p>One</p><p>Two</p></td></tr></table>") == "One\n\nTwo"
    nested = "<table><tr><td>Side</td><td><table><tr><td>a<td>b<tr><td>1<td>2</table></td></tr></table>"
    assert html_text(nested) == "Side\n\n| a | b |\n| --- | --- |\n| 1 | 2 |"


def test_a_cell_that_claims_to_be_huge_stays_small() -> None:
    table = markdown_table([[Cell(text="a", columns=9999, rows=9999), Cell(text="b")], [Cell(text="c")]])
    assert table is None or len(table) < 1_000
    assert len(html_text("<table><tr><td colspan=9999 rowspan=9999>x" + "<tr><td>y" * 20_000)) <= MAX_TEXT


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 300_000,
        "<span>" * 250 + "</i>" * 300_000,
        "".join(f"<p><b id={n}>" for n in range(50_000)),
        "<div></x>" * 150_000,
        "<p " + " ".join(f"a{n}=1" for n in range(200_000)) + ">",
        "<p " + " ".join(f'a{n}=">"' for n in range(150_000)) + ">",
        "<" * 1_000_000,
        "<a " * 300_000,
        '<p a="' * 200_000,
        "&#" * 500_000,
    ],
    ids=[
        "deep",
        "wide ends",
        "formatting",
        "masked depth",
        "attributes",
        "quoted",
        "less than",
        "open",
        "quotes",
        "refs",
    ],
)
def test_hostile_nesting_takes_no_more_than_moments(html: str) -> None:
    start = time.process_time()
    html_text(html)
    assert time.process_time() - start < 15  # a parser left to itself takes minutes, or all memory


def test_the_text_is_bounded() -> None:
    assert len(html_text("<p>" + "word " * 200_000)) <= MAX_TEXT


@given(st.text(alphabet=st.sampled_from("<>/=\"'&;#!- abdiltrpuxy1\n\x00\ud800\u200b"), max_size=300))
def test_no_html_raises_and_none_leaves_unseen_characters(html: str) -> None:
    for text in (html_text(html), plain_text(html), one_line(html)):
        assert not set(text) & set("\x00\ud800\u200b")


def test_plain_text_keeps_paragraphs_and_joins_wrapped_lines() -> None:
    assert plain_text("A line that\nwas wrapped.\n\n\n\nNext:\n- item\r\n- item") == (
        "A line that was wrapped.\n\nNext:\n- item\n- item"
    )


def test_a_page_gives_its_title_and_main_text_with_tables() -> None:
    paragraph = "<p>We release Model V4 with 1.6T parameters, of which 49B are active for each token it reads.</p>"
    html = f"""<html><head><title>Site | V4</title><meta property="og:title" content="Model V4"></head><body>
    <nav><a href="/">Home</a></nav><article><h1>Model V4</h1>{paragraph * 3}
    <table><tr><th>Test</th><th>V4</th></tr><tr><td>MMLU</td><td>90.1</td></tr></table>{paragraph}</article>
    <footer>All rights reserved</footer></body></html>"""
    title, text = page_text(html, "https://lab.example/v4")
    assert title == "Model V4"
    assert "| MMLU | 90.1 |" in text
    assert "1.6T parameters" in text
    assert "Home" not in text
    assert "All rights" not in text


def test_a_page_without_a_main_part_gives_all_its_text() -> None:
    assert page_text("<title>T</title><p>short", "https://lab.example/") == ("T", "short")
    assert page_text("", "https://lab.example/") == ("", "")
