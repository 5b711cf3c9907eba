"""The closed lists of words that records, files and answers share."""

from __future__ import annotations

from enum import StrEnum


class Finding(StrEnum):
    """What one criterion says of one patient (Kleene's three values)."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_RECORDED = "not_recorded"


class Verdict(StrEnum):
    """What the published criteria say of one option for one patient."""

    MEETS = "meets"
    CAUTION = "caution"
    FAILS = "fails"
    UNKNOWN = "unknown"


class SafetyReading(StrEnum):
    """What all limits of an option say together."""

    STOPPED = "stopped"
    OPEN = "open"
    CLEAR = "clear"


class EntryReading(StrEnum):
    """What all lists of an option say together."""

    ADMITTED = "admitted"
    PARTLY = "partly"
    OUTSIDE = "outside"
    OPEN = "open"
    NONE = "none"


class Standing(StrEnum):
    """How an option stands that cannot be said yet."""

    NOTHING_AGAINST = "nothing_against"
    IN_QUESTION = "in_question"
    TOO_LITTLE = "too_little"


class Role(StrEnum):
    """What a criterion does to the verdict."""

    ENTRY = "entry"
    CONTRAINDICATION = "contraindication"
    CAUTION = "caution"


class Extent(StrEnum):
    """How much of a printed list of criteria is held."""

    WHOLE = "whole"
    PART = "part"


class KnownFrom(StrEnum):
    """How a fact becomes known, the cheapest first."""

    HISTORY = "history"
    BLOOD = "blood"
    IMAGING = "imaging"
    WORK_UP = "work-up"


class Modality(StrEnum):
    """The six options, in the order in which they are always shown."""

    RESECTION = "resection"
    ABLATION = "ablation"
    TACE = "tace"
    HAIC = "haic"
    Y90 = "y90"
    SYSTEMIC = "systemic"


class Particle(StrEnum):
    """The spheres of a radioembolisation, as the document states them."""

    RESIN = "resin"
    GLASS = "glass"
    BOTH = "both"
    NOT_STATED = "not stated"


class Sites(StrEnum):
    """Where the metastases of a cohort's patients lay."""

    LIVER = "liver"
    VISCERAL = "visceral"
    ALL = "all"


class Relation(StrEnum):
    """The verbs of a criterion."""

    AT_MOST = "at_most"
    AT_LEAST = "at_least"
    LESS_THAN = "less_than"
    MORE_THAN = "more_than"
    BETWEEN = "between"
    ONE_OF = "one_of"
    IS = "is"
    IS_NOT = "is_not"
    ANY_OF = "any_of"


class Endpoint(StrEnum):
    """What a published figure measures."""

    OS = "OS"
    PFS = "PFS"
    HEPATIC_PFS = "hepatic_PFS"
    DFS = "DFS"
    TTP = "TTP"
    CR = "CR"
    PR = "PR"
    SD = "SD"
    PD = "PD"
    ORR = "ORR"
    DCR = "DCR"
    AE = "AE"
    DEATH = "death"
    TREATMENT = "treatment"
    BASELINE = "baseline"
    LOCAL_CONTROL = "local_control"
    RECURRENCE = "recurrence"
    TECHNICAL_SUCCESS = "technical_success"
    DOSE = "dose"


class Statistic(StrEnum):
    """How a published figure is stated."""

    MEDIAN = "median"
    MEAN = "mean"
    COUNT = "count"
    PERCENT = "percent"
    SURVIVAL_PERCENT = "survival_percent"
    RANGE_LOW = "range_low"
    RANGE_HIGH = "range_high"
    HAZARD_RATIO = "hazard_ratio"
    ODDS_RATIO = "odds_ratio"
    P_VALUE = "p_value"
    SD_SPREAD = "standard_deviation"
    SINGLE_VALUE = "single_value"


class Design(StrEnum):
    """Study designs, as the documents name them."""

    RANDOMISED_TRIAL = "randomised_trial"
    PHASE_2_TRIAL = "phase_2_trial"
    PHASE_1_TRIAL = "phase_1_trial"
    PROSPECTIVE_REGISTRY = "prospective_registry"
    PROSPECTIVE_COHORT = "prospective_cohort"
    MATCHED_COMPARISON = "matched_comparison"
    RETROSPECTIVE_COHORT = "retrospective_cohort"
    DATABASE_STUDY = "database_study"
    POOLED_REVIEW = "pooled_review"
    NARRATIVE_REVIEW = "narrative_review"
    GUIDELINE_OR_LABEL = "guideline_or_label"
    CASE_REPORT = "case_report"


class ClockStart(StrEnum):
    """What kind of moment a clock's time zero is. Preparation: an implantation or a work-up before the first dose."""

    TREATMENT = "treatment"
    PREPARATION = "preparation"
    DIAGNOSIS = "diagnosis"
    NOT_STATED = "not_stated"


class DocumentKind(StrEnum):
    """How much of the document this library has read."""

    FULL_TEXT = "full_text"
    ABSTRACT = "abstract"
    ABSTRACT_TRUNCATED = "abstract_truncated"
    SECONDARY_QUOTE = "secondary_quote"


class Stated(StrEnum):
    """Who states a figure."""

    FIRST_HAND = "first_hand"
    QUOTED_BY = "quoted_by"


class Status(StrEnum):
    """Whether a figure agrees with the rest of what is printed."""

    CONSISTENT = "consistent"
    DISPUTED = "disputed"


class Tier(StrEnum):
    """A: included; B: included with its caveat on screen; C: context, neither rule nor curve."""

    A = "A"
    B = "B"
    C = "C"
