"""A lab list as a file: a workbook, or text in any of the encodings that laboratories' systems write."""

from __future__ import annotations

from datetime import date

from haic_core.intake.labs import said
from haic_core.intake.labs.gathered import Cell, Gathered, Row
from haic_core.intake.labs.judged import judged
from haic_core.intake.labs.pasted import forget, gather, read_pasted_labs
from haic_core.intake.labs.sheets import sheets
from haic_core.intake.proposal import Proposed
from haic_core.words.refusal import Refusal
from haic_core.words.workbook import Sheet, is_workbook, with_merged

LARGEST_BYTES = 50_000_000
_NO_LISTS = {
    b"%PDF": "The file is a PDF; open it, copy its table and paste it.",
    b"\x89PNG": "The file is a picture; a laboratory list is text, a CSV file or a workbook.",
    b"\xff\xd8\xff": "The file is a picture; a laboratory list is text, a CSV file or a workbook.",
    b"\x1f\x8b": "The file is compressed; unpack it first.",
    b"{\\rtf": "The file is a letter in RTF; open it, copy the laboratory values and paste them.",
    b"{": "The file is JSON, not a laboratory list; a bundle and a case file are opened as such.",
}


def read_lab_list(content: bytes, name: str, today: date | None = None) -> Proposed:
    """What a file of laboratory values proposes.

    name: the file's name, of which nothing is told: it may be a patient's. today: days after it are not taken.
    Raises Refusal, one sentence, where the file is no list of one patient's laboratory values.
    """
    if len(content) > LARGEST_BYTES:
        raise Refusal(
            f"The file holds {len(content):,} bytes; a laboratory list has at most {LARGEST_BYTES:,}.",
            found=f"{len(content):,} bytes",
            allowed=f"at most {LARGEST_BYTES:,} bytes",
        )
    if is_workbook(content):
        return _of_workbook(content, today)
    for start, sentence in _NO_LISTS.items():
        if content.lstrip()[: len(start)] == start:
            raise Refusal(sentence)
    return read_pasted_labs(text_of(content), today)


def text_of(content: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 with or without its mark, or Windows-1252; raises Refusal for other bytes."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(content, "utf-16")
    if b"\0" in content[:4096]:
        even, odd = content[:4096:2].count(0), content[1:4096:2].count(0)
        if max(even, odd) * 4 < len(content[:4096]):
            raise Refusal("The file is no text; a laboratory list is text, a CSV file or a workbook.")
        return _decoded(content, "utf-16-be" if even > odd else "utf-16-le")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decoded(content, "cp1252")


def _decoded(content: bytes, encoding: str) -> str:
    text = content.decode(encoding, "replace")
    if text.count("\ufffd") * 20 > len(text) or "\0" in text:
        raise Refusal("The file is no text; a laboratory list is text, a CSV file or a workbook.")
    return text.removeprefix("\ufeff")


def _of_workbook(content: bytes, today: date | None) -> Proposed:
    try:
        return _of_sheets(sheets(content), today)
    finally:
        forget()


def _of_sheets(found: tuple[Sheet, ...], today: date | None) -> Proposed:
    """The one sheet with laboratory values; several are asked back."""
    read: list[tuple[int, Gathered]] = []
    for sheet in found:
        gathered = Gathered(place="row" if len(found) == 1 else f"sheet {sheet.place}, row")
        gather(_rows(sheet), gathered)
        read.append((sheet.place, gathered))
    held = [(place, gathered) for place, gathered in read if any(one.analyte.fact for one in gathered.results)]
    if len(held) > 1:
        return Proposed(say=(said.SEVERAL_SHEETS.format(", ".join(str(place) for place, _ in held)),))
    return judged(held[0][1] if held else read[0][1] if read else Gathered(place="row"), today)


def _rows(sheet: Sheet) -> list[Row]:
    cells = with_merged(sheet)
    return [Row(number, tuple(Cell(text) for text in row), "sheet") for number, row in enumerate(cells, 1) if any(row)]
