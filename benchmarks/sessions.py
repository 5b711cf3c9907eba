"""One person at a page, without a browser: Streamlit's own protocol over its socket, with the state of every field as
a browser sends it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin, Subprotocol

LONGEST_WAIT_S = 60
FAILED = (ForwardMsg.FINISHED_WITH_COMPILE_ERROR, ForwardMsg.FINISHED_EARLY_FOR_RERUN)


def _plain(proto: Any) -> Any:
    return proto.value if proto.set_value else proto.default if proto.HasField("default") else None


def _listed(proto: Any) -> Any:
    if proto.set_value:
        return proto.raw_value
    return proto.options[proto.default] if proto.HasField("default") else None


def _several(proto: Any) -> Any:
    return list(proto.raw_values) if proto.set_value else [proto.options[place] for place in proto.default]


def _days(proto: Any) -> Any:
    return list(proto.value) if proto.set_value else list(proto.default)


# The fields that keep a value: where it stands in the state of a browser, and how it is read from what is drawn.
FIELDS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "number_input": ("double_value", _plain),
    "text_input": ("string_value", _plain),
    "text_area": ("string_value", _plain),
    "checkbox": ("bool_value", _plain),
    "radio": ("string_value", _listed),
    "selectbox": ("string_value", _listed),
    "multiselect": ("string_array_value", _several),
    "date_input": ("string_array_value", _days),
}
TYPED = ("number_input", "text_input")


@dataclass(frozen=True)
class Change:
    """What a person changes: the field of a page whose label begins so, through whole numbers of a range."""

    page: str
    label: str
    low: int
    high: int
    query: str = ""


@dataclass
class Session:
    """One open page with the field that is changed on it."""

    socket: ClientConnection
    change: Change
    value: int
    query: str
    messages: int = 0
    """How many messages the last change was answered by."""
    fields: dict[str, tuple[str, object]] = field(default_factory=dict)
    changing: tuple[str, str] = ("", "")
    fragment: str = ""

    @classmethod
    async def opened(cls, port: int, change: Change, number: int) -> Session:
        """A page as a browser opens it. Raises RuntimeError where it has no such field."""
        own, address = f"http://127.0.0.1:{port}", f"ws://127.0.0.1:{port}/_stcore/stream"
        socket = await connect(
            address,
            subprotocols=[Subprotocol("streamlit")],
            origin=Origin(own),
            max_size=None,
            compression=None,
            open_timeout=LONGEST_WAIT_S,
        )
        session = cls(socket, change, change.low + number % (change.high - change.low), change.query)
        await session._run()
        if not session.changing[0]:
            raise RuntimeError(f"no field '{change.label}…' on '{change.page or 'the first page'}'")
        return session

    async def changed(self) -> float:
        """One change; answers the seconds until its run has ended. Raises RuntimeError where the run failed."""
        span = self.change.high - self.change.low
        self.value = self.change.low + (self.value - self.change.low + 1) % span
        identity, kind = self.changing
        number = kind == "double_value"
        self.fields[identity] = (kind, float(self.value) if number else str(self.value))
        start = time.perf_counter()
        await self._run()
        return time.perf_counter() - start

    async def close(self) -> None:
        """The tab is closed."""
        await self.socket.close()

    async def _run(self) -> None:
        await self.socket.send(self._asked().SerializeToString())
        self.messages = 0
        try:
            async with asyncio.timeout(LONGEST_WAIT_S):
                while True:
                    told = ForwardMsg()
                    told.ParseFromString(await self.socket.recv(decode=False))
                    self.messages += 1
                    if self._heard(told):
                        return
        except ConnectionClosed as closed:
            raise RuntimeError("the server closed the socket") from closed

    def _asked(self) -> BackMsg:
        message = BackMsg()
        state = message.rerun_script
        state.query_string, state.page_name, state.fragment_id = self.query, self.change.page, self.fragment
        state.context_info.timezone, state.context_info.locale = "UTC", "en-GB"
        state.context_info.url, state.context_info.color_scheme = "http://127.0.0.1", "light"
        for identity, (kind, value) in self.fields.items():
            if value is not None:
                widget = state.widget_states.widgets.add()
                widget.id = identity
                if isinstance(value, list):
                    getattr(widget, kind).data.extend(value)
                else:
                    setattr(widget, kind, value)
        return message

    def _heard(self, told: ForwardMsg) -> bool:
        """Takes in one message; answers whether the run has ended with it."""
        kind = told.WhichOneof("type")
        if kind == "page_info_changed":
            self.query = told.page_info_changed.query_string
        elif kind == "delta" and told.delta.WhichOneof("type") == "new_element":
            self._see(told.delta.new_element, told.delta.fragment_id)
        return kind == "script_finished" and told.script_finished not in FAILED

    def _see(self, element: Element, fragment: str) -> None:
        kind = element.WhichOneof("type")
        if kind == "exception":
            raise RuntimeError(element.exception.message)
        if kind in FIELDS:
            drawn, (place, read) = getattr(element, kind), FIELDS[kind]
            if drawn.set_value or drawn.id not in self.fields:
                self.fields[drawn.id] = (place, read(drawn))
            if kind in TYPED and drawn.label.startswith(self.change.label):
                self.changing, self.fragment = (drawn.id, place), fragment
