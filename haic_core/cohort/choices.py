"""What the tables of the OMOP model do not say and a person decides: who, from when, until when, after which treatment.

OMOP has no lines of therapy and no end of follow-up. The choices stand in the mapping, without data.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from haic_core.words.record import Record, Text

Concepts = Annotated[tuple[Annotated[int, Field(gt=0)], ...], Field(strict=False, min_length=1, max_length=1000)]
Clock = Literal["first_treatment", "diagnosis"]
FollowUp = Literal["observation_period", "last_observation_period", "last_visit"]
MOST_TREATMENTS = 12


class Choices(Record):
    """How a cohort is made of OMOP tables. Concepts are the standard ones of the vocabulary, chosen by a person."""

    disease: Concepts
    """Conditions; whoever has one of them is in the cohort, diagnosed at the first."""
    treatments: dict[Text, Concepts] = Field(min_length=1, max_length=MOST_TREATMENTS)
    """By the name on the curve: drugs and procedures, of which the first decides the group."""
    with_descendants: bool = True
    """Whether what the vocabulary holds below a concept counts as the concept."""
    clock: Clock = "first_treatment"
    """Time zero: the first of these treatments, or the diagnosis."""
    days_before_diagnosis: Annotated[int, Field(ge=0, le=365)] = 0
    """How many days before the diagnosis is recorded a treatment may begin and still count."""
    follow_up: FollowUp = "observation_period"
    """Until when a patient without a date of death was seen: the end of the observation period in which the clock
    starts, of the last one, or the last visit."""
    deaths_after_follow_up: bool = False
    """Whether a death recorded after that day counts; else the patient is last seen alive on that day."""
