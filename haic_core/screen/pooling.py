"""The pooled shares as HTML, with every study behind them."""

from __future__ import annotations

from collections import Counter
from html import escape

from haic_core.evidence.pooling import QUESTIONS, Pooled, StudyShare
from haic_core.screen.html import table
from haic_core.wording.context import SPHERES
from haic_core.words.vocabulary import Particle


def pooled_table(pooled: Pooled) -> str:
    """Each study's share with its interval, then the summary where there is one."""
    rows = [
        [f"{escape(study.name)}<small>{escape(_measure(study))}</small>", f"{study.x} of {study.n}", _interval(study)]
        for study in pooled.studies
    ]
    if pooled.share is not None:
        rows.append(
            [
                "<b>Random effects</b><small>logit scale, Paule-Mandel, Hartung-Knapp</small>" + _mixed_spheres(pooled),
                f"I² {pooled.i2:.0f} %",
                f"<b>{_percent(pooled.share)} ({_percent(pooled.low)} to "
                f"{_percent(pooled.high)})</b><small>a new study: {_percent(pooled.predicted_low)} to "
                f"{_percent(pooled.predicted_high)}</small>",
            ]
        )
    return table((QUESTIONS[pooled.question], "Patients", "Share (95 % interval)"), rows)


def _measure(study: StudyShare) -> str:
    derived = "count from a printed percentage" if study.derived else ""
    spheres = SPHERES[study.spheres] if study.spheres else ""
    return "; ".join(part for part in (study.measure, derived, spheres) if part)


def _mixed_spheres(pooled: Pooled) -> str:
    """A summary over several kinds of spheres is one of neither resin nor glass."""
    used = Counter(study.spheres for study in pooled.studies if study.spheres)
    told = ", ".join(f"{SPHERES[particle]} {used[particle]}" for particle in Particle if used[particle])
    return f"<small>over all spheres ({told}); resin and glass are not told apart</small>" if len(used) > 1 else ""


def _interval(study: StudyShare) -> str:
    return f"{_percent(study.share)} ({_percent(study.low)} to {_percent(study.high)})"


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.0f} %"
