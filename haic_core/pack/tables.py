"""A pack's tables as CSV: codes and numbers for a spreadsheet, from the records that the slides draw."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from haic_core.chart.balance import Balance
from haic_core.chart.survival import DrawnCurve, SurvivalChart
from haic_core.judgement.matching import Match
from haic_core.pack.content import PackContent
from haic_core.pack.own import own_tables
from haic_core.wording.freshness import waiting_sentence
from haic_core.wording.judgement import ledger_sentence, recorded_value, requirement
from haic_core.wording.option import verdict_line
from haic_core.words.columns import csv_text
from haic_core.words.spreadsheet import for_spreadsheets, with_semicolons

Line = Sequence[object]


def pack_tables(content: PackContent) -> dict[str, bytes]:
    """File name to content, each in both habits of spreadsheets; absent values are empty cells."""
    made: dict[str, bytes] = {}
    for name, (head, rows) in (_TABLES | own_tables(content)).items():
        text = csv_text([head, *(["" if cell is None else str(cell) for cell in line] for line in rows(content))])
        made |= {name: for_spreadsheets(text), with_semicolons(name): for_spreadsheets(text, semicolon=True)}
    return made


def _options(content: PackContent) -> Iterator[Line]:
    for line in content.options:
        option = line.option
        yield (
            option.modality,
            line.entry.label,
            option.verdict,
            option.standing,
            option.safety.reading,
            option.entry.reading,
            _codes(option.safety.stopped),
            _codes(option.safety.disputed),
            _codes(option.safety.beyond_all),
            _yes(bool(line.waits)),
            waiting_sentence(line.waits),
            verdict_line(option),
            line.safety,
            line.entered,
            line.next,
            _codes(option.missing),
        )


def _codes(codes: Iterable[str]) -> str:
    return "; ".join(codes)


def _ledger(content: PackContent) -> Iterator[Line]:
    for option in content.assessment.options:
        for row in option.ledger:
            rule = row.criterion
            yield (
                option.modality,
                row.source,
                "list" if row.of_list else "limit",
                rule.role,
                requirement(rule),
                _codes(rule.facts),
                recorded_value(row),
                row.finding,
                _yes(row.not_yet),
                rule.locator,
                ledger_sentence(row, content.library.source(row.source)),
            )


def _evidence(content: PackContent) -> Iterator[Line]:
    """Every matched cohort fact by fact; a cohort that prints no fact has one row."""
    for match in content.assessment.evidence:
        head = (
            match.key,
            match.modality,
            match.source.key,
            match.cohort.n,
            match.entry,
            match.group.id if match.group else None,
        )
        for place in match.places:
            yield (*head, place.fact, _value(place.value), _yes(place.inside), place.printed, place.locator)
        if not match.places:
            yield (*head, None, None, None, None, None)


def balance_rows(balances: Iterable[Balance]) -> Iterator[Line]:
    """Every category of response and every serious harm, as printed and as a share."""
    for one in balances:
        head = _whose(one.match)
        if one.response:
            n, place = one.response.n, one.response.locator
            for part in one.parts:
                share = _short(part.share_percent)
                yield (*head, "response", part.category, None, part.count, part.percent, n, None, share, place)
        for bar in one.harms:
            harm, share = bar.harm, _short(bar.share_percent)
            told = (harm.term, harm.grade, harm.count, harm.percent, harm.n, harm.per)
            yield (*head, "harm", *told, share, harm.locator)


def _whose(match: Match) -> Line:
    return match.key, match.modality, match.source.key


def _conflicts(content: PackContent) -> Iterator[Line]:
    for line in content.conflicts:
        for voice in line.question.voices:
            said = voice.association
            yield (
                line.question.factor,
                line.question.endpoint,
                _yes(said.associated),
                voice.source.key,
                voice.cohort.id,
                voice.cohort.n,
                said.hazard_ratio,
                said.p_is if said.p is not None else None,
                said.p,
                said.analysis,
                said.locator,
            )


def _named(drawn: DrawnCurve, chart: SurvivalChart) -> Line:
    curve = drawn.curve
    group = curve.group.id if curve.group else None
    return chart.stem, f"{curve.source.key}/{curve.cohort.id}", group, curve.endpoint


def curve_rows(chart: SurvivalChart) -> Iterator[Line]:
    """Every step of the curves and their bands, beyond the axis of the slides too."""
    for drawn in chart.curves:
        made = drawn.curve.reconstruction
        for month, survival, low, high in zip(made.time, made.survival, made.band_low, made.band_high, strict=True):
            yield (*_named(drawn, chart), made.kind, *map(_short, (month, survival, low, high)))


def printed_rows(chart: SurvivalChart) -> Iterator[Line]:
    """Every printed figure of the curves, beyond the axis of the slides too."""
    for drawn in chart.curves:
        for point in drawn.curve.printed:
            interval = point.time_low_months, point.time_high_months
            told = (drawn.curve.clock, point.what, point.time_months, _short(point.survival), *interval, point.locator)
            yield (*_named(drawn, chart), *told)


def at_risk_rows(chart: SurvivalChart) -> Iterator[Line]:
    """At risk, censored and events at every tick of the chart."""
    for drawn in chart.curves:
        for tick, *counts in zip(chart.ticks, *drawn.counts, strict=True):
            yield (*_named(drawn, chart), _short(tick), *counts)


def _of_all_charts(rows: Callable[[SurvivalChart], Iterator[Line]]) -> Callable[[PackContent], Iterator[Line]]:
    return lambda content: (row for chart in content.charts for row in rows(chart))


def _sources(content: PackContent) -> Iterator[Line]:
    for line in (*content.sources, *content.further_sources):
        source = line.source
        yield (
            source.key,
            line.short,
            source.citation.title,
            line.citation,
            source.study.design,
            source.document,
            source.tier,
            line.identifier,
            source.caveat,
        )


def _yes(told: bool | None) -> str | None:
    return None if told is None else "yes" if told else "no"


def _value(value: object) -> object:
    return _yes(value) if isinstance(value, bool) else value


def _short(number: float | None) -> str | None:
    """At most six decimals, without a tail of zeros."""
    return None if number is None else f"{number:.6f}".rstrip("0").rstrip(".")


_TABLES: dict[str, tuple[tuple[str, ...], Callable[[PackContent], Iterator[Line]]]] = {
    "options.csv": (
        (
            "modality",
            "option",
            "verdict",
            "standing",
            "safety",
            "entry",
            "stopped",
            "disputed",
            "beyond_all",
            "provisional",
            "waits_for",
            "said",
            "safety_said",
            "entry_said",
            "next_said",
            "not_recorded",
        ),
        _options,
    ),
    "ledger.csv": (
        (
            "modality",
            "source",
            "of",
            "role",
            "requirement",
            "facts",
            "recorded",
            "finding",
            "not_yet",
            "locator",
            "sentence",
        ),
        _ledger,
    ),
    "evidence.csv": (
        ("cohort", "modality", "source", "n", "entry", "group", "fact", "value", "inside", "printed", "locator"),
        _evidence,
    ),
    "response_and_harms.csv": (
        (
            "cohort",
            "modality",
            "source",
            "kind",
            "term",
            "grade",
            "count",
            "percent",
            "n",
            "per",
            "share_percent",
            "locator",
        ),
        lambda content: balance_rows(content.balances),
    ),
    "conflicts.csv": (
        (
            "factor",
            "endpoint",
            "associated",
            "source",
            "cohort",
            "n",
            "hazard_ratio",
            "p_is",
            "p",
            "analysis",
            "locator",
        ),
        _conflicts,
    ),
    "curve_points.csv": (
        ("chart", "cohort", "group", "endpoint", "kind", "months", "survival", "band_low", "band_high"),
        _of_all_charts(curve_rows),
    ),
    "printed_points.csv": (
        (
            "chart",
            "cohort",
            "group",
            "endpoint",
            "clock",
            "what",
            "months",
            "survival",
            "months_low",
            "months_high",
            "locator",
        ),
        _of_all_charts(printed_rows),
    ),
    "at_risk.csv": (
        ("chart", "cohort", "group", "endpoint", "months", "at_risk", "censored", "events"),
        _of_all_charts(at_risk_rows),
    ),
    "sources.csv": (
        ("key", "short", "title", "published_in", "design", "read_as", "tier", "identifier", "caveat"),
        _sources,
    ),
}
