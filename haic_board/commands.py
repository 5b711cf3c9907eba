"""``haic-board`` opens the board in a browser, ``haic`` answers on the command line, both from anywhere."""

from __future__ import annotations

import os
import sys
from pathlib import Path

# Installed, everything lies beside this file; in the repository, one folder higher.
HERE = Path(__file__).resolve().parent
PLACE = HERE if (HERE / "app.py").exists() else HERE.parent


def answer() -> int:
    """The command line, on the files of the folder it was called in."""
    sys.path.insert(0, str(PLACE))
    from haic_core.__main__ import main

    return main(sys.argv[1:])


def board() -> int:
    """The board; whatever is given goes to Streamlit, which reads settings in the folder it runs in only."""
    if own := os.environ.get("HAIC_DATA"):
        os.environ["HAIC_DATA"] = str(Path(own).absolute())
    os.chdir(PLACE)
    from streamlit.web.cli import main

    sys.argv = ["streamlit", "run", "app.py", *sys.argv[1:]]
    main()
    return 0
