"""Takes the pictures of the README: a worked example on every page and on the board's screens, at a projector's size.

`python docs/pictures.py` takes all of them, `python docs/pictures.py board-options compare` only those named.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "tests")]

from browser import PROJECTOR, chromium, visiting  # noqa: E402
from running import served  # noqa: E402

from haic_core.case.address import to_address  # noqa: E402
from haic_core.case.file import case_from  # noqa: E402
from haic_core.case.meeting import Screen  # noqa: E402
from haic_core.evidence.library import read_examples  # noqa: E402
from haic_core.screen.board.screens import QUESTIONS  # noqa: E402

PICTURES = HERE / "pictures"
LIGHT = ("case", "options", "compare", "evidence", "survival", "library")
DARK = ("options",)
BOARD = (Screen.OPTIONS, Screen.WHY, Screen.EVIDENCE, Screen.SURVIVAL, Screen.HARMS)


@dataclass(frozen=True)
class Picture:
    """One file: the page it shows, in which theme, and for the board which screen."""

    name: str
    page: str
    scheme: Literal["light", "dark"] = "light"
    screen: Screen | None = None

    @property
    def path(self) -> Path:
        return PICTURES / f"{self.name}.png"


PICTURED = (
    *(Picture(page, page) for page in LIGHT),
    *(Picture(f"{page}-dark", page, "dark") for page in DARK),
    *(Picture(f"board-{screen}", "board", "light", screen) for screen in BOARD),
)


def take_pictures(names: Sequence[str] = ()) -> list[Path]:
    """Writes the named pictures anew (all where none is named) and answers their paths."""
    title, content = read_examples()[1]
    case = to_address(case_from(content, title))
    PICTURES.mkdir(exist_ok=True)
    wanted = [picture for picture in PICTURED if not names or picture.name in names]
    with tempfile.TemporaryDirectory() as home, served(Path(home)) as server, chromium() as browser:
        for picture in wanted:
            with visiting(browser, server, PROJECTOR, picture.scheme) as visit:
                visit.open(picture.page, case)
                if picture.screen:
                    visit.page.keyboard.press(str(list(Screen).index(picture.screen) + 1))
                    visit.page.locator(".hb-b-title h2", has_text=QUESTIONS[picture.screen]).wait_for()
                    visit.settle()
                visit.page.mouse.move(0, 0)
                visit.page.wait_for_timeout(1000)
                visit.page.screenshot(path=picture.path, animations="disabled", caret="hide")
    return [picture.path for picture in wanted]


if __name__ == "__main__":
    for picture in take_pictures(sys.argv[1:]):
        sys.stdout.write(f"{picture.name}: {picture.stat().st_size // 1024} kB\n")
