"""A Firefox of this machine, driven by the protocol it speaks itself (WebDriver BiDi); nothing is installed for it."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

PORT = 9357
_READY_S = 60


@dataclass
class Window:
    """One window, what it asked for and what it complained of."""

    socket: Any
    context: str = ""
    told: int = 0
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def send(self, method: str, **what: object) -> dict[str, Any]:
        self.told += 1
        self.socket.send(json.dumps({"id": self.told, "method": method, "params": what}))
        while True:
            said = json.loads(self.socket.recv(timeout=120))
            if said.get("id") == self.told:
                assert said["type"] == "success", said
                return dict(said["result"])
            if said["method"] == "network.beforeRequestSent":
                self.asked.append(said["params"]["request"]["url"])
            elif said["params"].get("level") == "error":
                self.complaints.append(said["params"]["text"])

    def evaluate(self, script: str) -> Any:
        given = {"expression": script, "target": {"context": self.context}, "awaitPromise": True}
        return self.send("script.evaluate", **given)["result"].get("value")

    def wait(self, script: str, seconds: float = 120) -> None:
        """Until a script answers true."""
        end = time.monotonic() + seconds
        while self.evaluate(script) is not True:
            assert time.monotonic() < end, script
            time.sleep(0.3)

    def picture(self, path: Path) -> None:
        path.write_bytes(base64.b64decode(self.send("browsingContext.captureScreenshot", context=self.context)["data"]))


@contextmanager
def firefox(home: Path) -> Iterator[Window]:
    """A headless Firefox with a profile of its own; the test is skipped where there is none."""
    found = shutil.which("firefox-esr") or shutil.which("firefox")
    if not found:
        pytest.skip("no Firefox here")
    client = pytest.importorskip("websockets.sync.client", reason="websockets is not installed")
    options = ["--headless", "--no-remote", "--profile", str(home), "--remote-debugging-port", str(PORT), "about:blank"]
    own = {**os.environ, "HOME": str(home)}
    process = subprocess.Popen([found, *options], env=own, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        with _connected(client) as socket:
            window = Window(socket)
            window.send("session.new", capabilities={})
            window.send("session.subscribe", events=["log.entryAdded", "network.beforeRequestSent"])
            window.context = window.send("browsingContext.getTree")["contexts"][0]["context"]
            yield window
    finally:
        process.kill()
        process.wait()


def _connected(client: Any) -> Any:
    end = time.monotonic() + _READY_S
    while True:
        try:
            return client.connect(f"ws://127.0.0.1:{PORT}/session", max_size=2**27)
        except OSError:
            assert time.monotonic() < end, "Firefox does not answer"
            time.sleep(0.3)
