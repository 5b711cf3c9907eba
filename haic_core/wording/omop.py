"""A cohort made of OMOP tables in words: what has to be decided, what each choice means, whom it takes in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from haic_core.cohort.engines.omop import Concept, Flow
from haic_core.wording.phrases import counted

LEAD = (
    "OMOP tables hold neither lines of therapy nor an end of follow-up. What is decided instead stands here, is "
    "changed by a click and kept in the mapping, which holds no data."
)
SEARCH, SEARCH_HINT = "Find concepts by words of their names", "secondary liver"
DISEASE = "Disease: who has one of these conditions"
TREATMENT = "First treatment: {} is one of these drugs or procedures"
CHOOSE_CONCEPT = "choose, or type a concept number"
NOT_WHOLE = "Choose at least one concept of the disease and one of a treatment."
FLOW = "How many patients each choice takes in"

CHOICES: Mapping[str, str] = MappingProxyType(
    {"clock": "Time zero", "follow_up": "Followed until, where no death is recorded"}
)
WORDS: Mapping[str, str] = MappingProxyType(
    {
        "first_treatment": "the first of these treatments",
        "diagnosis": "the first diagnosis recorded",
        "observation_period": "the end of the observation period at time zero",
        "last_observation_period": "the end of the last observation period",
        "last_visit": "the last visit",
    }
)
SWITCHES: Mapping[str, str] = MappingProxyType(
    {
        "with_descendants": "Concepts below a chosen one count as it",
        "deaths_after_follow_up": "A death recorded after follow-up ended counts",
    }
)
DAYS_BEFORE = "Days before the diagnosis a treatment may begin"


def choices_said(raw: Mapping[str, object], is_whole: bool) -> str:
    """The heading over the choices."""
    clock = WORDS.get(str(raw.get("clock", "first_treatment")), "")
    return f"How the cohort is made: from {clock} on" if is_whole and clock else "How the cohort is made of OMOP tables"


def concept_said(number: str, known: Mapping[str, Concept | None]) -> str:
    """'Secondary malignant neoplasm of liver (condition 4…)'; a number that the vocabulary lacks as it stands."""
    concept = known.get(number)
    return f"{concept.name} ({concept.domain.lower()} {number})" if concept else number


def flow_said(flow: Flow) -> tuple[tuple[str, int], ...]:
    """From the disease to the curve, step by step."""
    return (
        ("had one of these conditions", flow.diagnosed),
        ("of them had one of these treatments", flow.treated),
        ("had two of them first on one day (listed, in no group)", flow.several_first),
        ("were not under observation at time zero (listed, in no group)", flow.not_observed),
        ("died", flow.died),
        ("of them after follow-up had ended", flow.died_after_follow_up),
    )


def found_said(found: int) -> str:
    """What a search came to."""
    return f"{counted(found, 'concept')} found; choose below." if found else "No concept has all of these words."


def open_said(raw: Mapping[str, object], refused: Sequence[str]) -> str:
    """What the choices still lack."""
    return " ".join(refused) if raw.get("disease") and raw.get("treatments") else NOT_WHOLE
