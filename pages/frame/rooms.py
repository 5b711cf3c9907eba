"""The pages in the order of the work, for ``app.py`` and for a page that was opened first on a fresh server."""

from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from .signing import let_in, way_out

_PAGES = Path(__file__).resolve().parents[1]
_ICON = Path(__file__).with_name("icon.png")
_FRAMED = "framed"
_ROOMS = "rooms"

CASE = ("case.py", "Case", ":material/clinical_notes:")
ROOMS = (
    CASE,
    ("options.py", "Options", ":material/view_column:"),
    ("compare.py", "Compare", ":material/compare_arrows:"),
    ("evidence.py", "Evidence", ":material/menu_book:"),
    ("survival.py", "Survival", ":material/timeline:"),
    ("cohort.py", "Your cohort", ":material/local_hospital:"),
    ("meeting.py", "Meeting", ":material/groups:"),
    ("board.py", "Board", ":material/co_present:"),
    ("library.py", "Library", ":material/library_books:"),
    ("paper.py", "Add a paper", ":material/note_add:"),
    ("methods.py", "Methods", ":material/rule:"),
)


def navigate() -> StreamlitPage:
    """Draws the navigation bar and answers the page to run."""
    st.session_state[_FRAMED] = True
    # A picture of our own, before the navigation: a page's symbol would be fetched from outside as the tab's icon.
    st.set_page_config(page_icon=str(_ICON), layout="wide")
    let_in()
    rooms = [
        st.Page(
            _PAGES / file,
            title=title,
            icon=icon,
            default=(file, title, icon) == CASE,
            url_path="" if (file, title, icon) == CASE else Path(file).stem,
        )
        for file, title, icon in ROOMS
    ]
    st.session_state[_ROOMS] = {title: room for (_, title, _), room in zip(ROOMS, rooms, strict=True)}
    return st.navigation([*rooms, *way_out()], position="top")


def room(title: str) -> StreamlitPage:
    """A page by its title, to link to."""
    rooms: dict[str, StreamlitPage] = st.session_state[_ROOMS]
    return rooms[title]


def paths() -> list[str]:
    """Where each page lies below the server's own address; the first page at its root."""
    rooms: dict[str, StreamlitPage] = st.session_state[_ROOMS]
    return [room.url_path for room in rooms.values()]


def ensure_navigation() -> None:
    """Streamlit runs a page file without ``app.py`` when its address is the first one a fresh server sees. Once the
    rooms are known the page is run again from ``app.py``: fields drawn without it would forget the first answer."""
    if _FRAMED not in st.session_state:
        navigate()
        st.rerun()
