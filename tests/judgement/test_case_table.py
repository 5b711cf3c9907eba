"""The cases whose answers were agreed on before the rule was written; each row is a sentence about a patient."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from both_rules import RULES, Rule
from random_patients import HEALTHY

from haic_core.case.fact_kinds import Value
from haic_core.case.patient import Patient
from haic_core.evidence.library import Library

BOTH = pytest.mark.parametrize("rule", RULES)
LIVER_DIRECTED = ("resection", "ablation", "tace", "haic", "y90")
NOT_IN_THE_CLEAR = ("fails", "unknown")
ANYTHING_BUT_FAILS = ("meets", "caution", "unknown")


@dataclass(frozen=True)
class Row:
    """A patient and the verdicts of some options that would be right. She is well but for ``facts``."""

    sentence: str
    facts: dict[str, Value]
    options: tuple[str, ...]
    verdicts: tuple[str, ...]
    nothing_else_recorded: bool = field(default=False)

    @property
    def patient(self) -> dict[str, Value]:
        return self.facts if self.nothing_else_recorded else {**HEALTHY, **self.facts}


ROWS = (
    Row(
        "with an occluded hepatic artery nothing can be given through it",
        {"hepatic_artery_patent": False},
        ("tace", "haic", "y90"),
        ("fails",),
    ),
    Row(
        "Child-Pugh C from bilirubin 1.9, albumin 20, INR 2.6 and encephalopathy fails chemoembolisation",
        {"bilirubin_mg_dl": 1.9, "albumin_g_l": 20, "inr": 2.6, "encephalopathy": True},
        ("tace",),
        ("fails",),
    ),
    Row(
        "a creatinine of 8 is at least a caution for chemoembolisation",
        {"creatinine_mg_dl": 8},
        ("tace",),
        ("caution", "fails"),
    ),
    Row(
        "at platelets of 5 and neutrophils of 0.2 no needle and no catheter is in the clear",
        {"platelets_e9_l": 5, "anc_e9_l": 0.2},
        ("ablation", "tace", "haic", "y90"),
        NOT_IN_THE_CLEAR,
    ),
    Row(
        "at platelets of 5 every liver-directed option fails, because no list of any option goes so low",
        {"platelets_e9_l": 5},
        LIVER_DIRECTED,
        ("fails",),
    ),
    Row(
        "bedridden, at ECOG 4, no liver-directed option is in the clear",
        {"ecog": 4, "karnofsky": 20},
        LIVER_DIRECTED,
        NOT_IN_THE_CLEAR,
    ),
    Row(
        "bedridden, at ECOG 4, carrying on stays open",
        {"ecog": 4, "karnofsky": 20},
        ("systemic",),
        ("meets", "caution"),
    ),
    Row(
        "a remnant of 5 per cent fails a resection that would else be complete",
        {"completely_resectable": True, "lesion_count": 2, "future_liver_remnant_percent": 5},
        ("resection",),
        ("fails",),
    ),
    Row(
        "four recorded facts do not make an ablation",
        {"primary": "breast", "lesion_count": 2, "largest_lesion_cm": 2.2, "extrahepatic_disease": "none"},
        ("ablation",),
        ("unknown",),
        nothing_else_recorded=True,
    ),
    Row("one prior line does not fail chemoembolisation", {"prior_lines": 1}, ("tace",), ANYTHING_BUT_FAILS),
    Row(
        "two resectable lesions with stable disease of the bone are not failed for resection",
        {"lesion_count": 2, "completely_resectable": True, "extrahepatic_disease": "bone_only_stable"},
        ("resection",),
        ANYTHING_BUT_FAILS,
    ),
    Row(
        "five lesions of 2 cm are not failed for ablation",
        {"lesion_count": 5, "largest_lesion_cm": 2.0},
        ("ablation",),
        ANYTHING_BUT_FAILS,
    ),
    Row(
        "metastases of a colorectal primary are not judged here",
        {"primary": "colorectal", "completely_resectable": True},
        LIVER_DIRECTED,
        ("unknown",),
    ),
    Row(
        "an aromatase inhibitor today, with chemotherapy six weeks ago, does not fail infusion",
        {"weeks_since_systemic": 0, "weeks_since_chemotherapy": 6},
        ("haic",),
        ANYTHING_BUT_FAILS,
    ),
    Row(
        "ALT at 2.7 times its limit does not fail radioembolisation",
        {"alt_u_l": 94.5, "alt_uln_u_l": 35},
        ("y90",),
        ANYTHING_BUT_FAILS,
    ),
    Row("of nobody anything is concluded", {}, LIVER_DIRECTED, ("unknown",), nothing_else_recorded=True),
    Row(
        "from breast cancer alone nothing is concluded",
        {"primary": "breast"},
        LIVER_DIRECTED,
        ("unknown",),
        nothing_else_recorded=True,
    ),
    Row("in pregnancy no liver-directed option is in the clear", {"pregnant": True}, LIVER_DIRECTED, NOT_IN_THE_CLEAR),
    Row(
        "at a bilirubin of 4.1 no liver-directed option is in the clear",
        {"bilirubin_mg_dl": 4.1},
        LIVER_DIRECTED,
        NOT_IN_THE_CLEAR,
    ),
    Row(
        "one week after chemotherapy nothing fails for a waiting time that is not over",
        {"weeks_since_systemic": 1, "weeks_since_chemotherapy": 1},
        ("haic", "y90"),
        ANYTHING_BUT_FAILS,
    ),
)


@BOTH
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.sentence)
def test_the_case_table_comes_out_as_agreed(rule: Rule, row: Row, library: Library) -> None:
    answers = rule(Patient(row.patient), library)
    found = {option: answers[option].verdict for option in row.options}
    assert {option: verdict for option, verdict in found.items() if verdict not in row.verdicts} == {}


@BOTH
def test_a_colorectal_primary_reads_as_not_judged_and_not_as_open_criteria(rule: Rule, library: Library) -> None:
    answers = rule(Patient({**HEALTHY, "primary": "colorectal"}), library)
    assert {(answers[option].entry, answers[option].standing) for option in ("tace", "haic", "y90")} == {
        ("none", "too_little")
    }


@BOTH
def test_alt_at_2_7_times_its_limit_is_outside_aarts_and_inside_the_therasphere_trial(
    rule: Rule, library: Library
) -> None:
    lists = rule(Patient({**HEALTHY, "alt_u_l": 94.5, "alt_uln_u_l": 35}), library)["y90"].lists
    assert (lists["aarts2020"], lists["nct01290536_therasphere_mets"]) == ("not_met", "met")


@BOTH
def test_her2_low_reads_as_negative_where_a_document_knows_two_values(rule: Rule, library: Library) -> None:
    low, negative = (rule(Patient({**HEALTHY, "her2": value}), library) for value in ("low", "negative"))
    assert low == negative
