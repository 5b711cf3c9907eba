"""Streamlit's scripts, and plotly's, handed out from memory."""

from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_UNCHANGING = (".js", ".css", ".woff2")
_ONE_OF_PARTS = frozenset({"range", "if-none-match", "if-modified-since"})


def from_memory(app: ASGIApp) -> ASGIApp:
    """Hands out from memory what a browser may keep for good anyway, once it has been read. A first page asks for more
    than a hundred small scripts; each would be opened and read by way of several threads again."""
    held: dict[str, tuple[Message, Message]] = {}

    async def door(scope: Scope, receive: Receive, send: Send) -> None:
        plain = scope["type"] == "http" and scope["method"] == "GET" and _ONE_OF_PARTS.isdisjoint(Headers(scope=scope))
        if not plain or not scope["path"].endswith(_UNCHANGING):
            await app(scope, receive, send)
            return
        if scope["path"] not in held:
            told: list[Message] = []

            async def hear(message: Message) -> None:
                told.append({**message, "headers": list(message.get("headers", ()))})
                await send(message)

            await app(scope, receive, hear)
            head, *parts = told
            body = b"".join(part.get("body", b"") for part in parts)
            if head["status"] == HTTPStatus.OK and _is_whole_and_unchanging(Headers(raw=head["headers"]), len(body)):
                held[scope["path"]] = head, {"type": "http.response.body", "body": body}
            return
        head, whole = held[scope["path"]]
        await send({**head, "headers": list(head["headers"])})
        await send(whole)

    return door


def _is_whole_and_unchanging(headers: Headers, size_bytes: int) -> bool:
    """What a browser may keep for good, and no part of it: a path without a file is answered by a page."""
    return "immutable" in headers.get("cache-control", "") and headers.get("content-length") == str(size_bytes)
