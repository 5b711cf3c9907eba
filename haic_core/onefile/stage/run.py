"""What the shell talks to: it says what the person did, and is told the page that follows."""

from __future__ import annotations

import json
from importlib import import_module
from typing import Any

from haic_core.onefile.stage.answered import Answers, answer_from
from haic_core.onefile.stage.box import Stage
from haic_core.onefile.stage.layout import Box
from haic_core.onefile.stage.rooms import Room, links
from haic_core.onefile.stage.session import Rerun, Session, Stop
from haic_core.onefile.stage.stand_in import Streamlit, take_the_place_of_streamlit
from haic_core.words.refusal import Refusal

_MOST_RERUNS = 5
# Pages that need what this file does not carry.
ELSEWHERE = {"cohort": "Your cohort"}


class Board:
    """One person's board in one tab."""

    def __init__(self, kept: Answers) -> None:
        self.session = Session()
        self.stage = Stage(self.session)
        self.streamlit: Streamlit = take_the_place_of_streamlit(self.stage)
        answer_from(kept)

    def draw(self) -> str:
        """The page as it is now, as JSON for the shell."""
        return json.dumps(self._drawn(), ensure_ascii=False)

    def heard(self, told: str, files: Any = None) -> str:
        """Takes over what the person did, and answers the page that follows. files: handed in beside it."""
        event = json.loads(told)
        said = ""
        try:
            self._take(event, files)
        except Refusal as refusal:
            said = " ".join(refusal.sentences)
        answer = self._drawn()
        self.session.clicked = None
        return json.dumps({**answer, "said": said}, ensure_ascii=False)

    def file(self, place: str) -> tuple[str, str, bytes] | str:
        """A file to take away by the key of its button: name, kind and content; or why there is none."""
        taken = self.session.files.get(place)
        if taken is None:
            return ""
        try:
            data = taken.data() if callable(taken.data) else taken.data
        except Refusal as refusal:
            return " ".join(refusal.sentences)
        return taken.name, taken.mime, data.encode("utf-8") if isinstance(data, str) else data

    def _take(self, event: dict[str, Any], files: Any) -> None:
        match event["what"]:
            case "go":
                self.session.place = str(event["place"])
                self.session.theme = str(event.get("theme", self.session.theme))
                self.session.kept = str(event.get("kept", ""))
                self.session.query.clear()
                self.session.query.update(event.get("query", {}))
            case "theme":
                self.session.theme = "dark" if event["value"] == "dark" else "light"
            case "open":
                self.session.open[str(event["key"])] = event["value"]
            case "files":
                names = event["names"]
                self.session.heard(event["key"], [{"name": n, "content": c} for n, c in zip(names, files, strict=True)])
            case _:
                self.session.heard(str(event["key"]), event.get("value"))

    def _drawn(self) -> dict[str, object]:
        for _ in range(_MOST_RERUNS):
            whole = Box(self.stage)
            self.stage.stack, self.stage.count = [whole], 0
            self.session.begins()
            again = self._run(whole)
            self.session.ends()
            if not again:
                break
        room = self._room()
        return {
            "html": whole.html_of(),
            "links": links(self.streamlit.rooms, room),
            "title": room.title,
            "place": room.url_path,
            "unsaved": self.session.unsaved,
            "theme": self.session.theme,
            "word": self.session.word,
        }

    def _run(self, whole: Box) -> bool:
        """Draws the page; answers whether it asked to be drawn again."""
        navigate = import_module("pages.frame.rooms").navigate
        try:
            room = navigate()
            if room.url_path in ELSEWHERE:
                whole.html(f"<h1>{room.title}</h1>")
                whole.info(f"{room.title} needs the installed board; this file shows everything else.")
            else:
                room.run()
        except Stop:
            return False
        except Rerun:
            return True
        except Refusal as refusal:
            self.stage.stack = [whole]
            whole.error(" ".join(refusal.sentences))
        return False

    def _room(self) -> Room:
        rooms = self.streamlit.rooms
        return rooms.get(self.session.place) or next(room for room in rooms.values() if room.default)
