"""The draft of a source file: its content as typed so far, its way back, and what the reader says of it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from haic_core.evidence.earlier import as_written_today
from haic_core.evidence.reader import source_from
from haic_core.evidence.source import Source
from haic_core.evidence.source_fields import Kind, field_of
from haic_core.evidence.writing import write_source
from haic_core.intake.paper.places import Path, Raw, found, record_of
from haic_core.words.reading import FileKind, read_toml
from haic_core.words.refusal import Fault, Refusal

MOST_STEPS = 200
_FILE = FileKind("a source file", "tables and keys", 400_000)  # seven times the longest there is
_DEEPEST = 12
_KEY = re.compile(r"[a-z0-9][a-z0-9_]*")
_CONDITION = "condition"


@dataclass(frozen=True, slots=True)
class Draft:
    """The content now, what it was before, oldest first, and what was taken back, next first."""

    raw: Raw = field(default_factory=lambda: {"schema": 2, "citation": {}, "study": {}})
    before: tuple[Raw, ...] = ()
    after: tuple[Raw, ...] = ()

    def changed(self, raw: Raw) -> Draft:
        """Another content; a step that can be taken back."""
        return self if raw == self.raw else Draft(raw, (*self.before, self.raw)[-MOST_STEPS:])

    def undone(self) -> Draft:
        """The last step taken back; the same draft where there is none."""
        return Draft(self.before[-1], self.before[:-1], (self.raw, *self.after)) if self.before else self

    def redone(self) -> Draft:
        """A step taken back made again; the same draft where there is none."""
        return Draft(self.after[0], (*self.before, self.raw), self.after[1:]) if self.after else self

    @property
    def file_name(self) -> str:
        """The name its file has to have, or a name for the time until it has a key."""
        key = self.raw.get("key")
        return f"{key if isinstance(key, str) and _KEY.fullmatch(key) else 'new_paper'}.toml"

    @property
    def text(self) -> str:
        """The file."""
        return write_source(self.raw)


@dataclass(frozen=True, slots=True)
class Opened:
    """A file opened as a draft; comments: how many lines of comment it had, which a draft does not keep; unmarked: the
    options whose list was taken as a part, because a file of the first format does not say."""

    draft: Draft
    comments: int
    unmarked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A fault at its field. record: the place of the record; name: the field's key in it, '' of the record itself or of
    its span. missing: nothing stands there yet."""

    record: Path
    name: str
    missing: bool
    fault: Fault

    @property
    def sentence(self) -> str:
        """The fault without file and place, for the field itself."""
        return self.fault.sentence.removeprefix(f"{self.fault.place}: ")


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader makes of a draft: the source, or every fault at its place."""

    source: Source | None
    faults: tuple[Placed, ...]

    @property
    def refused(self) -> tuple[Placed, ...]:
        """What stands there and is not taken."""
        return tuple(one for one in self.faults if not one.missing)

    @property
    def missing(self) -> tuple[Placed, ...]:
        """What is still to be typed."""
        return tuple(one for one in self.faults if one.missing)


def opened(content: bytes, name: str) -> Opened:
    """A file from the disk as a draft, finished or not. Raises Refusal where it is no TOML or holds what no source file
    can hold."""
    written = read_toml(content, name, _FILE)
    if _deeper_than(_DEEPEST, written):
        raise Refusal(f"{name}: its tables are nested deeper than those of any source file.", place=name)
    try:
        json.dumps(written, allow_nan=False)
    except TypeError:
        raise Refusal(f"{name}: a date or a time stands in it without quotes; dates are text.", place=name) from None
    except ValueError:
        raise Refusal(f"{name}: every number must be finite.", place=name) from None
    raw, unmarked = as_written_today(_each_text_once(written))
    comments = sum(line.lstrip().startswith("#") for line in content.decode("utf-8-sig").splitlines())
    return Opened(Draft(raw), comments, unmarked)


def _each_text_once(written: dict[str, object]) -> dict[str, object]:
    """The same tables with one string for each text, however often it stands in them: a paper names its keys and its
    places thousands of times, and a draft stays in memory as long as its tab."""
    known: dict[str, str] = {}

    def once(part: object) -> object:
        if isinstance(part, str):
            return known.setdefault(part, part)
        if isinstance(part, dict):
            return {known.setdefault(key, key): once(value) for key, value in part.items()}
        return [once(one) for one in part] if isinstance(part, list) else part

    return {known.setdefault(key, key): once(value) for key, value in written.items()}


def _deeper_than(levels: int, part: object) -> bool:
    inside = part.values() if isinstance(part, Mapping) else part if isinstance(part, list) else ()
    return levels < 0 or any(_deeper_than(levels - 1, one) for one in inside)


def read_draft(raw: Raw, name: str) -> Reading:
    """The draft by the library's own reader."""
    try:
        return Reading(source_from(dict(raw), name), ())
    except Refusal as refusal:
        return Reading(None, tuple(placed(raw, fault) for fault in refusal.faults))


def placed(raw: Raw, fault: Fault) -> Placed:
    """A fault at the record and field of the raw content."""
    at = tuple(step for step in fault.at if step != _CONDITION)
    of_span = bool(fault.at) and fault.at[-1] == _CONDITION
    record: Path = ()
    for length in range(len(at) + 1):
        if isinstance(found(raw, at[:length]), Mapping) and record_of(at[:length]):
            record = at[:length]
    rest = at[len(record) :]
    name = str(rest[0]) if rest else ""
    own = field_of(record_of(record), name) if name else None
    if own and own.kind is Kind.SPAN:
        name = own.name
    missing = not of_span and bool(rest) and found(raw, at) is None and fault.found == "" and fault.guess == ""
    return Placed(record, name, missing, fault)
