"""A hospital's server on this machine: deploy/nginx.conf before two processes, and somebody to sign in with."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import house

DEPLOY = house.ROOT / "deploy"
LONGEST_START_S = 90


@dataclass(frozen=True)
class Hospital:
    """Its address, the processes behind it by their ports, and the folder with everything that any of them wrote."""

    port: int
    processes: Mapping[int, subprocess.Popen[bytes]]
    written: Path

    @property
    def address(self) -> str:
        return f"https://127.0.0.1:{self.port}"

    def all_that_was_written(self) -> str:
        files = [path for path in self.written.rglob("*") if path.is_file()]
        return "\n".join(path.read_text("utf-8", "replace") for path in files)


def why_none() -> str:
    """What is missing for one; nothing where all is there."""
    missing = [name for name in ("nginx", "openssl") if not shutil.which(name)]
    return f"{missing[0]} is not installed" if missing else ""


def free_ports(count: int) -> list[int]:
    """Ports that nobody listens at, held at once so that they differ."""
    with ExitStack() as stack:
        held = [stack.enter_context(socket.socket()) for _ in range(count)]
        for one in held:
            one.bind(("127.0.0.1", 0))
        return [int(one.getsockname()[1]) for one in held]


def nginx_conf(folder: Path, front: int, plain: int, behind: list[int]) -> Path:
    """The repository's file with this machine's ports and places in it, in a configuration of its own."""
    text = (DEPLOY / "nginx.conf").read_text("utf-8")
    places = {
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "listen 443 ssl http2;": f"listen 127.0.0.1:{front} ssl http2;",
        "board.hospital.example;": "127.0.0.1;",
        "/etc/ssl/board.hospital.example": f"{folder}/board",
        "/var/log/nginx/haic_board": f"{folder}/log/front",
        "127.0.0.1:8501": f"127.0.0.1:{behind[0]}",
        "127.0.0.1:8502": f"127.0.0.1:{behind[1]}",
    }
    for ours, here in places.items():
        assert ours in text, f"deploy/nginx.conf no longer says {ours!r}"
        text = text.replace(ours, here)
    (folder / "board.conf").write_text(text, "utf-8")
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    scratch = " ".join(f"{kind}_temp_path {folder}/log/{kind};" for kind in kinds)
    around = folder / "nginx.conf"
    around.write_text(
        f"daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/nginx.err;\n"
        f"events {{}}\nhttp {{ {scratch} access_log off; include {folder}/board.conf; }}\n",
        "utf-8",
    )
    return around


def certificate(folder: Path) -> None:
    """One of its own for this machine, for a day."""
    new = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
        "-days",
        "1",
    ]
    out = ["-keyout", f"{folder}/board.key", "-out", f"{folder}/board.crt"]
    about = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    subprocess.run([*new, *out, *about], check=True, capture_output=True)


def secrets(folder: Path, front: int, provider: int) -> Path:
    """The repository's example, filled in."""
    text = (DEPLOY / "secrets.toml.example").read_text("utf-8")
    filled = {
        "redirect_uri": f"https://127.0.0.1:{front}/oauth2callback",
        "cookie_secret": "0123456789abcdef" * 4,
        "client_id": "board",
        "client_secret": "kept",
        "server_metadata_url": f"http://127.0.0.1:{provider}/.well-known/openid-configuration",
    }
    for name, value in filled.items():
        text, found = re.subn(rf'^{name} = "[^"]*"', f'{name} = "{value}"', text, flags=re.MULTILINE)
        assert found == 1, f"deploy/secrets.toml.example no longer asks for {name}"
    path = folder / "secrets.toml"
    path.write_text(text, "utf-8")
    return path


def environment(folder: Path, asked: Path) -> dict[str, str]:
    """What the unit file sets, for a server of this name."""
    known = {name: value for name, value in os.environ.items() if not name.startswith(("STREAMLIT_", "HAIC_"))}
    unit = (DEPLOY / "haic-board@.service").read_text("utf-8")
    lines = re.findall(r"^Environment=(.+)$", unit, re.MULTILINE)
    own = dict(part.split("=", 1) for line in lines for part in line.split())
    assert own["STREAMLIT_SECRETS_FILES"] == "%d/secrets.toml"
    here = {"STREAMLIT_SECRETS_FILES": str(asked), "STREAMLIT_SERVER_ALLOWED_HOSTS": "127.0.0.1"}
    return {**known, **own, **here, "HOME": str(folder / "log")}


@contextmanager
def started(command: list[str], said: Path, environment: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A program as long as it is needed."""
    with said.open("wb") as heard:
        process = subprocess.Popen(
            command, cwd=house.ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=heard, stderr=subprocess.STDOUT
        )
    try:
        yield process
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(10)
        process.kill()


def listening(port: int, process: subprocess.Popen[bytes], said: Path) -> None:
    """Until somebody answers at a port."""
    waited = time.monotonic() + LONGEST_START_S
    while time.monotonic() < waited and process.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise RuntimeError(said.read_text("utf-8", "replace")[-800:])


@contextmanager
def opened(folder: Path) -> Iterator[Hospital]:
    """Everything up and answering."""
    front, plain, provider, *behind = free_ports(5)
    written = folder / "log"
    written.mkdir()
    certificate(folder)
    board = environment(folder, secrets(folder, front, provider))
    streamlit = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true", "--server.port"]
    who = '{"sub": "anna", "email": "anna@hospital.example"}'
    mock = [sys.executable, "-m", "oidc_provider_mock", "--port", str(provider), "--user-claims", who]
    nginx = [str(shutil.which("nginx")), "-p", str(folder), "-c", str(nginx_conf(folder, front, plain, behind))]
    commands = {provider: mock, **{port: [*streamlit, str(port)] for port in behind}, front: nginx}
    with ExitStack() as stack:
        running = {}
        for port, command in commands.items():
            said = written / f"{port}.said"
            running[port] = stack.enter_context(started(command, said, board))
        for port, process in running.items():
            listening(port, process, written / f"{port}.said")
        yield Hospital(front, {port: running[port] for port in behind}, written)
