"""Every figure was read a second time from the source by a reader who had not seen the first transcription."""

from __future__ import annotations

import csv
import dataclasses
import random
import re
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from each import each
from worked import sources

from haic_core.evidence.audit import audit
from haic_core.evidence.cohort import Cohort
from haic_core.evidence.figures import SIZE, Figure, figures_of
from haic_core.evidence.source import Source
from haic_core.words.decimals import plain
from haic_core.words.vocabulary import DocumentKind, Statistic

FOLDER = Path(__file__).parents[2] / "data" / "second_reading"
ROWS = [
    row
    for path in sorted(FOLDER.glob("*.csv"))
    if path.stem != "open_statements" and not path.stem.endswith("_criteria")
    for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())
]
READ = {row["source"] for row in ROWS}
RESOLVED = tomllib.loads((FOLDER / "resolved.toml").read_text(encoding="utf-8"))["resolved"]
Row = tuple[str | None, ...]  # a kind of row and the numbers that belong together on it
GOAL = 0.95
WITHOUT_ROW = 11  # general figures, numbers printed in words, sizes added up
TOGETHER = " | "  # between the figures that one row was set beside
BESIDE = {figure: row for row in ROWS for figure in row["figure"].split(TOGETHER) if figure}
SOURCES = [source for source in sources() if source.key in READ]


def number(text: str) -> str | None:
    """A printed number as the comparison sees it, or None for words and empty cells."""
    try:
        return plain(float(text))
    except ValueError:
        return None


@cache
def seen(key: str) -> set[Row]:
    """What the second reader has for a source, in the combinations that belong together on one row."""
    found: set[Row] = set()
    for row in (row for row in ROWS if row["source"] == key):
        value, percent = number(row["value"]), number(row["percent"])
        found |= {
            (row["endpoint"], row["statistic"], value),
            ("with its percentage", value, percent),
            ("p", number(row["p"])),
            ("n", number(row["n"])),
            ("percentage", percent),
            ("value", value),
            ("interval", value, number(row["ci_low"]), number(row["ci_high"])),
        }
    return found


def confirmed(figure: Figure, second: set[Row]) -> bool:
    """Whether the second reading holds the same number in the same sense."""
    value = plain(figure.value)
    if figure.term == SIZE:
        return ("n", value) in second or ("value", value) in second
    if figure.statistic is Statistic.P_VALUE:
        return ("p", value) in second or any(("p_value" in row and row[-1] == value) for row in second)
    if figure.statistic is Statistic.SURVIVAL_PERCENT:
        return (figure.endpoint.value, "survival_percent", value) in second or ("percentage", value) in second
    if figure.ci_low is not None and figure.ci_high is not None:
        return ("interval", value, plain(figure.ci_low), plain(figure.ci_high)) in second
    if figure.percent is not None:
        return ("with its percentage", value, plain(figure.percent)) in second
    # The second reader filed some single patients' values as a mean.
    filed_as = {figure.statistic.value} | ({"mean"} if figure.statistic is Statistic.SINGLE_VALUE else set())
    return any((figure.endpoint.value, statistic, value) in second for statistic in filed_as)


def differs(figure: Figure) -> bool:
    """Whether the row that this figure was set beside prints other numbers; without a row, whether any agrees."""
    row = BESIDE.get(figure.id)
    if row is None:
        return not confirmed(figure, seen(figure.source))
    value, printed, percent = plain(figure.value), number(row["value"]), number(row["percent"])
    other_time = figure.at_months is not None and number(row["at_months"]) not in (None, plain(figure.at_months))
    other_p = figure.p is not None and number(row["p"]) not in (None, plain(figure.p))
    if other_time or other_p:
        return True
    if figure.term == SIZE:
        return value not in (number(row["n"]), printed)
    if figure.statistic is Statistic.P_VALUE:
        return value not in (number(row["p"]), printed)
    if figure.ci_low is not None and figure.ci_high is not None:
        ends = (number(row["ci_low"]), number(row["ci_high"]))
        return value not in (printed, percent) or ends != (plain(figure.ci_low), plain(figure.ci_high))
    if figure.percent is not None:
        return (value, plain(figure.percent)) != (printed, percent)
    return value not in (printed, percent)


def unconfirmed(source: Source) -> list[str]:
    second = seen(source.key)
    return [figure.id for figure in figures_of(source) if not confirmed(figure, second)]


def test_no_document_with_figures_was_read_only_once() -> None:
    assert [source.key for source in sources() if figures_of(source) and source.key not in READ] == []


@each("source", SOURCES, ids=lambda source: source.key)
def test_the_second_reader_found_every_figure_or_the_difference_is_explained(source: Source) -> None:
    explained = {entry["figure"] for entry in RESOLVED}
    assert [figure for figure in unconfirmed(source) if figure not in explained] == []


@each("source", SOURCES, ids=lambda source: source.key)
def test_each_figure_is_the_number_of_the_row_that_it_was_set_beside(source: Source) -> None:
    explained = {entry["figure"] for entry in RESOLVED}
    compared = [figure for figure in figures_of(source) if figure.id in BESIDE or figure.id not in explained]
    assert [figure.id for figure in compared if differs(figure)] == []


def test_nearly_every_figure_has_a_row_of_its_own_and_no_row_a_figure_that_is_gone() -> None:
    held = [figure.id for source in SOURCES for figure in figures_of(source)]
    assert sorted(set(BESIDE) - set(held)) == []
    assert len(set(held) - set(BESIDE)) <= WITHOUT_ROW


def test_no_explanation_has_gone_stale() -> None:
    open_still = {figure for source in SOURCES for figure in unconfirmed(source)}
    assert [entry["figure"] for entry in RESOLVED if entry["figure"] not in open_still] == []


def test_a_wrong_number_would_be_noticed() -> None:
    hsiao = next(source for source in SOURCES if source.key == "hsiao")
    second = seen("hsiao")
    medians = [figure for figure in figures_of(hsiao) if figure.ci_low is not None]
    assert medians and all(confirmed(figure, second) for figure in medians)
    assert not any(confirmed(dataclasses.replace(figure, value=figure.value + 0.1), second) for figure in medians)


def test_nearly_every_random_slip_of_one_number_would_be_noticed(
    record_property: Callable[[str, object], None],
) -> None:
    """One digit or one count more or less, in each figure."""
    chance = random.Random(2026)
    figures = [figure for source in SOURCES for figure in figures_of(source)]
    step = {Statistic.COUNT: 1.0, Statistic.P_VALUE: 0.001}
    noticed = 0
    for figure in figures:
        slip = step.get(figure.statistic, 0.1 if not float(figure.value).is_integer() else 1.0)
        wrong = dataclasses.replace(figure, value=round(figure.value + chance.choice((-1, 1)) * slip, 6))
        noticed += (differs(wrong) and not _passed_over(wrong)) or _does_not_add_up(wrong)
    record_property("tried", len(figures))
    record_property("share_noticed", noticed / len(figures))
    assert noticed / len(figures) >= GOAL, f"only {noticed / len(figures):.1%} of the slips would be noticed"


def _passed_over(figure: Figure) -> bool:
    """An explained figure without a row: nothing compares its number."""
    return figure.id not in BESIDE and any(entry["figure"] == figure.id for entry in RESOLVED)


def test_nearly_every_size_one_patient_off_would_be_noticed(record_property: Callable[[str, object], None]) -> None:
    """Every size of a cohort or group, one patient more and one fewer: second reading and audit together."""
    noticed = tried = 0
    for source in SOURCES:
        before = findings(source)
        sizes = {figure.id: figure.value for figure in figures_of(source) if figure.term == SIZE}
        for index, cohort in enumerate(source.cohort):
            for resized in (resized for off in (-1, 1) for resized in _resized(cohort, off)):
                changed = source.model_copy(
                    update={"cohort": (*source.cohort[:index], resized, *source.cohort[index + 1 :])}
                )
                wrong = [figure for figure in figures_of(changed) if sizes.get(figure.id, figure.value) != figure.value]
                tried += 1
                noticed += any(map(differs, wrong)) or bool(findings(changed) - before)
    record_property("tried", tried)
    record_property("share_noticed", noticed / tried)
    assert noticed / tried >= GOAL, f"only {noticed / tried:.1%} of {tried} wrong sizes would be noticed"


def findings(source: Source) -> set[str]:
    return {found.key for found in audit([source]).inconsistencies}


def _resized(cohort: Cohort, off: int) -> Iterator[Cohort]:
    if cohort.n is not None and cohort.n + off > 0:
        yield cohort.model_copy(update={"n": cohort.n + off})
    for index, group in enumerate(cohort.group):
        if group.n is not None and group.n + off > 0:
            changed = group.model_copy(update={"n": group.n + off})
            yield cohort.model_copy(update={"group": (*cohort.group[:index], changed, *cohort.group[index + 1 :])})


def _does_not_add_up(figure: Figure) -> bool:
    """What the audit sees of one figure alone: its own percentage."""
    if figure.percent is None or not figure.n:
        return False
    return abs(100 * figure.value / figure.n - figure.percent) > 1


# Places: the papers read in full name sections, tables and figures in much the same words.

PLACE = re.compile(
    r"table (?:[ivx]+|\d)\b|figure \d|abstract|results|discussion|conclusion|introduction|methods"
    r"|tumor ablation|transarterial|interventional oncology"
)
FULL = [source for source in SOURCES if source.document is DocumentKind.FULL_TEXT]


def places(locator: str) -> set[str]:
    """The sections, tables and figures that a locator names."""
    text = locator.lower().replace("tables", "table")
    numbered = re.findall(r"section (\d(?:\.\d)?)|^(\d(?:\.\d)?)(?=[ ;])", text)
    return set(PLACE.findall(text)) | {first or second for first, second in numbered}


def places_read_twice(figure: Figure) -> set[str]:
    """Where the second reader found this very number: in its own row, or in any that prints it."""
    if figure.id in BESIDE:
        return places(BESIDE[figure.id]["locator"])
    value = plain(figure.value)
    percent = None if figure.percent is None else plain(figure.percent)
    rows = [
        row
        for row in ROWS
        if row["source"] == figure.source
        and value in {number(row[column]) for column in ("value", "p", "percent", "n")}
    ]
    closest = [
        row
        for row in rows
        if number(row["percent"]) == percent
        and number(row["value"]) == value
        and (row["endpoint"], row["statistic"]) == (figure.endpoint.value, figure.statistic.value)
        and (row["endpoint"] != "baseline" or number(row["n"]) in (None, str(figure.n)))
    ]
    return set().union(*(places(row["locator"]) for row in closest or rows))


@each("source", FULL, ids=lambda source: source.key)
def test_the_second_reader_found_each_figure_in_the_same_place(source: Source) -> None:
    explained = {entry["figure"] for entry in RESOLVED}
    elsewhere = [figure.id for figure in figures_of(source) if not places(figure.locator) & places_read_twice(figure)]
    # The size of a group may be added up from a table's columns.
    assert [one for one in elsewhere if one not in explained and SIZE not in one] == []


def test_nearly_every_locator_moved_at_random_would_be_noticed(record_property: Callable[[str, object], None]) -> None:
    chance = random.Random(2026)
    figures = [figure for source in FULL for figure in figures_of(source)]
    noticed = tried = 0
    while tried < 600:
        figure, other = chance.choice(figures), chance.choice(figures)
        if other.source != figure.source or places(other.locator) & places(figure.locator):
            continue
        tried += 1
        noticed += not places(other.locator) & places_read_twice(figure)
    record_property("share_noticed", noticed / tried)
    assert noticed / tried >= GOAL, f"only {noticed / tried:.1%} of the moved locators would be noticed"
