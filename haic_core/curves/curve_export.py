"""The kept curves for others: what is printed and what is reconstructed, each row saying which of the two it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from haic_core.curves.plan import curve_choices
from haic_core.curves.published import PublishedCurve, draw
from haic_core.evidence.source import Source
from haic_core.words.columns import Column, table_csv
from haic_core.words.vocabulary import Modality

CURVE_COLUMNS = (
    Column("curve", "source/cohort[.group], with endpoint the name of a curve", always=True),
    Column("source", "key of the document", always=True),
    Column("cohort", "source/cohort", always=True),
    Column("group", "part of the cohort, empty for all"),
    Column("modality", "option", words=tuple(Modality), always=True),
    Column("endpoint", "what the curve shows", words=("OS", "PFS"), always=True),
    Column("clock", "time zero of the curve"),
    Column("n", "patients of the curve", "integer", unit="patients", always=True),
    Column(
        "row",
        "printed: a point that stands in the paper; curve: a step of our reconstruction; at_risk: our reconstruction's "
        "numbers under the axis",
        words=("printed", "curve", "at_risk"),
        always=True,
    ),
    Column("time_months", "time since the clock's zero", "number", unit="months", always=True),
    Column("survival", "share without the event; a curve's step holds until the next", "number", unit="1"),
    Column("time_low_months", "lower limit printed for a median", "number", unit="months"),
    Column("time_high_months", "upper limit printed for a median", "number", unit="months"),
    Column("band_low", "lower limit of the pointwise 95 % band for the study's own curve", "number", unit="1"),
    Column("band_high", "upper limit of the pointwise 95 % band for the study's own curve", "number", unit="1"),
    Column("at_risk", "at risk just before that time", "integer", unit="patients"),
    Column("events", "events before that time", "integer", unit="events"),
    Column("censored", "censored before that time", "integer", unit="patients"),
    Column("kind", "what the reconstruction rests on", words=("anchored", "median_only"), always=True),
    Column("warning", "a warning to tell with the curve", words=("guarantee_time",)),
    Column("dispute", "id of the declared contradiction that concerns the curve"),
    Column("locator", "section, table or figure", always=True),
)


def curve_rows(sources: Sequence[Source]) -> list[dict[str, object]]:
    """Every curve of the library in file order: its printed points, its steps, its numbers at risk."""
    return rows_of([draw(choice) for choice in curve_choices(sources)])


def rows_of(curves: Iterable[PublishedCurve]) -> list[dict[str, object]]:
    """The rows of some curves."""
    return [row for curve in curves for row in _of_curve(curve)]


def curves_csv(curves: Iterable[PublishedCurve]) -> str:
    """Some curves as a table with a header; absent values are empty cells."""
    return table_csv(CURVE_COLUMNS, rows_of(curves))


def _of_curve(curve: PublishedCurve) -> Iterator[dict[str, object]]:
    blank: dict[str, object] = dict.fromkeys(column.name for column in CURVE_COLUMNS)
    head = {
        **blank,
        "curve": curve.key,
        "source": curve.source.key,
        "cohort": curve.series.key,
        "group": curve.group.id if curve.group else None,
        "modality": curve.modality.value,
        "endpoint": curve.endpoint.value,
        "clock": curve.clock,
        "n": curve.n,
        "kind": curve.reconstruction.kind,
        "warning": curve.basis.warning,
        "dispute": curve.dispute.id if curve.dispute else None,
        "locator": curve.basis.locator,
    }
    yield from ({**head, **row} for row in _printed(curve))
    yield from ({**head, "row": "curve", **row} for row in _steps(curve))
    yield from ({**head, "row": "at_risk", **row} for row in _at_risk(curve))


def _printed(curve: PublishedCurve) -> Iterator[dict[str, object]]:
    for point in curve.printed:
        yield {
            "row": "printed",
            "time_months": point.time_months,
            "survival": point.survival,
            "time_low_months": point.time_low_months,
            "time_high_months": point.time_high_months,
            "locator": point.locator,
        }


def _steps(curve: PublishedCurve) -> Iterator[dict[str, object]]:
    made = curve.reconstruction
    for time, survival, low, high in zip(made.time, made.survival, made.band_low, made.band_high, strict=True):
        yield {"time_months": time, "survival": survival, "band_low": low, "band_high": high}


def _at_risk(curve: PublishedCurve) -> Iterator[dict[str, object]]:
    made = curve.reconstruction
    for (time, left), (_, events), (_, censored) in zip(made.at_risk, made.events, made.censored, strict=True):
        yield {"time_months": time, "at_risk": left, "events": events, "censored": censored}
