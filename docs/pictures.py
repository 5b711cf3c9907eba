"""Takes the pictures of the README: a worked example on every page, at a projector's size. `python docs/pictures.py`"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "tests")]

from browser import PROJECTOR, chromium, served, visiting  # noqa: E402

from haic_core.case_file import case_from, to_address  # noqa: E402
from haic_core.library import read_examples  # noqa: E402

PICTURES = HERE / "pictures"
LIGHT = ("case", "options", "evidence", "survival", "library")
DARK = ("options",)


def take_pictures() -> list[Path]:
    """Writes every picture anew and answers their paths."""
    title, content = read_examples()[1]
    case = to_address(case_from(content, title))
    PICTURES.mkdir(exist_ok=True)
    taken = []
    with tempfile.TemporaryDirectory() as home, served(Path(home)) as server, chromium() as browser:
        for scheme, pages in (("light", LIGHT), ("dark", DARK)):
            for page in pages:
                path = PICTURES / f"{page}{'' if scheme == 'light' else '-dark'}.png"
                with visiting(browser, server, PROJECTOR, scheme) as visit:
                    visit.open(page, case)
                    visit.page.mouse.move(0, 0)
                    visit.page.screenshot(path=path, animations="disabled", caret="hide")
                taken.append(path)
    return taken


if __name__ == "__main__":
    for picture in take_pictures():
        sys.stdout.write(f"{picture.name}: {picture.stat().st_size // 1024} kB\n")
