"""The door of the server: who may come in, what every answer forbids the browser, and the script that draws charts.
Nobody outside is asked for anything."""

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.formparsers import MultiPartParser
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import net_util
from streamlit.web.server import server_util
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

from haic_core.screen.literal import literal
from haic_core.screen.plotly.script import SCRIPT
from haic_core.words.refusal import Refusal

from . import plot
from .scripts import from_memory

# What the browser may do with a page of ours: ask nobody but this server, be framed by nobody. Streamlit's own scripts
# need the three unsafe ones, and blob: for the script of the tab (tab.js); an address in a text that is not ours leads
# nowhere all the same.
_POLICY = (
    "default-src 'self'; script-src 'self' blob: 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'; "
    "connect-src 'self'"
)


def _own_origin_only(app: ASGIApp) -> ASGIApp:
    """Refuses a socket that another page than ours opens, whatever its port. Streamlit would let any port of this
    machine in, and would ask a server outside for this machine's own address before it says no."""

    async def door(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket" and not _is_ours(Headers(scope=scope)):
            await receive()
            await send({"type": "websocket.close", "code": 1008})
        else:
            await app(scope, receive, send)

    return door


def _is_ours(headers: Headers) -> bool:
    origin, host = headers.get("origin"), headers.get("host", "")
    own = origin is None or origin.partition("://")[2] == host or server_util.is_allowed_origin(origin)
    return own and is_host_allowed(host)


def _closed(app: ASGIApp) -> ASGIApp:
    """Adds to every answer what keeps the page to itself."""

    async def door(scope: Scope, receive: Receive, send: Send) -> None:
        host = Headers(scope=scope).get("host", "") if scope["type"] == "http" else ""
        sockets = f" ws://{host} wss://{host}" if is_host_allowed(host) else ""

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = _POLICY + sockets
                headers["X-Content-Type-Options"] = "nosniff"
                headers["X-Frame-Options"] = "DENY"
                headers["Referrer-Policy"] = "no-referrer"
            await send(message)

        await app(scope, receive, answer)

    return door


GUARDS = [Middleware(_own_origin_only), Middleware(_closed), Middleware(from_memory)]


async def _script(_: Request) -> Response:
    """plotly's own, of the version installed. Its address names the version of the board: it is kept for good."""
    kept = {"Cache-Control": "public, immutable, max-age=31536000"}
    return FileResponse(SCRIPT, media_type="text/javascript", headers=kept)


DRAWS = Route(plot.SCRIPT, _script)


def _nobody_is_asked() -> None:
    """Stands in for Streamlit's question after this machine's outside address, whoever puts it and when."""


net_util.get_external_ip = _nobody_is_asked
# A file handed in stays in memory, where Streamlit bounds it; beyond a megabyte it would go by way of the disk.
MultiPartParser.spool_max_size = 0


def refused(error: Exception) -> bool:
    """What the core refuses while a page is drawn (documents, examples, a text that cannot be read) stands on the page
    in the core's own sentences; of any other fault only the kind is shown."""
    if not isinstance(error, Refusal):
        return False
    for sentence in error.sentences:
        st.error(literal(sentence))
    return True
