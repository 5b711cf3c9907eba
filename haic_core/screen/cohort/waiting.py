"""A count under way, as a bar and a sentence."""

from __future__ import annotations

from html import escape

from haic_core.cohort.engines.running import Progress
from haic_core.wording.registry import waiting_said


def waiting(progress: Progress) -> str:
    """How long it takes, of how long it may."""
    share = min(progress.elapsed_s / progress.limit_s, 1.0) if progress.limit_s else 0.0
    said = waiting_said(progress.stage, progress.elapsed_s, progress.limit_s, progress.is_stopping)
    return (
        f'<p class="hb-small" role="status">{escape(said)}</p>'
        f'<div class="hb-meter" aria-hidden="true"><i style="width:{100 * share:.1f}%"></i></div>'
    )
