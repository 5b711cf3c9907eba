"""Whatever is handed in, there is an answer or a sentence fit to print, and soon: thousands of spoiled inputs, every
reader of a stranger's file and text. A hundred thousand run every night."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import date

import pytest
from bundles import bundled, lab, patient
from hostile import spoiled
from invented import FACTS, FOLDER

from haic_core.case.address import from_address, to_address
from haic_core.case.file import case_from, read_case
from haic_core.case.meeting_file import read_meeting
from haic_core.cohort.engines.duckdb import counted_file, opened
from haic_core.cohort.engines.registry import opened_file
from haic_core.cohort.mapping_file import mapping_from, read_mapping, write_mapping
from haic_core.cohort.sites.answer import joined_answer
from haic_core.cohort.sites.counts_file import read_counts
from haic_core.curves.digitised import Printed, digitised, read_at_risk, read_coordinates
from haic_core.curves.reconstruction import Summary, reconstruct
from haic_core.evidence.audit import audit
from haic_core.evidence.reader import source_from
from haic_core.intake.handed_in import read_handed_in
from haic_core.intake.quantity import entered
from haic_core.words.reading import SOURCE_FILE, read_json, read_toml
from haic_core.words.refusal import Refusal

LONGEST_S = 10
CASE = {"schema": 1, "label": "case 7", "facts": FACTS, "recorded_on": {"platelets_e9_l": "2026-11-02"}}
DECISION = {"choice": "haic", "considered": ["haic"], "conditions": ["if stable"], "trial": "none"}
AFTER = {"next_step": "angiography", "owner": "nursing", "due": "2026-12-04", "decided_on": "2026-11-20"}
DECIDED = CASE | {"question": "HAIC before the next line?", "decision": DECISION | AFTER}
SUMMARY = {"n": 20, "events": 13, "median": 16.0, "ci": [9.0, 24.0], "max_follow_up": 36, "landmarks": [[12, 0.6]]}
CURVE = "time,survival\n0,1\n3,0.95\n6,0.85\n9,0.7\n12,0.6\n16,0.5\n20,0.4\n28,0.3\n36,0.2\n"
AT_RISK = "time,n\n0,20\n12,12\n24,6\n36,2\n"
LABS = "Bilirubin;1,1;mg/dl;< 1,2\nALT;60;U/l;< 35\nThrombozyten;188;/nl;150-400\nKreatinin;0,9;mg/dl;0,5-0,9\n"
LETTER = (
    "Dear colleagues, thank you for seeing this 48-year-old woman, ECOG 1, with breast cancer and six liver metastases "
    "in both lobes, the largest 3.5 cm. Bilirubin 18 umol/L (ref < 21). No ascites. Two lines of chemotherapy.\n"
)
BUNDLE = bundled(patient(), lab("1975-2", 1.1, "mg/dL"), lab("777-3", 188, "10*9/L")).decode()
REGISTRY = "id,months,status,arm\n" + "".join(
    f"{number},{number * 1.5},{'Dead' if number % 3 else 'Alive'},{'HAIC' if number % 2 else 'TACE'}\n"
    for number in range(40)
)
MAPPING = {
    "time": "months", "unit": "months", "event": "status", "dead": ["Dead"], "alive": ["Alive"], "group": "arm",
    "where": {"stage": ["IV"]}, "facts": {"her2": "HER2"}, "values": {"her2": {"Pos": "positive"}}, "landmark": 3,
}  # fmt: skip
REGISTRY_MAPPING = mapping_from({key: MAPPING[key] for key in ("time", "event", "dead", "alive", "group")}, "map.json")
COUNTS = json.dumps(
    {"schema": 1, "site": "north", "endpoint": "death", "clock": "first HAIC", "unit": "months", "step": 1.0, "k": 5,
     "groups": [{"group": "HAIC", "cells": [[1.5, 2, 6], [4.5, 3, 9]]}, {"group": "TACE", "cells": [[2.5, 4, 8]]}]}
)  # fmt: skip
TODAY = date(2026, 11, 27)


def address(content: bytes) -> object:
    return from_address(content.decode("utf-8", "replace"))


def summary(content: bytes) -> object:
    return reconstruct(Summary.from_mapping(read_json(content, "s.json", SOURCE_FILE), "s.json")).as_mapping()


def coordinates(content: bytes) -> object:
    return digitised(read_coordinates(content, "c.csv", None), Printed.of(20, None, 13, None, "c.csv"), "c.csv")


def at_risk(content: bytes) -> object:
    row = read_at_risk(content, "r.csv", None)
    return digitised(
        read_coordinates(CURVE.encode(), "c.csv", None), Printed.of(None, row, None, None, "r.csv"), "c.csv"
    )


def source(content: bytes) -> object:
    read = source_from(read_toml(content, "arden.toml"), "arden.toml")
    return audit((read,), ())


def handed_in(content: bytes) -> object:
    return read_handed_in(content, "x.txt", TODAY)


def pasted(content: bytes) -> object:
    return read_handed_in(content.decode("utf-8", "replace"), "what was pasted", TODAY)


def registry(content: bytes) -> object:
    held = opened_file(content, "r.csv")
    try:
        return held.guess(), counted_file(opened(content, "r.csv"), REGISTRY_MAPPING)
    finally:
        held.close()


def mapping(content: bytes) -> object:
    return write_mapping(read_mapping(content, "map.json"))


def counts(content: bytes) -> object:
    return joined_answer([read_counts(content, "a.json"), read_counts(COUNTS.replace("north", "south"), "b.json")])


def typed(content: bytes) -> object:
    return entered("bilirubin_mg_dl", content.decode("utf-8", "replace"), {})


READERS: dict[str, tuple[Callable[[bytes], object], str, tuple[int, int]]] = {
    "a case": (lambda content: read_case(content, "c.json"), json.dumps(DECIDED), (600, 20_000)),
    "a meeting": (
        lambda content: read_meeting(content, "m.json"),
        json.dumps({"schema": 1, "meeting": "Tuesday board", "cases": [DECIDED, CASE]}),
        (300, 14_000),
    ),
    "an address": (address, to_address(case_from(CASE, "case")), (600, 20_000)),
    "a summary": (summary, json.dumps(SUMMARY), (15, 700)),
    "coordinates": (coordinates, CURVE, (10, 400)),
    "a table": (at_risk, AT_RISK, (20, 900)),
    "a source": (source, (FOLDER / "arden.toml").read_text("utf-8"), (60, 5_000)),
    "a bundle": (handed_in, BUNDLE, (500, 14_000)),
    "a lab list": (handed_in, LABS, (60, 3_000)),
    "a letter": (pasted, LETTER, (35, 2_000)),
    "a typed number": (typed, "18.8 umol/L", (800, 20_000)),
    "a registry": (registry, REGISTRY, (6, 300)),
    "a mapping": (mapping, json.dumps(MAPPING), (300, 14_000)),
    "a counts file": (counts, COUNTS, (60, 4_000)),
}


@pytest.mark.parametrize(("read", "good", "counts"), READERS.values(), ids=READERS.keys())
def test_a_spoiled_input_gets_an_answer_or_a_sentence(
    read: Callable[[bytes], object], good: str, counts: tuple[int, int], request: pytest.FixtureRequest
) -> None:
    read(good.encode())
    answered = refused = 0
    count = counts[bool(request.config.getoption("deep"))]
    for content in spoiled(good.encode(), count, request.node.name):
        start = time.process_time()
        try:
            read(content)
            answered += 1
        except Refusal as refusal:
            refused += 1
            unfit = [one for one in refusal.sentences if not (one.isprintable() and 10 < len(one) < 2100)]
            if unfit:
                pytest.fail(f"{unfit} of {content[:300]!r}")
        except Exception as fault:
            pytest.fail(f"{type(fault).__name__}: {fault} of {content[:300]!r}")
        assert time.process_time() - start < LONGEST_S, content[:300]
    # Of some kinds almost every spoiled form is still one: a letter with another sign in it is a letter.
    assert answered + refused == count and (refused > 0 or good == LETTER)
