"""The command line as a person meets it: answers, and a sentence with an exit code where something is wrong."""

import csv
import json
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from tests.acceptance.articles import PREVIEW, write_feed

FEED = "deepseek.xml"


@pytest.fixture
def feed_url(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A feed on loopback, which the settings allow."""
    write_feed(home / FEED, "DeepSeek News", "https://deepseek.com/news", {"Previewing V4": PREVIEW})
    body = (home / FEED).read_bytes()

    class Serve(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == f"/{FEED}" else 404)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Serve)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("GAPWATCH_ALLOW_PRIVATE_HOSTS", "127.0.0.1")
    yield f"http://127.0.0.1:{server.server_port}/{FEED}"
    server.shutdown()
    server.server_close()


def gapwatch(*words: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, list(words), input=stdin)


def test_run_without_a_token_says_how_to_get_one_and_where_to_put_it():
    result = gapwatch("run")
    assert result.exit_code == 2
    for said in ("DISCORD_TOKEN", "discord.com/developers", ".env", "gapwatch demo"):
        assert said in result.stderr


def test_run_on_an_empty_database_says_to_migrate(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DISCORD_TOKEN", "x")
    result = gapwatch("run")
    assert result.exit_code == 1
    assert "gapwatch migrate" in result.stderr


def test_every_bad_setting_is_named_at_once(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GAPWATCH_WORKERS", "none")
    monkeypatch.setenv("GAPWATCH_DISCORD_API", "nowhere")
    result = gapwatch("doctor")
    assert result.exit_code == 1
    assert "GAPWATCH_WORKERS" in result.stderr
    assert "GAPWATCH_DISCORD_API" in result.stderr


def test_settings_are_read_from_a_file(home: Path):
    (home / ".env").write_text("DISCORD_TOKEN=abc\nGAPWATCH_DATABASE_URL=mysql://nothing\n", encoding="utf-8")
    result = gapwatch("run")
    assert result.exit_code == 1
    assert "mysql" in result.stderr


def test_migrate_makes_a_database_and_says_its_version():
    assert "was empty" in gapwatch("migrate").stdout
    assert "is at version" in gapwatch("migrate").stdout


def test_a_demo_on_a_busy_port_says_which_and_what_to_do():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = gapwatch("demo", "--port", str(port))
    assert result.exit_code == 1
    assert str(port) in result.stderr
    assert "port" in result.stderr.lower()


def test_a_demo_of_a_folder_without_feeds_says_so(home: Path):
    (home / "empty").mkdir()
    result = gapwatch("demo", "--feeds", "empty", "--port", "18765")
    assert result.exit_code == 1
    assert "empty" in result.stderr


@pytest.mark.usefixtures("migrated")
def test_feeds_are_added_polled_listed_exported_and_removed(feed_url: str):
    added = gapwatch("feeds", "add", feed_url, "--guild", "5")
    assert "Reading DeepSeek News: 1 announcements stored." in added.stdout, added.stderr
    assert "No feed is due" in gapwatch("poll").stdout
    assert feed_url.rsplit("/", 1)[1] in gapwatch("feeds", "list").stdout.replace("\n", "")
    announcements = [json.loads(line) for line in gapwatch("export", "announcements").stdout.splitlines()]
    assert [row["title"] for row in announcements] == ["Previewing V4"]
    claims = list(csv.DictReader(gapwatch("export", "claims", "--format", "csv").stdout.splitlines()))
    (ratio,) = [row for row in claims if row["metric"] == "inference_compute"]
    assert (ratio["value"], ratio["baseline"], ratio["attribution"]) == ("0.27", "DeepSeek-V3.2", "vendor")
    assert "No longer reading DeepSeek News" in gapwatch("feeds", "remove", "DeepSeek News").stdout
    assert "reads no feeds" in gapwatch("feeds", "list").stdout


@pytest.mark.usefixtures("migrated")
def test_a_feed_that_is_none_is_refused_and_nothing_stored(feed_url: str):
    result = gapwatch("feeds", "add", feed_url.replace(FEED, "missing.xml"), "--guild", "5")
    assert result.exit_code == 1
    assert "404" in result.stderr or "not found" in result.stderr.lower()
    assert gapwatch("export", "announcements").stdout == ""


@pytest.mark.usefixtures("migrated")
def test_which_server_is_asked_where_it_is_not_clear():
    result = gapwatch("feeds", "list")
    assert result.exit_code == 1
    assert "--guild" in result.stderr


def test_doctor_names_everything_that_must_be_mended(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GAPWATCH_DISCORD_API", "http://127.0.0.1:9/api")
    result = gapwatch("doctor")
    assert result.exit_code == 1
    for said in ("DISCORD_TOKEN", "gapwatch migrate", "does not answer", "UTC"):
        assert said in result.stdout, said


def test_read_prints_claims_for_people_and_for_programs():
    text = "GPT-5.5 is available today. It costs $5 per million input tokens."
    people = gapwatch("read", "-", stdin=text)
    assert "GPT-5.5: price in $5.00" in people.stdout
    assert "costs $5 per million input tokens" in people.stdout
    program = json.loads(gapwatch("read", "-", "--json", stdin=text).stdout)
    assert {claim["metric"] for claim in program["claims"]} == {"released", "input_price"}


def test_read_explains_for_people_and_for_programs():
    text = "GPT-5.5 is available today. It costs $5 per million input tokens."
    people = gapwatch("read", "-", "--explain", stdin=text)
    for said in (
        "Marked: subject",
        "named earlier (at character 0)",
        "rule spec.price: An amount",
    ):
        assert said in people.stdout
    program = json.loads(gapwatch("read", "-", "--explain", "--json", stdin=text).stdout)
    (price,) = (claim["explanation"] for claim in program["claims"] if claim["metric"] == "input_price")
    assert {part["part"]: text[part["start"] : part["end"]] for part in price["parts"]} == {
        "subject": "GPT-5.5",
        "number": "$5",
        "metric": "per million input tokens",
    }
    assert price["sentence"] == text[price["sentence_start"] : price["sentence_end"]]
    assert price["rule_meaning"]


def test_read_takes_feeds_pages_and_files_by_their_content(home: Path, feed_url: str):
    assert "Previewing V4" in gapwatch("read", FEED).stdout
    assert "Previewing V4" in gapwatch("read", feed_url).stdout
    (home / "page.html").write_text(f"<!doctype html><html><body><article>{PREVIEW}</article></body></html>")
    assert "0.27×" in gapwatch("read", "page.html").stdout


def test_rows_are_read_in_and_out(home: Path):
    rows = [{"id": "a", "title": "", "text": "GPT-5.5 is available today.", "url": None, "source": "OpenAI"}]
    (home / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    (row,) = map(json.loads, gapwatch("read", "--jsonl", "in.jsonl").stdout.splitlines())
    assert row["id"] == "a"
    assert row["labs"] == ["openai"]
    assert row["claims"][0]["attribution"] == "vendor"
    assert "explanation" not in row["claims"][0]
    (row,) = map(json.loads, gapwatch("read", "--jsonl", "in.jsonl", "--explain").stdout.splitlines())
    assert row["claims"][0]["explanation"]["rule"] == row["claims"][0]["rule"]


@pytest.mark.parametrize(("line", "says"), [("{", "Line 1 is not JSON"), ('{"id": 1}', "Line 1 has no id or no text")])
def test_a_bad_row_is_named(home: Path, line: str, says: str):
    (home / "in.jsonl").write_text(line)
    result = gapwatch("read", "--jsonl", "in.jsonl")
    assert result.exit_code == 1
    assert says in result.stderr


def test_a_file_that_is_not_there_is_a_sentence():
    result = gapwatch("read", "nowhere.txt")
    assert result.exit_code == 1
    assert "nowhere.txt cannot be opened" in result.stderr


@pytest.mark.usefixtures("migrated")
def test_the_operator_mends_models_for_every_server(feed_url: str):
    gapwatch("feeds", "add", feed_url, "--guild", "5")
    assert "DeepSeek-V4-Pro" in gapwatch("registry", "list", "models", "--like", "v4").stdout
    assert "is a model now" in gapwatch("registry", "add", "Whale-1", "--lab", "deepseek").stdout
    assert "counts for DeepSeek-V4-Pro now" in gapwatch("registry", "merge", "Whale-1", "DeepSeek-V4-Pro").stdout
    assert "means the model DeepSeek-V4-Pro by deepseek, also whale1" in gapwatch("registry", "show", "whale 1").stdout
    assert "means DeepSeek-V4-Pro now" in gapwatch("registry", "alias", "DeepSeek-V4-Pro", "the whale").stdout
    taken = gapwatch("registry", "alias", "DeepSeek-V3.2", "the whale")
    assert taken.exit_code == 1
    assert "is the name of a model already" in taken.stderr
    unknown = gapwatch("registry", "merge", "Nothing-9", "DeepSeek-V3.2")
    assert unknown.exit_code == 1
    assert "No model goes by the name" in unknown.stderr


@pytest.mark.usefixtures("migrated")
def test_the_registry_lists_and_shows_labs_and_benchmarks():
    assert "deepseek" in gapwatch("registry", "list", "labs", "--like", "deepseek").stdout
    assert "SWE-bench Verified" in gapwatch("registry", "list", "benchmarks", "--like", "swe-bench").stdout
    assert "the lab Anthropic" in gapwatch("registry", "show", "claude").stdout


ACME = "Smithy today released Anvil 3, a model with 70B parameters."


def labs_in(text: str) -> list[str]:
    return json.loads(gapwatch("read", "-", "--json", stdin=text).stdout)["labs"]


@pytest.mark.usefixtures("migrated")
def test_the_operator_adds_labs_and_families_that_the_reader_then_knows():
    assert labs_in(ACME) == ["smithy"]  # known by what it does, and by no other name
    added = gapwatch("registry", "add", "Acme AI", "--kind", "lab", "--id", "acme", "--alias", "Forge")
    assert "Acme AI is a lab now (acme), known as Acme AI, Forge" in added.stdout, added.stderr
    added = gapwatch("registry", "add", "Anvil", "--kind", "family", "--lab", "acme ai", "--guard", "field")
    assert "Anvil is a family of Acme AI now" in added.stdout, added.stderr
    assert "Smithy means Acme AI now" in gapwatch("registry", "alias", "acme", "Smithy", "--kind", "lab").stdout
    assert "Hammer means Anvil now" in gapwatch("registry", "alias", "anvil", "Hammer", "--kind", "family").stdout
    assert labs_in(ACME) == ["acme"]
    assert labs_in("A language model, Hammer 3, has 70B parameters.") == ["acme"]
    (row,) = [line for line in gapwatch("registry", "list", "labs").stdout.splitlines() if "acme" in line]
    assert "added here" in row
    assert "Anvil, Hammer" in gapwatch("registry", "list", "families", "--like", "anvil").stdout
    shown = gapwatch("registry", "show", "hammer").stdout
    assert "hammer means the family Anvil by acme (added here)." in shown


@pytest.mark.usefixtures("migrated")
def test_labs_and_families_are_merged_where_they_were_added():
    for name in ("Acme AI", "Smithy"):
        gapwatch("registry", "add", name, "--kind", "lab")
    for name in ("Anvil", "Hammer"):
        gapwatch("registry", "add", name, "--kind", "family", "--lab", "smithy")
    merged = gapwatch("registry", "merge", "Smithy", "Acme AI", "--kind", "lab")
    assert "What was said of Smithy counts for Acme AI now" in merged.stdout, merged.stderr
    assert labs_in(ACME) == ["acmeai"]
    assert "Hammer is another name of the family Anvil now" in (
        gapwatch("registry", "merge", "Hammer", "Anvil", "--kind", "family").stdout
    )
    assert "Anvil, Hammer" in gapwatch("registry", "list", "families", "--like", "anvil").stdout
    again = gapwatch("registry", "merge", "Smithy", "Acme AI", "--kind", "lab")
    assert (again.exit_code, "are one lab already" in again.stderr) == (1, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("add ChatGPT --kind lab --id acme", "means the lab OpenAI already"),
        ("add Acme --kind lab --id openai", "the id openai already"),
        ("add Claude --kind family --lab openai", "is the family Claude of Anthropic already"),
        ("add Anvil --kind family --lab nobody", "holds no lab that goes by “nobody”"),
        ("add Anvil --kind family", "--lab"),
        ("alias nobody Acme --kind lab", "holds no lab that goes by “nobody”"),
        ("alias nothing Acme --kind family", "holds no family that goes by “nothing”"),
        ("merge anthropic openai --kind lab", "ships with Gapwatch"),
        ("merge nobody openai --kind lab", "No lab goes by the name “nobody”"),
        ("merge GPT Claude --kind family", "ships with Gapwatch"),
    ],
)
@pytest.mark.usefixtures("migrated")
def test_a_name_that_cannot_be_is_refused_with_the_reason(words: str, said: str):
    result = gapwatch("registry", *words.split())
    assert result.exit_code != 0
    assert said in result.stderr


@pytest.mark.usefixtures("migrated")
def test_a_refused_name_leaves_nothing_behind():
    assert gapwatch("registry", "add", "Acme", "--kind", "lab", "--alias", "ChatGPT").exit_code == 1
    assert "added here" not in gapwatch("registry", "list", "labs").stdout


def test_the_registry_that_ships_is_listed_without_a_database():
    assert "anthropic" in gapwatch("registry", "list", "labs").stdout
    assert "Claude" in gapwatch("registry", "list", "families", "--like", "claude").stdout


@pytest.mark.usefixtures("migrated")
def test_feeds_are_looked_after_from_the_command_line(feed_url: str):
    gapwatch("feeds", "add", feed_url, "--guild", "5", "--title", "Ours", "--filter", "kind:ratio")
    (listed,) = json.loads(gapwatch("feeds", "list", "--json").stdout)
    assert (listed["title"], listed["health"], listed["filter"]) == ("Ours", "well", "kind:ratio")
    shown = gapwatch("feeds", "show", "ours").stdout
    for said in ("Ours: well", "the voice of DeepSeek", "because", "kind:ratio", "full text   off"):
        assert said in shown, said
    assert json.loads(gapwatch("feeds", "show", "ours", "--json").stdout)["entries_a_week"] == 0.25
    assert "All feeds are well" in gapwatch("feeds", "health").stdout
    tried = json.loads(gapwatch("feeds", "filter", "ours", "funding", "--json").stdout)
    assert (tried["tried"], tried["shown"]) == (1, 0)
    assert tried["hidden_as"] == [{"title": "Previewing V4", "why": "has none of the wanted words"}]
    assert "Saved: it hides 1 stored" in gapwatch("feeds", "filter", "ours", "funding", "--save").stdout
    assert "Filter: funding" in gapwatch("feeds", "filter", "ours").stdout
    assert "is paused" in gapwatch("feeds", "pause", "ours").stdout
    assert "paused here" in gapwatch("feeds", "list").stdout.replace("\n", " ")
    assert "is read again" in gapwatch("feeds", "resume", "ours").stdout
    assert "articles are fetched" in gapwatch("feeds", "fulltext", "ours", "--on").stdout
    bad = gapwatch("feeds", "filter", "ours", "lab:nobody")
    assert bad.exit_code == 1
    assert "No lab is called" in bad.stderr
    assert gapwatch("feeds", "show", "theirs").exit_code == 1
