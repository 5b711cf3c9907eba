"""The pages: where their text is, and how one is run. Named as Streamlit names them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import CodeType

from haic_core.words.files import read_words


@dataclass(frozen=True, slots=True)
class Room:
    """One page."""

    path: Path
    title: str
    url_path: str
    default: bool = False

    def run(self) -> None:
        """Draws it, as a script from its beginning."""
        exec(_compiled(self.path), {"__name__": "__main__", "__file__": str(self.path)})


@cache
def _compiled(path: Path) -> CodeType:
    return compile(read_words(path), str(path), "exec", dont_inherit=True)


def links(rooms: Mapping[str, Room], here: Room) -> str:
    """The row of pages above each of them."""
    return "".join(
        f'<a href="#{room.url_path}" data-go="{room.url_path}"{" aria-current=page" if room is here else ""}>'
        f"{room.title}</a>"
        for room in rooms.values()
    )
