"""The sentences that only a pack says: headlines and how to read it."""

from __future__ import annotations

from collections.abc import Sequence

from haic_core.judgement.options import Option
from haic_core.pack.content import Versions
from haic_core.wording.curves import NOT_COMPARED
from haic_core.wording.phrases import joined
from haic_core.words.vocabulary import Verdict

ABOUT = "Options for liver metastases of breast cancer, and their published basis"
ALL_RECORDED = "Every fact that the documents of this library ask for is recorded."
NO_CURVE = "No matched cohort of an option that still stands prints figures from which a curve can be drawn."
NO_BALANCE = "No matched cohort of an option that still stands prints response or serious harms."
NO_CONFLICT = "No two documents of this library disagree on a factor."
SCALE_NOTE = "Response and harms stand on one scale and are never netted."
METHODS = (
    (
        "Verdicts",
        "Each document states its own entry criteria. “Meets” needs one whole printed list, every line "
        "recorded and met; a recorded contraindication of any document fails the option.",
    ),
    ("Unknown", "Nothing is concluded from what was not recorded."),
    (
        "Evidence",
        "Cohorts stand in the order of the entry list and of how directly they describe this patient. There "
        "is no score and no ranking by survival.",
    ),
    (
        "Curves",
        "Diamonds are printed in the papers. Lines and 95 % bands are inferred from printed figures and "
        "describe each study’s own patients; dotted where fewer than ten are at risk.",
    ),
    ("Clocks", f"Only curves that count from a comparable moment share a chart. {NOT_COMPARED}"),
)
_VERDICT_COUNTS = {
    Verdict.MEETS: ("meets published entry criteria", "meet published entry criteria"),
    Verdict.CAUTION: ("with caution", "with caution"),
    Verdict.FAILS: ("does not", "do not"),
    Verdict.UNKNOWN: ("cannot be said yet", "cannot be said yet"),
}


def options_headline(options: Sequence[Option]) -> tuple[str, str]:
    """'Of six options, 2 meet published entry criteria, 1 with caution and 3 do not', and the same more briefly."""
    counts = {verdict: sum(option.verdict is verdict for option in options) for verdict in _VERDICT_COUNTS}
    told = [
        f"{count} {_VERDICT_COUNTS[verdict][count != 1]}"
        for verdict, count in counts.items()
        if count or verdict is Verdict.MEETS
    ]
    return f"Of six options, {joined(told)}", f"Of six, {joined(told).replace(' published entry criteria', '')}"


def versions_line(versions: Versions) -> str:
    """What the pack was made from, in one line."""
    return (
        f"Version {versions.product} · rules {versions.rules} · data {versions.data} · "
        f"case {versions.input_sha256[:12]}"
    )


def judged_line(judged_on: str) -> str:
    """To which day the ages of facts were counted."""
    return (
        f"Ages of facts are counted to {judged_on}."
        if judged_on
        else "No recorded fact has a day, so none can be called fresh."
    )


def missing_headline(not_recorded: Sequence[str]) -> str:
    """What is said above the list of facts not recorded."""
    count = len(not_recorded)
    return "1 fact not recorded" if count == 1 else f"{count} facts not recorded, the most telling first"
