"""The evidence table as a board reads it: six rows that open in place, a dot on one axis, three parts of a fit."""

from __future__ import annotations

import re

import pytest
from invented import arden, birch, changed, invented_library, invented_patient
from reading import plain
from worked import Raw, library

from haic_core.case.patient import NOBODY
from haic_core.chart.evidence_table import option_rows
from haic_core.chart.palette import LIGHT
from haic_core.evidence.agreement import about, questions
from haic_core.evidence.source import Source
from haic_core.judgement.assessment import assess
from haic_core.screen.evidence_table import conflicts, disputes_in, disputes_of, evidence_table, plain_evidence_table
from haic_core.words.vocabulary import Modality


def table(*sources: Source) -> str:
    read = invented_library(*sources)
    return evidence_table(option_rows(assess(invented_patient(), read), read), read, LIGHT)


def summaries(drawn: str) -> list[str]:
    """Each row that opens, as it reads before it is opened."""
    return [plain(one) for one in re.findall(r"<summary class=\"hb-ev-cells\">(.*?)</summary>", drawn)]


def test_a_row_reads_verdict_series_fit_median_response_and_harm() -> None:
    _, haic = summaries(table())
    assert haic == (
        "HAIC ■ Does not meet Arden 2020 ⚑ 1 contradicts itself in 1 place n = 40 · full text · phase II trial · "
        "level 4 fits 4, differs 2, silent on 3; whole list not met She is outside every list that says who entered. "
        "Median overall survival in months: 20 (15 to 26) from first infusion Responded: 12 of 40 complete and partial "
        "added up Most frequent grade 3+: 4 of 40 Nausea, grade 3"
    )


def test_an_option_without_a_series_says_so_and_does_not_open() -> None:
    drawn = table()
    assert len(summaries(drawn)) == 2 and drawn.count("No study in this library.") == 4


def test_the_dot_and_the_bar_stand_where_the_months_are_on_an_axis_of_sixty() -> None:
    """20 of 60 months is a third of the axis; the interval from 15 to 26 begins at a quarter and is 18.3 % wide."""
    drawn = table()
    assert '<i class="hb-ev-dot" style="left:33.3%"></i>' in drawn
    assert '<i class="hb-ev-interval" style="left:25.0%;width:18.3%"></i>' in drawn


def medians(value: float, ci: list[float]) -> str:
    def change(raw: Raw) -> None:
        raw["cohort"][0]["outcome"][4].update(value=value, ci=ci)
        raw["cohort"][0]["curve"] = []

    return table(changed(arden(), change))


def test_what_lies_beyond_the_axis_is_an_arrow_at_its_end_and_its_number_stands_beside_it() -> None:
    drawn = medians(88, [70, 100])
    assert '<i class="hb-ev-beyond" style="left:100.0%"></i>' in drawn and "88 (70 to 100)" in plain(drawn)
    cut = medians(50, [30, 70])
    assert '<i class="hb-ev-interval hb-ev-cut" style="left:50.0%;width:50.0%"></i>' in cut


def test_the_three_parts_of_a_fit_are_as_wide_as_their_counts() -> None:
    widths = re.findall(r'class="hb-ev-(fits|differs|silent)" style="flex-grow:(\d+)"', table(arden()))
    assert widths == [("fits", "4"), ("differs", "2"), ("silent", "3")]


def test_a_name_leads_to_its_document_in_a_tab_of_its_own_without_the_case() -> None:
    link = '<a href="library?document=arden" target="_blank" rel="noopener">Arden 2020, every figure with its place</a>'
    assert link in table() and not re.search(r"<summary[^>]*>(?:(?!</summary>).)*<a ", table())


def test_for_each_figure_of_a_row_there_is_the_text_of_a_report_without_the_patient() -> None:
    texts = re.findall(r"<pre>(.*?)</pre>", table(arden()), re.DOTALL)
    assert texts[0] == (
        "Document: arden (Arden 2020)\nSeries: All infused\nFigure: Median overall survival, months: 20 (15 to 26)\n"
        "Place: Results, Survival\nData: invented\nWhat the document prints instead: "
    )
    assert [text.split("Figure: ")[1].split("\n")[0] for text in texts] == [
        "Median overall survival, months: 20 (15 to 26)",
        "Responded: 12 of 40",
        "Nausea, grade 3: 4 of 40",
    ]


def test_on_a_projector_the_same_rows_stand_and_nothing_opens() -> None:
    read = invented_library()
    rows = option_rows(assess(invented_patient(), read), read)
    drawn = plain_evidence_table(rows, read, LIGHT)
    assert "<details" not in drawn and "<a " not in drawn
    assert "HAIC ■ Does not meet Arden 2020" in plain(drawn) and "20 (15 to 26)" in plain(drawn)
    assert "silent on 3; outside every list" in plain(drawn)


def test_a_conflict_counts_who_finds_it_and_who_does_not_and_a_dot_stands_for_each() -> None:
    drawn = conflicts(*about(questions(invented_library().sources), ["prior_lines", "her2"]))
    (row,) = re.findall(r"<summary>(<b>.*?)</summary>", drawn)
    assert plain(row) == "Prior systemic lines OS ● ○ associated in 1, not in 1 Conflict"
    assert "1 more factor of hers, most from a single series" in plain(drawn)


def test_where_nothing_is_recorded_no_factor_is_hers() -> None:
    asked = assess(NOBODY, library()).questions
    assert plain(conflicts(*about(asked, NOBODY.facts))) == "No series speaks of a factor that is recorded."


@pytest.mark.parametrize(("count", "said"), [(1, "1 place"), (2, "2 places")])
def test_disputes_are_counted_by_document(count: int, said: str) -> None:
    told = plain(disputes_in([(arden(), arden().dispute * count)]))
    assert told.startswith(f"Arden 2020 {said} Arden 2020 : Responders are 12 in Table 2 and 14 in the text.")


def test_it_is_said_which_documents_were_asked_whether_they_contradict_themselves() -> None:
    """Of all options the closest series are asked, of one option every series that stands on the page."""
    quiet = changed(arden(), lambda raw: raw.pop("dispute"))
    read = invented_library(quiet, birch())
    rows = option_rows(assess(invented_patient(), read), read)
    assert plain(disputes_of(rows, read)) == (
        "Asked: 2 documents of the closest series of each option (Birch 2015 and Arden 2020). "
        "None of them contradicts itself where it was read."
    )
    both = invented_library()
    (infusion,) = [row for row in option_rows(assess(invented_patient(), both), both) if row.modality is Modality.HAIC]
    told = plain(disputes_of([infusion], both))
    assert told.startswith("Asked: 1 document of the series listed here. Arden 2020 1 place")
    assert plain(disputes_of([], both)) == "No document is listed."
