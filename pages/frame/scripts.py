"""Streamlit's scripts, and plotly's, handed out from memory."""

from http import HTTPStatus
from posixpath import normpath

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_UNCHANGING = (".js", ".css", ".woff2")
_ONE_OF_PARTS = frozenset({"range", "if-none-match", "if-modified-since"})
_ACCEPTED = b"accept-encoding"
_MOST_BYTES, _PART_BYTES = 40_000_000, 256 * 1024
"""All that Streamlit and plotly have is 31 MB. A part is what a slow browser may leave waiting in memory."""


def from_memory(app: ASGIApp) -> ASGIApp:
    """Hands out from memory what a browser may keep for good anyway, once it has been read. A first page asks for more
    than a hundred small scripts; each would be opened and read by way of several threads again.

    It is held as it is, for whoever reads no gzip, and because packing plotly for each visitor costs more than a tenth
    of a second; a proxy before the server packs it for those far away.
    """
    held: dict[str, tuple[Message, bytes]] = {}
    being_read: set[str] = set()

    async def door(scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"] if _is_a_whole_script(scope) else ""
        if path in held:
            await _hand_out(*held[path], send)
        elif not path or path in being_read:  # nobody waits for somebody else's slow line
            await app(scope, receive, send)
        else:
            being_read.add(path)
            try:
                answer = await _heard(app, scope, receive, send)
            finally:
                being_read.discard(path)
            if answer and sum(len(body) for _, body in held.values()) + len(answer[1]) <= _MOST_BYTES:
                held[path] = answer

    return door


def _is_a_whole_script(scope: Scope) -> bool:
    """A file has one name here: under its many others (/./, //) it would fill the memory."""
    if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].endswith(_UNCHANGING):
        return False
    return normpath(scope["path"]) == scope["path"] and _ONE_OF_PARTS.isdisjoint(Headers(scope=scope))


async def _heard(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> tuple[Message, bytes] | None:
    """Answers the request; and what was answered, where it may be held."""
    told: list[Message] = []

    async def hear(message: Message) -> None:
        told.append({**message, "headers": list(message.get("headers", ()))})
        await send(message)

    plain = [(name, value) for name, value in scope["headers"] if name != _ACCEPTED]
    await app({**scope, "headers": plain}, receive, hear)
    if not told:
        return None
    head, *parts = told
    body = b"".join(part.get("body", b"") for part in parts)
    return (head, body) if body and _is_whole_and_unchanging(head, len(body)) else None


def _is_whole_and_unchanging(head: Message, size_bytes: int) -> bool:
    """What any browser may keep for good, and no part of it: a path without a file is answered by a page. What is meant
    for one visitor is handed to nobody else."""
    headers = Headers(raw=head["headers"])
    return (
        head["status"] == HTTPStatus.OK
        and "immutable" in headers.get("cache-control", "")
        and headers.get("content-length") == str(size_bytes)
        and "set-cookie" not in headers
        and "content-encoding" not in headers
    )


async def _hand_out(head: Message, body: bytes, send: Send) -> None:
    """Part by part, each once the one before is on its way."""
    await send({**head, "headers": list(head["headers"])})
    for start in range(0, len(body), _PART_BYTES):
        part = body[start : start + _PART_BYTES]
        await send({"type": "http.response.body", "body": part, "more_body": start + _PART_BYTES < len(body)})
