"""The version of the rules changes with what makes verdicts, and with nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from each import each
from invented import arden, birch, changed, invented_library, invented_patient

from haic_core.case.decision import UNDECIDED, Choice, Decision
from haic_core.judgement import rules_version as module
from haic_core.judgement.assessment import assess
from haic_core.judgement.rules_version import rules_version, taken
from haic_core.words.vocabulary import Modality, Verdict

Raw = dict[str, Any]


def _bound(raw: Raw) -> None:
    raw["criterion"][1]["at_least"] = 101


def _role(raw: Raw) -> None:
    raw["criterion"][5]["role"] = "contraindication"


def _extent(raw: Raw) -> None:
    raw["list"][0]["extent"] = "part"


def _tier(raw: Raw) -> None:
    raw["tier"] = "C"


def _limit(raw: Raw) -> None:
    line = {"modality": "haic", "role": "contraindication", "fact": "ascites", "is": False, "locator": "Limits"}
    raw["limit"] = [*raw.get("limit", []), line]
    raw["study"]["design"] = "narrative_review"


def _place(raw: Raw) -> None:
    raw["criterion"][1]["locator"] = "Methods, page 3"


def _note(raw: Raw) -> None:
    raw["criterion"][1]["note"] = "Printed twice."


def _figure(raw: Raw) -> None:
    raw["cohort"][0]["outcome"][0]["locator"] = "Table 2, first row"


def _same_patients(raw: Raw) -> None:
    raw["list"][0]["same_patients_as"] = "birch"


@each("change", [_bound, _role, _extent, _tier, _limit, _same_patients])
def test_another_bound_role_list_or_limit_is_another_version(change: Callable[[Raw], None]) -> None:
    assert rules_version(invented_library(changed(arden(), change), birch())) != rules_version(invented_library())


@each("change", [_place, _note, _figure])
def test_a_corrected_place_note_or_figure_is_the_same_version(change: Callable[[Raw], None]) -> None:
    assert rules_version(invented_library(changed(arden(), change), birch())) == rules_version(invented_library())


def test_what_a_procedure_needs_what_is_known_before_and_the_points_are_part_of_the_version() -> None:
    library = invented_library()
    ground = library.common_ground
    others = [
        replace(library, conventions=library.conventions.model_copy(update={"limit": library.conventions.limit[:-1]})),
        replace(library, common_ground=replace(ground, known_before=ground.known_before[:-1])),
        replace(library, common_ground=replace(ground, beyond_every_list=ground.beyond_every_list[:-1])),
        replace(library, derived=()),
    ]
    assert len({rules_version(one) for one in [library, *others]}) == 5


def test_another_rule_is_another_version_and_the_version_begins_with_its_number(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = rules_version(invented_library())
    assert before.startswith("2.") and len(before) == 10
    monkeypatch.setattr(module, "RULE", 3)
    assert rules_version(replace(invented_library())).startswith("3.")


def test_the_order_of_documents_is_no_part_of_the_version() -> None:
    assert rules_version(invented_library(birch(), arden())) == rules_version(invented_library(arden(), birch()))


# What a decision keeps of it.


def test_a_decision_keeps_the_rules_and_the_six_verdicts_that_the_board_had_before_it() -> None:
    library = invented_library()
    found = assess(invented_patient(), library)
    kept = taken(Decision(choice=Choice.HAIC), UNDECIDED, found, library)
    assert kept.rules_version == rules_version(library)
    assert [option for option, _ in kept.verdicts] == list(Modality)
    # Platelets of 90 are below the 100 that Arden, the only list, asks for.
    assert dict(kept.verdicts)[Modality.HAIC] is Verdict.FAILS
    assert taken(UNDECIDED, kept, found, library) == UNDECIDED
