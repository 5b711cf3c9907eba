"""The server's door: who may open its socket, what it asks of others (nothing), what it forbids the browser, and what
it says where a site's data are not there."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest
from running import Server, served
from screens import as_read
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import InvalidHandshake
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from pages.frame.ready import leave_at_once

# Python reads this file at its start: it writes down every name that is looked up and every machine that is called,
# and lets none of it through but this machine itself; and of everybody who comes in, whether packets wait for him.
TRAP = """
import os, socket
def trapped(real, place):
    def call(*given, **named):
        host = given[place][0] if place else given[0]
        if str(host) not in ("127.0.0.1", "localhost", "None", "::1", ""):
            with open(os.environ["TRAP"], "a") as note:
                note.write(f"{host}\\n")
            raise OSError("trapped")
        return real(*given, **named)
    return call
socket.getaddrinfo = trapped(socket.getaddrinfo, 0)
socket.gethostbyname = trapped(socket.gethostbyname, 0)
socket.socket.connect = trapped(socket.socket.connect, 1)
def accept(self, real=socket.socket.accept):
    come, address = real(self)
    with open(os.path.join(os.path.dirname(os.environ["TRAP"]), "come"), "a") as note:
        note.write(f"{come.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)}\\n")
    return come, address
socket.socket.accept = accept
"""


# By day what could ask most, as it listens on every address; its site has no data. By night as it starts of itself.
OPEN = pytest.param({"STREAMLIT_SERVER_ADDRESS": "0.0.0.0", "HAIC_DATA": "/nowhere"}, id="every address")
AT_HOME = pytest.param({}, id="this machine", marks=pytest.mark.deep)


@pytest.fixture(scope="module", params=[OPEN, AT_HOME])
def trap(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Path]]:
    """A server that nobody has visited, and the note of whom it asked."""
    folder = tmp_path_factory.mktemp("trap")
    (folder / "sitecustomize.py").write_text(TRAP, encoding="utf-8")
    note = folder / "asked"
    note.touch()
    with served(folder / "home", PYTHONPATH=str(folder), TRAP=str(note), **request.param) as server:
        yield server, note


def lets_in(server: Server, origin: str) -> bool:
    """Whether a page of this origin gets its socket."""
    try:
        address = f"ws://127.0.0.1:{server.port}/_stcore/stream"
        with connect(
            address, origin=Origin(origin), subprotocols=[Subprotocol("streamlit")], proxy=None, open_timeout=60
        ):
            return True
    except InvalidHandshake:
        return False


@pytest.mark.parametrize("origin", ["https://evil.example", "http://203.0.113.9:8501", "null", "http://localhost:9"])
def test_a_foreign_page_gets_no_socket_and_the_server_asks_nobody_about_it(
    trap: tuple[Server, Path], origin: str
) -> None:
    server, note = trap
    assert not lets_in(server, origin)
    assert note.read_text("utf-8") == ""


def test_the_page_itself_gets_its_socket(trap: tuple[Server, Path]) -> None:
    server, note = trap
    assert lets_in(server, f"http://127.0.0.1:{server.port}")
    assert note.read_text("utf-8") == ""


def test_a_page_under_another_name_of_this_machine_gets_none(trap: tuple[Server, Path]) -> None:
    """An address that is made to point here, as by a name server of an attacker."""
    connection = HTTPConnection("127.0.0.1", trap[0].port, timeout=120)
    asked = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13"}
    named = {"Host": "evil.example", "Origin": "http://evil.example", "Sec-WebSocket-Key": "MDEyMzQ1Njc4OWFiY2RlZg=="}
    connection.request("GET", "/_stcore/stream", headers=asked | named)
    assert connection.getresponse().status == 403


@pytest.mark.parametrize("path", ["/", "/survival", "/_stcore/health", "/_stcore/host-config"])
def test_every_answer_keeps_the_browser_at_home(trap: tuple[Server, Path], path: str) -> None:
    connection = HTTPConnection("127.0.0.1", trap[0].port, timeout=120)
    connection.request("GET", path)
    told = connection.getresponse()
    policy = {part.split()[0]: part.split()[1:] for part in str(told.getheader("Content-Security-Policy")).split(";")}
    own = {"'self'", "data:", "blob:", "'none'", "'unsafe-inline'", "'unsafe-eval'", "'wasm-unsafe-eval'"}
    here = f"127.0.0.1:{trap[0].port}"
    assert {source for sources in policy.values() for source in sources} - own == {f"ws://{here}", f"wss://{here}"}
    assert policy["default-src"] == ["'self'"] and policy["frame-ancestors"] == ["'none'"]
    assert "'self'" in policy["img-src"] and "https:" not in policy["img-src"]
    assert told.getheader("X-Content-Type-Options") == "nosniff"
    assert told.getheader("Referrer-Policy") == "no-referrer" and told.getheader("X-Frame-Options") == "DENY"


def test_streamlits_own_question_after_this_machines_address_is_answered_by_nobody(trap: tuple[Server, Path]) -> None:
    from streamlit import net_util

    import pages.frame.door

    assert pages.frame.door.GUARDS and net_util.get_external_ip() is None
    assert trap[1].read_text("utf-8") == ""


def test_the_trap_itself_hears_a_question(tmp_path: Path) -> None:
    import os
    import subprocess
    import sys

    (tmp_path / "sitecustomize.py").write_text(TRAP, encoding="utf-8")
    asked = "import socket\ntry: socket.getaddrinfo('evil.example', 80)\nexcept OSError: pass"
    known = os.environ | {"PYTHONPATH": str(tmp_path), "TRAP": str(tmp_path / "asked")}
    subprocess.run([sys.executable, "-c", asked], env=known, check=True)
    assert (tmp_path / "asked").read_text("utf-8") == "evil.example\n"


def test_no_answer_waits_for_the_acknowledgement_of_the_one_before_it() -> None:
    """A socket bound as Streamlit binds its own; who connects after the server is ready gets each packet at once."""
    with socket.socket(socket.AF_INET) as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        leave_at_once()
        with socket.create_connection(listening.getsockname()), listening.accept()[0] as come:
            assert come.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_whoever_comes_to_the_server_gets_each_packet_at_once(trap: tuple[Server, Path]) -> None:
    """Not who was there before it was ready, as he who waits here for its start."""
    assert lets_in(trap[0], f"http://127.0.0.1:{trap[0].port}")
    assert trap[1].with_name("come").read_text("utf-8").split()[-1] == "1"


def test_the_script_that_draws_charts_comes_from_the_server_itself_and_is_kept_for_good(
    trap: tuple[Server, Path],
) -> None:
    import plotly

    connection = HTTPConnection("127.0.0.1", trap[0].port, timeout=120)
    own = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
    for understood in ("gzip, deflate, br", "identity"):  # packed for each visitor, it would come late
        connection.request("GET", "/plotly.js?0.1.0", headers={"Accept-Encoding": understood})
        answer = connection.getresponse()
        assert answer.status == 200 and "javascript" in str(answer.getheader("Content-Type"))
        assert "immutable" in str(answer.getheader("Cache-Control")) and answer.getheader("Content-Encoding") is None
        assert answer.read() == own.read_bytes()


def test_a_script_is_the_same_from_the_disk_and_from_memory_whole_or_in_part(trap: tuple[Server, Path]) -> None:
    import streamlit

    folder = Path(streamlit.__file__).parent / "static" / "static" / "js"
    script = min(folder.glob("*.js"), key=lambda path: path.stat().st_size)
    connection = HTTPConnection("127.0.0.1", trap[0].port, timeout=120)
    answers = []
    for asked in ({}, {}, {"Range": "bytes=0-9"}):
        connection.request("GET", f"/static/js/{script.name}", headers=asked)
        answer = connection.getresponse()
        answers.append((answer.status, answer.read(), answer.getheader("X-Frame-Options")))
    whole = script.read_bytes()
    assert answers == [(200, whole, "DENY"), (200, whole, "DENY"), (206, whole[:10], "DENY")]
    for _ in range(2):
        connection.request("GET", "/static/js/nothing-of-this-name.js")
        answer = connection.getresponse()
        assert "immutable" not in (answer.getheader("Cache-Control") or ""), "a page in the place of a script"
        assert answer.read()


def sentences_on(port: int, page: str) -> list[str]:
    """The refusals that a page shows to a new visitor, and the kinds of faults it hides."""
    asked = BackMsg()
    asked.rerun_script.page_name = page
    own = Origin(f"http://127.0.0.1:{port}")
    address, found = f"ws://127.0.0.1:{port}/_stcore/stream", []
    with connect(
        address, origin=own, subprotocols=[Subprotocol("streamlit")], proxy=None, max_size=None, open_timeout=60
    ) as socket:
        socket.send(asked.SerializeToString())
        while True:
            told = ForwardMsg.FromString(socket.recv(60, decode=False))
            element = told.delta.new_element
            if element.WhichOneof("type") == "alert":
                found.append(as_read(element.alert.body))
            if element.WhichOneof("type") == "exception":
                found.append(f"a fault: {element.exception.type}")
            if told.WhichOneof("type") == "script_finished" and told.script_finished == 0:
                return found


@pytest.mark.parametrize("trap", [OPEN], indirect=True)
def test_a_site_folder_that_is_not_there_is_said_on_the_page(trap: tuple[Server, Path]) -> None:
    [said] = sentences_on(trap[0].port, "")
    assert said.startswith("HAIC_DATA names '") and said.endswith("(No such file or directory).")
    assert trap[1].read_text("utf-8") == ""
