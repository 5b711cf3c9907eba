"""Evidence as HTML: this patient on each cohort's printed ranges, response beside harms, conflicts, disputes."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from haic_core.case.fact_kinds import Value, is_number
from haic_core.case.facts import FACTS
from haic_core.chart.balance import Balance, balance_of
from haic_core.chart.palette import Palette, colour_of
from haic_core.evidence.agreement import Question, Voice
from haic_core.evidence.cohort import Baseline, Cohort, Share
from haic_core.evidence.eras import age_of
from haic_core.evidence.library import Library
from haic_core.evidence.source import Dispute, Source
from haic_core.judgement.matching import Match, Place
from haic_core.screen.html import cell_under, unbroken, verdict_badge
from haic_core.wording.context import SPHERES
from haic_core.wording.eras import age_sentence
from haic_core.wording.evidence import (
    DESIGN_WORDS,
    DOCUMENT_WORDS,
    SHARE_ELSEWHERE,
    SHARE_NOT_PRINTED,
    endpoint_said,
    p_value,
)
from haic_core.wording.judgement import entry_said, match_sentence
from haic_core.wording.phrases import quantity
from haic_core.words.decimals import plain
from haic_core.words.record import Pair
from haic_core.words.vocabulary import Modality

# Less than this share of a cohort is rounding, not patients that no row places.
MOST_ROUNDED_AWAY = 0.005
_QUESTION_HEAD = ("Factor", "Associated", "Not associated", "Together")
_PLACE_WORDS = {True: "inside", False: "outside", None: "not recorded"}


def match_card(match: Match, library: Library, theme: Palette) -> str:
    """One cohort beside this patient: entry, strips, what is not reported, response beside harms."""
    source, cohort = match.source, match.cohort
    facts = [
        f"n = {cohort.n}" if cohort.n else "n not printed",
        DESIGN_WORDS[source.study.design],
        DOCUMENT_WORDS[source.document],
    ]
    if match.series.quoted:
        facts.append(f"quoted from {match.series.quoted_from}")
    if not source.peer_reviewed:
        facts.append("not peer reviewed")
    if cohort.spheres:
        facts.append(SPHERES[cohort.spheres])
    if cohort.same_patients_as:
        facts.append(f"shares patients with {_named(cohort.same_patients_as, library)}")
    beside = benefit_and_harm(balance_of(match, library))
    closest = f"Closest group: {match.group.label}. " if match.group else ""
    group = f'<p class="hb-small">{unbroken(closest + match_sentence(match))}</p>'
    caveat = f'<p class="hb-caveat">{unbroken(source.caveat)}</p>' if source.caveat else ""
    caveat += _older(match, library)
    return (
        f'<section class="hb-match" style="--modality:{colour_of(library.entry(match.modality), theme)}">'
        f"<h2>{escape(library.entry(match.modality).short)} – {escape(source.short)}: {escape(cohort.label)}</h2>"
        f'<p class="hb-small">{verdict_badge(match.entry, entry_said(match))} '
        f"{escape(' · '.join(facts))}</p>{group}{caveat}"
        f'<div class="hb-two"><div><h3>This patient on the series</h3>{_strips(match)}</div>'
        f"<div><h3>Response and harms, as printed</h3>{beside}</div></div></section>"
    )


def _named(key: str, library: Library) -> str:
    """A series as a screen names it; the words themselves where the library does not hold it."""
    document = key.partition("/")[0]
    return next((source.short for source in library.sources if source.key == document), key)


def _older(match: Match, library: Library) -> str:
    """Of a systemic series which therapies of today its patients could not have had."""
    told = age_sentence(age_of(match.series, library.eras)) if match.modality is Modality.SYSTEMIC else ""
    return f'<p class="hb-caveat">{unbroken(told)}</p>' if told else ""


def _strips(match: Match) -> str:
    """Strips for what the cohort prints of its patients; entry limits as lines; silence folded away."""
    strips = "".join(_strip(place, match.cohort) for place in match.places if place.base is not None)
    limits = [place for place in match.places if place.base is None]
    silent = ", ".join(FACTS[code].label for code in match.unreported)
    count = len(match.unreported)
    folded = (
        f'<details class="hb-more"><summary>{count} recorded {"fact" if count == 1 else "facts"} the document does not '
        f"report</summary>{escape(silent)}</details>"
        if silent
        else ""
    )
    drawn = strips or '<p class="hb-small">The document prints no ranges or counts of its patients.</p>'
    return f'<div class="hb-strips">{drawn}</div>{_limits(limits)}{folded}'


def _limits(places: Sequence[Place]) -> str:
    """The patient against the document's own entry limits, one line for each state."""
    lines = []
    for inside, words in (
        (False, "Outside its entry limits"),
        (None, "Entry limits, not recorded here"),
        (True, "Within its entry limits"),
    ):
        own = [place for place in places if place.inside is inside]
        if own:
            told = "; ".join(
                FACTS[place.fact].label + ("" if place.value is None else f" {quantity(place.fact, place.value)}")
                for place in own
            )
            lines.append(
                f'<p class="hb-small{" hb-not_met" if inside is False else ""}"><b>{words}:</b> {escape(told)}</p>'
            )
    return "".join(lines)


def _strip(place: Place, cohort: Cohort) -> str:
    value = "not recorded" if place.value is None else quantity(place.fact, place.value)
    state = _PLACE_WORDS[place.inside]
    drawn = _drawn(place, cohort)
    return (
        f'<div class="hb-strip hb-{state.replace(" ", "-")}"><span class="hb-strip-name">'
        f"{escape(FACTS[place.fact].label)}</span>{drawn}"
        f'<span class="hb-strip-said"><b>{escape(value)}</b> {"" if place.value is None else state}</span>'
        f'<span class="hb-strip-place">{escape(place.printed)} · {escape(place.locator)}</span></div>'
    )


def _drawn(place: Place, cohort: Cohort) -> str:
    base = place.base
    if base is None:
        return ""
    if base.range is not None:
        return _range_track(base.range, base.median if base.median is not None else base.mean, place.value)
    return _share_track(base, base.n if base.n is not None else cohort.size(base.group), place.value)


def _range_track(printed: Pair, centre: float | None, value: Value | None) -> str:
    """The printed range as a bar, its median as a tick, the patient as a diamond."""
    low, high = printed
    number = value if is_number(value) else None
    ends = [low, high] + ([number] if number is not None else [])
    left, span = min(ends), (max(ends) - min(ends)) or 1

    def at(point: float) -> float:
        return 4 + 92 * (point - left) / span

    parts = [f'<i class="hb-range" style="left:{at(low):.1f}%;width:{at(high) - at(low):.1f}%"></i>']
    if centre is not None:
        parts.append(f'<i class="hb-centre" style="left:{at(centre):.1f}%"></i>')
    if number is not None:
        parts.append(f'<i class="hb-mark" style="left:{at(number):.1f}%"></i>')
    return f'<span class="hb-track" aria-hidden="true">{"".join(parts)}</span>'


def _share_track(base: Baseline, n: int | None, value: Value | None) -> str:
    """Printed rows as segments as wide as their share of all n; the patient's own is marked, what no row places is
    hatched."""
    shares = [share for share in base.shares if share.when is not None]
    cells = []
    for share in shares:
        own = value is not None and share.when is not None and share.when.span.holds(value)
        weight = max(_weight(share, n), 0.001)
        cells.append(f'<i class="{"hb-own" if own else ""}" style="flex-grow:{weight:g}">{escape(share.label)}</i>')
    rest = (n or 100) - sum(_weight(share, n) for share in shares)
    if rest > MOST_ROUNDED_AWAY * (n or 100) and _has_whole(shares, n):
        words = SHARE_NOT_PRINTED if len(shares) == len(base.shares) else SHARE_ELSEWHERE
        cells.append(f'<i class="hb-silent" style="flex-grow:{rest:g}">{words}</i>')
    return f'<span class="hb-shares" aria-hidden="true">{"".join(cells)}</span>'


def _weight(share: Share, n: int | None) -> float:
    """In patients; where only percentages are printed, as many of n as they say."""
    if share.count is not None:
        return share.count
    return (share.percent or 0) * (n or 100) / 100


def _has_whole(shares: Sequence[Share], n: int | None) -> bool:
    """Whether it is known how much all of them together would be."""
    return n is not None or all(share.count is None for share in shares)


def benefit_and_harm(balance: Balance) -> str:
    """Response and serious harms at one scale, never netted."""
    return f"{_response_bar(balance)}{_harm_bars(balance)}"


def _response_bar(balance: Balance) -> str:
    if not balance.parts:
        return f'<p class="hb-small">{balance.response_missing}</p>'
    cells, told = [], []
    for part in balance.parts:
        colour = f"hb-{part.category.value.lower()}"
        cells.append(f'<i class="{colour}" style="width:{part.share_percent:.1f}%"></i>')
        told.append(f'<li><i class="{colour}"></i>{part.short} {escape(part.amount.words)}</li>')
    if balance.unplaced_percent:
        cells.append(f'<i class="hb-silent" style="width:{balance.unplaced_percent:.1f}%"></i>')
        told.append(f'<li><i class="hb-silent"></i>{SHARE_NOT_PRINTED}</li>')
    return (
        f'<p class="hb-small"><b>Best response</b> <span class="hb-muted">{escape(", ".join(balance.basis))}</span></p>'
        f'<span class="hb-bar" aria-hidden="true">{"".join(cells)}</span>'
        f'<ul class="hb-key">{"".join(told)}</ul>'
    )


def _harm_bars(balance: Balance) -> str:
    if not balance.harms:
        return f'<p class="hb-small"><b>Grade 3 or higher</b> {balance.harm_missing}</p>'
    rows = [
        f'<div class="hb-harm"><span>{escape(bar.name)}</span>'
        f'<span class="hb-bar" aria-hidden="true"><i class="hb-h" style="width:{bar.share_percent or 0:.1f}%">'
        f"</i></span><span>{escape(bar.amount.words)}</span></div>"
        for bar in balance.harms
    ]
    places = dict.fromkeys(bar.harm.locator for bar in balance.harms)
    told = escape("; ".join((*places, "same scale as response")))
    return f'<p class="hb-small"><b>Grade 3 or higher</b> <span class="hb-muted">{told}</span></p>{"".join(rows)}'


def question_table(questions: Sequence[Question]) -> str:
    """Each factor: which documents find it associated, which do not; conflicts are named as conflicts."""
    body = "".join(
        f'<tr class="{"hb-conflict" if asked.in_conflict else ""}"><th scope="row">{escape(_factor(asked.factor))}'
        f"<small>{endpoint_said(asked.endpoint)}</small></th>"
        + "".join(map(cell_under, _QUESTION_HEAD[1:], _question_cells(asked)))
        + "</tr>"
        for asked in questions
    )
    head = "".join(f'<th scope="col">{title}</th>' for title in _QUESTION_HEAD)
    return f'<table class="hb-table"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _question_cells(asked: Question) -> tuple[str, str, str]:
    together = "<b>Conflict</b>" if asked.in_conflict else "One-sided"
    return _voices(asked.finding_it), _voices(asked.not_finding_it), together


def _factor(factor: str) -> str:
    return FACTS[factor].label if factor in FACTS else factor


def _voices(voices: Sequence[Voice]) -> str:
    told = []
    for voice in voices:
        said = voice.association
        n = f"n = {voice.cohort.n}" if voice.cohort.n else ""
        ratio = f"HR {plain(said.hazard_ratio)}" if said.hazard_ratio is not None else ""
        whose = "all primaries together" if voice.series.mixed else ""
        better = f"better: {said.better}" if said.better else ""
        parts = [part for part in (n, whose, better, ratio, p_value(said.p, said.p_is), said.analysis) if part]
        told.append(
            f"<li>{escape(voice.source.short)} <small>{escape(', '.join(parts))} · {escape(said.locator)}</small></li>"
        )
    return f'<ul class="hb-lines">{"".join(told)}</ul>' if told else "–"


def dispute_list(pairs: Sequence[tuple[Source, Dispute]]) -> str:
    """Where a document contradicts itself, with both places and what is shown."""
    items = "".join(
        f'<li><b>{escape(source.short)}</b>: {escape(dispute.what)} <span class="hb-muted">Shown: '
        f"{escape(dispute.shown)}</span><small>{escape(' ↔ '.join(dispute.between))}</small></li>"
        for source, dispute in pairs
    )
    return f'<ul class="hb-lines">{items}</ul>'
