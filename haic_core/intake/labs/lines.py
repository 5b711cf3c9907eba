"""Results written as text: 'Hb 11,2 g/dl, Thrombozyten 188 /nl', 'Bilirubin: 18 umol/L (0 - 21)', a name above its
value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from haic_core.intake.labs.analytes import UNKNOWN, Analyte, analyte, folded, shown_name
from haic_core.intake.labs.days import DAY, day_in
from haic_core.intake.labs.gathered import Gathered, Row, not_of_now, without_denials
from haic_core.intake.labs.heads import is_blood_title, is_identity, is_label
from haic_core.intake.labs.marks import Kind, Mark, marks_of
from haic_core.intake.labs.remarks import remark_in
from haic_core.intake.labs.results import Result, results

_QUANTITIES = (Kind.NUMBER, Kind.RANGE, Kind.LIMIT)
_LOINC = re.compile(r"[0-9]{3,5}-[0-9]")
_IN_A_NAME = ("1.73", "1,73", "2009", "2021")
_PARTS = re.compile(r"[:;,]|^[\s\-•*·>]+")
_LINES_OF_ONE = 6
_MOST_WORDS = 8


@dataclass(slots=True)
class _Piece:
    """A name's words and what stands behind them up to the next words."""

    words: list[Mark] = field(default_factory=list)
    behind: list[Mark] = field(default_factory=list)
    parted: bool = True

    @property
    def has_quantity(self) -> bool:
        return any(mark.kind in _QUANTITIES for mark in self.behind)

    @property
    def is_in_brackets(self) -> bool:
        return any(mark.inside for mark in self.behind)

    @property
    def codes(self) -> bool:
        """Whether something like a number stands among its words."""
        return any(mark.kind is Kind.CODE for mark in self.words)

    @property
    def name(self) -> str:
        return " ".join(mark.text for mark in self.words).strip(" :;,=-•*|")


class Lines:
    """Reads lines one after another; a name alone waits for its value on the lines below it."""

    def __init__(self, gathered: Gathered) -> None:
        self._gathered = gathered
        self._waiting: tuple[Row, str, Analyte] | None = None
        self._held: list[Mark] = []
        self._across: tuple[Row, list[str]] | None = None
        self._since = 0

    def read(self, row: Row) -> None:
        """One line."""
        text = " ".join(cell.text for cell in row.cells)
        told = self._gathered.hear(text)
        if self._gathered.has_lone_days and DAY.fullmatch(text.strip(" :")):
            self.end()
            self._gathered.set_day(day_in(text))
            return
        if is_identity(text) and not told:
            self._gathered.silent += 1
            return
        marks = marks_of(text)
        if self._under_names(row, marks):
            return
        pieces = _pieces(marks)
        if self._waiting and all(is_label(one.name) or not one.words for one in pieces):
            self._hold([mark for one in pieces for mark in one.behind], len(pieces))
            return
        self.end()
        if not self._of(row, pieces) and not told:
            self._gathered.title(text)
            self._gathered.silent += 1

    def _under_names(self, row: Row, marks: Sequence[Mark]) -> bool:
        """'WBC HGB PLT' and under it '5.4 11.2 188': as many numbers as names."""
        if self._across and len(marks) == len(self._across[1]) and {one.kind for one in marks} == {Kind.NUMBER}:
            for name, mark in zip(self._across[1], marks, strict=True):
                origin = self._gathered.origin(row.number, name)
                self._gathered.add(results(Result(analyte(name), name, origin, row=row.number), [mark]))
            self._across = None
            return True
        names = [mark.text for mark in marks if mark.kind is Kind.WORD and analyte(mark.text).fact]
        held = len(names) > 1 and len(names) == len(marks) == len({analyte(name) for name in names})
        self._across = (row, names) if held else None
        return held

    def end(self) -> None:
        """Nothing more comes for the name that waits."""
        if self._waiting:
            row, name, found = self._waiting
            self._waiting = None
            shown = shown_name(name)
            bare = Result(found, shown, self._gathered.origin(row.number, shown), row=row.number)
            made = results(bare, self._held)
            self._gathered.add(made)
            self._gathered.silent += not made

    def _hold(self, marks: list[Mark], pieces: int) -> None:
        self._since += 1
        if self._since > _LINES_OF_ONE or not pieces:
            self.end()
            return
        # Each line is a cell of its own, so that a unit is looked for beside its own number.
        self._held += [Mark(one.kind, one.text, one.start, one.low, one.high, one.inside, self._since) for one in marks]

    def _of(self, row: Row, pieces: list[_Piece]) -> bool:
        """Reads a line's pieces; whether one of them was a result or a name that waits."""
        said = False
        elsewhere = self._gathered.elsewhere
        for place, piece in enumerate(pieces):
            name, found = _named(piece.name)
            self._turn(piece.name)
            if piece.has_quantity:
                following = pieces[place + 1] if place + 1 < len(pieces) else None
                said |= self._result(row, piece, name, found, following)
            elif len(pieces) == 1 and found.fact and analyte(piece.name).fact:
                self._waiting, self._held, self._since = (row, name, found), list(piece.behind), 0
                said = True
            else:
                said |= self._remarked(row, piece)
        if not any(piece.has_quantity for piece in pieces):
            self._gathered.elsewhere = elsewhere
        return said

    def _turn(self, name: str) -> None:
        """'Urin: …' and 'Blutbild: …' within a line."""
        before, colon, _ = without_denials(name).rpartition(":")
        if colon:
            told = folded(before)
            if reason := not_of_now(told):
                self._gathered.elsewhere = reason
            elif is_blood_title(told):
                self._gathered.elsewhere = ""

    def _result(self, row: Row, piece: _Piece, name: str, found: Analyte, following: _Piece | None) -> bool:
        shown = shown_name(name)
        bare = Result(found, shown, self._gathered.origin(row.number, shown), row=row.number)
        if found is UNKNOWN:
            bare = Result(found, "", "", row=row.number)
        marks = piece.behind
        if following and not following.has_quantity and not following.parted and _is_strange(following.name):
            # What stands behind the number is neither unit nor name: the number may be of something else.
            marks = [*marks, Mark(Kind.UNIT, "?")] if not any(one.kind is Kind.UNIT for one in marks) else marks
        made = results(bare, marks, following.name if following and not following.has_quantity else "")
        self._gathered.add(made)
        return bool(made)

    def _remarked(self, row: Row, piece: _Piece) -> bool:
        """'GPT hämolytisch': a name and a word in the place of its value."""
        for length in range(min(len(piece.words) - 1, _MOST_WORDS), 0, -1):
            name = " ".join(mark.text for mark in piece.words[:length]).strip(" :;,=-")
            remark = remark_in(" ".join(mark.text for mark in piece.words[length:]))
            if remark and (found := analyte(name)).fact:
                origin = self._gathered.origin(row.number, shown_name(name))
                self._gathered.add([Result(found, shown_name(name), origin, remark=remark, row=row.number)])
                return True
            if (length > 1 and analyte(name).fact) or (piece.codes and analyte(name).fact):
                self._gathered.unread(row.number, name)
                return True
        return False


def _is_strange(name: str) -> bool:
    return bool(name) and not is_label(name) and not remark_in(name) and not _named(name)[1].fact


def _named(name: str) -> tuple[str, Analyte]:
    """The analyte that words name: as a whole, or behind the last mark that parts a sentence."""
    name = without_denials(name).strip(" :;,=-•*|")
    found = analyte(name)
    if found is not UNKNOWN:
        return name, found
    last = _PARTS.split(name)[-1].strip(" :;,=-•*|")
    if last == name or not_of_now(folded(name.removesuffix(last))):
        return name, UNKNOWN
    return last, analyte(last)


def _pieces(marks: Sequence[Mark]) -> list[_Piece]:
    made: list[_Piece] = []
    piece = _Piece()
    for mark in marks:
        word = mark.kind is Kind.WORD or (mark.kind is Kind.CODE and not _LOINC.fullmatch(mark.text))
        parts = mark.kind is Kind.SIGN and mark.text in ",;.|"
        if piece.has_quantity and (parts or (word and not (mark.inside and piece.is_in_brackets))):
            _close(made, piece)
            piece = _Piece(parted=parts)
        if parts and not piece.words and not piece.has_quantity:
            piece = _Piece()
        if mark.kind is Kind.DAY and not piece.has_quantity:
            piece = _Piece()
        elif not piece.has_quantity and (word or _is_of_a_name(mark, piece)):
            piece.words.append(mark)
        elif mark.kind is Kind.SIGN:
            piece.words += [mark] if piece.words and not piece.has_quantity else []
        elif not word:
            piece.behind.append(mark)
    _close(made, piece)
    return made


def _close(made: list[_Piece], piece: _Piece) -> None:
    """A piece is done; one that only says 'Ref.' or 'Final' belongs to the one before it."""
    if made and made[-1].words and piece.words and is_label(piece.name):
        made[-1].behind += piece.behind
    elif piece.words or piece.behind:
        made.append(piece)


def _is_of_a_name(mark: Mark, piece: _Piece) -> bool:
    if mark.kind is not Kind.NUMBER or mark.text not in _IN_A_NAME:
        return False
    told = folded(piece.name)
    return "gfr" in told or "epi" in told or "filtration" in told
