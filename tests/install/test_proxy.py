"""The proxy before the board lets through what the board takes in, and nothing larger; it keeps none of it."""

from __future__ import annotations

import http.client
import re
import shutil
import ssl
import threading
import tomllib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import hospital
import house
import pytest
from streamlit.web.server.server import UPLOAD_FILE_ENDPOINT

from pages.frame.uploads import REGISTRY_MB, SMALL_MB

MB = 2**20
CONF = (hospital.DEPLOY / "nginx.conf").read_text("utf-8")
LARGEST = tomllib.loads((house.ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["server"]["maxUploadSize"]
UPLOAD = f"{UPLOAD_FILE_ENDPOINT}/session/file"


def test_its_limits_are_the_boards_with_room_for_the_envelope() -> None:
    everywhere, uploads = (int(size) for size in re.findall(r"^ *client_max_body_size +(\d+)m;", CONF, re.MULTILINE))
    assert (everywhere, uploads) == (SMALL_MB + 1, REGISTRY_MB + 1) and LARGEST == REGISTRY_MB
    place = re.search(r"location (\S+) \{[^}]*client_max_body_size", CONF)
    assert place and place[1] == f"{UPLOAD_FILE_ENDPOINT}/"


class Behind(BaseHTTPRequestHandler):
    """Stands in for the board: says how much it was handed and by which headers."""

    def do_PUT(self) -> None:
        left = int(self.headers["Content-Length"])
        while left:
            left -= len(self.rfile.read(min(left, MB)))
        told = f"{self.headers['Content-Length']} {self.headers['X-Forwarded-Proto']} {self.headers['Host']}".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, Path]]:
    """The repository's nginx.conf before that; its port, and the folder with everything that it writes."""
    folder = tmp_path_factory.mktemp("proxy")
    (folder / "log").mkdir()
    hospital.certificate(folder)
    port, plain = hospital.free_ports(2)
    with ThreadingHTTPServer(("127.0.0.1", 0), Behind) as behind:
        threading.Thread(target=behind.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        conf = hospital.nginx_conf(folder, port, plain, [behind.server_port] * 2)
        command = [str(shutil.which("nginx")), "-p", str(folder), "-c", str(conf)]
        with hospital.started(command, folder / "said", {}) as process:
            hospital.listening(port, process, folder / "said")
            yield port, folder
        behind.shutdown()


def handed_in(port: int, path: str, megabytes: int, *, whole: bool = True) -> tuple[int, str]:
    """The answer to a file of a size; without its bytes where only the announced size matters."""
    connection = http.client.HTTPSConnection("127.0.0.1", port, timeout=120, context=ssl._create_unverified_context())
    connection.putrequest("PUT", path)
    connection.putheader("Content-Length", str(megabytes * MB))
    connection.endheaders()
    if whole:
        connection.send(b"x" * (megabytes * MB))
    answer = connection.getresponse()
    told = answer.read().decode()
    connection.close()
    return answer.status, told


@pytest.mark.skipif(bool(hospital.why_none()), reason=hospital.why_none())
def test_a_registry_goes_through_where_files_are_handed_in_and_nowhere_else(front: tuple[int, Path]) -> None:
    port, folder = front
    scratch = folder / "log" / "client_body"
    untouched = scratch.stat().st_mtime_ns
    status, told = handed_in(port, UPLOAD, 9)
    assert status == 200 and told == f"{9 * MB} https 127.0.0.1:{port}", "with the headers of every other address"
    assert handed_in(port, "/", SMALL_MB)[0] == 200
    for path, megabytes in [(UPLOAD, REGISTRY_MB + 2), ("/", 9), (f"{UPLOAD_FILE_ENDPOINT}s/x", 9)]:
        assert handed_in(port, path, megabytes, whole=False)[0] == 413, path
    assert scratch.stat().st_mtime_ns == untouched, "no body of a request went by way of the disk"
