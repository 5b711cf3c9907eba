"""What the server has done before its first visitor comes, so that nobody waits for it: what the pages need is read,
its socket answers at once."""

import gc
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from importlib import import_module
from pkgutil import walk_packages
from threading import Timer

import streamlit as st

import haic_core.screen
from haic_core.case.file import STARTING
from haic_core.judgement.assessment import assess
from haic_core.words.refusal import Refusal

from .shared import library, pooled

_LATER_S = 10
_TCP = (socket.AF_INET, socket.AF_INET6)


@asynccontextmanager
async def opened(_: st.App) -> AsyncIterator[None]:
    """While the server runs. What the first page needs is read before the door opens; what only single pages need, and
    takes longer, once the first visitor has been served."""
    leave_at_once()
    _keep_ready(_every_page)
    later = Timer(_LATER_S, _keep_ready, [pooled])
    later.daemon = True
    later.start()
    yield
    later.cancel()


def _keep_ready(read: Callable[[], object]) -> None:
    """Reads something for all sessions, and takes it out of every later collection of garbage."""
    with suppress(Refusal):  # a page says it to whoever comes
        read()
    gc.collect()
    gc.freeze()


def _every_page() -> None:
    for module in walk_packages(haic_core.screen.__path__, f"{haic_core.screen.__name__}."):
        import_module(module.name)
    assess(STARTING.patient, library())


def leave_at_once() -> None:
    """From now on no answer waits for the browser's acknowledgement of the one before it. Streamlit binds its socket
    without naming TCP, by which asyncio knows whether to turn Nagle's algorithm off; some 40 ms for every script of a
    page are lost to that. Connections inherit what is set on the socket that listens, and nobody hands us that one."""
    for one in gc.get_objects():
        if type(one) is socket.socket and one.fileno() >= 0 and one.family in _TCP and one.type == socket.SOCK_STREAM:
            one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
