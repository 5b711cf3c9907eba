"""What a board takes away as plain text: patient, question, six verdicts with their reasons, decision, documents."""

from __future__ import annotations

import re
from datetime import date

from invented import FACTS, invented_library, known_ground
from strangers import NASTY, nasty_case, nasty_library

from haic_core import __version__
from haic_core.case.file import Case, case_from
from haic_core.evidence.library import Library
from haic_core.judgement.assessment import assess
from haic_core.judgement.freshness import fact_ages
from haic_core.judgement.rules_version import rules_version
from haic_core.pack.content import content_of
from haic_core.pack.record import record_text
from haic_core.wording.phrases import INTENDED_USE

# Arden wants platelets of 100 and is the lowest limit of all lists, so that 90 stop every option but systemic therapy.
STOPPED = "Does not meet published criteria. Stopped: platelets 90 ×10⁹/L (outside every list of every option)."
DECIDED = {
    "considered": ["haic", "y90"], "choice": "haic", "conditions": ["artery open", "INR below 1.5"],
    "dissent": [{"role": "nursing", "said": "too soon"}], "next_step": "angiography",
    "owner": "interventional_radiology", "due": "2026-12-04", "decided_on": "2026-11-20",
}  # fmt: skip


def record(case: Case, library: Library) -> str:
    return record_text(case, assess(case.patient, library), (), library)


def test_a_decided_case_is_told_whole_line_by_line() -> None:
    library = invented_library()
    raw = {"schema": 1, "label": "case 7", "question": "HAIC now?", "facts": FACTS, "decision": DECIDED}
    assert (
        record(case_from(raw, "x"), library)
        == f"""\
HAIC Board: liver metastases of breast cancer, options and their published basis

Patient: case 7: 48 years, breast primary, ECOG 1, extrahepatic disease: progressive, 2 prior lines, 6 liver lesions, \
largest 3.5 cm
Outside a printed line: Platelets 90 ×10⁹/L.
Question to the board: HAIC now?

Options
- Resection: {STOPPED}
- Ablation: {STOPPED}
- TACE: {STOPPED}
- HAIC: {STOPPED}
- Y-90: {STOPPED}
- Systemic alone: Always an option. Goes on beside every other option.

Decision
- Considered: HAIC and Y-90
- Decided: HAIC
- Condition 1: artery open
- Condition 2: INR below 1.5
- Dissent, nursing: too soon
- Next step: angiography
- Who sees to it: interventional radiology
- Due: 2026-12-04
- Decided on: 2026-11-20
- Since then: Taken under an earlier rule; the verdicts of that day were not kept.

The closest published series
- HAIC · Arden 2020, n = 40 (Fewer than three lines): whole list not met; inside 4 of 7 printed facts; outside: \
Extrahepatic disease progressive and Platelets 90 ×10⁹/L; 1 not recorded here; she is \
outside every list that says who entered; \
median OS 20 (15 to 26) months from first infusion (Results, Survival).
- Y-90: No study in this library.

Response beside serious harms (grade 3 or higher), as printed; never netted
- HAIC · Arden 2020 (n = 40): CR 2, PR 10, SD 16, PD 12 of 40; beside it: Nausea, grade 3: 4 of 40; Gastric ulcer, \
grade 3-4: 7.5 %; Catheter occlusion, grade 3: 6 events (Table 2; Table 3).

Documents behind the reasons and figures
- Arden 2020: Journal of Invention 2020; 7:1-9. doi 10.0000/arden

Version {__version__} · rules {rules_version(library)} · data invented

Library read up to November 2026.
{INTENDED_USE}
"""
    )


def test_a_case_of_which_nothing_is_known_says_so_and_cites_nobody() -> None:
    said = record(Case(), invented_library())
    assert "\nQuestion" not in said and "\nDecision\n- Nothing is decided yet.\n" in said
    assert "- HAIC: Too little is recorded. " in said and "\nDocuments behind the reasons and figures\n- none\n" in said


def told_of(decision: dict[str, object], **facts: object) -> list[str]:
    """The options whose closest series a record tells."""
    case = case_from({"schema": 1, "facts": FACTS | facts, "decision": decision}, "x")
    part = record(case, invented_library()).split("\n\nThe closest published series\n")[1].split("\n\n")[0]
    return [line.removeprefix("- ").split(" · ")[0].split(":")[0] for line in part.splitlines()]


def test_the_series_told_are_those_of_the_options_that_were_discussed_or_decided() -> None:
    """Where nobody says which, of those that do not fail: 90 platelets fail all but the systemic one."""
    assert told_of({"considered": ["y90", "haic"]}) == ["HAIC", "Y-90"] and told_of({"choice": "haic"}) == ["HAIC"]
    assert told_of({"choice": "none"}) == ["Systemic alone"]
    stands = ["Resection", "Ablation", "HAIC", "Y-90", "Systemic alone"]  # TACE fails by Birch's list
    assert told_of({}, platelets_e9_l=150, extrahepatic_disease="none") == stands


def test_every_figure_of_a_record_stands_as_on_the_sheet_and_its_document_is_cited() -> None:
    library = invented_library()
    raw = {"schema": 1, "facts": FACTS | {"platelets_e9_l": 150}, "decision": {"considered": ["tace", "haic"]}}
    case = case_from(raw, "x")
    said, content = record(case, library), content_of(case, library)
    lines = [line for line in content.evidence if line.match.modality in case.decision.considered]
    assert len(lines) == 2
    for line in lines:
        assert f"- {line.cohort}: {line.entry}; " in said and f"{line.survival} (" in said
    beside = [one for one in content.balances if one.match.modality in case.decision.considered]
    assert beside and all(one.harm_words.rstrip(".") in said and one.response_words in said for one in beside)
    names = {line.match.source.short for line in lines} | {one.match.source.short for one in beside}
    assert names <= set(re.findall(r"^- (.+?): ", said.split("Documents behind")[1], re.MULTILINE))


def test_an_option_that_fails_by_entry_alone_says_what_keeps_it_out() -> None:
    """Arden left patients with a closed portal vein out; nobody else prints a limit on it."""
    patient = known_ground(portal_vein_thrombosis=True, extrahepatic_disease="none", bilirubin_uln_mg_dl=1.2)
    said = record(Case(patient), invented_library())
    (haic,) = [line for line in said.splitlines() if line.startswith("- HAIC: ")]
    assert haic == "- HAIC: Does not meet published criteria. Outside every list; Arden 2020: portal vein thrombosis."


def test_a_verdict_that_rests_on_old_facts_says_that_it_is_provisional() -> None:
    library = invented_library()
    case = case_from({"schema": 1, "facts": FACTS}, "x")
    ages = fact_ages(case.patient, {}, library.freshness, date(2026, 11, 20))
    said = record_text(case, assess(case.patient, library), ages, library)
    assert "Provisional: " in said and "Provisional" not in record(case, library)


def test_a_strangers_text_stays_on_its_line() -> None:
    said = record(nasty_case(), nasty_library()).splitlines()
    assert f"Question to the board: {NASTY}" in said and f"- Next step: {NASTY}" in said
