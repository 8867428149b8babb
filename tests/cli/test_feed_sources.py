"""``gapwatch feeds discover, test, starter, import, export``, as a person meets them."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from bot.feeds.opml import read_opml
from tests.acceptance.articles import PREVIEW, write_feed

FRONT = '<html><head><link rel="alternate" type="application/rss+xml" href="/feed.xml"></head></html>'
LIST = '<opml version="2.0"><body><outline text="AI"><outline text="Rivals" xmlUrl="{url}"/></outline></body></opml>'


pytestmark = pytest.mark.usefixtures("migrated")


@pytest.fixture
def site(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A site on loopback, which the settings allow, whose front page links to its feed."""
    monkeypatch.setenv("GAPWATCH_ALLOW_PRIVATE_HOSTS", "127.0.0.1")
    write_feed(home / "feed.xml", "DeepSeek [News]", "https://deepseek.com/news", {"Previewing V4": PREVIEW})
    pages = {"/": FRONT.encode(), "/feed.xml": (home / "feed.xml").read_bytes()}

    class Serve(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path in pages else 404)
            self.end_headers()
            self.wfile.write(pages.get(self.path, b""))

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Serve)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def gapwatch(*words: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, list(words), input=stdin)


def test_a_sites_feeds_are_found_and_tried_and_nothing_is_stored(site: str):
    found = gapwatch("feeds", "discover", site)
    assert found.stdout.splitlines() == [
        f"{site}/feed.xml",
        "    DeepSeek [News]: 1 entries, newest 2026-11-20 (linked on the page)",
    ], found.stderr
    tried = gapwatch("feeds", "test", site, "--filter", "kind:ratio")
    assert "1 entries, 1 announcements would be stored" in tried.stdout, tried.stderr
    assert "the filter shows 1 of the newest 1" in tried.stdout
    assert "27%" in tried.stdout or "0.27" in tried.stdout
    assert "reads no feeds" in gapwatch("feeds", "list", "--guild", "5").stdout


def test_a_site_without_a_feed_and_a_bad_filter_are_said_to_be_so(site: str):
    nothing = gapwatch("feeds", "discover", f"{site}/nothing/there")
    assert nothing.exit_code == 0, "its front page has a feed"
    bad = gapwatch("feeds", "test", site, "--filter", "match:(")
    assert bad.exit_code == 1
    assert "cannot be used" in bad.stderr
    private = gapwatch("feeds", "discover", "http://10.0.0.1/")
    assert private.exit_code == 1
    assert "private" in private.stderr


def test_the_packs_are_shown_and_what_is_in_none_is_refused():
    packs = gapwatch("feeds", "starter")
    assert [line.split()[0] for line in packs.stdout.splitlines()] == ["labs", "press", "research", "newsletters"]
    labs = gapwatch("feeds", "starter", "labs")
    assert "openai-news" in labs.stdout
    assert "stale since 2023-05" in labs.stdout
    assert gapwatch("feeds", "starter", "sports").exit_code == 1
    unknown = gapwatch("feeds", "starter", "--add", "no-such-feed", "--guild", "5")
    assert unknown.exit_code == 1
    assert "no-such-feed" in unknown.stderr
    assert gapwatch("feeds", "starter", "--all").exit_code == 2


def test_a_list_is_imported_polled_and_exported_again(site: str, home: Path):
    (home / "mine.opml").write_text(LIST.format(url=f"{site}/feed.xml"), encoding="utf-8")
    imported = gapwatch("feeds", "import", "mine.opml", "--guild", "5")
    assert "1 feeds added, 0 were read already." in imported.stdout, imported.stderr
    assert gapwatch("poll").exit_code == 0
    assert "Previewing V4" in gapwatch("export", "announcements").stdout
    exported = gapwatch("feeds", "export", "--guild", "5")
    (outline,) = read_opml(exported.stdout.encode())
    assert (outline.url, outline.title, outline.folder) == (f"{site}/feed.xml", "Rivals", "AI")
    assert "1 feeds written to out.opml" in gapwatch("feeds", "export", "out.opml", "--guild", "5").stdout
    again = gapwatch("feeds", "import", "-", "--guild", "5", stdin=(home / "out.opml").read_bytes())
    assert "0 feeds added, 1 were read already." in again.stdout


def test_files_that_cannot_be_used_are_said_to_be_so(home: Path):
    assert "cannot be opened" in gapwatch("feeds", "import", "nowhere.opml").stderr
    (home / "page.html").write_text("<html></html>", encoding="utf-8")
    page = gapwatch("feeds", "import", "page.html", "--guild", "5")
    assert page.exit_code == 1
    assert "not OPML" in page.stderr
    assert gapwatch("feeds", "export", "no/such/folder.opml", "--guild", "5").exit_code == 1
