"""What the body of evidence says is computed from each document's own statement, conflicts as conflicts."""

from __future__ import annotations

from worked import library, sources

from haic_core.evidence.agreement import Question, questions
from haic_core.evidence.gap_map import Cell, gap_map, implies
from haic_core.evidence.pooling import FEWEST, pool_all
from haic_core.words.vocabulary import Endpoint, Modality

SOURCES = tuple(sources())


def asked(factor: str) -> Question:
    return next(one for one in questions(SOURCES) if (one.factor, one.endpoint) == (factor, Endpoint.OS))


def test_papers_contradict_each_other_on_extrahepatic_disease_and_the_library_says_so() -> None:
    question = asked("extrahepatic_disease")
    assert question.in_conflict
    assert {voice.source.key for voice in question.finding_it} == {
        "shi2021",
        "bai_rfa",
        "liu_2022_sirt",
        "cirt_breast_y90",
        "seer_3276_2018",
    }
    assert {voice.source.key for voice in question.not_finding_it} == {"hsiao", "haug_2012_y90", "mamma_mia_2015"}


def test_conflicts_are_listed_before_one_sided_statements() -> None:
    conflicts = [question.in_conflict for question in questions(SOURCES)]
    assert conflicts == sorted(conflicts, reverse=True) and any(conflicts) and not all(conflicts)


def cell(modality: Modality, subgroup: str) -> Cell:
    return next(
        one for one in gap_map(SOURCES, library().subgroups) if one.modality is modality and one.subgroup.id == subgroup
    )


def test_the_gap_map_counts_hsiao_s_printed_rows() -> None:
    few, many = cell(Modality.HAIC, "few_lesions"), cell(Modality.HAIC, "many_lesions")
    assert "hsiao/haic" in few.studies and few.patients >= 17
    assert "hsiao/haic" in many.studies and many.patients >= 25
    assert "hsiao/haic" in cell(Modality.HAIC, "three_lines").with_outcome


def test_a_subgroup_that_no_study_holds_is_an_empty_cell_and_not_a_missing_one() -> None:
    cells = gap_map(SOURCES, library().subgroups)
    assert len(cells) == len(Modality) * len(library().subgroups)
    assert any(not one.studies and one.patients == 0 for one in cells)


def test_patients_of_two_publications_are_counted_once() -> None:
    shared = {cohort.same_patients_as for source in SOURCES for cohort in source.cohort if cohort.same_patients_as}
    assert shared
    for one in pool_all(SOURCES):
        keys = [study.key for study in one.studies]
        assert len(keys) == len(set(keys))
        repeated = {
            f"{source.key}/{cohort.id}"
            for source in SOURCES
            for cohort in source.cohort
            if cohort.same_patients_as in keys
        }
        assert not repeated & set(keys)


def test_at_most_two_is_inside_fewer_than_three_lines_and_not_the_other_way_round() -> None:
    subgroups = {one.id: one.condition.span for one in library().subgroups}
    assert implies("prior_lines", subgroups["up_to_two_lines"], subgroups["up_to_two_lines"])
    assert not implies("prior_lines", subgroups["up_to_two_lines"], subgroups["three_lines"])
    assert not implies("largest_lesion_cm", subgroups["large"], subgroups["small"])


def test_pooled_response_of_haic_rests_on_every_study_and_its_prediction_is_wider() -> None:
    found = next(one for one in pool_all(SOURCES) if (one.modality, one.question) == (Modality.HAIC, "response"))
    by_key = {study.key: (study.x, study.n) for study in found.studies}
    assert by_key["hsiao/haic"] == (20, 42) and by_key["shi2021/hai_systemic"] == (14, 19)
    assert len(found.studies) >= FEWEST
    rising = [found.predicted_low, found.low, found.share, found.high, found.predicted_high]
    told = [one for one in rising if one is not None]
    assert len(told) == len(rising) and told == sorted(told)
    assert told[0] > 0 and told[-1] < 1


def test_the_summary_agrees_with_an_independent_random_effects_formula() -> None:
    """DerSimonian and Laird's moment estimate by hand lies close to Paule and Mandel's on the same studies."""
    import math

    found = next(one for one in pool_all(SOURCES) if (one.modality, one.question) == (Modality.HAIC, "response"))
    effects = [math.log((one.x + 0.5) / (one.n - one.x + 0.5)) for one in found.studies]
    variances = [1 / (one.x + 0.5) + 1 / (one.n - one.x + 0.5) for one in found.studies]
    weights = [1 / variance for variance in variances]
    fixed = sum(w * y for w, y in zip(weights, effects, strict=True)) / sum(weights)
    q = sum(w * (y - fixed) ** 2 for w, y in zip(weights, effects, strict=True))
    tau2 = max(0.0, (q - len(effects) + 1) / (sum(weights) - sum(w * w for w in weights) / sum(weights)))
    random = [1 / (variance + tau2) for variance in variances]
    mean = sum(w * y for w, y in zip(random, effects, strict=True)) / sum(random)
    assert found.share is not None and found.i2 is not None
    assert abs(1 / (1 + math.exp(-mean)) - found.share) < 0.03
    assert abs(100 * max(0.0, (q - len(effects) + 1) / q) - found.i2) < 15


def test_survival_is_never_pooled() -> None:
    assert {one.question for one in pool_all(SOURCES)} <= {"response", "control", "harm"}
