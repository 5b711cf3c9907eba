"""The style sheets, read once and drawn in one line: Streamlit looks through every line at every change of a page."""

from functools import cache
from pathlib import Path

import streamlit as st


@cache
def sheet(name: str) -> str:
    """The rules of a style sheet of the frame."""
    return " ".join(Path(__file__).with_name(name).read_text(encoding="utf-8").split())


def case_style() -> None:
    """Draws nothing; the case page's own classes come with it."""
    st.html(f"<style>{sheet('case.css')}</style>")


def cohort_style() -> None:
    """Draws nothing; the classes of the page of a site's own cohort come with it."""
    st.html(f"<style>{sheet('cohort.css')}</style>")
