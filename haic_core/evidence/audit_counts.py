"""Counts that must add up: parts against their whole, the dead against those still alive."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from haic_core.evidence.cohort import Baseline
from haic_core.evidence.outcome import Outcome
from haic_core.evidence.series import Series
from haic_core.words.decimals import plain
from haic_core.words.vocabulary import Endpoint, Statistic

Finding = tuple[str, str, Sequence[str]]
"""Key, sentence, locators."""


def count_findings(series: Series) -> Iterator[Finding]:
    """Every count of a series that does not fit the other counts."""
    cohort = series.cohort
    yield from _groups(series)
    yield from _splits(series)
    yield from _deaths(series)
    for base in cohort.baseline:
        yield from _baseline(series, base)
    for group in (None, *(group.id for group in cohort.group)):
        yield from _response(
            series.place(group), cohort.size(group), [outcome for outcome in cohort.outcome if outcome.group == group]
        )


def _groups(series: Series) -> Iterator[Finding]:
    cohort = series.cohort
    for group in cohort.group:
        if group.n is not None and cohort.n is not None and group.n > cohort.n:
            yield (
                f"group_above_cohort|{series.place(group.id)}",
                f"The group has {group.n} patients, the cohort {cohort.n}.",
                (group.locator, cohort.locator),
            )


def _baseline(series: Series, base: Baseline) -> Iterator[Finding]:
    counts = [share.count for share in base.shares if share.count is not None]
    n = base.n if base.n is not None else series.cohort.size(base.group)
    if not counts or n is None or not base.exhaustive or len(counts) < len(base.shares):
        return
    if sum(counts) != n:
        place = f"{series.place(base.group)}:baseline:{base.name}"
        yield f"sum|{place}", f"The counts add up to {sum(counts)}, not to {n}.", (base.locator,)


def _splits(series: Series) -> Iterator[Finding]:
    """Groups of one split are the whole cohort together."""
    cohort = series.cohort
    for split in dict.fromkeys(group.split for group in cohort.group if group.split is not None):
        parts = [group for group in cohort.group if group.split == split]
        sizes = [group.n for group in parts if group.n is not None]
        if cohort.n is not None and len(sizes) == len(parts) and sum(sizes) != cohort.n:
            yield (
                f"split|{series.key}:{split}",
                f"The groups by {split} add up to {sum(sizes)}, the cohort has {cohort.n}.",
                [group.locator for group in parts],
            )


def _deaths(series: Series) -> Iterator[Finding]:
    """Deaths, printed or behind a curve, and patients printed as alive make the cohort."""
    cohort = series.cohort
    alive = next(
        (
            outcome
            for outcome in cohort.outcome
            if outcome.endpoint is Endpoint.OS and outcome.group is None and outcome.still_alive
        ),
        None,
    )
    if alive is None or cohort.n is None:
        return
    dead = cohort.n - int(alive.value)
    causes = [
        outcome
        for outcome in cohort.outcome
        if outcome.endpoint is Endpoint.DEATH and outcome.group is None and outcome.statistic is Statistic.COUNT
    ]
    if sum(cause.value for cause in causes) > dead:
        yield (
            f"deaths|{series.key}",
            f"The deaths by cause add up to {plain(sum(cause.value for cause in causes))}; "
            f"{plain(alive.value)} of {cohort.n} are alive.",
            [alive.locator, *(cause.locator for cause in causes)],
        )
    for basis in cohort.curve:
        if basis.endpoint is Endpoint.OS and basis.group is None and basis.events not in (None, dead):
            yield (
                f"deaths|{series.key}:curve",
                f"The curve counts {basis.events} deaths; {plain(alive.value)} of {cohort.n} are alive.",
                [alive.locator, basis.locator],
            )


_PARTS = (Endpoint.CR, Endpoint.PR, Endpoint.SD, Endpoint.PD)
RESPONSES = (*_PARTS, Endpoint.ORR, Endpoint.DCR)


def _response(place: str, size: int | None, outcomes: Sequence[Outcome]) -> Iterator[Finding]:
    """CR + PR + SD + PD = n; ORR = CR + PR; DCR = ORR + SD; for counts and for percentages, per term."""
    for term in dict.fromkeys(outcome.term for outcome in outcomes if outcome.endpoint in _PARTS):
        own = [outcome for outcome in outcomes if outcome.term == term]
        named = f"{place}:{term}" if term else place
        counts = {outcome.endpoint: outcome for outcome in own if outcome.statistic is Statistic.COUNT}
        n = next((outcome.n for outcome in counts.values() if outcome.n), size)
        if all(part in counts for part in _PARTS) and n is not None:
            total = sum(counts[part].value for part in _PARTS)
            if total != n:
                yield (
                    f"response_sum|{named}",
                    f"CR, PR, SD and PD add up to {plain(total)}, not to {n}.",
                    [counts[part].locator for part in _PARTS],
                )
        yield from _sums(named, counts)


def _sums(named: str, counts: dict[Endpoint, Outcome]) -> Iterator[Finding]:
    rules = ((Endpoint.ORR, (Endpoint.CR, Endpoint.PR)), (Endpoint.DCR, (Endpoint.CR, Endpoint.PR, Endpoint.SD)))
    for whole, parts in rules:
        if whole not in counts or not all(part in counts for part in parts):
            continue
        total = sum(counts[part].value for part in parts)
        if counts[whole].value != total:
            yield (
                f"response_parts|{named}:{whole.value}",
                f"{whole.value} is printed as {plain(counts[whole].value)}, its parts add up to {plain(total)}.",
                [counts[whole].locator, *(counts[part].locator for part in parts)],
            )
