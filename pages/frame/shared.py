"""The library and the curves, read once for all sessions of this server."""

import gc

import streamlit as st

from haic_core.curves.published import PublishedCurve, draw
from haic_core.evidence.audit import AuditReport, audit, trusted
from haic_core.evidence.gap_map import Cell, gap_map
from haic_core.evidence.library import Library, read_library
from haic_core.evidence.pooling import Pooled, pool_all
from haic_core.judgement.curve_choice import choices_of
from haic_core.words.refusal import Refusal
from haic_core.words.vocabulary import Endpoint


@st.cache_resource(show_spinner=False)
def library() -> Library:
    """The evidence base. Everything alive after start is frozen: a full collection after every rerun would
    otherwise take longer than the rerun itself."""
    read = trusted(read_library())
    gc.collect()
    gc.freeze()
    return read


@st.cache_resource(show_spinner=False)
def settled(page: str) -> None:
    """Once a page with charts has been drawn: what drawing it has loaded is frozen too."""
    gc.collect()
    gc.freeze()


@st.cache_resource(show_spinner="Drawing the published curve")
def curve(key: str, endpoint: Endpoint) -> PublishedCurve:
    """One published curve, drawn once for all sessions; raises Refusal where its figures cannot be true together."""
    return draw(choices_of(library().sources, endpoint)[key])


def curves(keys: list[str], endpoint: Endpoint) -> tuple[list[PublishedCurve], list[str]]:
    """The chosen curves, and one sentence for each that could not be drawn."""
    drawn, refused = [], []
    for key in keys:
        try:
            drawn.append(curve(key, endpoint))
        except Refusal as refusal:
            refused.append(str(refusal))
    return drawn, refused


@st.cache_resource(show_spinner=False)
def audited() -> AuditReport:
    """The audit of the library as it was read."""
    read = read_library()
    return audit(read.sources, read.left_out)


@st.cache_resource(show_spinner=False)
def gaps() -> tuple[Cell, ...]:
    """The gap map of the library."""
    return gap_map(library().sources, library().subgroups)


@st.cache_resource(show_spinner=False)
def pooled() -> tuple[Pooled, ...]:
    """The pooled shares of the library."""
    return pool_all(library().sources)
