"""The style sheet of the case page."""

from functools import cache
from pathlib import Path

import streamlit as st

_CASE = Path(__file__).with_name("case.css")


def case_style() -> None:
    """Draws nothing; the case page's own classes come with it."""
    st.html(f"<style>{_rules()}</style>")


@cache
def _rules() -> str:
    return _CASE.read_text(encoding="utf-8")
