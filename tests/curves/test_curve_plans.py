"""What a curve of the invented documents is made of: which printed figures go in, which stay out, what it is called."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from each import each
from invented import arden, birch

from haic_core.curves import kept, plan
from haic_core.curves.plan import CurveChoice, CurvePlan, curve_choices, plan_of
from haic_core.curves.published import Keeping, PrintedPoint, draw, find_curve, keep_curves
from haic_core.curves.reconstruction import Summary
from haic_core.evidence.outcome import Outcome
from haic_core.evidence.series import Series
from haic_core.evidence.source import Source
from haic_core.words.refusal import Refusal
from haic_core.words.vocabulary import Endpoint, Statistic

BOTH = (arden(), birch())
AT_12_MONTHS = PrintedPoint(Statistic.SURVIVAL_PERCENT, 12.0, 0.7, None, None, "Results, Survival")
FEW, MANY = Summary(n=24, median=9.0, endpoint="PFS"), Summary(n=16, median=5.0, endpoint="PFS")


def choice(name: str, source: Source | None = None) -> CurveChoice:
    """The curve of that name."""
    return next(one for one in curve_choices([source] if source else BOTH) if one.name == name)


def whole(source: Source, **changed: object) -> Source:
    """Arden with another basis of her first curve, overall survival of all forty women."""
    [cohort] = source.cohort
    first, *others = cohort.curve
    curves = (first.model_copy(update=changed), *others)
    return source.model_copy(update={"cohort": (cohort.model_copy(update={"curve": curves}),)})


def with_lines_together(p_of: dict[str, object] | None = None) -> Source:
    """Arden with both PFS curves drawn beside one of all women, median 7 months."""
    [cohort] = arden().cohort
    outcomes = tuple(one.model_copy(update=p_of or {}) if one.p is not None else one for one in cohort.outcome)
    few = next(one for one in cohort.curve if one.group == "few_lines")
    median = next(one for one in outcomes if one.group == "few_lines" and one.endpoint is Endpoint.PFS)
    curves = (*cohort.curve, few.model_copy(update={"group": None, "drawn_with": "prior lines"}))
    plain = median.model_copy(update={"group": None, "p": None, "versus": None, "value": 7.0})
    return arden().model_copy(
        update={"cohort": (cohort.model_copy(update={"curve": curves, "outcome": (*outcomes, plain)}),)}
    )


def test_a_curve_takes_the_median_its_interval_the_landmark_the_deaths_and_the_follow_up() -> None:
    assert plan_of(choice("arden/infused OS")) == CurvePlan(
        "arden/infused OS",
        Summary(
            n=40, events=30, median=20.0, ci=(15.0, 26.0), min_follow_up=2.0, max_follow_up=60.0, landmarks=((12, 0.7),)
        ),
    )


@each(
    ("left_out", "missing"),
    [(("ci",), {"ci": None}), (("events",), {"events": None}), (("range",), {"min_follow_up": None})],
)
def test_what_a_dispute_leaves_out_is_not_used(left_out: tuple[str, ...], missing: dict[str, None]) -> None:
    """The longest follow-up stays: it is printed with the curve too."""
    given: dict[str, Any] = {"events": 30, "ci": (15.0, 26.0), "min_follow_up": 2.0} | missing
    plan = plan_of(choice("arden/infused OS", whole(arden(), leave_out=left_out)))
    assert plan.own == Summary(n=40, median=20.0, max_follow_up=60.0, landmarks=((12, 0.7),), **given)


def test_the_range_of_the_median_gives_the_follow_up_where_the_curve_prints_none() -> None:
    own = plan_of(choice("arden/infused OS", whole(arden(), max_follow_up_months=None))).own
    assert (own.min_follow_up, own.max_follow_up) == (2.0, 60.0)
    shorter = plan_of(choice("arden/infused OS", whole(arden(), max_follow_up_months=48))).own
    assert shorter.max_follow_up == 48.0


def test_the_number_of_the_curve_goes_before_that_of_the_cohort() -> None:
    own = plan_of(choice("arden/infused OS", whole(arden(), n=38, events=28))).own
    assert (own.n, own.events) == (38, 28)


def test_a_curve_of_a_group_takes_the_figures_of_that_group_alone() -> None:
    assert plan_of(choice("arden/infused.few_lines PFS")) == CurvePlan("arden/infused.few_lines PFS", FEW)
    assert plan_of(choice("arden/infused.responders OS")).own == Summary(n=12, median=33.0)


def test_curves_drawn_together_have_the_whole_first_then_each_group_in_its_place() -> None:
    source = with_lines_together()
    together = (Summary(n=40, median=7.0, endpoint="PFS"), FEW, MANY)
    for place, name in enumerate(("arden/infused PFS", "arden/infused.few_lines PFS", "arden/infused.many_lines PFS")):
        expected = CurvePlan(name, together[place], together, place, 0.03, "=")
        assert plan_of(choice(name, source)) == expected
    assert plan_of(choice("arden/infused.responders OS", source)).together == ()


@each("changed", [{"versus": "responders"}, {"p_is": ">"}, {"p": None}])
def test_a_p_of_another_comparison_or_as_a_bound_is_not_used(changed: dict[str, object]) -> None:
    plan = plan_of(choice("arden/infused PFS", with_lines_together(changed)))
    assert len(plan.together) == 3 and (plan.p, plan.p_is) == (None, None)


def with_result(**outcome: object) -> Source:
    """Arden with one more printed result of all forty women, before the others."""
    [cohort] = arden().cohort
    more = Outcome.model_validate({"endpoint": Endpoint.OS, "locator": "Results, Survival", **outcome})
    return arden().model_copy(update={"cohort": (cohort.model_copy(update={"outcome": (more, *cohort.outcome)}),)})


def test_women_counted_alive_at_a_time_are_no_printed_survival() -> None:
    """10 women known to be alive at 30 months are not 10 % of forty, nor a share of them: others had left."""
    source = with_result(statistic=Statistic.COUNT, value=10, at_months=30, still_alive=False, unit="patients")
    assert plan_of(choice("arden/infused OS", source)).own.landmarks == ((12, 0.7),)
    assert [point.what for point in draw(choice("arden/infused OS", source)).printed] == ["median", "12 months"]


@each(("statistic", "unit"), [(Statistic.MEAN, "months"), (Statistic.MEDIAN, "years")])
def test_a_mean_or_a_median_in_years_is_not_taken_for_the_median_in_months(statistic: Statistic, unit: str) -> None:
    source = with_result(statistic=statistic, value=24, unit=unit)
    assert plan_of(choice("arden/infused OS", source)).own.median == 20.0


def test_figures_that_cannot_be_true_are_refused_by_the_name_of_the_curve() -> None:
    with pytest.raises(Refusal, match=r"^arden/infused OS: median is 20, beyond max_follow_up \(18\)"):
        plan_of(choice("arden/infused OS", whole(arden(), max_follow_up_months=18, leave_out=("range",))))


def test_the_printed_p_and_how_it_is_printed_go_into_the_drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[object] = []

    all_women, few, many = object(), object(), object()

    def drawn(*figures: object) -> tuple[object, tuple[object, object]]:
        given.extend(figures)
        return all_women, (few, many)

    monkeypatch.setattr(plan, "reconstruct_groups", drawn)
    source = with_lines_together({"p_is": "<"})
    assert plan_of(choice("arden/infused.many_lines PFS", source)).drawn() is many
    assert given == [Summary(n=40, median=7.0, endpoint="PFS"), (FEW, MANY), 0.03, "<"]


@pytest.mark.deep
def test_curves_drawn_together_are_drawn_each_in_its_own_place() -> None:
    """Forty women, median 7 months: of them 24 with a median of 9 and 16 with a median of 5."""
    source = with_lines_together()
    for name, n, median in (("infused", 40, 7.0), ("infused.few_lines", 24, 9.0), ("infused.many_lines", 16, 5.0)):
        drawn = plan_of(choice(f"arden/{name} PFS", source)).drawn()
        assert len(drawn.records) == n and drawn.median == pytest.approx(median, abs=0.05)


# Curves as they are found and passed on


def test_a_curve_is_passed_on_with_its_points_its_clock_and_its_names() -> None:
    curve = find_curve(BOTH, "birch/embolised")
    assert curve.printed == (PrintedPoint(Statistic.MEDIAN, 17.5, 0.5, None, None, "Abstract"),)
    assert [point.what for point in (*curve.printed, AT_12_MONTHS)] == ["median", "12 months"]
    assert (curve.key, curve.n, curve.endpoint) == ("birch/embolised", 25, Endpoint.OS)
    assert curve.clock == "first diagnosis of liver metastasis"
    assert curve.group is None and curve.dispute is None and curve.alive_at_months is None
    assert curve.basis.locator == "Abstract" and curve.series.key == "birch/embolised"
    few = choice("arden/infused.few_lines PFS")
    assert few.key == "arden/infused.few_lines" and few.group is not None and few.group.id == "few_lines"


def test_an_interval_that_is_left_out_is_not_drawn_as_printed_either() -> None:
    curve = draw(choice("arden/infused OS", whole(arden(), leave_out=("ci",))))
    assert curve.printed == (PrintedPoint(Statistic.MEDIAN, 20.0, 0.5, None, None, "Results, Survival"), AT_12_MONTHS)


def test_the_dispute_a_curve_names_goes_with_it() -> None:
    known = arden().dispute[0]
    assert draw(choice("arden/infused OS", whole(arden(), leave_out=("ci",), dispute=known.id))).dispute == known


@each(
    ("key", "endpoint", "group", "sentence"),
    [
        (
            "arden/infuse", "OS", None,
            "There is no curve for a cohort 'arden/infuse'; there is arden/infused, birch/embolised. "
            "Did you mean 'arden/infused'?",
        ),
        ("zz", "OS", None, "There is no curve for a cohort 'zz'; there is arden/infused, birch/embolised."),
        (
            "arden/infused", "OS", "nobody",
            "The cohort arden/infused has no curve for OS of group nobody; it has OS, OS of group responders, "
            "PFS of group few_lines, PFS of group many_lines.",
        ),
        ("birch/embolised", "PFS", None, "The cohort birch/embolised has no curve for PFS; it has OS."),
    ],
)  # fmt: skip
def test_a_curve_that_is_not_there_is_refused_in_these_words(
    key: str, endpoint: str, group: str | None, sentence: str
) -> None:
    with pytest.raises(Refusal) as refused:
        find_curve(BOTH, key, endpoint, group)
    assert refused.value.sentences == (sentence,)


def test_survival_is_told_with_its_band_at_the_same_step() -> None:
    curve = find_curve(BOTH, "birch/embolised")
    drawn, step = curve.reconstruction, 3
    between = (drawn.time[step] + drawn.time[step + 1]) / 2
    for months in (drawn.time[step], between):
        assert curve.at(months) == (curve.estimate.survival[step], drawn.band_low[step], drawn.band_high[step])


def test_curves_are_kept_under_their_names_and_what_is_no_curve_any_more_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "FOLDER", tmp_path)
    monkeypatch.setattr(kept.read, "__defaults__", (tmp_path,))
    monkeypatch.setattr(kept.write, "__defaults__", (tmp_path,))
    (tmp_path / "old.cohort.OS.json").write_text("{}")
    (tmp_path / "notes.txt").write_text("stays")
    kept_now = ("birch.embolised.OS.json",)
    assert keep_curves([birch()]) == Keeping(kept_now, kept_now, ("old.cohort.OS.json",), ())
    assert {path.name for path in tmp_path.iterdir()} == {"birch.embolised.OS.json", "notes.txt"}
    plan = plan_of(choice("birch/embolised OS"))
    known = kept.read(plan.name, kept.fingerprint(plan))
    assert known is not None and known.reconstruction.records == plan.drawn().records
    before = (tmp_path / kept_now[0]).stat().st_mtime_ns
    assert keep_curves([birch()]) == Keeping(kept_now, (), (), ())
    assert (tmp_path / kept_now[0]).stat().st_mtime_ns == before


@each(
    "other",
    [
        CurvePlan("a/b OS", Summary(n=41)),
        CurvePlan("a/b OS", Summary(n=40), (Summary(n=40),)),
        CurvePlan("a/b OS", Summary(n=40), (), 1),
        CurvePlan("a/b OS", Summary(n=40), (), 0, 0.03),
        CurvePlan("a/b OS", Summary(n=40), (), 0, None, "<"),
    ],
)
def test_whatever_a_curve_follows_from_changes_its_fingerprint(other: CurvePlan) -> None:
    plan = CurvePlan("a/b OS", Summary(n=40))
    assert kept.fingerprint(plan) == kept.fingerprint(CurvePlan("c/d OS", Summary(n=40)))
    assert kept.fingerprint(other) != kept.fingerprint(plan)


def test_a_file_whose_words_are_no_object_is_no_kept_curve(tmp_path: Path) -> None:
    (tmp_path / "a.b.x.OS.json").write_text("[1]")
    with pytest.raises(Refusal, match=r"^a\.b\.x\.OS\.json: it is not laid down as a kept curve is; "):
        kept.read("a/b.x OS", "hash", tmp_path)
    assert kept.read("a/b.y OS", "hash", tmp_path) is None


def test_a_kept_file_that_is_no_json_is_refused_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "a.b.OS.json").write_text("{")
    with pytest.raises(Refusal, match=r"^a\.b\.OS\.json: this is not JSON .* a kept curve is a JSON object written by"):
        kept.read("a/b OS", "hash", tmp_path)


def test_a_quoted_series_and_a_document_of_context_have_no_choice() -> None:
    assert [one.name for one in curve_choices(BOTH)] == [
        "arden/infused OS", "arden/infused.responders OS", "arden/infused.few_lines PFS",
        "arden/infused.many_lines PFS", "birch/embolised OS",
    ]  # fmt: skip
    [cohort] = arden().cohort
    assert CurveChoice(Series(arden(), cohort), cohort.curve[0]).time_zero == cohort.clock_of(Endpoint.OS)
