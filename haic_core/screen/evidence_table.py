"""The evidence as one table of six rows that open in place; no row stands higher for what it prints of survival."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from haic_core.case.facts import FACTS
from haic_core.chart.evidence_table import (
    AXIS_MONTHS,
    TICKS_MONTHS,
    Fit,
    OptionRow,
    PrintedMedian,
    PrintedShare,
    SeriesRow,
)
from haic_core.chart.palette import Palette, colour_of
from haic_core.evidence.agreement import Question
from haic_core.evidence.library import Library
from haic_core.evidence.source import Dispute, Source
from haic_core.judgement.closest import Apart
from haic_core.screen.evidence import dispute_list, match_card, question_table
from haic_core.screen.html import abbreviated, option_badge
from haic_core.wording.entry import BRIEF, none_fits, none_fits_brief, reservation
from haic_core.wording.evidence import CLOSEST_FIRST, NO_STUDY, asked_for_disputes, endpoint_said, looks_wrong
from haic_core.wording.judgement import entry_said
from haic_core.words.vocabulary import Verdict

MOST_FURTHER = 24
FLAGGED = "⚑ places that contradict"
_NOT_PRINTED = '<span class="hb-muted">not printed</span>'


def evidence_table(rows: Sequence[OptionRow], library: Library, theme: Palette, opened: Sequence[str] = ()) -> str:
    """Six rows in the options' order; each opens to its closest series in full and then to the others. opened: the
    options whose rows are open from the start."""
    body = "".join(_option(row, library, theme, row.modality in opened) for row in rows)
    return f'<div class="hb-ev">{_head()}{body}</div>'


def plain_evidence_table(rows: Sequence[OptionRow], library: Library, theme: Palette) -> str:
    """The same six rows for a projector: nothing opens."""
    body = "".join(
        f'<div class="hb-ev-row" style="--modality:{colour_of(library.entry(row.modality), theme)}">'
        f'<div class="hb-ev-cells">{_first_cells(row, library, brief=True)}</div></div>'
        for row in rows
    )
    return f'<div class="hb-ev">{_head()}{body}</div>'


def _head() -> str:
    ticks = "".join(f'<b style="left:{100 * months / AXIS_MONTHS:.1f}%">{months}</b>' for months in TICKS_MONTHS)
    axis = f'<span class="hb-ev-axis" aria-hidden="true">{ticks}</span>'
    series = f"Closest published series <small>{FLAGGED}</small>"
    titles = ("Option", series, "This patient on it", f"Median survival, months{axis}", "Responded",
              "Most frequent grade\N{NO-BREAK SPACE}3+")  # fmt: skip
    return '<div class="hb-ev-head hb-ev-cells">' + "".join(f"<span>{title}</span>" for title in titles) + "</div>"


def _option(row: OptionRow, library: Library, theme: Palette, is_open: bool) -> str:
    colour = colour_of(library.entry(row.modality), theme)
    start = f'style="--modality:{colour}"'
    if row.closest is None:
        return f'<div class="hb-ev-row" {start}><div class="hb-ev-cells">{_first_cells(row, library)}</div></div>'
    shown, rest = row.further[:MOST_FURTHER], len(row.further) - MOST_FURTHER
    others = "".join(_further(one, library, theme) for one in shown)
    count = f"{len(row.further)} further series" if len(row.further) != 1 else "1 further series"
    more = f'<p class="hb-small hb-muted">{rest} more: search by author, year or word.</p>' if rest > 0 else ""
    below = f'<p class="hb-ev-count">{count}, {CLOSEST_FIRST}</p>{others}{more}' if others else ""
    return (
        f'<details class="hb-ev-row" data-row="{row.modality.value}" {start}{" open" if is_open else ""}>'
        f'<summary class="hb-ev-cells">{_first_cells(row, library)}</summary>'
        f'<div class="hb-ev-open">{_opened(row.closest, library, theme)}{below}</div></details>'
    )


def _first_cells(row: OptionRow, library: Library, brief: bool = False) -> str:
    name = f"<b>{abbreviated(library.entry(row.modality).short)}</b>{option_badge(row.option)}"
    option = f'<span class="hb-ev-option">{name}</span>'
    if row.closest is None:
        return f'{option}<span class="hb-ev-none">{NO_STUDY}</span>'
    return option + _cells(row.closest, reservation(row.closest.match, row.option), brief, row.apart)


def _further(row: SeriesRow, library: Library, theme: Palette) -> str:
    return (
        f'<details class="hb-ev-further"><summary class="hb-ev-cells"><span></span>{_cells(row)}</summary>'
        f'<div class="hb-ev-open">{_opened(row, library, theme)}</div></details>'
    )


def _cells(row: SeriesRow, but: str = "", brief: bool = False, none: Sequence[Apart] = ()) -> str:
    """The cells of one series, from its name to its most frequent serious harm. brief: few words; none: in what no
    series of the option fits."""
    # A line ends with its dot and never begins with one, or with the number of a level.
    told = escape(row.brief if brief else row.about)
    dotted = told.replace(" · ", "\N{NO-BREAK SPACE}· ").replace("level ", "level\N{NO-BREAK SPACE}")
    return (
        f'<span class="hb-ev-series">{_name(row)}<small>{dotted}</small></span>'
        f'<span class="hb-ev-fit">{_fit(row, but, brief, none)}</span>'
        f'<span class="hb-ev-os">{_median(row.median)}</span>'
        f'<span class="hb-ev-share"><i class="hb-hidden">Responded: </i>{_share(row.response, brief)}</span>'
        f'<span class="hb-ev-share"><i class="hb-hidden">Most frequent grade 3+: </i>{_share(row.harm, brief)}</span>'
    )


def _name(row: SeriesRow) -> str:
    name = escape(row.source.short)
    if not row.disputes:
        return f"<b>{name}</b>"
    places = f"contradicts itself in {row.disputes} place{'' if row.disputes == 1 else 's'}"
    mark = f'<abbr class="hb-ev-dispute" title="{places}">⚑ {row.disputes}<i class="hb-hidden"> {places}</i></abbr>'
    return f"<b>{name}</b> {mark}"


def _fit(row: SeriesRow, but: str, brief: bool, none: Sequence[Apart]) -> str:
    """Counts, what is said of its list, and that it is the closest of those that do not fit; in few words that stands
    in the place of its list."""
    met = row.match.entry is Verdict.MEETS
    tone = Verdict.UNKNOWN if but and met else row.match.entry
    said, apart = BRIEF[but] if brief and but else entry_said(row.match), none_fits(none)
    if brief and none:
        left_out = none[0] in (Apart.EVERY_LIST, Apart.EVERY_SERIES)
        said, tone, apart = none_fits_brief(none, but), Verdict.FAILS if left_out else Verdict.UNKNOWN, ""
    listed = f'<b class="hb-verdict hb-{tone.value}">{escape(said)}</b>'
    reserved = f", {escape(but)}" if but and not brief else ""
    told = f'<small class="hb-ev-apart">{escape(apart[0].upper() + apart[1:])}.</small>' if apart else ""
    return f"{_fit_bar(row.fit)}<small>{escape(row.fit.words)}; {listed}{reserved}</small>{told}"


def _fit_bar(fit: Fit) -> str:
    """Three parts at one scale: inside, outside, silent; what is silent is hatched."""
    parts = (("fits", fit.fits), ("differs", fit.differs), ("silent", fit.silent))
    cells = "".join(f'<i class="hb-ev-{name}" style="flex-grow:{count}"></i>' for name, count in parts if count)
    return f'<span class="hb-ev-bar" aria-hidden="true">{cells}</span>'


def _median(median: PrintedMedian | None) -> str:
    label = '<i class="hb-hidden">Median overall survival in months: </i>'
    if median is None:
        return f"{label}{_NOT_PRINTED}"
    disputed = " · disputed" if median.disputed else ""
    clock = f"from {median.clock}{disputed}" if median.clock else f"time zero not stated{disputed}"
    return f"{_dot(median)}{label}<b>{escape(median.words)}</b><small>{escape(clock)}</small>"


def _dot(median: PrintedMedian) -> str:
    """The median as a dot, its printed interval as a bar, on one axis for all rows; what lies beyond it is an arrow."""
    beyond = median.median_months > AXIS_MONTHS
    bar = ""
    if median.interval_months is not None:
        low, high = (min(limit, AXIS_MONTHS) for limit in median.interval_months)
        left, width = _at(low), _at(high) - _at(low)
        cut = " hb-ev-cut" if median.interval_months[1] > AXIS_MONTHS else ""
        bar = f'<i class="hb-ev-interval{cut}" style="left:{left:.1f}%;width:{width:.1f}%"></i>'
    mark = "hb-ev-beyond" if beyond else "hb-ev-dot"
    dot = f'<i class="{mark}" style="left:{_at(min(median.median_months, AXIS_MONTHS)):.1f}%"></i>'
    return f'<span class="hb-ev-track" aria-hidden="true">{bar}{dot}</span>'


def _at(months: float) -> float:
    return 100 * months / AXIS_MONTHS


def _share(share: PrintedShare | None, brief: bool) -> str:
    if share is None:
        return _NOT_PRINTED
    told = share.brief if brief else share.what
    what = f"<small>{escape(told)}</small>" if told else ""
    return f"<b>{escape(share.amount.words)}</b>{what}"


def _opened(row: SeriesRow, library: Library, theme: Palette) -> str:
    key, name = quote(row.source.key), escape(row.source.short)
    link = f'<a href="library?document={key}" target="_blank" rel="noopener">{name}, every figure with its place</a>'
    return f'<p class="hb-ev-link">{link}</p>{match_card(row.match, library, theme)}{_wrong(row, library)}'


def _wrong(row: SeriesRow, library: Library) -> str:
    """For each figure of the row the text of a report that it looks wrong: the figure, its place, the data's version;
    nothing of the patient."""
    printed = [
        ("Median overall survival, months", row.median.words, row.median.locator) if row.median else None,
        ("Responded", row.response.amount.words, row.response.locator) if row.response else None,
        (row.harm.what, row.harm.amount.words, row.harm.locator) if row.harm else None,
    ]
    texts = [looks_wrong(row.match.series, one, library.version) for one in printed if one]
    if not texts:
        return ""
    shown = "".join(f"<pre>{escape(text)}</pre>" for text in texts)
    return f'<details class="hb-more hb-ev-wrong"><summary>A figure looks wrong?</summary>{shown}</details>'


def conflicts(telling: Sequence[Question], others: Sequence[Question]) -> str:
    """The factors recorded for this patient on which series speak, each opening to who says what; others are folded."""
    if not telling and not others:
        return '<p class="hb-small hb-muted">No series speaks of a factor that is recorded.</p>'
    shown = "".join(map(_conflict, telling))
    if not others:
        return shown
    count = f"{len(others)} more factor{'' if len(others) == 1 else 's'} of hers, most from a single series"
    return f'{shown}<details class="hb-more"><summary>{count}</summary>{question_table(others)}</details>'


def _conflict(asked: Question) -> str:
    """One factor as a row: a full dot for each series that finds it associated, a hollow one for each that does not."""
    yes, no = len(asked.finding_it), len(asked.not_finding_it)
    name = FACTS[asked.factor].label if asked.factor in FACTS else asked.factor
    dots = f'<i class="hb-ev-yes" aria-hidden="true">{"●" * yes}</i><i aria-hidden="true">{"○" * no}</i>'
    word = "Conflict" if asked.in_conflict else "One-sided"
    return (
        f'<details class="hb-ev-asked{" hb-ev-conflict" if asked.in_conflict else ""}"><summary>'
        f"<b>{escape(name)}</b><span>{abbreviated(endpoint_said(asked.endpoint))}</span><span>{dots}</span>"
        f"<span>associated in {yes}, not in {no}</span><b>{word}</b></summary>{question_table([asked])}</details>"
    )


def disputes_of(rows: Sequence[OptionRow], library: Library) -> str:
    """Where the documents behind the table contradict themselves, and which were asked: of one option those of every
    series listed, of several those of the closest."""
    closest = len(rows) > 1
    shown = [row.closest for row in rows if row.closest]
    shown += [] if closest else [series for row in rows for series in row.further[:MOST_FURTHER]]
    sources = [library.source(key) for key in dict.fromkeys(series.source.key for series in shown)]
    asked = asked_for_disputes([source.short for source in sources], closest)
    found = disputes_in([(source, source.dispute) for source in sources if source.dispute])
    return f'<p class="hb-small hb-muted">{escape(asked)}</p>{found if sources else ""}'


def disputes_in(pairs: Sequence[tuple[Source, Sequence[Dispute]]]) -> str:
    """Where each of these documents contradicts itself or another, folded by document."""
    rows = "".join(
        f'<details class="hb-ev-asked"><summary><b>{escape(source.short)}</b><span></span><span></span>'
        f"<span>{len(found)} place{'' if len(found) == 1 else 's'}</span><b></b></summary>"
        f"{dispute_list([(source, one) for one in found])}</details>"
        for source, found in pairs
    )
    return rows or '<p class="hb-small hb-muted">None of them contradicts itself where it was read.</p>'
