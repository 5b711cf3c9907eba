"""How the board wakes in the one file, or wherever its unpacked files lie."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from haic_core.onefile.stage.missing import say_what_is_missing
from haic_core.words.files import read_words

if TYPE_CHECKING:
    from haic_core.onefile.stage.run import Board

MISSING, ANSWERS = "not_here.json", "answers.json"


def awake(folder: str) -> Board:
    """The board of the files that lie in a folder. What is missing is said before anything asks for it."""
    root = Path(folder)
    say_what_is_missing(json.loads(read_words(root / MISSING)))
    sys.path[:0] = [] if folder in sys.path else [folder]
    from haic_core.onefile.stage.run import Board

    return Board(json.loads(read_words(root / ANSWERS)))
