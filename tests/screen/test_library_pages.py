"""One document's pages of the library, word for word, where a document prints more or less than Arden does."""

from __future__ import annotations

from typing import Any

from invented import arden, birch, changed, invented_library
from reading import cells, plain

from haic_core.evidence.certainty import Certainty
from haic_core.evidence.figures import figures_of
from haic_core.evidence.gap_map import Cell
from haic_core.evidence.side_lists import Subgroup
from haic_core.evidence.source import Bias, Source
from haic_core.screen.evidence import dispute_list
from haic_core.screen.gap_map import gap_table
from haic_core.screen.library import (
    certainty_table,
    criteria_list,
    disputes_of,
    document_head,
    figure_table,
    overview,
    regimen_tables,
    speaks_of,
)
from haic_core.words.vocabulary import Modality


def cited(**more: str) -> Source:
    """Birch's abstract with more of its citation."""
    return changed(birch(), lambda raw: raw["citation"].update(more))


def test_a_head_tells_what_is_printed_of_a_citation_and_leaves_out_what_is_not() -> None:
    assert plain(document_head(birch())).startswith(
        "Birch. Particles for invented metastases. 2015 Two invented hospitals"
    )
    undated = changed(birch(), lambda raw: raw["citation"].pop("year"))
    assert plain(document_head(undated)).startswith("Birch. Particles for invented metastases. Two invented hospitals")
    fuller = cited(journal="Invented Letters", doi="10.1/b", pmid="12345", note="Pages are cut off.")
    assert plain(document_head(fuller)) == (
        "Birch. Particles for invented metastases. Invented Letters · 2015 · doi 10.1/b · PMID 12345 "
        "Two invented hospitals · retrospective cohort · abstract only · not peer reviewed · tier B "
        "Pages are cut off. Read as an abstract."
    )


def test_several_limits_of_a_study_stand_in_one_line() -> None:
    source = changed(arden(), lambda raw: raw["study"].update(limits=["few patients", "one centre"]))
    assert plain(document_head(source)).endswith("Limits: few patients; one centre.")
    assert "Limits" not in document_head(birch())


def test_a_document_without_patients_of_its_own_or_without_criteria_shows_so_in_the_overview() -> None:
    def quoted(raw: dict[str, Any]) -> None:
        raw["cohort"][0]["quoted_from"] = "Ash 1999"
        raw["criterion"], raw["list"], raw["worked_patient"] = [], [], []

    library = invented_library()
    head, row = cells(overview([changed(birch(), quoted)], library))
    assert head == [
        "Document", "Tier", "Design", "Read as", "Options", "Patients", "Figures", "Criteria", "Disputes",
    ]  # fmt: skip
    assert row[:6] == ["Birch 2015", "B", "retrospective cohort", "abstract only", "TACE", "–"]
    assert row[7:] == ["0", "0"]
    unsized = changed(birch(), lambda raw: raw["cohort"][0].pop("n"))
    assert cells(overview([unsized], library))[1][5] == "–"


def test_the_figures_of_a_document_are_its_own_and_not_those_of_its_namesake_in_the_library() -> None:
    library = invented_library()
    shorter = changed(birch(), lambda raw: raw["cohort"][0].pop("n"))
    own = next(source for source in library.sources if source.key == shorter.key)
    assert cells(overview([own], library))[1][6] == str(len(figures_of(own)))
    assert cells(overview([shorter], library))[1][6] == str(len(figures_of(own)) - 1)


def test_documents_beyond_the_first_forty_are_folded_and_counted() -> None:
    told = overview([birch()] * 42, invented_library())
    first, folded = told.split("<details", 1)
    assert first.count("Birch 2015") == 40 and folded.count("Birch 2015") == 2
    assert "<summary>2 more documents</summary>" in folded
    assert "<details" not in overview([birch()] * 40, invented_library())
    assert "<summary>1 more document</summary>" in overview([birch()] * 41, invented_library())


def test_no_name_of_a_file_stands_in_the_overview() -> None:
    assert "birch" not in plain(overview([birch()], invented_library()))


def test_the_options_a_document_speaks_of_stand_in_their_order_however_it_speaks_of_them() -> None:
    """A cohort treated by chemoembolisation, a criterion for ablation, a requirement without a limit for resection."""

    def more(raw: dict[str, Any]) -> None:
        for line in (*raw["criterion"], *raw["list"]):
            line["modality"] = "ablation"
        raw["open_statement"][0]["modality"] = "resection"
        raw["worked_patient"] = []

    source = changed(birch(), more)
    assert speaks_of(source) == (Modality.RESECTION, Modality.ABLATION, Modality.TACE)
    assert cells(overview([source], invented_library()))[1][4] == "Resection, Ablation, TACE"


def test_certainty_names_every_tag_and_reads_its_domains_in_plain_words() -> None:
    domains = (
        Bias.model_construct(domain="missing_data", rating="no_information", reason="<none>", locator="Table 1"),
        Bias.model_construct(domain="selection", rating="serious", reason="Chosen", locator="Methods"),
    )
    told = certainty_table(Certainty(4, "case series", domains, ("single arm", "abstract only")))
    assert plain(told).startswith("OCEBM 2011 level 4 : case series. single arm abstract only")
    assert cells(told) == [
        ["ROBINS-I domain", "Risk of bias", "Reason", "Place"],
        ["Missing data", "no information", "<none>", "Table 1"],
        ["Selection of participants", "serious", "Chosen", "Methods"],
    ]


def test_criteria_of_every_role_are_listed_and_a_document_without_any_says_so() -> None:
    head, *rows = cells(criteria_list(arden(), invented_library()))
    assert head == ["Option", "Role", "Requirement", "Place"]
    assert rows[0] == ["HAIC", "entry", "Primary tumour: breast", "Methods, Patients"]
    assert [row[1] for row in rows[-2:]] == ["contraindication", "caution"]

    def silent(raw: dict[str, Any]) -> None:
        raw["criterion"], raw["list"], raw["open_statement"], raw["worked_patient"] = [], [], [], []

    assert criteria_list(changed(birch(), silent), invented_library()) == "<p>The document states none.</p>"


def test_a_figure_with_a_time_a_group_a_note_and_another_paper_behind_it_says_all_of_it() -> None:
    def more(raw: dict[str, Any]) -> None:
        own = raw["cohort"][0]
        own["quoted_from"], own["curve"] = "Ash 1999", []
        own["outcome"].append(
            {
                "endpoint": "OS", "statistic": "survival_percent", "value": 40, "unit": "%", "at_months": 24,
                "term": "liver death only", "note": "Read off a bar.", "locator": "Figure 2",
            }
        )  # fmt: skip

    rows = {row[0]: row[1:] for row in cells(figure_table(figures_of(changed(birch(), more))))}
    assert rows["Figure"] == ["As printed", "p", "Clock", "Place"]
    assert rows["OS, survival percent at 24 months · liver death only | quoted from Ash 1999; Read off a bar."] == [
        "40 %", "", "first diagnosis of liver metastasis", "Figure 2",
    ]  # fmt: skip
    assert rows["Patients, range low · Largest lesion | quoted from Ash 1999"] == ["1 cm", "", "", "Abstract"]


def test_a_regimen_tells_its_drugs_its_cycle_and_everything_else_that_is_printed_of_it() -> None:
    def more(raw: dict[str, Any]) -> None:
        raw["regimen"][0].update(
            drugs=[
                {"name": "Inventinib", "dose": "40 mg/m2", "route": "hepatic artery"},
                {"name": "Fictavirin", "dose": "2 g", "route": "by mouth", "days": "1 to 14"},
            ],
            partner="trastuzumab", access="femoral port", dose_rules="Half at grade 3.", note="Our remark.",
            quoted_from="Ash 1999",
        )  # fmt: skip

    told = regimen_tables(changed(arden(), more).regimen)
    assert cells(told) == [
        ["Drug", "Dose", "Route", "Days"],
        ["Inventinib", "40 mg/m2", "hepatic artery", ""],
        ["Fictavirin", "2 g", "by mouth", "1 to 14"],
    ]
    assert plain(told).startswith("Invented regimen ") and plain(told).endswith(
        "Cycle: every 4 weeks · With: trastuzumab · Access: femoral port · Half at grade 3. · Our remark. · "
        "Quoted from Ash 1999 · Methods, Treatment"
    )
    bare = changed(arden(), lambda raw: raw["regimen"][0].update(drugs=[]))
    assert plain(regimen_tables(bare.regimen)) == "Invented regimen Cycle: every 4 weeks · Methods, Treatment"
    one = regimen_tables(bare.regimen)
    assert regimen_tables(bare.regimen * 2) == one + one


def test_every_dispute_of_a_document_is_listed() -> None:
    two = changed(
        arden(), lambda raw: raw["dispute"].append({**raw["dispute"][0], "id": "again", "what": "Once more."})
    )
    assert plain(disputes_of(two)) == (
        "Arden 2020 : Responders are 12 in Table 2 and 14 in the text. Shown: Table 2. Table 2 ↔ Results, Response "
        "Arden 2020 : Once more. Shown: Table 2. Table 2 ↔ Results, Response"
    )
    assert plain(dispute_list([])) == ""


def test_a_cell_of_the_gap_map_counts_its_studies_and_those_that_print_survival() -> None:
    many, few = (
        Subgroup.model_validate({"id": name, "label": label, "condition": {"fact": "lesion_count", "at_least": 5}})
        for name, label in (("many", "Five or more"), ("few", "One to four"))
    )
    options = list(Modality)
    rows = [Cell(option, many, ("a/all",), 30, ()) for option in options]
    rows += [Cell(option, few, ("a/all", "b/all"), 12, ("b/all",)) for option in options]
    head, first, second = cells(gap_table(rows, invented_library()))
    assert head[0] == "Patients with" and len(head) == 1 + len(options)
    assert first == ["Five or more", *["30 patients, 1 study"] * len(options)]
    assert second == ["One to four", *["12 patients, 2 studies | survival printed by 1"] * len(options)]
