"""What a bundle's file may be: strict JSON, one Bundle, of R4, of a bounded size; else one sentence."""

from __future__ import annotations

import json
import os
import resource
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from bundles import BOARD, ICD, Raw, bundled, concept, diagnosed, facts, lab, patient, read, taken
from each import each

from haic_core.__main__ import main
from haic_core.case.file import case_from
from haic_core.intake.fhir import LARGEST_BUNDLE_BYTES, read_bundle
from haic_core.words.refusal import Refusal

PLATELETS = lab("777-3", 188, "10*3/uL")


def refused(content: bytes) -> str:
    with pytest.raises(Refusal) as refusal:
        read_bundle(content, "bundle.json", BOARD)
    (sentence,) = refusal.value.sentences
    return sentence


@each(
    ("content", "word"),
    [
        (b"", "not JSON"),
        (b"\xff\xfe{}", "UTF-8"),
        (b'{"resourceType": "Bundle", ', "not JSON"),
        (b"[" * 100_000, "nested too deep"),
        (b'{"a": ' * 5_000 + b"1" + b"}" * 5_000, "nested too deep"),
        (b'{"resourceType": "Bundle", "x": NaN}', "finite"),
        (b'{"resourceType": "Bundle", "x": -Infinity}', "finite"),
        (b'{"resourceType": "Bundle", "x": 1e99999999999999999999}', "finite"),
        (b'{"resourceType": "Bundle", "x": ' + b"9" * 5000 + b"}", "number too long"),
        (b'{"resourceType": "Bundle", "entry": [], "entry": []}', "stands twice"),
        (b'{"resourceType": "Bundle"}', "holds no patient"),
        (b'{"resourceType": "Bundle", "entry": {"resource": 7}}', "holds no patient"),
        (b'{"resourceType": "Observation"}', "a single Observation was found"),
        (b'{"resourceType": "Parameters"}', "a single Parameters was found"),
        (b'{"resourceType": "<script>"}', "a FHIR bundle is"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><Bundle xmlns="http://hl7.org/fhir"/>', "this is XML"),
        (b"[]", "a FHIR bundle is"),
        (b"7", "a FHIR bundle is"),
        (b'{"resourceType": "Patient", "id": "1"}\n{"resourceType": "Observation"}\n', "NDJSON"),
    ],
    ids=lambda value: value[:30].decode("latin-1") if isinstance(value, bytes) else value,
)
def test_what_is_no_bundle_is_refused_in_one_sentence(content: bytes, word: str) -> None:
    sentence = refused(content)
    assert sentence.startswith("bundle.json: ") and word in sentence and len(sentence) < 300


@each(
    ("begin", "piece", "times", "end", "word"),
    [
        (b"", b" ", LARGEST_BUNDLE_BYTES + 1, b"", "at most 50,000,000"),
        (b'{"resourceType": "Bundle", "entry": [', b"{},", 3_000_000, b"{}]}", "more than 2,000,000 parts"),
    ],
)
def test_a_bundle_of_more_than_is_read_is_refused_in_one_sentence(
    begin: bytes, piece: bytes, times: int, end: bytes, word: str
) -> None:
    """Put together when it is asked: every process of a run has the cases in hand, few ask them."""
    sentence = refused(begin + piece * times + end)
    assert sentence.startswith("bundle.json: ") and word in sentence and len(sentence) < 300


def test_numbers_keep_every_digit_of_the_file() -> None:
    content = bundled(patient(), PLATELETS).replace(b"188", b"188.10000000000000000001")
    (proposal,) = [one for one in read_bundle(content, "b", BOARD).read if one.fact == "platelets_e9_l"]
    assert (proposal.value, proposal.as_written) == (188.1, "188.10000000000000000001 10*3/uL")
    beyond = bundled(patient(), PLATELETS).replace(b"188", b"1e999")
    assert "platelets_e9_l" not in read_bundle(beyond, "b", BOARD).facts


# Versions of FHIR


@each(
    "sign",
    [
        {"resourceType": "MedicationOrder"},
        {"resourceType": "Condition", "patient": {"reference": "Patient/p"}},
        patient(name=[{"family": ["Roe"]}]),
    ],
)
def test_a_bundle_of_dstu2_is_named_and_refused(sign: Raw) -> None:
    others = () if sign["resourceType"] == "Patient" else (patient(),)
    assert "FHIR DSTU2" in refused(bundled(*others, sign))


def test_a_bundle_of_stu3_is_named_and_read_where_both_versions_say_the_same() -> None:
    found = read(diagnosed("C50.9", ICD, verificationStatus="confirmed", clinicalStatus="active"))
    assert found.facts["primary"] == "breast" and found.say[0].startswith("The bundle is of FHIR STU3, not R4;")
    assert facts(diagnosed("C50.9", ICD, verificationStatus="refuted", clinicalStatus="active")) == {}


def test_a_statement_that_says_whether_it_was_taken_is_of_stu3() -> None:
    statement = taken("Eribulin", "2024-01-05", taken="y")
    assert read(statement).say[0].startswith("The bundle is of FHIR STU3") and "eribulin" in read(statement).say[-1]
    assert not read(taken("Eribulin", "2024-01-05")).say[0].startswith("The bundle")


def test_a_bundle_of_r5_is_named() -> None:
    request = {"resourceType": "MedicationRequest", "medication": {"concept": {"text": "Eribulin"}}, "status": "active"}
    found = read(request)
    assert found.say[0].startswith("The bundle is of FHIR R5, not R4;") and "eribulin" in found.say[-1]


# Kinds of bundles


def entries(*given: Raw, **more: object) -> bytes:
    return json.dumps({"resourceType": "Bundle", "entry": list(given)} | more).encode()


def test_a_bundle_inside_a_bundle_is_read_with_it() -> None:
    inner = json.loads(bundled(PLATELETS))
    found = read_bundle(entries({"resource": patient()}, {"resource": inner}), "b", BOARD)
    assert found.facts["platelets_e9_l"] == 188


def test_a_history_is_read_in_the_latest_version_of_each_resource() -> None:
    old = PLATELETS | {
        "id": "o",
        "meta": {"versionId": "1"},
        "valueQuantity": PLATELETS["valueQuantity"] | {"value": 9},
    }
    new = PLATELETS | {"id": "o", "meta": {"versionId": "2"}}
    for told in ((new, old), (old, new)):
        content = entries({"resource": patient()}, *({"resource": one} for one in told), type="history")
        assert read_bundle(content, "b", BOARD).facts["platelets_e9_l"] == 188


def test_what_a_transaction_deletes_is_not_read() -> None:
    deleted = {"resource": PLATELETS, "request": {"method": "DELETE", "url": "Observation/1"}}
    assert "platelets_e9_l" not in read_bundle(entries({"resource": patient()}, deleted), "b", BOARD).facts


@each(("link", "severity", "incomplete"), [("next", "", True), ("self", "error", True), ("self", "information", False)])
def test_a_servers_answer_that_may_be_incomplete_is_said_to_be_one(link: str, severity: str, incomplete: bool) -> None:
    outcome = {"resource": {"resourceType": "OperationOutcome", "issue": [{"severity": severity}] if severity else []}}
    links = [{"relation": link, "url": "http://x"}]
    found = read_bundle(entries({"resource": patient()}, outcome, type="searchset", link=links), "b", BOARD)
    told = "The bundle is a server's answer that may be incomplete; what is missing is not known."
    assert (told in found.say) == incomplete


def test_results_carried_inside_a_report_are_read() -> None:
    report = {"resourceType": "DiagnosticReport", "contained": [PLATELETS | {"id": "1"}]}
    assert facts(report) == {"platelets_e9_l": 188}
    other = report | {"contained": [lab("718-7", 12.1, "g/dL", id="1")]}
    newer = lab("751-8", 2.4, "10*9/L", id="1", meta={"versionId": "2"})
    assert facts(report, other, newer) == {"anc_e9_l": 2.4, "platelets_e9_l": 188, "haemoglobin_g_dl": 12.1}


# The command


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Path]:
    def write(content: bytes, name: str = "bundle.json") -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write


def test_the_command_answers_with_a_case_file_and_what_it_was_read_from(
    written: Callable[..., Path], capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = written(bundled(patient(), PLATELETS, lab("1975-2", 18.8, "mg/dL"), lab("2571-8", 1, "mg/dL")))
    assert main(["import-fhir", str(path), "--on", "2026-11-26"]) == 0
    found = json.loads(capsysbinary.readouterr().out)
    assert case_from(found["case"], "b").as_mapping() == found["case"]
    assert found["case"]["facts"] == {"age_years": 61, "platelets_e9_l": 188}
    assert found["case"]["recorded_on"] == {"platelets_e9_l": "2026-11-02"}
    assert found["read"][-1] == {
        "fact": "bilirubin_mg_dl", "value": 18.8, "as_written": "18.8 mg/dL", "on": "2026-11-02",
        "from": "Observation Bilirubin (LOINC 1975-2), 2026-11-02",
        "doubt": "Bilirubin 18.8 mg/dL is above what is usually seen (0.1 to 8); 18.8 µmol/L would be 1.1 mg/dL.",
    }  # fmt: skip
    assert found["passed_over"] == [{"what": "1 other result", "why": "no fact of the case file asks for it"}]
    assert found["questions"] == [] and found["say"] == ["No diagnosis of a primary tumour was found."]


def test_without_a_day_the_board_is_today(
    written: Callable[..., Path], capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    birth = date.today().replace(day=1)
    assert main(["import-fhir", str(written(bundled(patient(birthDate=f"1965{birth.isoformat()[4:]}"))))]) == 0
    found = json.loads(capsysbinary.readouterr().out)
    assert found["case"]["facts"] == {"age_years": birth.year - 1965}


def command_refuses(path: Path, capsys: pytest.CaptureFixture[str], *more: str) -> str:
    code = main(["import-fhir", str(path), *more])
    told = capsys.readouterr()
    assert (code, told.out) == (2, "") and told.err.count("\n") == 1
    return told.err


def test_the_command_refuses_in_one_sentence(
    written: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "2 patients" in command_refuses(written(bundled(patient(), patient(id="q"))), capsys)
    os.mkfifo(tmp_path / "pipe.json")
    assert command_refuses(tmp_path / "pipe.json", capsys).startswith("pipe.json: ")
    assert command_refuses(tmp_path / "nobody.json", capsys).startswith("nobody.json: ")
    assert command_refuses(tmp_path, capsys).startswith(tmp_path.name)
    assert "--on must be a day" in command_refuses(written(bundled(patient())), capsys, "--on", "tomorrow")


@pytest.mark.deep
def test_a_bundle_of_thirty_megabytes_is_read_in_bounded_time_and_memory() -> None:
    one = json.dumps(lab("777-3", 188, "10*3/uL") | {"note": [{"text": "x" * 200}]}).encode()
    content = bundled(patient()).removesuffix(b"]}") + (b', {"resource": ' + one + b"}") * 50_000 + b"]}"
    assert 25_000_000 < len(content) < LARGEST_BUNDLE_BYTES
    started = time.process_time()
    assert read_bundle(content, "b", BOARD).facts["platelets_e9_l"] == 188
    assert time.process_time() - started < 30
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 1_500_000


def test_codes_are_told_by_their_system_however_its_address_is_written() -> None:
    for system in ("http://loinc.org/", "https://loinc.org", "urn:oid:2.16.840.1.113883.6.1"):
        assert facts(lab("777-3", 188, "10*3/uL", code=concept("777-3", system))) == {"platelets_e9_l": 188}
