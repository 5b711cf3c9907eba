"""A text in blocks of whole lines: given out line by line, or as a block where every reader would part it alike."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO, TextIOBase
from typing import TypeVar

AT_ONCE = 1 << 20
Taken = TypeVar("Taken")


class Text:
    """An iterator of the lines of a file. line: how many have been given out, alone or in blocks."""

    def __init__(self, file: TextIOBase) -> None:
        self.line = 0
        self._file, self._begun = file, ""
        self._block, self._place, self._blocks = "", 0, 0
        self._lines: Iterator[str] = iter(())

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if not self.is_more():
            raise StopIteration
        found = next(self._lines)
        self._place += len(found)
        self.line += 1
        return found

    def is_more(self) -> bool:
        """Whether anything is left; the next block is taken up where this one is through."""
        if self._place == len(self._block):
            self._block, self._place, self._blocks = self._next_block(), 0, self._blocks + 1
            self._lines = iter(StringIO(self._block, newline=""))
        return self._place < len(self._block)

    def of_this_block(self, rows: Iterator[Taken]) -> Iterator[Taken]:
        """What a reader of these lines makes of this block; a row may reach into the next."""
        begun = self._blocks
        for row in rows:
            yield row
            if self._blocks != begun or self._place == len(self._block):
                return

    def even(self, between: str) -> tuple[str, int] | None:
        """What is left of this block, with the line it begins on, and given out so; None where it has to be read line
        by line. A row must begin here."""
        text = self._block[self._place :]
        if not _is_even(text, between):
            return None
        first, self.line = self.line + 1, self.line + text.count("\n") + (not text.endswith("\n"))
        self._place = len(self._block)
        return text, first

    def _next_block(self) -> str:
        """Whole lines; the one that is begun is kept for the next time. A return at the end may be half an end."""
        parts = [self._begun]
        while read := self._file.read(AT_ONCE):
            parts.append(read)
            if end := max(read.rfind("\n"), read.rfind("\r", 0, -1)) + 1:
                parts[-1], self._begun = read[:end], read[end:]
                return "".join(parts)
        self._begun = ""
        return "".join(parts)


def _is_even(text: str, between: str) -> bool:
    """Whether rows end where lines end, and a quotation mark stands only around a whole cell: then all readers agree.

    The pieces between the marks tell it: every second one lies inside a cell. Without these a mark stands for a quoted
    cell, and before it and behind it is an end of a cell, or there are marks inside cells.
    """
    if not between.isascii() or between == '"' or text.startswith("\ufeff"):
        return False
    if "\r" in text and text.count("\r") != text.count("\r\n"):
        return False
    if '"' not in text:
        return True
    pieces = text.split('"')
    inside, outside = "".join(pieces[1::2]), '"'.join(pieces[::2])
    cells = len(pieces) // 2
    before = outside.count(f'{between}"') + outside.count('\n"') + outside.startswith('"')
    behind = sum(outside.count(f'"{end}') for end in (between, "\n", "\r\n")) + outside.endswith('"')
    return len(pieces) % 2 == 1 and "\n" not in inside and before == cells == behind
