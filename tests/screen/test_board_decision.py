"""The six verdicts beside the form of the decision."""

from __future__ import annotations

import pytest
from invented import FACTS, invented_library

from haic_core.case.decision import UNDECIDED, BoardRole, read_decision
from haic_core.case.patient import read_patient
from haic_core.chart.palette import LIGHT
from haic_core.judgement.assessment import assess
from haic_core.screen.board.decision import decision_chips, decision_on_paper, dissent_widths
from haic_core.wording.decision import dissent_label

NAMES = ["Resection", "Ablation", "TACE", "HAIC", "Y-90", "Systemic alone"]


def test_each_option_stands_with_its_verdict_in_the_fixed_order() -> None:
    library = invented_library()
    drawn = decision_chips(assess(read_patient(FACTS, "x"), library), library, LIGHT, hidden=False)
    places = [drawn.index(f"<b>{name}</b>") for name in NAMES]
    assert places == sorted(places)
    assert drawn.count("Does not meet") == 5 and drawn.count("Always an option") == 1
    assert drawn.count('class="hb-verdict hb-fails"') == 5 and "Hidden" not in drawn


def test_while_the_board_has_not_spoken_no_sign_or_colour_of_a_verdict_stands_there() -> None:
    library = invented_library()
    drawn = decision_chips(assess(read_patient(FACTS, "x"), library), library, LIGHT, hidden=True)
    assert [name for name in NAMES if f"<b>{name}</b>" not in drawn] == []
    assert "hb-verdict" not in drawn and "hb-fails" not in drawn and "Does not meet" not in drawn
    assert drawn.endswith('<p class="hb-b-note">Hidden until the board has spoken.</p>')


@pytest.mark.parametrize(
    ("voices", "across", "rows"),
    [(0, 2, 0), (1, 2, 1), (2, 2, 1), (3, 3, 1), (4, 3, 2), (6, 3, 2), (7, 4, 2), (8, 4, 2), (9, 5, 2), (10, 5, 2),
     (13, 5, 3)],
)  # fmt: skip
def test_voices_that_do_not_agree_stand_in_two_rows_as_many_as_a_case_may_have(
    voices: int, across: int, rows: int
) -> None:
    assert len(dissent_widths(voices)) == 1 + across and -(-voices // across) == rows


def test_many_voices_are_named_by_their_role_alone() -> None:
    assert dissent_label(BoardRole.NURSING, 2) == "What nursing said"
    assert dissent_label(BoardRole.PATIENTS_ADVOCATE, 3) == "Patient’s advocate"


def test_on_paper_the_decision_stands_where_the_screen_has_a_form() -> None:
    decided = read_decision({"choice": "haic", "next_step": "angiography", "owner": "nursing"}, "x")
    assert decision_on_paper(decided, invented_library()) == (
        '<div class="hb-paper"><dl class="hb-b-sheet"><div><dt>Decided</dt><dd>HAIC</dd></div>'
        "<div><dt>Next step</dt><dd>angiography</dd></div><div><dt>Who sees to it</dt><dd>nursing</dd></div></dl></div>"
    )
    assert "Nothing is decided yet." in decision_on_paper(UNDECIDED, invented_library())
