"""Answers: what is exported, how sources are numbered."""

import csv
import io
import json
from dataclasses import replace

from bot.domain.claims import Kind, Ratio
from bot.ledger.standing import ledger_of
from cogs.views.answers import Footnotes, page_of
from cogs.views.sheets import claims_sheet, csv_of, json_of
from cogs.views.why import render_why
from tests.claims import V3, claim, source, sourced


def test_the_csv_holds_every_voice_with_its_quote_and_link():
    told = claim(Kind.RATIO, Ratio.COST, 0.5, baseline=V3, quote="half the price")
    figures = ledger_of([sourced(told), sourced(told, source("Wire"))])
    rows = list(csv.DictReader(io.StringIO(csv_of(claims_sheet(figures)).decode("utf-8-sig"))))
    assert [(row["publisher"], row["value"], row["quote"]) for row in rows] == [
        ("DeepSeek", "0.5", "half the price"),
        ("Wire", "0.5", "half the price"),
    ]
    assert all(row["link"].startswith("https://") for row in rows)


def test_the_json_says_the_same_with_numbers_as_numbers():
    told = claim(Kind.RATIO, Ratio.COST, 0.5, baseline=V3, quote="half the price")
    (row,) = json.loads(json_of(claims_sheet(ledger_of([sourced(told)]))))
    assert (row["value"], row["hedged"], row["standing"], row["scope"]) == (0.5, False, "vendors_word", None)


def test_a_cell_that_a_spreadsheet_would_run_is_defused():
    hostile = claim(Kind.RATIO, Ratio.COST, 0.5, quote='=HYPERLINK("https://evil.example")')
    assert b"\"'=HYPERLINK" in csv_of(claims_sheet(ledger_of([sourced(hostile)])))


def test_sources_are_numbered_by_their_first_mention():
    notes, one, other = Footnotes(), source(), source()
    assert [notes.mark(s) for s in (one, other, one)] == ["[1]", "[2]", "[1]"]
    assert notes.sources == [one, other]


def test_a_page_past_the_end_is_the_last():
    assert page_of(list(range(7)), 9, size=3) == ([6], 3)
    assert page_of([], 0, size=3) == ([], 1)


def test_why_says_what_the_rule_means_that_read_it():
    told = claim(Kind.RATIO, Ratio.COST, 0.5, baseline=V3, quote="half the price")
    known, unknown = replace(told, rule="ratio.fraction"), replace(told, rule="ratio.of_old")
    assert "Read as: an amount (a fraction) that its sentence" in "\n".join(render_why(sourced(known), ()).texts)
    assert "Read as" not in "\n".join(render_why(sourced(unknown), ()).texts)
