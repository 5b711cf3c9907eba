"""A registry's file by its first bytes, never by its name: a workbook, a Parquet file, or text."""

from __future__ import annotations

from haic_core.cohort.files.delimited import read_delimited
from haic_core.cohort.files.handed import LARGEST_BYTES, Handed
from haic_core.cohort.files.redcap import is_dictionary
from haic_core.cohort.files.workbook import read_workbook
from haic_core.words.refusal import Refusal
from haic_core.words.workbook import is_workbook

_OTHERS = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"\x1f\x8b": "a compressed file; unpack it first",
    b"{\\rtf": "a letter in RTF",
    b"{": "JSON",
    b"[{": "JSON",
    b"<": "a page of the web or an XML file",
    b"SQLite format 3\0": "a SQLite database",
    b"$FL2": "an SPSS file; export it as CSV",
    b"$FL3": "an SPSS file; export it as CSV",
    b"RDX": "an R data file; export it as CSV",
}


def handed(content: bytes, name: str) -> Handed:
    """A file's table on its way into an engine; raises Refusal, one sentence, where it is none that can be read."""
    if len(content) > LARGEST_BYTES:
        raise Refusal(
            f"{name}: the file holds {len(content):,} bytes, but {LARGEST_BYTES:,} are the most; load it into a "
            "database and name its connection.",
            place=name,
            found=f"{len(content):,} bytes",
            allowed=f"at most {LARGEST_BYTES:,} bytes",
        )
    if not content or content.isspace():
        raise Refusal(f"{name}: the file is empty.", place=name, found="nothing")
    for start, kind in _OTHERS.items():
        if content.lstrip()[: len(start)] == start:
            allowed = "a CSV file, an Excel workbook or a Parquet file"
            raise Refusal(f"{name}: this is {kind}; a registry is {allowed}.", place=name, found=kind, allowed=allowed)
    found = read_workbook(content, name) if is_workbook(content) else read_delimited(content, name)
    if is_dictionary(found.columns):
        raise Refusal(
            f"{name}: this is a data dictionary, which tells what codes mean; the registry is the export of the "
            "records.",
            place=name,
            found="a data dictionary",
            allowed="the export of the records",
        )
    return found
