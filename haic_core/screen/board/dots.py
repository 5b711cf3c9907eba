"""A hundred patients as dots: response and each serious harm at the same scale, beside each other, never netted."""

from __future__ import annotations

from html import escape

from haic_core.chart.balance import MOST_HARMS, Amount, Balance, HarmBar
from haic_core.chart.hundred import dots
from haic_core.chart.palette import Palette, colour_of
from haic_core.evidence.library import Library
from haic_core.wording.evidence import NO_SERIOUS_HARM_IN_PATIENTS, NOTHING_PRINTED, RESPONSE_WORDS, SHARE_NOT_PRINTED
from haic_core.words.vocabulary import Modality

_HUNDRED = 100


def dots_column(balance: Balance, library: Library, theme: Palette) -> str:
    """One cohort: a hundred dots of response with their words, then a hundred for each of its commonest harms."""
    source, cohort = balance.match.source, balance.match.cohort
    entry = library.entry(cohort.modality)
    n = f"n = {cohort.n}" if cohort.n else "n not printed"
    return (
        f'<section class="hb-hundred" style="--modality:{colour_of(entry, theme)}">'
        f'<h3>{escape(entry.short)}</h3><p>{escape(source.short)}, <span class="hb-whole">{n}</span></p>'
        f"{_response(balance)}{_harms(balance)}</section>"
    )


def silent_column(modality: Modality, library: Library, theme: Palette) -> str:
    """The column of an option of which no matched cohort prints response, or harms counted in patients."""
    entry = library.entry(modality)
    return (
        f'<section class="hb-hundred" style="--modality:{colour_of(entry, theme)}"><h3>{escape(entry.short)}</h3>'
        f'<p class="hb-muted">{NOTHING_PRINTED}</p></section>'
    )


def _response(balance: Balance) -> str:
    if not balance.parts:
        return f'<h4>Best response</h4><p class="hb-muted">{balance.response_missing}</p>'
    counts = dots([part.share_percent for part in balance.parts])
    # Told apart without colour too: full, light, ring, square.
    shapes = [f'<i class="hb-dot-{part.category.value.lower()}"></i>' for part in balance.parts]
    drawn = "".join(shape * count for shape, count in zip(shapes, counts, strict=True))
    key = "".join(
        f"<li>{shape}{RESPONSE_WORDS[part.category]} {_told(part.amount, balance)}</li>"
        for shape, part in zip(shapes, balance.parts, strict=True)
    )
    unknown = balance.unplaced_percent > 0
    if unknown:
        key += f'<li><i class="hb-dot-unknown"></i>{SHARE_NOT_PRINTED}</li>'
    return (
        f"<h4>Best response <small>{escape(', '.join(balance.basis[:1]))}</small></h4>"
        f'{_field(drawn, sum(counts), unknown)}<ul class="hb-dot-key">{key}</ul>'
    )


def _field(drawn: str, count: int, unknown: bool = False) -> str:
    rest = '<i class="hb-dot-unknown"></i>' if unknown else "<i></i>"
    return f'<span class="hb-dots" aria-hidden="true">{drawn}{rest * (_HUNDRED - count)}</span>'


def _told(amount: Amount, balance: Balance) -> str:
    """'18 of 42'; a share printed alone says of how many, where that is known."""
    n = balance.response.n if balance.response else None
    of = amount.of or (f" of {n}" if n else "")
    return f'<span class="hb-whole"><b>{escape(amount.number)}</b>{escape(of)}</span>'


def _harms(balance: Balance) -> str:
    harms = balance.patient_harms
    if not harms:
        said = balance.harm_missing or NO_SERIOUS_HARM_IN_PATIENTS
        return f'<h4>Grade 3 or higher</h4><p class="hb-muted">{said}</p>'
    shown = "".join(_harm(bar) for bar in harms[:MOST_HARMS])
    rest = len(harms) - MOST_HARMS
    more = (
        f'<p class="hb-muted">{rest} more kind{"" if rest == 1 else "s"}, none more frequent.</p>' if rest > 0 else ""
    )
    return f"<h4>Grade 3 or higher</h4>{shown}{more}"


def _harm(bar: HarmBar) -> str:
    [count] = dots([bar.share_percent or 0])
    drawn = '<i class="hb-dot-harm"></i>' * count
    return (
        f'<p class="hb-dot-harm-name"><i class="hb-dot-harm"></i>{escape(bar.harm.term)} '
        f'<span class="hb-whole"><b>{escape(bar.amount.number)}</b>{escape(bar.amount.of)}</span></p>'
        f"{_field(drawn, count)}"
    )


def dots_note() -> str:
    """What the dots do not say."""
    return (
        "The closest series that prints them. Different patients entered different studies: columns do not compare "
        "treatments. One patient may have had several events."
    )
