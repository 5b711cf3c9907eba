"""The days of facts, and a case in an address at its bounds: what is kept, what goes, what is not unpacked."""

from __future__ import annotations

import base64
import json
import zlib

from each import each
from refused import faults

from haic_core.case.address import LONGEST_ADDRESS, address_parts, from_address, to_address
from haic_core.case.file import LARGEST_BYTES, Case, case_from, write_case
from haic_core.case.meeting import opened
from haic_core.case.patient import Patient

BROKEN = "The case in the address is cut off or changed and was not read; open the case file instead."
DATED = case_from(
    {
        "schema": 1, "label": "case 7", "facts": {"platelets_e9_l": 90, "ecog": 1, "age_years": 48},
        "recorded_on": {"platelets_e9_l": "2026-11-02", "ecog": "2026-11-03"},
    },
    "test",
)  # fmt: skip


def days(case: Case) -> list[tuple[str, str]]:
    return list(case.recorded_on.items())


def test_facts_get_the_day_of_their_own_and_others_keep_theirs() -> None:
    dated = DATED.with_day(["age_years", "platelets_e9_l"], "2026-11-20")
    assert days(dated) == [("age_years", "2026-11-20"), ("ecog", "2026-11-03"), ("platelets_e9_l", "2026-11-20")]
    assert (dated.patient, dated.label) == (DATED.patient, "case 7")


def test_a_fact_that_is_not_recorded_gets_no_day() -> None:
    assert days(DATED.with_day(["inr"], "2026-11-20")) == days(DATED)


def test_a_day_can_be_taken_away_and_the_others_stay() -> None:
    assert days(DATED.with_day(["ecog", "inr"], None)) == [("platelets_e9_l", "2026-11-02")]


def test_the_day_of_a_fact_that_is_gone_goes_with_it() -> None:
    left = DATED.with_patient(Patient({"ecog": 2}))
    assert days(left) == [("ecog", "2026-11-03")] and left.label == "case 7"


def test_a_case_file_is_written_as_people_read_it() -> None:
    case = case_from({"schema": 1, "label": "Fall Ä", "facts": {"ecog": 1}}, "test")
    assert write_case(case) == (
        '{\n  "schema": 1,\n  "label": "Fall Ä",\n  "facts": {\n    "ecog": 1\n  },\n  "recorded_on": {}\n}\n'
    )


def packed(content: bytes, checksum: int | None = None) -> str:
    """An address of this content, with whatever checksum."""
    body = base64.urlsafe_b64encode(zlib.compress(content, 9)).decode().rstrip("=")
    return f"1.{zlib.crc32(content) if checksum is None else checksum:08x}.{body}"


def refused(address: str) -> str:
    (fault,) = faults(from_address, address)
    return fault.sentence


def test_an_address_holds_the_case_without_a_blank_in_its_own_letters() -> None:
    case = case_from({"schema": 1, "label": "Fall Ä", "facts": {"ecog": 1}}, "test")
    version, checksum, body = to_address(case).split(".")
    content = zlib.decompress(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    assert content.decode() == '{"schema":1,"label":"Fall Ä","facts":{"ecog":1},"recorded_on":{}}'
    assert (version, checksum) == ("1", f"{zlib.crc32(content):08x}")
    assert "=" not in body and from_address(to_address(case)) == case


def test_addresses_come_back_whatever_letter_they_end_with() -> None:
    """The filling that base64 writes at the end is left out of an address and put back, however much it is."""
    cases = [case_from({"schema": 1, "label": f"case {place}", "facts": {"ecog": 1}}, "test") for place in range(300)]
    addresses = [to_address(case) for case in cases]
    assert [from_address(address) for address in addresses] == cases
    assert len({address[-1] for address in addresses}) > 20 and len({len(address) % 4 for address in addresses}) > 1


@each(
    "address",
    [
        "", "1.00000000", "2" + packed(b"{}")[1:], packed(b"{}") + ".more", packed(b"{}", checksum=7),
        packed(b"{}")[:-2], packed(b"{}") + "!", packed(b"{}") + "!!!!",
        packed(b"{}").replace(".", ".!", 2), "1.0." + "A" * LONGEST_ADDRESS,
    ],
)  # fmt: skip
def test_what_is_no_whole_address_is_refused_in_one_sentence(address: str) -> None:
    assert refused(address) == BROKEN


def test_an_address_that_unpacks_to_more_than_a_file_may_hold_is_not_unpacked() -> None:
    """A few hundred letters that hold more than 64 KiB: refused as broken, not as a faulty case."""
    blank = b" " * (LARGEST_BYTES - 1) + b"7"
    assert refused(packed(blank + b" ")) == BROKEN
    assert (
        refused(packed(blank))
        == "The case in the address: a case file is a JSON object with 'schema' and 'facts', but 7 was found."
    )


def test_a_question_stays_out_of_the_address_and_is_not_taken_from_one() -> None:
    case = case_from({"schema": 1, "question": "HAIC?", "facts": {"ecog": 1}}, "test")
    assert from_address(to_address(case)) == case.bare() and case.bare().question == ""
    asked = json.dumps({"schema": 1, "facts": {}, "question": "HAIC?"}).encode()
    assert refused(packed(asked)) == (
        "The case in the address carries a question; a question is read from a case file only."
    )


def test_an_empty_case_with_a_question_has_no_case_in_its_address() -> None:
    agenda = opened([case_from({"schema": 1, "question": "HAIC?", "facts": {"primary": "breast"}}, "test")])
    assert address_parts(agenda, projected=False)["case"] == ""


def test_a_faulty_case_in_an_address_is_refused_by_the_address_and_a_decision_is_not_taken() -> None:
    faulty = json.dumps({"schema": 1, "facts": {"ecog": 9}}).encode()
    assert refused(packed(faulty)).startswith("The case in the address: ")
    decided = json.dumps({"schema": 1, "facts": {}, "decision": {"choice": "none"}}).encode()
    assert refused(packed(decided)) == (
        "The case in the address carries a decision; a decision is read from a case file only."
    )
