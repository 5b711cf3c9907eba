"""What a page shows, in its address: the chosen option, the chart, the opened row. A link opens the same view; nothing
of a patient stands in it but what the case of the address says already."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

import streamlit as st

from haic_core.case.address import to_address
from haic_core.words.vocabulary import Endpoint, Modality

from . import in_hand

VIEWS = ("One option", "All options")
"""What the Survival page shows; an address asks for the second as 'all'."""
_ALL = "all"
NAMES = ("option", "show", "endpoint", "series")
"""The words of an address beside those of the case, its screen and the discussion, and beside the rows that the browser
opens itself."""
_OPEN = "open"
_GIVEN, _PAGE, _PICKED = "view_given", "view_page", "view_picked"
Choice = TypeVar("Choice", bound=str)
Usual = TypeVar("Usual", bound=str | None)


def begin(page: str) -> None:
    """Keeps what the address said when this session began, and for which page it said so."""
    if _GIVEN not in st.session_state:
        given = {name: st.query_params.get(name, "") for name in (*NAMES, _OPEN, "case")}
        st.session_state[_GIVEN] = {"page": page, **given}
    st.session_state[_PAGE] = page


def asked(name: str, among: Iterable[Choice], usual: Usual) -> Choice | Usual:
    """What the address asks to show first; the usual where it says nothing that can be shown."""
    return next((one for one in among if one == _given(name)), usual)


def asked_of_case(name: str, among: Iterable[Choice]) -> Choice | None:
    """The same of what belongs to one case: nothing once another one is in hand."""
    case = _given("case")
    return asked(name, among, None) if not case or case == to_address(in_hand.case()) else None


def asked_several(name: str, among: Iterable[str], most: int) -> list[str]:
    """Several of them, in the order of the address."""
    known = set(among)
    return [word for word in _given(name).split(",") if word in known][:most]


def asks_for_all() -> int:
    """The place among VIEWS that the address asks for."""
    return int(_given("show") == _ALL)


def opened() -> tuple[str, ...]:
    """The rows that are open when the page is read."""
    return tuple(_given(_OPEN).split(","))


def picked_series() -> None:
    """Somebody chose the curves: from now on the address names them."""
    st.session_state[_PICKED] = True


def board_option() -> str:
    """Where the option of the board's chart is kept: anew for each case, and for each side of the discussion."""
    return f"{in_hand.generation()}:board_option:{in_hand.item().hides_verdicts}"


def address(page: str) -> dict[str, str]:
    """The view's part of the address, part by part; an empty part is left out of it. Opened rows are the browser's."""
    shown = _SHOWN[page]() if page in _SHOWN else {}
    return {name: shown.get(name, "") for name in NAMES} | ({} if page == "Evidence" else {_OPEN: ""})


def _options() -> Mapping[str, str]:
    return {"option": _word("ledger_option", "option", Modality.HAIC)}


def _evidence() -> Mapping[str, str]:
    return {"option": _word("evidence_option", "option", None)}


def _survival() -> Mapping[str, str]:
    endpoint = st.session_state.get("endpoint") or _given("endpoint") or Endpoint.OS
    series = st.session_state.get(f"cohorts:{endpoint}")
    picked = series is not None and (_PICKED in st.session_state or _given("series"))
    return {
        "show": _ALL if st.session_state.get("survival_view", VIEWS[asks_for_all()]) == VIEWS[1] else "",
        "endpoint": _word("endpoint", "endpoint", Endpoint.OS),
        "series": ",".join(series or ()) if picked else _given("series") if series is None else "",
    }


def _board() -> Mapping[str, str]:
    return {"option": st.session_state.get(board_option()) or asked_of_case("option", Modality) or ""}


_SHOWN: Mapping[str, Callable[[], Mapping[str, str]]] = {
    "Options": _options,
    "Evidence": _evidence,
    "Survival": _survival,
    "Board": _board,
}


def _given(name: str) -> str:
    given: dict[str, str] = st.session_state[_GIVEN]
    return given[name] if given["page"] == st.session_state[_PAGE] else ""


def _word(key: str, name: str, usual: str | None) -> str:
    if key not in st.session_state:
        return _given(name)
    value = st.session_state[key]
    return "" if value in (None, usual) else str(value)
