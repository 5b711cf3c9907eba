"""One person at a page, without a browser: Streamlit's own protocol over its socket, with the state of every field as
a browser sends it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.request import Request, urlopen

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin, Subprotocol

from benchmarks.changes import Change, Handed

LONGEST_WAIT_S, LOOKS_AGAIN_S = 60, 1.0
FAILED = (ForwardMsg.FINISHED_WITH_COMPILE_ERROR, ForwardMsg.FINISHED_EARLY_FOR_RERUN)
OF_A_PART = ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY


def _plain(proto: Any) -> Any:
    return proto.value if proto.set_value else proto.default if proto.HasField("default") else None


def _ticked(proto: Any) -> Any:
    return proto.value if proto.set_value else proto.default


def _listed(proto: Any) -> Any:
    if proto.set_value:
        return proto.raw_value
    return proto.options[proto.default] if proto.HasField("default") else None


def _several(proto: Any) -> Any:
    return list(proto.raw_values) if proto.set_value else [_words(proto)[place] for place in proto.default]


def _days(proto: Any) -> Any:
    return list(proto.value) if proto.set_value else list(proto.default)


def _nothing(_: Any) -> Any:
    """A button is pressed once, a file handed in once: neither has a state of its own."""
    return None


def _words(proto: Any) -> list[str]:
    """What can be chosen, in the words that the browser sends back."""
    return [getattr(option, "content", option) for option in getattr(proto, "options", ())]


PRESSED, HANDED = "trigger_value", "file_uploader_state_value"
# What a person can change: where it stands in the state of a browser, and how it is read from what is drawn.
FIELDS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "number_input": ("double_value", _plain),
    "text_input": ("string_value", _plain),
    "text_area": ("string_value", _plain),
    "checkbox": ("bool_value", _ticked),
    "radio": ("string_value", _listed),
    "selectbox": ("string_value", _listed),
    "multiselect": ("string_array_value", _several),
    "button_group": ("string_array_value", _several),
    "date_input": ("string_array_value", _days),
    "button": (PRESSED, _nothing),
    "file_uploader": (HANDED, _nothing),
}


@dataclass
class Drawn:
    """A field or a button of the page as it stands now. fragment: the part of the page that is run anew for it."""

    label: str
    place: str
    value: object
    options: list[str]
    fragment: str


@dataclass
class Session:
    """One open page with what is changed on it."""

    socket: ClientConnection
    port: int
    change: Change
    number: int
    query: str
    identity: str = ""
    page: str = ""
    """What the server calls the page once it is open."""
    messages: int = 0
    """How many messages the last change was answered by."""
    waits: bool = False
    """Whether the page asks to be looked at again by itself, because work of its goes on."""
    drawn: dict[str, Drawn] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)

    @classmethod
    async def opened(cls, port: int, change: Change, number: int) -> Session:
        """A page as a browser opens it, led to where the change is made. Raises RuntimeError where it has no such
        field."""
        own, address = f"http://127.0.0.1:{port}", f"ws://127.0.0.1:{port}/_stcore/stream"
        socket = await connect(
            address,
            subprotocols=[Subprotocol("streamlit")],
            origin=Origin(own),
            max_size=None,
            compression=None,
            open_timeout=LONGEST_WAIT_S,
        )
        session = cls(socket, port, change, number, change.query)
        await session._run()
        for label, value in change.way:
            await session._set(label, value)
            while session.waits:
                await asyncio.sleep(LOOKS_AGAIN_S)
                await session._run()
        if change.labels:
            session._found(change.labels[0])
        return session

    async def changed(self) -> float:
        """One change; answers the seconds until its run has ended. Raises RuntimeError where the run failed."""
        self.number += 1
        start = time.perf_counter()
        if self.change.labels:
            label = self.change.labels[self.number % len(self.change.labels)]
            await self._set(label, self.change.next(self._found(label)[1], self.number))
        else:
            await self._run()
        return time.perf_counter() - start

    async def close(self) -> None:
        """The tab is closed."""
        await self.socket.close()

    def _found(self, label: str) -> tuple[str, Drawn]:
        for identity, drawn in self.drawn.items():
            if drawn.label.startswith(label):
                return identity, drawn
        raise RuntimeError(f"no field '{label}…' on '{self.change.page or 'the first page'}'")

    async def _set(self, label: str, value: object) -> None:
        identity, drawn = self._found(label)
        drawn.value = await self._hand_in(value) if isinstance(value, Handed) else value
        await self._run(drawn.fragment)
        if drawn.place == PRESSED:
            drawn.value = None

    async def _run(self, fragment: str = "") -> None:
        await self._send(self._asked(fragment))
        self.messages, self.seen, self.waits = 0, set(), False
        while True:
            told = await self._told()
            self.messages += 1
            if self._heard(told):
                break
        self._forget(fragment if told.script_finished == OF_A_PART else "")

    def _forget(self, part: str) -> None:
        """What the page, or the part of it that was run, does not draw any more is forgotten, as a browser does."""
        self.drawn = {
            identity: drawn
            for identity, drawn in self.drawn.items()
            if identity in self.seen or (part and drawn.fragment != part)
        }

    async def _send(self, message: BackMsg) -> None:
        await self.socket.send(message.SerializeToString())

    async def _told(self) -> ForwardMsg:
        told = ForwardMsg()
        try:
            async with asyncio.timeout(LONGEST_WAIT_S):
                told.ParseFromString(await self.socket.recv(decode=False))
        except ConnectionClosed as closed:
            raise RuntimeError("the server closed the socket") from closed
        return told

    async def _hand_in(self, file: Handed) -> list[tuple[str, Handed, Any]]:
        """Hands a file in, by the address that the server names for it; answers what a browser then says of it."""
        message = BackMsg()
        message.file_urls_request.session_id, message.file_urls_request.request_id = self.identity, "1"
        message.file_urls_request.file_names.append(file.name)
        await self._send(message)
        while (told := await self._told()).WhichOneof("type") != "file_urls_response":
            pass
        place = told.file_urls_response.file_urls[0]
        await asyncio.to_thread(_put, f"http://127.0.0.1:{self.port}", place.upload_url, file)
        return [(place.file_id, file, place)]

    def _asked(self, fragment: str) -> BackMsg:
        message = BackMsg()
        state = message.rerun_script
        state.query_string, state.fragment_id, state.page_script_hash = self.query, fragment, self.page
        state.page_name = "" if self.page else self.change.page
        state.context_info.timezone, state.context_info.locale = "UTC", "en-GB"
        state.context_info.url, state.context_info.color_scheme = "http://127.0.0.1", "light"
        for identity, drawn in self.drawn.items():
            if drawn.value is not None:
                widget = state.widget_states.widgets.add()
                widget.id = identity
                _write(widget, drawn.place, drawn.value)
        return message

    def _heard(self, told: ForwardMsg) -> bool:
        """Takes in one message; answers whether the run has ended with it."""
        kind = told.WhichOneof("type")
        if kind == "new_session":
            self.identity = told.new_session.initialize.session_id or self.identity
        elif kind == "navigation":
            self.page = told.navigation.page_script_hash
        elif kind == "auto_rerun":
            self.waits = True
        elif kind == "page_info_changed":
            self.query = told.page_info_changed.query_string
        elif kind == "delta" and told.delta.WhichOneof("type") == "new_element":
            self._see(told.delta.new_element, told.delta.fragment_id)
        return kind == "script_finished" and told.script_finished not in FAILED

    def _see(self, element: Element, fragment: str) -> None:
        kind = element.WhichOneof("type")
        if kind == "exception":
            raise RuntimeError(element.exception.message)
        if kind in FIELDS:
            proto, (place, read) = getattr(element, kind), FIELDS[kind]
            known = self.drawn.get(proto.id)
            kept = known is not None and not getattr(proto, "set_value", False)
            value = known.value if known and kept else read(proto)
            self.drawn[proto.id] = Drawn(proto.label, place, value, _words(proto), fragment)
            self.seen.add(proto.id)


def _write(widget: Any, place: str, value: Any) -> None:
    """One field of a browser's state."""
    if place == HANDED:
        for identity, file, urls in value:
            told = getattr(widget, place).uploaded_file_info.add()
            told.file_id, told.name, told.size = identity, file.name, len(file.content)
            told.file_urls.CopyFrom(urls)
    elif isinstance(value, list):
        getattr(widget, place).data.extend(value)
    else:
        setattr(widget, place, value)


def _put(server: str, path: str, file: Handed) -> None:
    """A file as a browser's form sends it, with the token that the server gave to its visitor."""
    with urlopen(f"{server}/_stcore/health") as visited:
        token = visited.headers["Set-Cookie"].partition("=")[2].partition(";")[0].strip('"')
    edge = "edge-of-a-part"
    head = f'--{edge}\r\nContent-Disposition: form-data; name="{file.name}"; filename="{file.name}"\r\n\r\n'
    body = head.encode() + file.content + f"\r\n--{edge}--\r\n".encode()
    told = {
        "Content-Type": f"multipart/form-data; boundary={edge}",
        "Cookie": f"_streamlit_xsrf={token}",
        "X-Xsrftoken": token,
    }
    urlopen(Request(server + path, body, told, method="PUT")).close()
