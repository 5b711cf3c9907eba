"""The case in hand: in the session, mirrored in the address so that it survives a reload; nowhere else."""

import streamlit as st

from haic_core.case_file import STARTING, Case, from_address, to_address
from haic_core.patient import Patient
from haic_core.refusal import Refusal

_CASE, _REFUSED, _GENERATION = "case", "address_refused", "form_generation"


def case() -> Case:
    """The case of this session; on the first run of a session, the one in the address."""
    if _CASE not in st.session_state:
        st.session_state[_CASE] = STARTING
        given = st.query_params.get("case")
        if given:
            try:
                st.session_state[_CASE] = from_address(given)
            except Refusal as refusal:
                st.session_state[_REFUSED] = str(refusal)
    return st.session_state[_CASE]


def refused() -> str | None:
    """The sentence about an address that could not be read, until the user starts afresh."""
    case()
    return st.session_state.get(_REFUSED)


def take(new: Case) -> None:
    """Replaces the case in hand; the form's fields are drawn anew from it."""
    st.session_state[_CASE] = new
    st.session_state.pop(_REFUSED, None)
    st.session_state[_GENERATION] = generation() + 1


def change(patient: Patient) -> None:
    """Keeps the case and its label, with other facts; the form already shows them."""
    st.session_state[_CASE] = case().with_patient(patient)


def relabel(label: str) -> None:
    """The same case under another label."""
    held = case()
    st.session_state[_CASE] = Case(held.patient, label, held.recorded_on)


def generation() -> int:
    """Counts replaced cases; part of every field's key."""
    return st.session_state.get(_GENERATION, 0)


def mirror() -> None:
    """Writes the case into the address; an untouched form leaves the address bare."""
    held = case()
    if held == STARTING:
        st.query_params.pop("case", None)
    elif st.query_params.get("case") != (address := to_address(held)):
        st.query_params["case"] = address
