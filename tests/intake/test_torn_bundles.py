"""Bundles torn on their way or made to harm: whatever became of them, there is a case that holds, or one sentence."""

from __future__ import annotations

import json
import random
import time
from typing import Any

from bundles import (
    BOARD,
    ICD,
    NEGATIVE,
    POSITIVE,
    SNOMED,
    Raw,
    answered,
    bundled,
    concept,
    diagnosed,
    lab,
    measured,
    observed,
    patient,
    taken,
)
from hypothesis import given
from hypothesis import strategies as st
from laws import examples

from haic_core.answers import proposed_answer
from haic_core.case.facts import FACTS
from haic_core.case.file import case_from
from haic_core.intake.fhir import read_bundle
from haic_core.words.refusal import Refusal

MARK = "Quillfeather"
LONGEST_S = 2.0
WHOLE: tuple[Raw, ...] = (
    patient(name=[{"family": MARK}], identifier=[{"value": MARK}], address=[{"city": MARK}], telecom=[{"value": MARK}]),
    lab("14631-6", 18.8, "umol/L", referenceRange=[{"high": measured(21, "umol/L"), "type": concept("normal", "x")}]),
    lab("777-3", 188, "10*3/uL", "2026-11-02T08:00:00+01:00", note=[{"text": MARK}], performer=[{"display": MARK}]),
    lab("718-7", 12.1, "g/dL", status="amended"),
    lab("1742-6", 41, "U/L", None, effectivePeriod={"start": "2026-10", "end": "2026-11-01"}),
    observed("89247-1", valueInteger=1, interpretation=[concept("LA9623-5")]),
    observed("89243-0", valueRange={"low": {"value": 80}, "high": {"value": 90}}),
    observed("58410-2", component=[{"code": concept("751-8"), "valueQuantity": measured(2.4, "10*9/L")}]),
    observed("21889-1", component=[{"code": concept("33728-7"), "valueQuantity": measured(31, "mm")}],
             bodySite=concept("10200004", SNOMED)),
    answered("85337-4", POSITIVE), answered("85339-0", NEGATIVE), answered("48676-1", NEGATIVE),
    lab("85319-2", 2, "{score}"),
    diagnosed("C50.9", ICD, verificationStatus=concept("confirmed", "x")), diagnosed("94381002"),
    taken("Paclitaxel", "2024-01-05", contained=[{"resourceType": "Medication", "id": "m", "code": {"text": MARK}}]),
)  # fmt: skip
HOSTILE: tuple[Any, ...] = (
    None, True, False, 0, -1, 10**40, 1e300, 1e-300, "", " ", "\ud800", "\0\x1b[31m", "<script>", "=1+1", "9" * 300,
    "2026-13-45", "0000-00-00", "9999-12-31T23:59:59+23:59", "2026-11-02T25:61", "#", "urn:uuid:", "Patient/",
    [], {}, [[]], [None], [{}] * 3, {"coding": 7}, {"coding": [7, None]}, {"value": "1,1"}, {"value": 1, "unit": 7},
    {"reference": "#m"}, {"reference": ["x"]}, {"a": {"b": [{}]}},
    {"resourceType": "Bundle", "entry": [{"resource": {}}]},
)  # fmt: skip


def places(node: Any) -> list[tuple[Any, Any]]:
    """Every place of a tree: where it hangs, and by what key."""
    found = []
    keys = list(node) if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else ()
    for key in keys:
        found += [(node, key), *places(node[key])]
    return found


def torn(whole: Any, chance: random.Random) -> Any:
    """The bundle with one to eight of its parts lost, changed, moved or told again."""
    for _ in range(chance.randint(1, 8)):
        known = places(whole)
        if not known:
            return whole
        (where, key), (other, its) = chance.choice(known), chance.choice(known)
        way = chance.randrange(6)
        if way == 0:
            del where[key]
        elif way == 1:
            where[key] = chance.choice(HOSTILE)
        elif way == 2:
            where[key] = json.loads(json.dumps(other[its]))
        elif way == 3 and isinstance(where, list):
            where += [json.loads(json.dumps(where[key]))] * chance.randint(1, 3)
        elif way == 4 and isinstance(where, dict):
            where[chance.choice(("valueString", "modifierExtension", "contained", "patient", "link"))] = where[key]
        elif way == 5 and isinstance(where[key], (int, float)):
            where[key] = chance.choice((-1, 1000, 10**15, 0.1)) * where[key]
    return whole


def cut(content: bytes, chance: random.Random) -> bytes:
    """The file with a piece of its bytes lost, turned or repeated."""
    first = chance.randrange(len(content) + 1)
    last = min(len(content), first + chance.randint(1, 60))
    way = chance.randrange(4)
    if way == 0:
        return content[:first]
    if way == 1:
        return content[:first] + content[last:]
    if way == 2:
        return content[:last] + content[first:]
    return content[:first] + bytes(chance.randrange(256) for _ in range(3)) + content[last:]


def answer(content: bytes) -> dict[str, Any] | None:
    """The command's answer as others read it, or None where the bundle is refused in one sentence."""
    started = time.process_time()
    try:
        found = read_bundle(content, "bundle.json", BOARD)
    except Refusal as refused:
        (sentence,) = refused.sentences
        assert len(sentence) < 400 and sentence.isprintable() and MARK not in sentence
        return None
    finally:
        assert time.process_time() - started < LONGEST_S
    whole: dict[str, Any] = json.loads(
        json.dumps(proposed_answer(found), allow_nan=False, ensure_ascii=False).encode("utf-8")
    )
    return whole


@examples(75, 5000)
@given(st.randoms(use_true_random=False))
def test_a_torn_bundle_is_a_case_that_holds_or_one_sentence(chance: random.Random) -> None:
    entries = json.loads(bundled(*chance.sample(WHOLE, chance.randint(1, len(WHOLE)))))
    content = json.dumps(torn(entries, chance)).encode()
    found = answer(cut(content, chance) if chance.random() < 0.25 else content)
    if found is None:
        return
    assert case_from(found["case"], "case").as_mapping() == found["case"]
    for one in found["read"]:
        FACTS[one["fact"]].read(one["value"], "read")
    for one in found["questions"]:
        assert all(FACTS[one["fact"]].read(value, "asked") == value for value in one["answers"])
    told = json.dumps(found, ensure_ascii=False)
    assert MARK not in told and "1965-03-02" not in told and "<script>" not in told
    assert all(len(text) < 600 for text in found["say"] if not text.startswith("Medicines"))


def test_the_whole_bundle_is_read() -> None:
    found = answer(bundled(*WHOLE))
    assert found is not None
    assert found["case"]["facts"] == {
        "age_years": 61, "ecog": 1, "primary": "breast", "hormone_receptor": "positive", "her2": "negative",
        "largest_lesion_cm": 3.1, "anc_e9_l": 2.4, "platelets_e9_l": 188, "haemoglobin_g_dl": 12.1,
        "bilirubin_mg_dl": 1.099415, "bilirubin_uln_mg_dl": 1.22807, "alt_u_l": 41,
    }  # fmt: skip


def test_many_patients_links_and_results_take_time_by_their_number_only() -> None:
    links = [[{"other": {"reference": f"Patient/{number + 1}"}}] for number in range(3_000)]
    chain = [patient(id=str(number), link=link) for number, link in enumerate(links)]
    several = [lab("777-3", number % 500, "10*3/uL", f"20{number % 26:02}-01-01") for number in range(3_000)]
    started = time.process_time()
    assert answer(bundled(*(patient(id=str(number)) for number in range(5_000)))) is None
    assert read_bundle(bundled(*chain, patient(id="3000")), "bundle.json", BOARD).facts["age_years"] == 61
    assert "platelets_e9_l" not in read_bundle(bundled(patient(), *several), "bundle.json", BOARD).facts
    assert answer(b'{"resourceType"' * 100_000 + b"\n" + b'{"resourceType"' * 100_000) is None
    assert time.process_time() - started < 10
