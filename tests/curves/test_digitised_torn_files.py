"""Files torn on their way: whatever became of their text, there is an answer that holds or a sentence."""

from __future__ import annotations

import json
import random
import warnings

from each import each
from figure_files import CURVES, ROWS, TWO_ARMS, TWO_ROWS
from hypothesis import given
from hypothesis import strategies as st
from laws import examples

from haic_core.curves.digitised import Printed, digitised, read_at_risk, read_coordinates, read_ticks
from haic_core.words.refusal import Refusal

LINES = ("", "HAIC", "a,b", "x,y", "1,2,3", '"', "nan,nan", ",,", "0 0", "-1,-1", "1e9,1", "time;n")
MARKS = '0123456789.,;\t -"%()eEx\n#'


def torn(text: str, chance: random.Random) -> str:
    """The text with one to four of its lines or letters lost, changed, added or out of order."""
    for _ in range(chance.randint(1, 4)):
        lines, way = text.split("\n"), chance.randrange(6)
        place, letter = chance.randrange(len(lines)), chance.randrange(len(text) + 1)
        if way == 0:
            text = "\n".join(lines[:place] + lines[place + 1 :])
        elif way == 1:
            text = "\n".join([*lines[:place], chance.choice(LINES), *lines[place:]])
        elif way == 2:
            text = text[:letter] + chance.choice(MARKS) + text[letter + 1 :]
        elif way == 3:
            text = text[:letter] + text[letter + chance.randint(1, 9) :]
        elif way == 4:
            text = "\n".join(chance.sample(lines, len(lines)))
        else:
            text = text.replace(chance.choice(",.;\t "), chance.choice(",.;\t "))
    return text


@examples(40, 2000)
@given(
    st.sampled_from([*CURVES.values(), *TWO_ARMS.values()]),
    st.sampled_from([*ROWS.values(), *TWO_ROWS.values()]),
    st.sampled_from([None, "HAIC", "1"]),
    st.randoms(use_true_random=False),
)
def test_a_torn_file_is_answered_within_its_bounds_or_refused(
    curve: str, row: str, arm: str | None, chance: random.Random
) -> None:
    curve, row = torn(curve, chance), torn(row, chance) if chance.random() < 0.5 else row
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            printed = Printed.of(None, read_at_risk(row.encode(), "risk.csv", arm))
            found = digitised(read_coordinates(curve.encode(), "curve.csv", arm), printed, "curve.csv")
        except Refusal:
            return
    assert len(found.records) == printed.n and json.dumps(found.as_mapping(), allow_nan=False)
    assert found.at_risk == printed.at_risk or found.fit.furthest > 0


@each("seed", range(30))
def test_torn_marks_are_times_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    try:
        marks = read_ticks(torn("time\n3.5\n7\n9.25\n14", chance).encode(), "ticks.csv")
    except Refusal:
        return
    assert list(marks) == sorted(marks) and all(mark >= 0 for mark in marks)
