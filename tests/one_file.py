"""The one file without a browser: its files unpacked, and its pages drawn by them in a Python of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from haic_core.onefile.bundle import bundle

# Told whom to show on which page, it answers what was drawn there, piece by piece.
_DRAWS = """
import json, sys
folder = sys.argv[1]
sys.path.insert(0, folder)
from haic_core.onefile.stage.waking import awake
board = awake(folder)
from haic_core.onefile.stage.telling import Telling
pieces, charts, html, plot = [], [], Telling.html, Telling.plotly_chart
def heard_html(box, body, **more):
    pieces.append(body)
    return html(box, body, **more)
def heard_chart(box, figure, **more):
    charts.append(figure)
    return plot(box, figure, **more)
Telling.html, Telling.plotly_chart = heard_html, heard_chart
answers = []
for case, page, told in json.load(sys.stdin):
    session = board.session
    session.state.clear(), session.open.clear(), session.fields.clear()
    board.streamlit.query_params.clear()
    board.streamlit.query_params["case"] = case
    session.place = page
    pieces.clear(), charts.clear()
    answer = json.loads(board.draw())
    for event in told:
        if event["what"] == "file":
            made = board.file(next(key for key in session.files if key.startswith(f"file:{event['label']}")))
            answer["said"] = made if isinstance(made, str) else made[2].decode("utf-8", "replace")
            continue
        pieces.clear(), charts.clear()
        answer = json.loads(board.heard(json.dumps(event)))
    answers.append({"said": "", "pieces": pieces[:], "charts": charts[:], **answer})
json.dump(answers, sys.stdout)
"""


Asked = tuple[str, str, Sequence[Mapping[str, object]]]
"""Whose case is in the address, which page, and what is done there."""


@dataclass(frozen=True)
class Drawn:
    """One page as the file draws it: the core's HTML piece by piece, its charts, and all of it."""

    pieces: list[str]
    charts: list[dict[str, Any]]
    html: str
    title: str
    unsaved: bool
    said: str
    """What was told beside the page; of a file that was asked for, its text or why there is none."""


@cache
def unpacked() -> Path:
    """The file's own files, as they lie before its Python once it is awake."""
    folder = Path(tempfile.mkdtemp(prefix="haic-board-file-"))
    for name, content in bundle().items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def drawn(asked: Sequence[Asked]) -> list[Drawn]:
    """Pages, each with the case in its address and what is done on it before it is looked at."""
    told = json.dumps([[case, "" if page == "case" else page, list(events)] for case, page, events in asked])
    settings = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", _DRAWS, str(unpacked())],
        input=told.encode(), capture_output=True, check=False, timeout=600, cwd=unpacked(), env=settings,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    keys = Drawn.__dataclass_fields__
    return [Drawn(**{key: one[key] for key in keys}) for one in json.loads(done.stdout)]


def pressed(key: str) -> dict[str, object]:
    """A button."""
    return {"what": "press", "key": key}


def taken_away(label: str) -> dict[str, object]:
    """A file, by what its button says."""
    return {"what": "file", "label": label}


def answered(key: str, value: object) -> dict[str, object]:
    """A field; of a choice the number of its answer."""
    return {"what": "change", "key": key, "value": value}
