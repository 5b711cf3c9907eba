"""A whole meeting, watched from outside: what the server writes, whom it calls, and what is left when it is over."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser import Visit, visiting
from invented import FACTS
from running import ROOT, served

from haic_core.__main__ import main
from haic_core.evidence.library import read_examples
from haic_core.wording.intake import PASTE, PASTE_FIELD

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not shutil.which("strace"), reason="strace watches the server; it is not on this machine"),
]

MARK = "zqmarkzq"
"""Stands in everything a person hands in; nothing else holds it."""
DECISION = {
    "choice": "haic", "considered": ["haic"], "conditions": [f"{MARK} a"], "preference": f"{MARK} b",
    "trial": f"{MARK} c", "dissent": [{"role": "nursing", "said": f"{MARK} d"}],
}  # fmt: skip
CASE = {"schema": 1, "label": f"{MARK} 7", "question": f"{MARK} or not?", "facts": FACTS, "decision": DECISION}
LETTER = f"{MARK} was seen. ECOG 1. Bilirubin 18 umol/L (ref < 21). {MARK} again."
BUNDLE = json.dumps({"resourceType": "Bundle", "type": "collection", "entry": [], "note": MARK * 300_000})
"""A bundle of two megabytes: more than what a server by habit keeps in memory."""
EVERY = ("options", "evidence", "survival", "compare", "library", "methods", "paper", "meeting", "board")
WATCHED = "open,openat,creat,rename,renameat2,link,linkat,mkdir,write,pwrite64,writev,sendto,sendmsg,connect"
# A call by its name, and where it goes: `write(7<TCP:[127.0.0.1:8501->127.0.0.1:53912]>, "…"`.
CALL = re.compile(r"(?P<name>\w+)\((?P<rest>.*)")
HERE = ("127.0.0.1", "[::1]", "UNIX", "AF_UNIX", "NETLINK", "AF_NETLINK", 'inet_addr("0.0.0.0")')


def traced(notes: Path) -> list[tuple[str, str]]:
    """Every watched call of the server and its children: name, and what it was called with."""
    return [
        (found["name"], found["rest"])
        for line in notes.read_text("utf-8", "replace").splitlines()
        if (found := CALL.search(line))
    ]


def meet(visit: Visit) -> None:
    """Case in by file, by paste and by hand, every page, a decision, the pack and the case file out."""
    visit.open()
    visit.hand_in(f"{MARK}.json", json.dumps(CASE))
    assert MARK in visit.strip()
    visit.way(PASTE)
    visit.hand_in(f"{MARK}.json", BUNDLE)
    with visit.answered():
        field = visit.page.get_by_role("textbox", name=PASTE_FIELD)
        field.fill(LETTER)
        field.press("Control+Enter")
    visit.page.get_by_text("Bilirubin 18").first.wait_for()
    for name in EVERY:
        visit.go(name)


@pytest.mark.deep
def test_a_meeting_leaves_nothing_behind_and_calls_nobody(browser: Browser, tmp_path: Path) -> None:
    notes, room = tmp_path / "calls", tmp_path / "room"
    room.mkdir()
    under = ("strace", "-f", "-qq", "-yy", "-s", "3000", "-e", f"trace={WATCHED}", "-o", str(notes))
    with served(tmp_path / "home", under, TMPDIR=str(room)) as server, visiting(browser, server) as visit:
        meet(visit)
        assert visit.outside == []
    calls = traced(notes)
    assert sum(MARK in rest for _, rest in calls) > 5, "the watcher saw what went to the browser"
    told = [(name, rest) for name, rest in calls if MARK in rest and "<TCP:[127.0.0.1:" not in rest.partition(",")[0]]
    assert told == [], "only the socket to this machine's own browser is told anything of the patient"
    called = [rest for name, rest in calls if name == "connect" and not any(one in rest for one in HERE)]
    assert called == []
    laid = [path for path in (*room.rglob("*"), *(tmp_path / "home").rglob("*")) if path.is_file()]
    assert [path for path in laid if MARK.encode() in path.read_bytes()] == []
    assert MARK not in (tmp_path / "home.log").read_text("utf-8", "replace")


@pytest.mark.skipif(not shutil.which("unshare") or os.geteuid() != 0, reason="only root may cut a process off")
def test_an_answer_is_the_same_with_and_without_a_network(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    case = tmp_path / "case.json"
    case.write_text(json.dumps(CASE | {"facts": read_examples()[0][1]["facts"]}), "utf-8")
    asked = ["assess", str(case)]
    assert main(asked) == 0
    linked = capsysbinary.readouterr().out
    command = ["unshare", "-n", sys.executable, "-m", "haic_core", *asked]
    alone = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    assert alone == linked and linked
