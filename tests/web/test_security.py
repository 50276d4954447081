"""Who is let through, who is not, and what every answer forbids the browser."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from crossfix.web.security import Access, access_to, is_loopback
from tests.web.conftest import HOME, Serve

WRITE = {"X-Crossfix": "1"}
BODY = {"scale": "credibility", "subject": "evt_none", "grade": "2", "because": "seen"}
SECRET = "a-secret-for-tests"


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8765", 200),
        ("localhost", 200),
        ("LOCALHOST:1", 200),
        ("[::1]:8765", 200),
        ("example.org", 421),
        ("127.0.0.1.example.org", 421),
        ("localhost.example.org:8765", 421),
        ("127.0.0.1:8765.example.org", 421),
        ("10.0.0.5:8765", 421),
        ("", 421),
    ],
)
@pytest.mark.parametrize("path", ["/", "/api/case", "/static/app.js"])
def test_only_its_own_names_reach_it(serve: Serve, host: str, status: int, path: str) -> None:
    answer = serve().get(path, headers={"Host": host})
    assert answer.status_code == status


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        (WRITE, 404),  # let through: there is no such event
        (WRITE | {"Origin": HOME}, 404),
        (WRITE | {"Origin": HOME, "Sec-Fetch-Site": "same-origin"}, 404),
        ({}, 403),
        ({"X-Crossfix": "0"}, 403),
        ({"Origin": HOME}, 403),
        (WRITE | {"Origin": "http://example.org"}, 403),
        (WRITE | {"Origin": "http://127.0.0.1:9999"}, 403),
        (WRITE | {"Origin": "null"}, 403),
        (WRITE | {"Origin": "http://[broken"}, 403),
        (WRITE | {"Sec-Fetch-Site": "cross-site"}, 403),
        (WRITE | {"Sec-Fetch-Site": "same-site"}, 403),
    ],
)
def test_no_other_site_can_write(serve: Serve, headers: dict[str, str], status: int) -> None:
    answer = serve().post("/api/grades", json=BODY, headers=headers)
    assert answer.status_code == status, answer.text
    assert answer.json().keys() == {"problem", "remedy"}


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/api/case", {"Sec-Fetch-Site": "same-origin"}, 200),
        ("/api/case", {"Sec-Fetch-Site": "none"}, 200),
        ("/api/case", {"Sec-Fetch-Site": "cross-site"}, 403),
        ("/api/case", {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}, 403),
        ("/api/case", {"Origin": "http://example.org"}, 403),
        ("/api/export/geojson", {"Sec-Fetch-Site": "cross-site"}, 403),
        ("/static/app.js", {"Sec-Fetch-Site": "cross-site"}, 403),
        ("/", {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}, 200),
        ("/", {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors"}, 403),
    ],
)
def test_no_other_site_can_look(
    serve: Serve, path: str, headers: dict[str, str], status: int
) -> None:
    assert serve().get(path, headers=headers).status_code == status


@pytest.mark.parametrize("path", ["/", "/api/case", "/api/nothing", "/static/app.css"])
def test_every_answer_carries_the_policy(serve: Serve, path: str) -> None:
    headers = serve().get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "access-control-allow-origin" not in headers


def test_refusals_carry_the_policy_too(serve: Serve) -> None:
    answer = serve().get("/api/case", headers={"Host": "example.org"})
    assert "default-src 'none'" in answer.headers["content-security-policy"]


@pytest.fixture
def guarded(serve: Serve) -> TestClient:
    return serve(access=Access(token=SECRET))


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 401),
        ({"Authorization": f"Bearer {SECRET}"}, 200),
        ({"Authorization": f"bearer {SECRET}"}, 200),
        ({"Authorization": "Bearer other"}, 401),
        ({"Authorization": "Bearer"}, 401),
        ({"Authorization": f"Basic {SECRET}"}, 401),
        ({"Cookie": f"crossfix={SECRET}"}, 401),
    ],
)
def test_a_token_is_asked_for(guarded: TestClient, headers: dict[str, str], status: int) -> None:
    assert guarded.get("/api/case", headers=headers).status_code == status


def test_the_address_hands_the_token_over_once(guarded: TestClient) -> None:
    assert guarded.get("/").status_code == 401
    assert guarded.get("/?token=other").status_code == 401
    assert guarded.get(f"/api/case?token={SECRET}").status_code == 401
    answer = guarded.get(f"/?token={SECRET}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert guarded.get("/").status_code == 200
    assert guarded.get("/api/case").status_code == 200


def test_the_token_does_not_stand_in_for_the_header(guarded: TestClient) -> None:
    headers = {"Authorization": f"Bearer {SECRET}"}
    assert guarded.post("/api/grades", json=BODY, headers=headers).status_code == 403


@pytest.mark.parametrize(
    ("bind", "names", "host", "known"),
    [
        ("127.0.0.1", [], "localhost:1", True),
        ("127.0.0.2", [], "127.0.0.2", True),
        ("127.0.0.1", ["desk.lan"], "Desk.LAN:8765", True),
        ("192.168.1.5", [], "192.168.1.5:8765", True),
        ("192.168.1.5", [], "192.168.1.6", False),
        ("192.168.1.5", [], "localhost", False),
        ("0.0.0.0", [], "192.168.1.5:8765", True),
        ("0.0.0.0", [], "example.org", False),
        ("0.0.0.0", ["desk.lan"], "desk.lan", True),
        ("::", [], "[fe80::1]:8765", True),
    ],
)
def test_names_by_what_it_is_bound_to(bind: str, names: list[str], host: str, known: bool) -> None:
    assert access_to(bind, None, names).knows(host) is known


@pytest.mark.parametrize(
    ("bind", "alone"),
    [("127.0.0.1", True), ("127.1.2.3", True), ("::1", True), ("[::1]", True), ("localhost", True),
     ("0.0.0.0", False), ("192.168.0.1", False), ("desk.lan", False)],
)  # fmt: skip
def test_what_only_this_computer_reaches(bind: str, alone: bool) -> None:
    assert is_loopback(bind) is alone


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({"Content-Type": "application/json"}, b"x" * 70_000, 413),
        ({"Content-Type": "text/plain"}, b"{}", 415),
        ({"Content-Type": "application/x-www-form-urlencoded"}, b"a=b", 415),
        ({}, b"{}", 415),
        ({"Content-Type": "application/json"}, b"{", 400),
        ({"Content-Type": "application/json"}, b"\xff\xfe", 400),
        ({"Content-Type": "application/json"}, b"[]", 400),
        ({"Content-Type": "application/json"}, b'{"scale": 1}', 400),
    ],
)
def test_bodies_that_are_none(
    serve: Serve, headers: dict[str, str], body: bytes, status: int
) -> None:
    answer = serve().post("/api/grades", content=body, headers=WRITE | headers)
    assert answer.status_code == status
    assert answer.json().keys() == {"problem", "remedy"}


def test_a_body_without_a_length_is_cut_off(serve: Serve) -> None:
    pieces = (b"x" * 10_000 for _ in range(20))
    headers = WRITE | {"Content-Type": "application/json"}
    assert serve().post("/api/grades", content=pieces, headers=headers).status_code == 413


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
def test_other_methods_do_nothing(serve: Serve, method: str) -> None:
    answer = serve().request(method, "/api/case", headers=WRITE)
    assert answer.status_code == 405
    assert answer.json()["remedy"]


def test_nothing_is_written_where_the_case_is_read_only(serve: Serve) -> None:
    client = serve(writable=False)
    assert client.get("/api/case").json()["writable"] is False
    assert client.post("/api/grades", json=BODY, headers=WRITE).status_code == 403
