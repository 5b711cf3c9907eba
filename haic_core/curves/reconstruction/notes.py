"""Plain sentences beside a reconstruction: what was assumed, left out, or could not be given back."""

from __future__ import annotations

from haic_core.curves.reconstruction.checks import Reproduced
from haic_core.curves.reconstruction.ensemble import Ensemble, readings
from haic_core.curves.reconstruction.records import Records
from haic_core.curves.reconstruction.summary import Summary
from haic_core.words.decimals import plain

LONG_MONTHS = 240
NAMES = {
    "landmarks": "the landmarks",
    "min_follow_up": "the shortest follow-up",
    "ci": "the confidence interval",
    "events": "the number of events",
    "max_follow_up": "the longest follow-up",
}


def notes(
    summary: Summary, rows: tuple[Reproduced, ...], records: Records, found: Ensemble | None, last: float
) -> tuple[str, ...]:
    """Sentences in a fixed order; `last` is where the curve ends."""
    said = [
        "Reconstructed from printed figures; the records are not patients and are not for pooled or adjusted models."
    ]
    if found is None:
        said.append("No event is printed, so the curve stays at 1 to the end of follow-up.")
    if summary.max_follow_up is None:
        said.append(f"The longest follow-up is not printed; the curve ends at {plain(round(last, 1))} {summary.unit}.")
    if summary.events is None:
        said.append("The number of events is not printed; the number shown is one that fits the other figures.")
    said += _read_as(summary)
    said += _interval(summary)
    said += _left_out(summary, records, found)
    for row in rows:
        if not row.ok:
            ours = _value(row.ours)
            said.append(f"{_named(row.figure)} is printed as {_value(row.printed)}; the records give {ours}.")
    return tuple(said)


def _read_as(summary: Summary) -> list[str]:
    said = []
    if summary.called is not None and summary.called.upper() != summary.endpoint:
        like = "overall" if summary.endpoint == "OS" else "progression-free"
        said.append(f"{summary.called} is drawn with the shapes of {like} survival, the nearest that are known.")
    if summary.ci is not None and summary.ci_level != 95:
        said.append(f"The interval of the median is read as one of {summary.ci_level:g} %; the band is one of 95 %.")
    if summary.median is not None and summary.median > LONG_MONTHS * summary.in_unit.a_month:
        said.append(
            f"A median of {summary.median:g} {summary.unit} is more than {LONG_MONTHS // 12} years; is it another unit?"
        )
    if summary.median_follow_up is not None:
        said.append("A median follow-up is counted in several ways; the printed one is compared and not drawn from.")
        if summary.median is not None and summary.median_follow_up < summary.median:
            said.append("The median follow-up is shorter than the median, which rests on the few followed that far.")
    return said


def _interval(summary: Summary) -> list[str]:
    if summary.ci is None or summary.ci_type is not None:
        return []
    how = readings(summary)
    if how == ("spss",):
        return [
            "How the confidence interval was computed is not printed; it is symmetric, so read as taken from a"
            " standard error (as SPSS does)."
        ]
    return ["How the confidence interval was computed is not printed; log and log-log types are both allowed for."]


def _left_out(summary: Summary, records: Records, found: Ensemble | None) -> list[str]:
    said = []
    if summary.min_follow_up is not None and found is not None and found.used.min_follow_up is None:
        said.append(
            f"The shortest follow-up of {summary.min_follow_up:g} {summary.unit} does not fit the other figures"
            " and was not used."
        )
    for field in found.dropped if found is not None else ():
        if field != "min_follow_up":
            said.append(
                f"No cohort like those of the literature fits {NAMES[field]} together with the other figures;"
                " the band leaves it out."
            )
    return said


def _named(figure: str) -> str:
    names = {
        "n": "The number of patients",
        "events": "The number of events",
        "median": "The median",
        "ci_low": "The lower confidence limit",
        "ci_high": "The upper confidence limit",
        "min_follow_up": "The shortest follow-up",
        "max_follow_up": "The longest follow-up",
        "median_follow_up": "The median follow-up",
    }
    return names.get(figure, figure[0].upper() + figure[1:])


def _value(value: float | None) -> str:
    return "not reached" if value is None else f"{value:.4g}"
