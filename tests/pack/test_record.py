"""What a board takes away as plain text: patient, question, six verdicts with their reasons, decision, documents."""

from __future__ import annotations

from datetime import date

from invented import FACTS, invented_library, known_ground
from strangers import NASTY, nasty_case, nasty_library

from haic_core import __version__
from haic_core.case.file import Case, case_from
from haic_core.evidence.library import Library
from haic_core.judgement.assessment import assess
from haic_core.judgement.freshness import fact_ages
from haic_core.judgement.rules_version import rules_version
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

Documents behind the reasons
- Arden 2020: Journal of Invention 2020; 7:1-9. doi 10.0000/arden

Version {__version__} · rules {rules_version(library)} · data invented

Library read up to November 2026.
{INTENDED_USE}
"""
    )


def test_a_case_of_which_nothing_is_known_says_so_and_cites_nobody() -> None:
    said = record(Case(), invented_library())
    assert "\nQuestion" not in said and "\nDecision\n- Nothing is decided yet.\n" in said
    assert "- HAIC: Too little is recorded. " in said and "\nDocuments behind the reasons\n- none\n" in said


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
