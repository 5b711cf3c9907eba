"""What a board knows before any option, as read from its file."""

from __future__ import annotations

from pathlib import Path

import pytest

from haic_core.evidence.common_ground import CommonGround, read_common_ground
from haic_core.words.refusal import Refusal
from haic_core.words.vocabulary import Modality

FILE = """
[[known_before]]
what = "a catheter"
modalities = ["tace", "haic"]
facts = [["creatinine_mg_dl", "egfr_ml_min"], ["contrast_allergy"]]

[[alike]]
facts = ["ecog", "karnofsky"]

[[shared]]
modalities = ["tace", "haic"]
not_shared = ["lvef_percent"]

[[beyond_every_list]]
facts = ["ecog", "pregnant"]

[[beyond_every_list]]
facts = ["platelets_e9_l"]
"""


def ground(folder: Path, content: str = FILE) -> CommonGround:
    path = folder / "common_ground.toml"
    path.write_text(content, encoding="utf-8")
    return read_common_ground(path)


def test_of_facts_that_tell_the_same_one_is_enough_and_any_other_stands_alone(tmp_path: Path) -> None:
    read = ground(tmp_path)
    assert read.group_of("karnofsky") == ("ecog", "karnofsky")
    assert read.group_of("inr") == ("inr",)


def test_lists_of_options_through_a_catheter_count_together_but_not_for_what_concerns_one_drug(tmp_path: Path) -> None:
    read = ground(tmp_path)
    assert read.sharing(Modality.HAIC, "inr") == (Modality.TACE, Modality.HAIC)
    assert read.sharing(Modality.HAIC, "lvef_percent") == (Modality.HAIC,)
    assert read.sharing(Modality.ABLATION, "inr") == (Modality.ABLATION,)


def test_what_has_to_be_known_and_what_fails_beyond_every_list_is_read_as_written(tmp_path: Path) -> None:
    read = ground(tmp_path)
    [catheter] = read.known_before
    assert catheter.facts == (("creatinine_mg_dl", "egfr_ml_min"), ("contrast_allergy",))
    assert read.beyond_every_list == ("ecog", "pregnant", "platelets_e9_l")


def test_a_fact_that_there_is_not_is_refused_with_the_nearest_name(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        ground(tmp_path, FILE.replace('"karnofsky"', '"karnofski"'))
    assert "there is no fact 'karnofski'. Did you mean 'karnofsky'?" in str(refused.value)
