"""The table of who prints the criteria of each option is in step with the documents, and names the six whole lists."""

from __future__ import annotations

from worked import library

from docs import criteria_table
from haic_core.words.vocabulary import Extent, Modality


def test_the_kept_table_is_in_step_with_the_documents() -> None:
    kept = criteria_table.TABLE.read_text("utf-8")
    assert kept == criteria_table.table(library()), "run python docs/criteria_table.py"


def test_only_the_six_lists_read_as_whole_are_whole() -> None:
    """BreCLIM-2, NCT00019604, Hsiao, Herlev, Aarts and NCT01290536: every other list is cut, or for another disease."""
    whole = {
        (source.key, mark.modality)
        for source in library().sources
        for mark in source.list_
        if mark.extent is Extent.WHOLE and not source.is_context
    }
    assert whole == {
        ("breclim2_nct04079049", Modality.RESECTION),
        ("nct00019604_rfa_liver", Modality.ABLATION),
        ("hsiao", Modality.HAIC),
        ("herlev_haic_nct01387295", Modality.HAIC),
        ("aarts2020", Modality.Y90),
        ("nct01290536_therasphere_mets", Modality.Y90),
    }
