"""Scripts handed out from memory: what is held, for whom, how much of it, and who waits for whom (nobody)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import pytest
from beside import finished
from starlette.datastructures import Headers
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.frame.scripts import from_memory

LARGE = bytes(range(256)) * 4096  # a megabyte


@dataclass
class Disk:
    """The server behind the door: it answers every path with the same bytes in two halves, and notes who was read."""

    body: bytes = b"abcdef"
    headers: dict[str, str] = field(default_factory=lambda: {"cache-control": "public, immutable"})
    read: list[str] = field(default_factory=list)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.read.append(scope["path"])
        told = {"content-length": str(len(self.body)), **self.headers}
        headers = [(name.encode(), value.encode()) for name, value in told.items() if value]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        half = len(self.body) // 2
        for part, more in ((self.body[:half], True), (self.body[half:], False)):
            await send({"type": "http.response.body", "body": part, "more_body": more})


@dataclass
class Answer:
    """What a browser was told."""

    told: list[Message] = field(default_factory=list)

    @property
    def body(self) -> bytes:
        return b"".join(message.get("body", b"") for message in self.told)

    @property
    def headers(self) -> Headers:
        return Headers(raw=self.told[0]["headers"])

    @property
    def has_ended(self) -> bool:
        return bool(self.told) and not self.told[-1].get("more_body", False)


async def _nobody_leaves() -> Message:
    return {"type": "http.disconnect"}


async def asked(
    door: ASGIApp, path: str, method: str = "GET", sent: Callable[[], Awaitable[None]] | None = None, **headers: str
) -> Answer:
    """One request. sent: what happens at the browser with every message."""
    answer = Answer()

    async def send(message: Message) -> None:
        answer.told.append(message)
        if sent:
            await sent()

    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    await door({"type": "http", "method": method, "path": path, "headers": raw}, _nobody_leaves, send)
    return answer


def in_turn(door: ASGIApp, *paths: str) -> list[Answer]:
    async def all_of_them() -> list[Answer]:
        return [await asked(door, path) for path in paths]

    return finished(all_of_them())


@pytest.mark.parametrize(
    ("headers", "read"),
    [
        ({"cache-control": "public, immutable"}, 1),
        ({"cache-control": "public, immutable", "content-length": "9"}, 2),  # the answer broke off
        ({"cache-control": "public, immutable", "content-length": ""}, 2),  # nobody knows how long it is
        ({"cache-control": "no-cache"}, 2),  # a page in the place of a script
        ({"cache-control": "public, immutable", "set-cookie": "one visitor's own"}, 2),
        ({"cache-control": "public, immutable", "content-encoding": "gzip"}, 2),  # not everybody reads it
    ],
)
def test_only_a_whole_script_that_never_changes_is_handed_out_from_memory(headers: dict[str, str], read: int) -> None:
    disk = Disk(headers=headers)
    answers = in_turn(from_memory(disk), "/a.js", "/a.js")
    assert len(disk.read) == read
    assert [(answer.body, answer.has_ended) for answer in answers] == [(b"abcdef", True)] * 2
    assert dict(answers[0].headers) == dict(answers[1].headers)


def test_a_script_that_a_browser_was_given_packed_is_never_given_to_one_who_cannot_unpack_it() -> None:
    door = from_memory(GZipMiddleware(Disk(LARGE), minimum_size=1))

    async def all_three() -> list[Answer]:
        return [await asked(door, "/a.js", accept_encoding=words) for words in ("gzip", "identity", "gzip;q=0")]

    answers = finished(all_three())
    assert [answer.headers.get("content-encoding") for answer in answers] == [None] * 3
    assert all(answer.body == LARGE for answer in answers)


def test_an_empty_script_is_answered_every_time() -> None:
    disk = Disk(b"")
    assert [(answer.body, answer.has_ended) for answer in in_turn(from_memory(disk), *["/a.css"] * 3)] == [
        (b"", True)
    ] * 3


@pytest.mark.parametrize("path", ["/./a.js", "/static//a.js", "/static/./././a.js", "/static/../a.js"])
def test_another_name_of_the_same_script_takes_no_place_in_memory(path: str) -> None:
    disk = Disk()
    assert in_turn(from_memory(disk), path, path)[1].body == b"abcdef"
    assert disk.read == [path, path]


def test_memory_holds_no_more_than_it_may_and_everything_else_still_comes_from_the_disk() -> None:
    """Sixty scripts of a megabyte; forty megabytes are held."""
    disk, paths = Disk(LARGE), [f"/{number}.js" for number in range(60)]
    door = from_memory(disk)
    in_turn(door, *paths)
    disk.read.clear()
    assert all(answer.body == LARGE for answer in in_turn(door, *paths))
    assert 60 - len(disk.read) == 40_000_000 // len(LARGE)


def test_only_a_plain_question_is_answered_from_memory() -> None:
    disk = Disk()
    door = from_memory(disk)

    async def several() -> None:
        await asked(door, "/a.js")
        await asked(door, "/a.js", "HEAD")
        await asked(door, "/a.js", range="bytes=0-1")
        await asked(door, "/a.js", if_none_match='"other"')
        await asked(door, "/survival")

    finished(several())
    assert disk.read == ["/a.js"] * 4 + ["/survival"]


def test_nobody_waits_for_somebody_elses_slow_line() -> None:
    """The first browser stops reading in the middle; a second has the whole script, and so has a third from memory once
    the first is through."""
    disk = Disk(LARGE)
    door = from_memory(disk)

    async def three() -> tuple[Answer, Answer, Answer]:
        goes_on, begun = asyncio.Event(), asyncio.Event()

        async def stopped() -> None:
            begun.set()
            await goes_on.wait()

        slow = asyncio.create_task(asked(door, "/a.js", sent=stopped))
        await begun.wait()
        second = await asyncio.wait_for(asked(door, "/a.js"), 10)
        goes_on.set()
        return await slow, second, await asked(door, "/a.js")

    answers = finished(three())
    assert all(answer.body == LARGE and answer.has_ended for answer in answers)
    assert disk.read == ["/a.js"] * 2


def test_a_browser_that_leaves_in_the_middle_leaves_no_half_script_behind() -> None:
    disk = Disk()
    door = from_memory(disk)

    async def left_and_came() -> Answer:
        async def left() -> None:
            raise OSError("the line is cut")

        with pytest.raises(OSError, match="cut"):
            await asked(door, "/a.js", sent=left)
        await asked(door, "/a.js")
        return await asked(door, "/a.js")

    assert finished(left_and_came()).body == b"abcdef"
    assert disk.read == ["/a.js"] * 2, "once for him who left, once for good"


def test_a_server_that_answers_nothing_is_no_fault_of_the_door() -> None:
    async def silent(scope: Scope, receive: Receive, send: Send) -> None:
        """The browser had gone before."""

    assert in_turn(from_memory(silent), "/a.js")[0].told == []


def test_a_large_script_from_memory_goes_out_in_parts_so_that_a_slow_browser_takes_little_of_it() -> None:
    door = from_memory(Disk(LARGE))
    parts = [message["body"] for message in in_turn(door, "/a.js", "/a.js")[1].told if "body" in message]
    assert b"".join(parts) == LARGE and max(map(len, parts)) <= 256 * 1024
