"""The counts file of a site: read strictly, written plainly; it holds counts and never a row."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from haic_core.cohort.counts import Arm, Cell, OfArms
from haic_core.cohort.mapping import Unit
from haic_core.cohort.sites.coarsening import FEWEST_IN_A_CELL, coarsened, step_for
from haic_core.words.identifiers import read_sentence
from haic_core.words.reading import FileKind, read_json
from haic_core.words.refusal import Faults, Refusal, misfit, shown, unknown_key

SCHEMA = 1
KEYS = ("schema", "site", "endpoint", "clock", "unit", "step", "k", "groups")
LARGEST_BYTES = 4_000_000
MOST_GROUPS, MOST_CELLS, MOST_PATIENTS, LARGEST_TIME, LARGEST_K = 50, 100_000, 10**9, 10**6, 1000
LONGEST_NAME, LONGEST_DEFINITION = 60, 120
COUNTS_FILE = FileKind("a counts file", "a JSON object with 'schema', 'site', 'k' and 'groups'", LARGEST_BYTES)
UNITS: tuple[Unit, ...] = get_args(Unit)
ASKED = {
    "site": f"the hospital's short name, at most {LONGEST_NAME} characters",
    "endpoint": "the event in words, for example 'death of any cause'",
    "clock": "what time zero is in words, for example 'first treatment of the liver'",
}


@dataclass(frozen=True, slots=True)
class CountsFile(OfArms):
    """What a site sends. endpoint, clock: its definitions in words. step: of time, 0 where times are as recorded
    (k of 1). Every cell of an arm holds at least k patients; its time is the middle of the steps it spans."""

    site: str
    endpoint: str
    clock: str
    unit: Unit
    step: float
    k: int
    arms: tuple[Arm, ...]


def to_send(
    arms: Sequence[Arm],
    *,
    site: str | None,
    endpoint: str | None,
    clock: str | None,
    unit: Unit,
    k: int = FEWEST_IN_A_CELL,
    step: float | None = None,
    place: str = "the mapping",
) -> CountsFile:
    """A site's counts as it may send them, every cell k or more. step: of time, as ``step_for`` has it where none is
    given; k of 1 sends the times as recorded. Raises Refusal where a definition is missing or a group is too small."""
    named = {"site": site, "endpoint": endpoint, "clock": clock}
    faults = Faults()
    said = {key: faults.read("", _said, value, f"{place}: {key}", key) for key, value in named.items()}
    faults.read(0, _k, k, f"{place}: k")
    if step is not None and not 0 < step <= LARGEST_TIME:
        faults.add(misfit(f"{place}: step", f"a step of time above 0, at most {LARGEST_TIME:,} {unit}", step))
    for refusal in _not_to_send(arms, k, place):
        faults.add(refusal)
    faults.tell()
    if k == 1:
        kept = tuple(Arm(arm.group, tuple(replace(cell, competing=0) for cell in arm.cells)) for arm in arms)
        return CountsFile(said["site"], said["endpoint"], said["clock"], unit, 0.0, 1, kept)
    coarse = coarsened(tuple(arms), k, step_for(tuple(arms), k, unit) if step is None else step)
    return CountsFile(said["site"], said["endpoint"], said["clock"], unit, coarse.step, k, coarse.arms)


def read_counts(content: bytes | str, place: str) -> CountsFile:
    """A counts file from its bytes; ``place`` names it. Raises Refusal with all its faults."""
    raw = read_json(content, place, COUNTS_FILE)
    if not isinstance(raw, dict):
        raise misfit(f"{place}: a counts file", COUNTS_FILE.form, raw)
    faults = Faults()
    for key in raw:
        if key not in KEYS:
            faults.add(unknown_key(place, key, KEYS))
    if isinstance(raw.get("schema"), bool) or raw.get("schema") != SCHEMA:
        faults.add(misfit(f"{place}: schema", str(SCHEMA), raw.get("schema")))
    said = {key: faults.read("", _said, raw.get(key), f"{place}: {key}", key) for key in ("site", "endpoint", "clock")}
    unit: Unit = faults.read("months", _unit, raw.get("unit"), f"{place}: unit")
    k = faults.read(1, _k, raw.get("k"), f"{place}: k")
    step = faults.read(0.0, _number, raw.get("step"), f"{place}: step", "a step of time, 0 where times are as recorded")
    arms = faults.read((), _groups, raw.get("groups"), place, k)
    if k > 1 and step == 0:
        faults.add(misfit(f"{place}: step", f"above 0 where every cell is to hold {k}", step))
    faults.tell()
    return CountsFile(said["site"], said["endpoint"], said["clock"], unit, step, k, arms)


def write_counts(file: CountsFile) -> str:
    """The counts file as text; the same counts give the same text. Raises Refusal where it would be larger than one
    that is read."""
    groups = [
        {"group": arm.group, "cells": [[cell.time, cell.events, cell.leaving] for cell in arm.cells]}
        for arm in file.arms
    ]
    head = {key: getattr(file, key) for key in ("site", "endpoint", "clock", "unit", "step", "k")}
    text = json.dumps({"schema": SCHEMA, **head, "groups": groups}, ensure_ascii=False) + "\n"
    size = len(text.encode())
    if size > LARGEST_BYTES or len(groups) > MOST_GROUPS or any(len(one.cells) > MOST_CELLS for one in file.arms):
        allowed = f"{LARGEST_BYTES:,} bytes, {MOST_GROUPS} groups and {MOST_CELLS:,} cells a group"
        found = f"{size:,} bytes and {len(groups):,} groups"
        raise Refusal(
            f"The counts of {file.site} come to {found}, but a counts file has at most {allowed}; a larger k or step "
            "makes fewer cells, a column with fewer values fewer groups.",
            found=found,
            allowed=allowed,
        )
    return text


def plain(text: str) -> str:
    """A name or a definition as it is compared: letters' case and spaces make no difference."""
    return " ".join(text.lower().split())


def _not_to_send(arms: Sequence[Arm], k: int, place: str) -> Iterator[Refusal]:
    """Why counts cannot be sent: nobody in them, late entries, a group that is too small or has no name to send."""
    if not arms or not any(arm.n for arm in arms):
        yield Refusal(f"{place}: no patient is counted, so there is nothing to send.", place=place)
    yield from _twice(arms, place)
    for arm in arms:
        where = f"{place}: group {shown(arm.group)}"
        if arm.entered:
            yield Refusal(
                f"{where} has patients who came under observation late; a counts file holds only groups observed from "
                "time zero.",
                place=where,
                allowed="groups observed from time zero",
            )
        if arm.n < k:
            yield Refusal(
                f"{where} has fewer than {k} patients, so no cell of it can be sent; take it together with another "
                "group or leave it out by 'where'.",
                place=where,
                allowed=f"groups of at least {k}",
            )
        try:
            read_sentence(arm.group, f"{place}: group", LONGEST_NAME)
        except Refusal as refusal:
            yield refusal


def _said(raw: object, place: str, key: str) -> str:
    longest = LONGEST_NAME if key == "site" else LONGEST_DEFINITION
    said = read_sentence(raw, place, longest)
    if not said:
        raise misfit(place, ASKED[key], raw)
    return said


def _unit(raw: object, place: str) -> Unit:
    for unit in UNITS:
        if raw == unit:
            return unit
    raise misfit(place, f"one of {', '.join(UNITS)}", raw, UNITS)


def _k(raw: object, place: str) -> int:
    return _count(raw, place, f"a whole number from 1 to {LARGEST_K}", 1, LARGEST_K)


def _count(raw: object, place: str, allowed: str, least: int, most: int) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int) or not least <= raw <= most:
        raise misfit(place, allowed, raw)
    return raw


def _number(raw: object, place: str, allowed: str) -> float:
    # By way of the text: a whole number beyond every float becomes infinite instead of an error.
    number = isinstance(raw, (int, float)) and not isinstance(raw, bool)
    if not number or not 0 <= float(str(raw)) <= LARGEST_TIME:
        raise misfit(place, allowed, raw)
    return float(str(raw))


def _groups(raw: object, place: str, k: int) -> tuple[Arm, ...]:
    if not isinstance(raw, list) or not 1 <= len(raw) <= MOST_GROUPS:
        found = f"a list of {len(raw)}" if isinstance(raw, list) else raw
        raise misfit(f"{place}: groups", f"a list of 1 to {MOST_GROUPS} groups", found)
    faults = Faults()
    arms = [faults.read(Arm("", ()), _group, one, f"{place}: groups[{spot}]", k) for spot, one in enumerate(raw)]
    faults.tell()
    for refusal in _twice(arms, place):
        raise refusal
    return tuple(arms)


def _twice(arms: Sequence[Arm], place: str) -> Iterator[Refusal]:
    names = [plain(arm.group) for arm in arms]
    for arm, name in zip(arms, names):
        if names.count(name) > 1:
            where, found = f"{place}: groups", shown(arm.group)
            yield Refusal(f"{where} has {found} more than once; each group stands once.", place=where, found=found)
            return


def _group(raw: object, place: str, k: int) -> Arm:
    if not isinstance(raw, dict):
        raise misfit(place, "an object with 'group' and 'cells'", raw)
    for key in raw:
        if key not in ("group", "cells"):
            raise unknown_key(place, key, ("group", "cells"))
    name = read_sentence(raw.get("group"), f"{place}.group", LONGEST_NAME)
    if not name:
        raise misfit(f"{place}.group", "a name", raw.get("group"))
    cells = raw.get("cells")
    if not isinstance(cells, list) or not 1 <= len(cells) <= MOST_CELLS:
        found = f"a list of {len(cells):,}" if isinstance(cells, list) else cells
        raise misfit(f"{place}.cells", f"a list of 1 to {MOST_CELLS:,} cells", found)
    faults, read, last = Faults(), [], -1.0
    for spot, one in enumerate(cells):
        cell = faults.read(None, _cell, one, f"{place}.cells[{spot}]", k, last)
        if cell is not None:
            read.append(cell)
            last = cell.time
    faults.tell()
    return Arm(name, tuple(cell for cell in read if cell.leaving))


def _cell(raw: object, place: str, k: int, last: float) -> Cell:
    if not isinstance(raw, list) or len(raw) != 3:
        raise misfit(place, "[time, events, leaving]", raw)
    time = _number(raw[0], f"{place}, time", f"a time from 0 to {LARGEST_TIME:,}")
    leaving = _count(raw[2], f"{place}, leaving", f"a whole number from 0 to {MOST_PATIENTS:,}", 0, MOST_PATIENTS)
    events = _count(raw[1], f"{place}, events", f"a whole number from 0 to the {leaving} who leave", 0, leaving)
    if time <= last:
        raise misfit(f"{place}, time", f"after the {last:g} of the cell before; times ascend", raw[0])
    if 0 < leaving < k:
        raise misfit(f"{place}, leaving", f"at least {k}, the k of this file, or 0", leaving)
    return Cell(time, events, 0, leaving)
