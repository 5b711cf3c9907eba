"""What is guessed of a registry's columns: right where names and contents tell, asked where they allow two readings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from each import each
from registries import guess_of, profiled

from haic_core.cohort.engines.duckdb import counted_file, opened
from haic_core.cohort.engines.profiles import profiles
from haic_core.cohort.engines.registry import opened_file
from haic_core.cohort.guess.coding import coding_of
from haic_core.cohort.guess.guessed import Guess
from haic_core.cohort.mapping import Mapping

NUMBERS = [3.5, 8, 11, 14.25, 17, 21, 30, 44, 61, 70]


def table(head: str, *columns: Sequence[object]) -> str:
    """A file of some columns, each as long as the first."""
    lines = (",".join(str(column[place % len(column)]) for column in columns) for place in range(len(NUMBERS)))
    return "\n".join([head, *lines]) + "\n"


def mapping_of(guess: Guess) -> Mapping:
    assert guess.mapping is not None
    return guess.mapping


def questions(guess: Guess) -> dict[str, str]:
    """What is asked, part by part."""
    return {part.use: part.question for part in guess.asked}


def test_what_names_and_words_tell_is_not_asked() -> None:
    head, ended = "PATIENT_ID,OS_MONTHS,OS_STATUS,TREATMENT_ARM,AGE", ["0:LIVING", "1:DECEASED"]
    guess = guess_of(table(head, list(range(10)), NUMBERS, ended, ["HAIC", "TACE", "HAIC"], [44, 61]))
    found = mapping_of(guess)
    assert (found.time, found.unit, found.event, found.dead, found.alive) == (
        "OS_MONTHS", "months", "OS_STATUS", ("1:DECEASED",), ("0:LIVING",),
    )  # fmt: skip
    assert (found.group, found.patient, found.facts) == ("TREATMENT_ARM", "PATIENT_ID", {"age_years": "AGE"})
    assert guess.asked == ()


def test_each_guess_says_on_how_many_rows_it_rests() -> None:
    guess = guess_of(table("months,status", [*NUMBERS[:9], ""], ["Dead", "Alive"]))
    time = next(part for part in guess.parts if part.use == "time")
    assert (time.rests_on, time.rows) == (9, 10)
    assert time.why == "9 of 10 rows hold a number from 3.5 to 61"
    dead = next(part for part in guess.parts if part.use == "dead")
    assert (dead.value, dead.rests_on, dead.why) == (("Dead",), 5, "10 of 10 rows hold 'Alive' (5), 'Dead' (5)")


@each(
    ("head", "values", "dead", "alive", "asked"),
    [
        ("status", [1, 2], ("2",), ("1",), "Is 2 the event and 1 none? 2 stands in 5 rows, 1 in 5."),
        ("status", [0, 1], ("1",), ("0",), None),
        ("status", ["TRUE", "FALSE"], ("TRUE",), ("FALSE",), None),
        ("deceased", ["yes", "no"], ("yes",), ("no",), None),
        ("censored", [0, 1], ("0",), ("1",), "The name tells of those without the event"),
        ("status", [0, 1, 2, 2, 0], ("2",), ("0",), "1 stands in 2 rows and 2 in 4: which is the event"),
        ("vital_status", ["Living", "Died of Disease", "Died of Other Causes"],
         ("Died of Disease", "Died of Other Causes"), ("Living",), "Is 'Died of Other Causes' the event too"),
        ("status", ["verstorben", "lebt"], ("verstorben",), ("lebt",), None),
        ("status", ["décédé", "vivant"], ("décédé",), ("vivant",), None),
        ("event", ["death", "censored", "ltx"], ("death",), ("censored",), "What do 'ltx' stand for?"),
    ],
)  # fmt: skip
def test_codes_that_may_mean_the_contrary_are_asked(
    head: str, values: Sequence[object], dead: tuple[str, ...], alive: tuple[str, ...], asked: str | None
) -> None:
    counted = Counter(str(values[place % len(values)]) for place in range(10))
    found = coding_of(head, counted.most_common())
    assert found is not None
    assert (sorted(found.dead), found.alive) == (sorted(dead), alive)
    assert asked in found.question if asked else found.question == ""


def test_an_event_column_of_one_value_is_no_mapping_and_is_asked() -> None:
    guess = guess_of(table("months,status", NUMBERS, ["Alive"]))
    assert guess.mapping is None
    assert "Only one value stands there" in questions(guess)["dead"]


def test_overall_survival_is_taken_before_disease_free_survival_and_asked() -> None:
    head = "DFS_MONTHS,DFS_STATUS,OS_MONTHS,OS_STATUS"
    guess = guess_of(
        table(head, NUMBERS, ["0:DiseaseFree", "1:Recurred/Progressed"], NUMBERS, ["1:DECEASED", "0:LIVING"])
    )
    found = mapping_of(guess)
    assert (found.time, found.event) == ("OS_MONTHS", "OS_STATUS")
    assert questions(guess)["time"] == "Which time is meant? There are also DFS_MONTHS."


def test_a_time_and_an_event_that_belong_together_are_taken_together() -> None:
    found = mapping_of(guess_of(table("rtime,recur,dtime,death", NUMBERS, [0, 1], NUMBERS[::-1], [1, 0])))
    assert (found.time, found.event) == ("dtime", "death")


def test_a_unit_that_no_name_tells_is_asked_by_the_longest_time() -> None:
    days = [number * 30 for number in NUMBERS]
    guess = guess_of(table("futime,status", days, ["Dead", "Alive"]))
    assert mapping_of(guess).unit == "days"
    assert questions(guess)["unit"] == "No name tells the unit; the longest time is 2100: days?"
    assert mapping_of(guess_of(table("futime,status", NUMBERS, ["Dead", "Alive"]))).unit == "months"


def test_several_columns_that_could_be_the_treatment_are_asked() -> None:
    guess = guess_of(
        table("months,status,chemo,hormone,site", NUMBERS, ["Dead", "Alive"], ["yes", "no"], ["no", "yes"], [1])
    )
    assert questions(guess)["group"] == "Which groups are compared? There are also chemo."


def test_dates_make_the_time_where_no_number_does_and_a_birth_is_no_beginning() -> None:
    dates = [f"2020-01-{day:02}" for day in range(1, 11)]
    head = "birth_date,first_treatment,date_of_death,last_contact,status"
    died = ["", "2021-02-03"]
    found = mapping_of(
        guess_of(table(head, dates, dates, died, [one.replace("2020", "2022") for one in dates], ["Alive", "Dead"]))
    )
    assert (found.begins, found.ends, found.ends_else) == ("first_treatment", "date_of_death", "last_contact")


def test_a_date_of_death_is_the_event_where_nothing_else_tells_one_and_that_is_asked() -> None:
    dates = [f"2020-01-{day:02}" for day in range(1, 11)]
    file = table(
        "first_haic,date_of_death,last_contact", dates, ["", "2021-02-03"], [f"2022{one[4:]}" for one in dates]
    )
    guess = guess_of(file)
    assert (
        questions(guess)["dead"] == "Had those the event of whom a date stands in 'date_of_death', and none the others?"
    )
    found = counted_file(opened(file.encode(), "own.csv"), mapping_of(guess))
    assert (found.n, found.events, found.left_out) == (10, 5, 0)


@each(
    ("dates", "order", "asked"),
    [(["13/02/2020", "05/06/2020"], "dmy", False), (["02/13/2020", "05/06/2020"], "mdy", False),
     (["05/06/2020", "07/08/2020"], "dmy", True)],
)  # fmt: skip
def test_whether_the_day_or_the_month_comes_first_is_asked_where_no_date_tells(
    dates: Sequence[object], order: str, asked: bool
) -> None:
    guess = guess_of(table("first_treatment,last_contact,status", dates, dates[::-1], ["Dead", "Alive"]))
    assert mapping_of(guess).dates == order
    assert ("dates" in questions(guess)) is asked


def test_times_to_death_and_to_the_last_contact_are_one_time() -> None:
    contact = [number if place % 2 else "'--" for place, number in enumerate(NUMBERS)]
    death = ["'--" if place % 2 else number for place, number in enumerate(NUMBERS)]
    head = "case_submitter_id,days_to_death,days_to_last_follow_up,vital_status"
    found = mapping_of(guess_of(table(head, [f"c{n}" for n in range(10)], death, contact, ["Dead", "Alive"])))
    assert (found.time, found.time_else, found.unit) == ("days_to_death", "days_to_last_follow_up", "days")


def test_late_entry_and_several_rows_a_record_are_asked() -> None:
    guess = guess_of(table("id,start,stop,event", [1, 1, 2, 2, 3], [0, 1], [number + 2 for number in NUMBERS], [0, 1]))
    assert "come under observation later" in questions(guess)["entry"]
    assert "which of them count?" in questions(guess)["patient"]


def test_facts_are_found_with_what_their_values_are_called_a_slip_of_the_pen_asked() -> None:
    guess = guess_of(
        table("months,status,ER_IHC,HER2_STATUS", NUMBERS, ["Dead", "Alive"], ["Positve", "Negative"], ["Pos", "Neg"])
    )
    found = mapping_of(guess)
    assert found.values["hormone_receptor"] == {"Positve": "positive", "Negative": "negative"}
    assert found.values["her2"] == {"Pos": "positive", "Neg": "negative"}
    assert questions(guess)["facts: hormone_receptor"] == "Is 'Positve' meant as positive?"


def test_an_engine_counts_columns_as_they_are_counted_by_hand() -> None:
    columns = (
        ["3.5", "8", ""], ["1,5", "2,234", "unknown"], ["2020-01-31", "31.01.2020", "12JAN2020"],
        ["03/04/2020", "13/04/2020", "04/13/2020"], ["Dead ", "alive", "[Not Available]"], ["1.0", "2", "x"],
    )  # fmt: skip
    content = "\n".join(["a;b;c;d;e;f", *map(";".join, zip(*columns))]) + "\n"
    held = opened_file(content.encode(), "own.csv")
    with held.asking() as ask:
        found = profiles(ask, held.columns)
    held.close()
    assert found == profiled(content, ";")


def test_a_table_without_a_time_is_no_registry_and_says_so() -> None:
    guess = guess_of("name,weight\nx,70\ny,80\n")
    assert guess.mapping is None
    assert questions(guess)["time"] == "no column looks like one"
