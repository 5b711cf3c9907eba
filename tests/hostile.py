"""Inputs that somebody laid there: good ones spoiled at random, the same every time they are asked for."""

from __future__ import annotations

import random
from collections.abc import Iterator

SEED = 20261127
# What is put among the signs of a good file.
TOKENS = (
    b"\x00", b"\x1b[2J", b"\xff\xfe", "\uffff".encode(), "\u202e".encode(), b"\\ud800", "\u2028".encode(),
    b"1e308", b"-1e308", b"1e999", b"1e-400", b"NaN", b"Infinity", b"-0", b"-1", b"1,1", b"1/0", b"0x10", b"1_000",
    b"9" * 4400, "½".encode(), "٣".encode(), "²".encode(), b"null", b"true", b"=1+1", b"<b>", b"![x](//evil.example)",
    b"[" * 986, b'{"a":' * 200, b"x" * 2000, b"a." * 200, b"'\''", b'"""', b'"', b"[[", b"]]", b"#", b".",
    b"\r", b"\n\n", b"\t", b";", b",,,",
)  # fmt: skip


def spoiled(good: bytes, count: int, kind: str) -> Iterator[bytes]:
    """So many spoiled forms of a good input: signs changed, torn off, doubled, moved, tokens put in or in place."""
    for number in range(count):
        chance = random.Random(f"{SEED}:{kind}:{number}")
        content = bytearray(good)
        for _ in range(chance.choice((1, 1, 2, 5))):
            _spoil(content, chance)
        yield bytes(content)


def _spoil(content: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(content) + 1)
    to = min(len(content), at + chance.choice((0, 1, 4, 40)))
    match chance.randrange(7):
        case 0:
            content[at:to] = chance.choice(TOKENS)
        case 1:
            content[at:at] = chance.choice(TOKENS)
        case 2:
            content[at:to] = b""
        case 3:
            del content[at:]
        case 4:
            content[at:at] = content[at:to] * chance.choice((1, 2, 50))
        case 5:
            content[at:to] = bytes(chance.randrange(256) for _ in range(to - at))
        case _:
            line = content.splitlines(keepends=True)
            chance.shuffle(line)
            content[:] = b"".join(line)
