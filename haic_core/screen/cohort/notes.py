"""What stands over and under a site's own chart: whose clock is which, and what the lines do not say."""

from __future__ import annotations

from html import escape

from haic_core.chart.own import OwnChart
from haic_core.screen.html import note, sign_key
from haic_core.wording.cohort import (
    LATE_ENTRY,
    NO_LANDMARK,
    NOT_A_COMPARISON,
    OWN_KEY,
    PUBLISHED_KEY,
    coarsened,
    event_not_said,
    left_before,
    may_be_known_later,
    own_event,
    too_few,
)


def own_notes(chart: OwnChart, column: str | None = None, brief: bool = False) -> str:
    """Over the chart. column: what the groups are made by. brief: clock and what is not compared, in one line."""
    result = chart.own[0].result
    warning = NOT_A_COMPARISON if chart.curves else ""
    if brief:
        return f'<p class="hb-small hb-b-notes"><b>{escape(warning)}</b> {escape(chart.clock_sentence)}</p>'
    known_later = may_be_known_later(column) and not result.begins
    told = f'<p class="hb-caveat">{escape(NO_LANDMARK)}</p>' if known_later else ""
    for said in (warning, "" if result.endpoint else event_not_said(chart.measures)):
        told += f'<p class="hb-caveat">{escape(said)}</p>' if said else ""
    quiet = [chart.clock_sentence, own_event(result), left_before(result), too_few(result), coarsened(result)]
    quiet += [LATE_ENTRY] if result.enters_late else []
    return told + note(" ".join(sentence for sentence in quiet if sentence))


def own_key(chart: OwnChart) -> str:
    """What each mark means; of the thin published lines the marks that the site's own do not have."""
    thin = (drawn.signs - {"line"} for drawn in chart.curves)
    return sign_key((*OWN_KEY, *PUBLISHED_KEY), (*(drawn.signs for drawn in chart.own), *thin))
