"""Rows of JSON Lines."""

from bot.reading.reader import read_document
from bot.reading.rows import document_of, row_of

ROW = {
    "id": "a1",
    "title": "GPT-7",
    "text": "OpenAI says GPT-7 is up to 2x faster than GPT-6.",
    "url": "https://news.example/1",
    "source": "News",
}


def test_a_row_becomes_a_document_and_a_missing_field_is_empty() -> None:
    document = document_of(ROW)
    assert (document.publisher, document.url) == ("News", "https://news.example/1")
    assert document_of({"id": 1}).text == ""


def test_a_reading_becomes_a_row_in_the_words_of_the_vocabulary() -> None:
    row = row_of(ROW["id"], read_document(document_of(ROW)))
    assert (row["id"], row["labs"], row["models"]) == ("a1", ["openai"], ["GPT-7", "GPT-6"])
    (claim,) = row["claims"]
    assert (claim["kind"], claim["subject"], claim["metric"], claim["value"]) == ("ratio", "GPT-7", "speed", 2.0)
    assert (claim["baseline"], claim["bound"], claim["attribution"]) == ("GPT-6", "up_to", "vendor")
    assert (claim["quote"], claim["quote_start"], claim["quote_end"]) == (ROW["text"], 0, len(ROW["text"]))
    assert not {"scope", "margin", "setting"} & set(claim)
