"""What a hospital reads before it lets the tool in: in step with the code, promising nothing."""

from __future__ import annotations

import re
from pathlib import Path

import house
import pytest

from docs import data_dictionary
from haic_core.case.facts import FACTS
from haic_core.wording.phrases import INTENDED_USE

TRUST = house.ROOT / "docs" / "trust"
PAGES = sorted(TRUST.glob("*.md"))
# What only an authority, a notified body or a study could say of it.
CLAIMS = re.compile(
    r"\b(?:is|are) (?:compliant|certified|approved|cleared|validated)|\bHIPAA|GDPR[- ]compliant|CE[- ]marked", re.I
)


def test_the_data_dictionary_is_that_of_today() -> None:
    kept = data_dictionary.DICTIONARY.read_text("utf-8")
    assert kept == data_dictionary.dictionary(), "run python docs/data_dictionary.py"


def test_every_fact_stands_in_the_data_dictionary_with_what_it_allows() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.+?) \| (.+?) \| (.+) \|$", data_dictionary.dictionary(), re.MULTILINE)
    told = {code: allowed for code, _, allowed, _ in rows}
    assert set(FACTS) <= set(told)
    assert told["platelets_e9_l"] == FACTS["platelets_e9_l"].allowed
    assert told["bilirubin_mg_dl"].endswith("its upper limit of normal: `bilirubin_uln_mg_dl`")


def test_the_first_page_leads_to_every_other() -> None:
    text = (TRUST / "README.md").read_text("utf-8")
    assert [page.name for page in PAGES if page.name != "README.md" and f"]({page.name})" not in text] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_page_claims_what_only_others_could_say(page: Path) -> None:
    assert CLAIMS.findall(page.read_text("utf-8")) == []


def test_the_intended_use_is_the_one_that_stands_on_every_screen() -> None:
    text = " ".join((TRUST / "intended_use.md").read_text("utf-8").split())
    assert "Health professionals" in text and "research" in text and "teaching" in text
    assert "Not a medical device" in INTENDED_USE
    assert "makes no claim of conformity" in (TRUST / "regulation.md").read_text("utf-8")
