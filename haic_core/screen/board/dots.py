"""A hundred patients as dots: response and each serious harm at the same scale, beside each other, never netted."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from haic_core.chart.palette import Palette
from haic_core.evidence.library import Library
from haic_core.evidence.response import SeriousHarm
from haic_core.judgement.benefit import Benefit, Part, dots
from haic_core.screen.html import colour_of
from haic_core.wording.phrases import joined
from haic_core.words.decimals import plain
from haic_core.words.vocabulary import Endpoint

_MOST_HARMS = 3
# Category, shape: told apart without colour too (full, light, ring, square).
_SHAPE = {
    Endpoint.CR.value: "cr",
    Endpoint.PR.value: "pr",
    Endpoint.SD.value: "sd",
    Endpoint.PD.value: "pd",
    "responded": "pr",
}
_WORDS = {
    Endpoint.CR.value: "complete response",
    Endpoint.PR.value: "partial response",
    Endpoint.SD.value: "stable",
    Endpoint.PD.value: "progressed",
    "responded": "responded",
}


def dots_column(benefit: Benefit, library: Library, theme: Palette) -> str:
    """One cohort: a hundred dots of response with their words, then a hundred for each of its commonest harms."""
    source, cohort = benefit.match.source, benefit.match.cohort
    entry = library.entry(cohort.modality)
    n = f"n = {cohort.n}" if cohort.n else "n not printed"
    return (
        f'<section class="hb-hundred" style="--modality:{colour_of(entry, theme)}">'
        f"<h3>{escape(entry.short)}</h3><p>{escape(source.short)}, {n}</p>"
        f"{_response(benefit)}{_harms(benefit)}</section>"
    )


def _response(benefit: Benefit) -> str:
    if not benefit.response:
        return '<h4>Best response</h4><p class="hb-muted">Not printed.</p>'
    counts = dots([part.percent for part in benefit.response])
    drawn = "".join(
        f'<i class="hb-dot-{_SHAPE[part.word]}"></i>' * count
        for part, count in zip(benefit.response, counts, strict=True)
    )
    key = "".join(
        f'<li><i class="hb-dot-{_SHAPE[part.word]}"></i>{_WORDS[part.word]} {_amount(part)}</li>'
        for part in benefit.response
    )
    return (
        f"<h4>Best response <small>{escape(', '.join(benefit.basis[:1]))}</small></h4>"
        f'{_field(drawn, sum(counts))}<ul class="hb-dot-key">{key}</ul>'
    )


def _field(drawn: str, count: int) -> str:
    return f'<span class="hb-dots" aria-hidden="true">{drawn}{"<i></i>" * (100 - count)}</span>'


def _amount(part: Part) -> str:
    if part.count is None:
        return f"<b>{plain(round(part.percent, 1))} %</b>"
    return f"<b>{part.count}</b>{f' of {part.n}' if part.n else ''}"


def _harms(benefit: Benefit) -> str:
    if not benefit.harms:
        said = "No grade 3 event printed." if benefit.match.cohort.harm else "Not printed."
        return f'<h4>Grade 3 or higher</h4><p class="hb-muted">{said}</p>'
    shown = "".join(_harm(harm) for harm in benefit.harms[:_MOST_HARMS])
    rest = len(benefit.harms) - _MOST_HARMS
    more = f'<p class="hb-muted">{rest} further kind{"" if rest == 1 else "s"}, no more common.</p>' if rest > 0 else ""
    return f"<h4>Grade 3 or higher</h4>{shown}{more}"


def _harm(harm: SeriousHarm) -> str:
    [count] = dots([harm.share or 0])
    of = f" of {harm.n}" if harm.n else ""
    amount = f"<b>{harm.count}</b>{of}" if harm.count is not None else f"<b>{plain(harm.percent or 0)} %</b>"
    drawn = '<i class="hb-dot-harm"></i>' * count
    return (
        f'<p class="hb-dot-harm-name"><i class="hb-dot-harm"></i>{escape(harm.term)} {amount}</p>{_field(drawn, count)}'
    )


def dots_note(silent: Sequence[str]) -> str:
    """What the dots do not say, and the options of which no matched cohort prints response or serious harms."""
    unsaid = "no matched cohort prints response, or grade 3 events counted in patients"
    told = f" {escape(joined(silent))}: {unsaid}." if silent else ""
    return (
        "The closest cohort that prints them. Different patients entered different studies: columns do not compare "
        f"treatments. One patient may have had several events.{told}"
    )
