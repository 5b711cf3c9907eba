"""The audit as a whole: what disputes declare, what keeps it from passing, and which documents are left out for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from audited import PLACE, Raw, with_row, with_rows
from each import each
from invented import arden, birch, changed, invented_library

from haic_core.evidence.audit import AuditReport, Inconsistency, Stale, audit, trusted


def test_a_dispute_that_settles_a_finding_declares_it_and_one_that_settles_nothing_is_stale() -> None:
    def change(raw: Raw) -> None:
        raw["cohort"][0]["outcome"][4]["range"] = [2, 19]
        raw["dispute"].append(
            {
                "id": "range", "kind": "transcription", "what": "The range.", "shown": "As printed.",
                "between": ["Results", "Figure 1"], "settles": [f"range|{PLACE}:OS", "sum|gone"],
            }
        )  # fmt: skip
        raw["dispute"][0]["figures"] = [f"{PLACE}:CR:count", f"{PLACE}:CR:mean"]

    report = audit([changed(arden(), change), birch()], ["birch2.toml: left out."])
    what = "The median 20 lies outside the range 2 to 19."
    assert report.inconsistencies == (
        Inconsistency(f"range|{PLACE}:OS", "arden", what, ("Results, Survival",), "range"),
    )
    sentences = (
        f"arden.toml: dispute 'responders_twice': there is no figure '{PLACE}:CR:mean'.",
        "arden.toml: dispute 'range': the audit no longer finds 'sum|gone'.",
    )
    assert report.stale == tuple(Stale("arden", sentence) for sentence in sentences)
    assert report.faults == ("birch2.toml: left out.", *sentences)
    assert report.undeclared == () and not report.passes and report.disputes == 2


@each(
    "report",
    [
        AuditReport((Inconsistency("a", "b", "c", (), None),), (), (), 1, 1), AuditReport((), ("left out",), (), 1, 1),
        AuditReport((), (), (Stale("a", "b"),), 1, 1),
    ],
)  # fmt: skip
def test_one_undeclared_finding_one_document_left_out_or_one_stale_dispute_keeps_the_audit_from_passing(
    report: AuditReport,
) -> None:
    assert not report.passes
    assert AuditReport((Inconsistency("a", "b", "c", (), "declared"),), (), (), 1, 1).passes


def test_two_documents_are_audited_one_after_the_other() -> None:
    wrong = [
        with_row("OS", "median", range=[2, 19]),
        changed(birch(), lambda raw: raw["cohort"][0]["baseline"][0].update(mean=10)),
    ]
    report = audit(wrong)
    assert [(one.source, one.key) for one in report.inconsistencies] == [
        ("arden", f"range|{PLACE}:OS"), ("birch", "range|birch/embolised:baseline:Largest lesion"),
    ]  # fmt: skip


def doubtful(change: Callable[[Raw], object]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The documents that are left and what is said of those left out, of a library with a changed paper and Birch."""
    library = trusted(invented_library(changed(arden(), change), birch()))
    return tuple(source.key for source in library.sources), library.left_out


def test_a_document_that_does_not_add_up_undeclared_is_left_out_with_its_first_fault_and_its_option_is_told() -> None:
    def change(raw: Raw) -> None:
        raw["cohort"][0]["outcome"][4].update(range=[2, 19], ci=[21, 26])
        raw["dispute"][0]["figures"] = ["gone"]

    kept, told = doubtful(change)
    assert kept == ("birch",)
    assert told[0] == (
        "arden.toml: The interval 21 to 26 does not contain its own estimate, 20. (Results, Survival); no dispute "
        "declares it."
    )
    option = "The option 'haic' has no entry criterion in any readable source"
    assert f"{option}, so its verdict can only be unknown or fail." in told
    assert sum(sentence.startswith("arden.toml") for sentence in told) == 1


def test_a_document_with_a_stale_dispute_is_left_out_and_one_that_adds_up_stays() -> None:
    def stale(raw: Raw) -> None:
        raw["dispute"][0]["figures"] = ["gone"]

    kept, told = doubtful(stale)
    assert kept == ("birch",)
    assert told[0] == "arden.toml: dispute 'responders_twice': there is no figure 'gone'."
    library = invented_library()
    assert trusted(library) is library


def test_what_the_reader_left_out_before_is_told_first_and_once() -> None:
    twice = with_rows({"endpoint": "PD", "statistic": "count", "value": 12, "unit": "patients"})
    doubted = replace(invented_library(twice, birch()), left_out=("old.toml: no.",) * 2)
    first, second, *_ = told = trusted(doubted).left_out
    assert first == "old.toml: no." and told.count(first) == 1
    assert second == ("arden.toml: Printed as 12 (30 %) and as 12. (Table 2; Table 9); no dispute declares it.")
