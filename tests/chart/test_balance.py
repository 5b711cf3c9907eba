"""Response beside serious harms as a record: the invented papers' printed figures, their shares and their words."""

from __future__ import annotations

from typing import Any

from each import each
from invented import arden, birch, changed, document, invented_library, invented_patient

from haic_core.chart.balance import Balance, balance_of, balances, closest_balance, shown_categories
from haic_core.chart.palette import DARK, LIGHT
from haic_core.evidence.source import Source
from haic_core.judgement.assessment import assess
from haic_core.words.vocabulary import Endpoint, Modality

CR, PR, SD, PD, ORR = Endpoint.CR, Endpoint.PR, Endpoint.SD, Endpoint.PD, Endpoint.ORR


def balance(source: Source) -> Balance:
    """The first cohort of a document for the invented patient."""
    (match,) = assess(invented_patient(), invented_library(source)).evidence
    return balance_of(match, invented_library(source))


def with_harms(*harms: dict[str, Any]) -> Source:
    """Arden's paper with other harms."""
    placed = [{"locator": "Table 3", **harm} for harm in harms]
    return changed(arden(), lambda raw: raw["cohort"][0].update(harm=placed))


def with_response(**counts: dict[str, Any]) -> Source:
    """Arden's paper with another response."""

    def change(raw: dict[str, Any]) -> None:
        own = raw["cohort"][0]
        own["outcome"] = [row for row in own["outcome"] if row["endpoint"] not in counts and row["endpoint"] != "PD"]
        own["outcome"] += [{"endpoint": name, "locator": "Table 2", **row} for name, row in counts.items()]

    return changed(arden(), change)


def test_a_count_of_forty_is_drawn_as_its_share_and_said_as_printed() -> None:
    """2, 10, 16 and 12 of 40."""
    one = balance(arden())
    assert [(part.category, part.share_percent, part.amount.words) for part in one.parts] == [
        (CR, 5, "2 of 40"),
        (PR, 25, "10 of 40"),
        (SD, 40, "16 of 40"),
        (PD, 30, "12 of 40"),
    ]
    assert [(part.count, part.percent) for part in one.parts] == [(2, 5), (10, 25), (16, 40), (12, 30)]
    assert one.response_words == "CR 2, PR 10, SD 16, PD 12 of 40"
    assert (one.label, one.name) == ("HAIC · Arden 2020 (n = 40)", "HAIC · Arden 2020")
    assert one.basis == ("RECIST 1.1", "Table 2")


def test_a_share_is_counted_against_those_evaluated_not_against_all_treated() -> None:
    """10 of 32 evaluated are 31.25 per cent; a per cent without a count stands as printed."""
    evaluated = {"statistic": "count", "value": 10, "unit": "patients", "n": 32}
    printed = {"statistic": "percent", "value": 12.5, "unit": "%"}
    one = balance(with_response(CR=evaluated, PR=printed, SD=evaluated))
    assert one.shares == {CR: 31.25, PR: 12.5, SD: 31.25}
    assert one.response_words == "CR 10, PR 12.5 %, SD 10 of 32"
    assert "PD" not in one.response_words


def test_a_printed_nought_per_cent_is_drawn_as_nothing_and_said() -> None:
    nobody = {"statistic": "percent", "value": 0, "unit": "%"}
    one = balance(with_response(CR=nobody))
    assert (one.shares[CR], one.parts[0].amount.words) == (0, "0 %")
    assert (one.parts[0].count, one.parts[0].percent) == (None, 0)
    none = {"term": "Leak", "grades": [{"grade": "3", "serious": True, "percent": 0}]}
    assert [(bar.amount.words, bar.share_percent) for bar in balance(with_harms(none)).harms] == [("0 %", 0)]


def test_where_no_categories_are_printed_the_rate_of_response_stands_alone() -> None:
    one = balance(birch())
    assert [(part.category, part.short, part.share_percent, part.amount.words) for part in one.parts] == [
        (ORR, "responded", 36, "36 %")
    ]
    assert one.response_words == "responded 36 %" and one.response_missing == ""
    assert shown_categories([one]) == (CR, PR, SD, PD, ORR) and shown_categories([balance(arden())]) == (CR, PR, SD, PD)


def test_a_harm_is_said_in_what_its_paper_counts() -> None:
    """4 of 40 patients; 6 events, of which no share can be said; 7.5 per cent without a count; 3 of 60 sessions."""
    sessions = {"term": "Spasm", "n": 60, "per": "sessions", "grades": [{"grade": "3", "serious": True, "count": 3}]}
    told = {bar.harm.term: bar for bar in balance(with_harms(*HARMS, sessions)).harms}
    assert [(bar.name, bar.amount.words, bar.share_percent, bar.is_in_patients) for bar in told.values()] == [
        ("Nausea, grade 3", "4 of 40", 10, True),
        ("Gastric ulcer, grade 3-4", "7.5 %", 7.5, True),
        ("Spasm, grade 3", "3 of 60 sessions", 5, False),
        ("Catheter occlusion, grade 3", "6 events", None, False),
    ]


HARMS = (
    {
        "term": "Nausea",
        "grades": [{"grade": "1-2", "serious": False, "count": 20}, {"grade": "3", "serious": True, "count": 4}],
    },
    {"term": "Catheter occlusion", "per": "events", "grades": [{"grade": "3", "serious": True, "count": 6}]},
    {"term": "Gastric ulcer", "grades": [{"grade": "3-4", "serious": True, "percent": 7.5}]},
)


def test_what_is_counted_without_a_whole_is_said_without_one() -> None:
    """Arden's paper without its number of women: her counts stay, and their share is the printed per cent."""

    def unsized(raw: dict[str, Any]) -> None:
        own = raw["cohort"][0]
        del own["n"]
        own["harm"] = [
            {"term": "Nausea", "grades": [{"grade": "3", "serious": True, "count": 4}], "locator": "T"},
            {
                "term": "Spasm",
                "per": "sessions",
                "grades": [{"grade": "3", "serious": True, "count": 3}],
                "locator": "T",
            },
            {
                "term": "Leak",
                "per": "sessions",
                "grades": [{"grade": "3", "serious": True, "percent": 2}],
                "locator": "T",
            },
        ]

    one = balance(changed(arden(), unsized))
    assert [part.amount.words for part in one.parts] == ["2", "10", "16", "12"]
    assert one.response_words == "CR 2, PR 10, SD 16, PD 12" and one.shares == {CR: 5, PR: 25, SD: 40, PD: 30}
    assert {bar.harm.term: (bar.amount.words, bar.share_percent) for bar in one.harms} == {
        "Nausea": ("4", None), "Spasm": ("3 sessions", None), "Leak": ("2 % of sessions", 2),
    }  # fmt: skip
    assert one.label == one.name == "HAIC · Arden 2020" and one.patient_harms == ()


def test_a_grade_that_the_term_tells_itself_is_not_said_twice() -> None:
    (bar,) = balance(
        with_harms({"term": "Major complication", "grades": [{"grade": "major", "serious": True, "count": 2}]})
    ).harms
    assert bar.names == ("Major complication", "Major complication")


def test_three_harms_are_shown_and_only_those_counted_in_patients_become_dots() -> None:
    four = [*HARMS, {"term": "Fever", "grades": [{"grade": "3", "serious": True, "count": 8}]}]
    one = balance(with_harms(*four))
    assert [bar.harm.term for bar in one.shown_harms] == ["Fever", "Nausea", "Gastric ulcer"]
    assert [bar.harm.term for bar in one.patient_harms] == ["Fever", "Nausea", "Gastric ulcer"]
    assert len(one.harms) == 4


@each(
    ("harms", "said"),
    [
        ((), "Harms not printed where read."),
        (
            ({"term": "Nausea", "grades": [{"grade": "1-2", "serious": False, "count": 20}]},),
            "Prints no count of grade 3 or higher.",
        ),
        (
            ({"term": "Any toxicity", "grades": [{"grade": "3-4", "serious": True, "count": 0}]},),
            "Any toxicity of grade 3 or higher: none, as printed.",
        ),
        (HARMS, ""),
    ],
)
def test_what_stands_where_no_serious_harm_can_be_shown_says_why(harms: tuple[dict[str, Any], ...], said: str) -> None:
    assert balance(with_harms(*harms)).harm_missing == said


def test_where_no_response_is_printed_it_is_said_and_no_bar_is_drawn() -> None:
    def silent(raw: dict[str, Any]) -> None:
        raw["cohort"][0]["outcome"] = [row for row in raw["cohort"][0]["outcome"] if row["endpoint"] == "OS"]

    one = balance(changed(arden(), silent))
    assert (one.parts, one.response_words, one.basis) == ((), "No response printed.", ())


def test_a_colour_belongs_to_its_category_wherever_that_stands_in_a_bar() -> None:
    for theme in (LIGHT, DARK):
        assert set(theme.response) == {CR, PR, SD, PD, ORR}
        assert len({theme.response[part] for part in (CR, PR, SD, PD)}) == 4
        assert theme.response[ORR] == theme.response[PR]


def test_a_pack_shows_of_each_option_the_cohort_that_the_board_shows_whether_its_list_is_met_or_not() -> None:
    """The invented patient's platelets fail Arden's list; with 200 she meets it."""
    library, three = invented_library(), [Modality.TACE, Modality.HAIC, Modality.Y90]
    for platelets in (90, 200):
        found = assess(invented_patient(platelets_e9_l=platelets, lesion_count=None), library).evidence
        board = [closest_balance(found, modality, library) for modality in three]
        assert [one for one in board if one] == list(balances(found, three, library))
        assert [one.match.source.key for one in balances(found, three, library)] == ["birch", "arden"]
        assert [one.match.source.key for one in balances(found, [Modality.TACE], library)] == ["birch"]


def test_the_closest_cohort_of_an_option_is_the_first_that_prints_response_and_harms_in_patients() -> None:
    library = invented_library()
    found = assess(invented_patient(), library).evidence
    closest = closest_balance(found, Modality.HAIC, library)
    assert closest is not None and closest.match.source.key == "arden"
    rate = closest_balance(found, Modality.TACE, library)
    assert rate is not None and (rate.shares, rate.patient_harms) == ({ORR: 36}, ())
    assert closest_balance(found, Modality.Y90, library) is None


def printing(key: str, *, response: bool = False, harm: bool = False) -> Source:
    """A document with one infused cohort that prints a response, a harm counted in patients, both or neither."""
    series: dict[str, object] = {"id": "all", "label": "All", "modality": "haic", "treatment": "x", "n": 20}
    series["locator"] = "T"
    if response:
        rate = {"endpoint": "ORR", "statistic": "count", "value": 5, "unit": "patients", "locator": "T"}
        parts = [{**rate, "endpoint": "CR", "value": 1}, {**rate, "endpoint": "PR", "value": 4}]
        series["outcome"] = parts
    if harm:
        series["harm"] = [{"term": "Nausea", "grades": [{"grade": "3", "serious": True, "count": 2}], "locator": "T"}]
    return document(key, cohort=[series])


@each(
    ("sources", "closest"),
    [
        (("a_response", "b_harm", "c_both"), "c_both"),
        (("b_harm", "d_response"), "d_response"),
        (("a_response", "b_harm"), "a_response"),
        (("b_harm", "e_nothing"), "b_harm"),
        (("e_nothing",), None),
    ],
)
def test_both_before_a_response_alone_before_harms_alone(sources: tuple[str, ...], closest: str | None) -> None:
    """The cohorts stand in the order of their keys, for all else is alike."""
    made = [
        printing(key, response=key.endswith(("response", "both")), harm=key.endswith(("harm", "both")))
        for key in sources
    ]
    library = invented_library(*made)
    found = closest_balance(assess(invented_patient(), library).evidence, Modality.HAIC, library)
    assert (found.match.source.key if found else None) == closest
