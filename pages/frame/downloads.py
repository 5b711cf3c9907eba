"""What a person takes away: tables in both habits of spreadsheets, and JSON."""

from collections.abc import Callable

import streamlit as st

from haic_core.screen.literal import ours
from haic_core.wording.phrases import SEMICOLON_FORM
from haic_core.words.spreadsheet import for_spreadsheets, with_semicolons


def csv_buttons(label: str, made: Callable[[], str], name: str) -> None:
    """Both forms of one table, made when they are asked for. Streamlit remembers every button a session ever drew, by
    its key: one that is known by the name of its file would be another one with every name."""
    key = f"save:{label}"
    st.download_button(ours(label), lambda: for_spreadsheets(made()), name, "text/csv", key=key, on_click="ignore")
    st.download_button(
        ours(f"{label}, {SEMICOLON_FORM}"),
        lambda: for_spreadsheets(made(), semicolon=True),
        with_semicolons(name),
        "text/csv",
        key=f"{key};",
        on_click="ignore",
    )


def json_button(label: str, made: Callable[[], str], name: str) -> None:
    """A file for programs, made when it is asked for."""
    st.download_button(ours(label), made, name, "application/json", key=f"save:{label}", on_click="ignore")
