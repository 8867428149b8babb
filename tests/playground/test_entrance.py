"""Who is let in to the page: whoever has the token of the printed address, from the page itself and nowhere else."""

import socket
import stat
from pathlib import Path

import aiohttp
import pytest
from yarl import URL

from bot.playground.entrance import page_session
from bot.playground.person import Person, Refusal
from bot.playground.server import Playground
from tests.playground.rest_client import ADA, NEWS, NORTHWIND

NO_TOKEN = "Open the address that was printed"
EVENTS = f"/playground/events?as={ADA}"


@pytest.fixture
async def page(playground: Playground):
    """What the page asks: with the token."""
    async with page_session(playground.page_address) as session:
        yield session


@pytest.fixture
async def stranger(playground: Playground):
    """A program of this machine that knows the port and no more. Cookies are kept as a browser would."""
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(playground.address, cookie_jar=jar) as session:
        yield session


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "state"),
        ("GET", f"channels/{NEWS}/messages?as={ADA}"),
        ("GET", f"channels/{NEWS}/pins?as={ADA}"),
        ("POST", "messages"),
        ("DELETE", "messages"),
        ("POST", "interactions"),
        ("POST", "attachments"),
        ("POST", "clock"),
        ("POST", "start-over"),
        ("GET", "traffic"),
        ("POST", "faults"),
        ("GET", f"events?as={ADA}"),
        ("GET", "whatever/may/come"),
    ],
)
async def test_without_the_token_nothing_is_told_or_done_and_it_is_said_how(
    playground: Playground, stranger: aiohttp.ClientSession, method: str, path: str
) -> None:
    before = playground.state()
    wrong = {"Authorization": "Bearer " + "x" * 32, "Cookie": f"playground-{playground.port}=x"}
    for headers in ({}, wrong, {"Authorization": f"Bot {playground.token}"}):
        async with stranger.request(method, f"/playground/{path}", headers=headers) as response:
            assert response.status == 401
            assert NO_TOKEN in (await response.json())["message"]
    assert playground.state() == before


async def test_a_socket_needs_the_token_too(
    playground: Playground, stranger: aiohttp.ClientSession, page: aiohttp.ClientSession
) -> None:
    with pytest.raises(aiohttp.WSServerHandshakeError, match="401"):
        await stranger.ws_connect(EVENTS)
    async with page.ws_connect(EVENTS) as events:
        playground.set_clock({"forward_seconds": 60})
        assert (await events.receive_json(timeout=5))["type"] == "clock"


async def test_the_printed_address_leads_to_the_page_and_leaves_the_token_in_a_cookie(
    playground: Playground, stranger: aiohttp.ClientSession
) -> None:
    assert playground.page_address.startswith(playground.address + "/")
    token = playground.page_address.rpartition("/")[2]
    async with stranger.get(playground.page_address, allow_redirects=False) as response:
        assert (response.status, response.headers["Location"]) == (303, "/")
        cookie = response.headers["Set-Cookie"]
    assert cookie.startswith(f"playground-{URL(playground.address).port}={token};")
    for part in ("HttpOnly", "SameSite=Strict", "Path=/playground"):
        assert part in cookie.split("; ")
    async with stranger.get("/playground/state") as response:
        assert response.status == 200
    async with stranger.ws_connect(EVENTS):
        assert token not in str(playground.state())


async def test_an_address_with_another_token_leads_to_a_page_that_is_told_nothing(
    playground: Playground, stranger: aiohttp.ClientSession
) -> None:
    async with stranger.get("/enter/guessed") as response:
        assert (response.status, response.url.path) == (200, "/")
        assert not response.history[0].cookies
    async with stranger.get("/playground/state") as response:
        assert response.status == 401


async def test_each_playground_of_a_machine_has_a_token_and_a_cookie_of_its_own(
    playground: Playground, stranger: aiohttp.ClientSession
) -> None:
    async with Playground() as other:
        for each in (playground, other):
            async with stranger.get(each.page_address):
                pass
        for each in (playground, other):
            async with stranger.get(f"{each.address}/playground/state") as response:
                assert response.status == 200
        swapped = playground.address + URL(other.page_address).path
        with pytest.raises(Refusal, match=NO_TOKEN):
            async with Person(swapped, "ada"):
                pass


async def test_open_windows_go_on_after_a_restart_and_nobody_else_reads_the_file(tmp_path: Path) -> None:
    kept = tmp_path / "kept.db"
    async with Playground(keep_in=kept) as first:
        token = first.page_address.rpartition("/")[2]
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    stale = tmp_path / "kept.db-wal"  # as a playground that was killed leaves it
    stale.touch()
    for each in (kept, stale):
        each.chmod(0o644)
    async with Playground(keep_in=kept) as second:
        assert second.page_address == f"{second.address}/enter/{token}"
        assert {stat.S_IMODE(each.stat().st_mode) for each in tmp_path.iterdir()} == {0o600}
        second.forget()
    async with Playground(keep_in=kept) as third:
        assert third.page_address.endswith(token)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": "http://{host}"}, 200),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://127.0.0.1:1"}, 403),
        ({"Host": "evil.example"}, 403),
        ({"Host": "localhost"}, 200),
        ({"Host": "127.0.0.1.evil.example"}, 403),
        ({"Host": "127.0.0.1@evil.example"}, 403),
        ({"Host": "0.0.0.0"}, 403),
        ({"Host": ""}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "none"}, 200),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
    ],
)
async def test_only_the_page_itself_may_ask(
    playground: Playground, page: aiohttp.ClientSession, headers: dict[str, str], status: int
) -> None:
    host = playground.address.removeprefix("http://")
    sent = {key: value.format(host=host) for key, value in headers.items()}
    async with page.get("/playground/state", headers=sent) as response:
        assert response.status == status


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/playground/messages"),
        ("POST", "/playground/faults"),
        ("POST", "/playground/start-over"),
        ("POST", "/playground/clock"),
        ("GET", "/playground/traffic"),
        ("GET", "/api/v10/gateway"),
        ("GET", "/cdn/attachments/0/0/x"),
        ("GET", "/enter/x"),
        ("GET", "/"),
    ],
)
async def test_nothing_is_driven_or_read_from_elsewhere(page: aiohttp.ClientSession, method: str, path: str) -> None:
    for headers in ({"Origin": "http://evil.example"}, {"Host": "evil.example:80"}):
        async with page.request(method, path, headers=headers, json={} if method == "POST" else None) as response:
            assert response.status == 403
            assert not [name for name in response.headers if name.startswith("Access-Control")]


async def test_a_preflight_from_elsewhere_is_not_answered(page: aiohttp.ClientSession) -> None:
    asked = {"Origin": "http://evil.example", "Access-Control-Request-Method": "DELETE"}
    async with page.options("/playground/messages", headers=asked) as response:
        assert response.status == 403
        assert not [name for name in response.headers if name.startswith("Access-Control")]


async def test_a_link_from_elsewhere_may_lead_to_the_page(playground: Playground, page: aiohttp.ClientSession) -> None:
    for path in ("/", URL(playground.page_address).path):
        async with page.get(path, headers={"Sec-Fetch-Site": "cross-site"}) as response:
            assert response.status == 200
    async with page.get("/web/main.js", headers={"Sec-Fetch-Site": "cross-site"}) as response:
        assert response.status == 403


@pytest.mark.parametrize("path", [EVENTS, f"{EVENTS}&traffic=1", "/gateway"])
@pytest.mark.parametrize(
    "headers",
    [{"Origin": "http://evil.example"}, {"Origin": "null"}, {"Host": "evil.example"}, {"Sec-Fetch-Site": "cross-site"}],
)
async def test_a_websocket_from_elsewhere_is_refused(
    page: aiohttp.ClientSession, path: str, headers: dict[str, str]
) -> None:
    with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
        await page.ws_connect(path, headers=headers)


@pytest.mark.parametrize("header", [{}, {"Authorization": "Bot wrong"}, {"Authorization": "wrong"}])
async def test_the_api_answers_nobody_without_the_bots_token(
    playground: Playground, stranger: aiohttp.ClientSession, header: dict[str, str]
) -> None:
    for path in ("users/@me", "guilds/" + NORTHWIND, f"channels/{NEWS}/messages"):
        async with stranger.get(f"/api/v10/{path}", headers=header) as response:
            assert response.status == 401
            assert playground.token not in await response.text()


async def test_tokens_are_made_at_random_and_the_page_is_told_none(
    playground: Playground, page: aiohttp.ClientSession
) -> None:
    other = Playground()
    assert other.token != playground.token
    assert other.page_address.rpartition("/")[2] != playground.page_address.rpartition("/")[2]
    assert min(len(token) for token in (other.token.rpartition(".")[2], other.page_address.rpartition("/")[2])) >= 32
    async with page.get("/playground/state") as response:
        assert "token" not in await response.text()


@pytest.mark.parametrize("path", ["/", "/web/main.js", "/playground/state"])
async def test_nothing_from_outside_may_load_in_the_page_and_nothing_frame_it(
    page: aiohttp.ClientSession, path: str
) -> None:
    async with page.get(path) as response:
        policy = dict(rule.split(" ", 1) for rule in response.headers["Content-Security-Policy"].split("; "))
        assert policy == {
            "default-src": "'self'",
            "object-src": "'none'",
            "form-action": "'none'",
            "base-uri": "'none'",
            "frame-ancestors": "'none'",
        }
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert "Access-Control-Allow-Origin" not in response.headers


async def test_it_listens_on_the_loopback_only(playground: Playground) -> None:
    port = int(playground.address.rsplit(":", 1)[1])
    assert playground.address == f"http://127.0.0.1:{port}"
    with socket.socket() as elsewhere:  # another address of this machine is free for others, so nothing listens on all
        elsewhere.bind(("127.0.0.2", port))


async def test_the_static_files_do_not_lead_out_of_their_folder(stranger: aiohttp.ClientSession) -> None:
    async with stranger.get("/web/..%2fserver.py") as response:
        assert response.status in (403, 404)
    async with stranger.get("/web/..%2fplayground/state") as response:
        assert response.status in (403, 404)
