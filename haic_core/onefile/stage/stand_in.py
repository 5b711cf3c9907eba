"""The module that the pages import as ``streamlit``."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any, NoReturn

from haic_core.onefile.stage.box import Stage
from haic_core.onefile.stage.layout import Box
from haic_core.onefile.stage.rooms import Room
from haic_core.onefile.stage.session import Rerun, Stop

DRAWN = (
    "html", "markdown", "header", "error", "warning", "info", "code", "space", "plotly_chart",
    "container", "columns", "expander", "popover", "tabs",
    "text_input", "text_area", "number_input", "date_input", "file_uploader",
    "radio", "selectbox", "multiselect", "toggle", "pills", "segmented_control",
    "button", "download_button", "page_link",
)  # fmt: skip

_RUNTIME = ("runtime.memory_uploaded_file_manager", "runtime.scriptrunner")


class Streamlit(ModuleType):
    """Every call goes to the part of the page that is open."""

    def __init__(self, stage: Stage) -> None:
        super().__init__("streamlit")
        self.stage = stage
        self.rooms: dict[str, Room] = {}
        self.session_state = stage.session.state
        self.query_params = stage.session.query
        theme = type("theme", (), {"type": property(lambda _: stage.session.theme)})()
        self.context = SimpleNamespace(theme=theme)
        # Nobody signs in to a file.
        self.secrets = SimpleNamespace(load_if_toml_exists=lambda: False)
        self.components = SimpleNamespace(v2=SimpleNamespace(component=self._component))
        self.__dict__.update({name: self._call(name) for name in DRAWN})

    def _call(self, name: str) -> Callable[..., Any]:
        return lambda *args, **kwargs: getattr(self.stage.here, name)(*args, **kwargs)

    def _component(self, name: str, **_parts: object) -> Callable[..., None]:
        """A component of the frame: a live chart, or what stands for the tab."""
        return {"chart": self._chart, "tab": self._tab()}[name]

    def _chart(self, *, key: str, data: bytes) -> None:
        """A chart that keeps its place, as all charts of the shell do."""
        told = json.loads(data)
        draw = self._call("plotly_chart")
        draw(told["figure"], alt=told["words"], key=key, config={} if told["buttons"] else {"displayModeBar": False})

    def _tab(self) -> Callable[..., None]:
        """It tells whether something is unsaved, which light the room has, and the meeting in one word, which the
        window keeps where the person wants it; what was kept it gives back once."""
        session = self.stage.session

        def told(*, key: str, data: dict[str, Any], on_told_change: Callable[[], None], **_more: object) -> None:
            if word := session.takes_kept():
                back = {"word": word, "aside": "", "alive": False, "copied": False}
                session.state[key] = SimpleNamespace(told=back)
                on_told_change()
                raise Rerun
            session.unsaved, session.word = bool(data.get("unsaved")), str(data.get("word", ""))
            light = str((data.get("light") or {}).get("theme", session.theme)).lower()
            if light != session.theme:
                session.theme = light
                raise Rerun

        return told

    def set_page_config(self, **_how: object) -> None:
        """The shell has its own."""

    def Page(self, path: Path, *, title: str, icon: str = "", default: bool = False, url_path: str = "") -> Room:
        """A page of the board."""
        return Room(Path(path), title, url_path, default)

    def navigation(self, rooms: Sequence[Room], position: str = "top") -> Room:
        """The page that is asked for."""
        self.rooms = {room.url_path: room for room in rooms}
        first = next(room for room in rooms if room.default)
        return self.rooms.get(self.stage.session.place, first)

    def stop(self) -> NoReturn:
        """Nothing of the page after this."""
        raise Stop

    def rerun(self) -> NoReturn:
        """The page from its beginning."""
        raise Rerun

    def cache_resource(self, made: Callable[..., Any] | None = None, **_how: object) -> Callable[..., Any]:
        """Made once for this tab."""
        return cache if made is None else cache(made)

    def fragment(self, drawn: Callable[..., Any]) -> Callable[..., Any]:
        """A part of the page: here it is drawn with all of it."""
        return drawn


def take_the_place_of_streamlit(stage: Stage) -> Streamlit:
    """From now on ``import streamlit`` is this."""
    made = Streamlit(stage)
    named = ("delta_generator", "navigation", "navigation.page", "runtime", *_RUNTIME)
    modules = {name: ModuleType(f"streamlit.{name}") for name in named}
    modules["delta_generator"].__dict__["DeltaGenerator"] = Box
    modules["navigation.page"].__dict__["StreamlitPage"] = Room
    # No server keeps a file that was handed in here.
    files, runner = (modules[name].__dict__ for name in _RUNTIME)
    files["MemoryUploadedFileManager"], runner["get_script_run_ctx"] = type(None), lambda: None
    for module in (made, *modules.values()):
        sys.modules[module.__name__] = module
    return made
