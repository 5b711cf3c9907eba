"""Several hospitals' counts as tables: who sent what, and what may be said between groups within the hospitals."""

from __future__ import annotations

from html import escape

from haic_core.cohort.months import months
from haic_core.cohort.sites.joined import Joined
from haic_core.screen.cohort.compared import ratio_cells
from haic_core.screen.html import note, table
from haic_core.wording.cohort import AS_RECORDED, HAZARDS_WITHIN, differing_said, one, tested
from haic_core.wording.phrases import counted


def sites_table(found: Joined) -> str:
    """Site by site how many, and how far its times are coarsened; above it what is doubtful of that."""
    rows = [
        (
            escape(file.site),
            f"{file.n:,}",
            f"{file.events:,}",
            f"{one(months(file.step, file.unit))} months" if file.step else AS_RECORDED,
            str(file.k),
        )
        for file in found.files
    ]
    doubts = "".join(f'<p class="hb-caveat">{escape(sentence)}</p>' for sentence in found.notes)
    return doubts + table(("Site", "n", "Events", "Times in steps of", "Fewest in a cell"), rows)


def joined_comparison(found: Joined) -> str:
    """Groups compared within the sites only; whether the sites agree."""
    sites = counted(len(found.files), "site")
    told = tested(f"Log-rank test between the groups, within {sites}", found.log_rank) if len(found.arms) > 1 else ""
    within = f"Log-rank test between the {sites}, within the groups"
    differ = "".join(f'<p class="hb-small">{escape(differing_said(group))}</p>' for group in found.differing)
    ratios = [(escape(ratio.group), *ratio_cells(ratio)) for ratio in found.ratios]
    against = (f"Against {found.reference}", "Hazard ratio within sites (95 % limits)", "Wald p")
    compared = table(against, ratios) + note(HAZARDS_WITHIN) if ratios else ""
    first = f'<p class="hb-small"><b>{escape(told)}</b></p>' if told else ""
    between = f'<p class="hb-small">{escape(tested(within, found.between))}</p>'
    return first + compared + differ + between
