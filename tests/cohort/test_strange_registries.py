"""Strange but honest registries, as a hospital's data manager exports them: ten women, four of whom died, read by the
guess alone where everything is told, asked or listed where it is not."""

from __future__ import annotations

import io
from datetime import date, timedelta
from pathlib import Path

import pytest
import xlsxwriter
from registries import cells, counts_of, guess_of, told

from haic_core.cohort.counts import Counted
from haic_core.cohort.engines.duckdb import counted_file, opened
from haic_core.cohort.mapping_file import mapping_from
from haic_core.cohort.registry import count_registry, guess_registry
from haic_core.words.refusal import Refusal

# Days seen, whether she died, and how she was treated.
WOMEN = ((31, 1, "HAIC"), (365, 0, "TACE"), (411, 1, "HAIC"), (512, 0, "HAIC"), (633, 1, "TACE"), (700, 0, "TACE"),
         (744, 1, "HAIC"), (801, 0, "TACE"), (930, 0, "HAIC"), (999, 0, "TACE"))  # fmt: skip
READ = {
    "HAIC": [(31, 1, 1), (411, 1, 1), (512, 0, 1), (744, 1, 1), (930, 0, 1)],
    "TACE": [(365, 0, 1), (633, 1, 1), (700, 0, 1), (801, 0, 1), (999, 0, 1)],
}
FIRST = date(2019, 3, 5)


def as_guessed(path: Path, content: str | bytes, **settled: object) -> Counted:
    """A file counted by what is guessed of it, with a person's answers."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    guess = guess_registry(str(path))["mapping"]
    assert isinstance(guess, dict)
    return count_registry(str(path), mapping_from(guess | settled, "map.json"))


def lines(form: str) -> str:
    """A line a woman: her number, her days, 'yes' where she died and 'no' where not, and her treatment."""
    return "".join(
        form.format(n=n, days=days, died="yes" if died else "no", arm=arm)
        for n, (days, died, arm) in enumerate(WOMEN, 1)
    )


def test_a_title_above_the_head_of_a_csv_is_passed_over_and_said(tmp_path: Path) -> None:
    rows = lines("{n};{days};{died};{arm}\n").replace("yes", "ja").replace("no", "nein")
    title = "Register Lebermetastasen;;;\nStand 2024;;;\n;;;\nFallnummer;Tage;verstorben;Therapie\n"
    found = as_guessed(tmp_path / "own.csv", f"{title}{rows}Summe;;;10\n", unit="days")
    assert cells(found) == READ
    assert found.notes == ("Read: the table under 2 lines of a title.",)
    assert told(found) == [(15, "verstorben", "how follow-up ended is missing")]


def test_a_head_of_few_names_is_no_title() -> None:
    found = counts_of("months,status,,,,,\n5,Dead,1,2,3,4,5\n6,Alive,1,2,3,4,5\n", group=None)
    assert cells(found) == {"all": [(5, 1, 1), (6, 0, 1)]}


@pytest.mark.parametrize(
    ("head", "dead", "alive", "encoding"),
    [
        ("Patientennummer;Überlebenszeit (Tage);Vitalstatus;Therapie", "verstorben", "lebt", "utf-8-sig"),
        ("N° dossier;Survie (jours);Statut vital;Traitement", "Décédée", "Vivante", "cp1252"),
        ("PatID;Follow-up [days];Outcome;Arm", "exitus", "zensiert", "utf-16"),
    ],
    ids=["German", "French", "Latin"],
)  # fmt: skip
def test_labels_of_other_languages_are_read_as_they_stand(
    head: str, dead: str, alive: str, encoding: str, tmp_path: Path
) -> None:
    rows = lines("{n};{days};{died};{arm}\r\n").replace("yes", dead).replace("no", alive)
    found = as_guessed(tmp_path / "own.csv", f"{head}\r\n{rows}".encode(encoding))
    assert (cells(found), found.left_out) == (READ, 0)


def test_a_workbook_with_a_merged_title_and_days_as_a_spreadsheet_counts_them(tmp_path: Path) -> None:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        page = book.add_worksheet("Export")
        page.merge_range(0, 0, 0, 4, "Register 2024")
        page.write_row(2, 0, ["ID", "date_diagnosis", "date_last_contact", "status", "arm"])
        for row, (days, died, arm) in enumerate(WOMEN, 3):
            first = (FIRST - date(1899, 12, 30)).days
            page.write_row(row, 0, [row, first, first + days, "dead" if died else "alive", arm])
    path = tmp_path / "own.xlsx"
    path.write_bytes(made.getvalue())
    dates: dict[str, object] = {"begins": "date_diagnosis", "ends": "date_last_contact"}
    mapping = mapping_from({**dates, "event": "status", "dead": "dead", "alive": "alive"}, "map.json")
    with pytest.raises(Refusal, match=r"none of 10 rows can be read; .* a spreadsheet's day is to be shown as a date"):
        count_registry(str(path), mapping)


def test_codes_for_missing_are_missing_and_one_that_may_be_a_time_is_said(tmp_path: Path) -> None:
    missing = ("NA", "n/a", ".", "k.A.", "Unbekannt", "#NV", "#N/A", "inconnu", "non renseigné")
    women = f"id,days_followup,died,arm\n{lines('{n},{days},{died},{arm}' + chr(10))}"
    assert as_guessed(tmp_path / "own.csv", women).notes == ()
    times = "".join(f"{10 + n},{one},yes,HAIC\n" for n, one in enumerate(missing, 1))
    arms = "".join(f"{30 + n},40,yes,{one}\n" for n, one in enumerate(missing, 1))
    found = as_guessed(tmp_path / "own.csv", f"{women}{times}{arms}50,-9,yes,HAIC\n51,9999,yes,HAIC\n")
    assert (found.n, found.events) == (11, 5)
    reasons = [reason for _, _, reason in told(found)]
    assert reasons == ["the time is missing"] * 9 + ["the group is missing"] * 9 + ["negative"]
    assert found.notes == (
        "9999 stands in 1 row of 'days_followup', and the next longest time is 999: is it a code for a time that is "
        "missing?",
    )


def test_negative_times_do_not_hide_the_column_of_the_time(tmp_path: Path) -> None:
    rows = lines("{n},{days},{died},{arm}\n") + "11,-800,no,HAIC\n"
    found = as_guessed(tmp_path / "own.csv", f"patient,days_fu,died,arm\n{rows}")
    assert (cells(found), told(found)) == (READ, [(12, "days_fu", "negative")])


def test_a_patient_who_stands_twice_counts_once_under_a_number_of_any_language(tmp_path: Path) -> None:
    rows = lines("F-{n};{days};{died};{arm}\n") + "f-3;411;yes;HAIC\n"
    found = as_guessed(tmp_path / "own.csv", f"Fallnummer;Tage;verstorben;Therapie\n{rows}", unit="days")
    twice = "the record stands twice; its first row is counted"
    assert (cells(found), told(found)) == (READ, [(12, "Fallnummer", twice)])


@pytest.mark.parametrize(
    ("dead", "alive"), [("Y", "N"), ("J", "N"), ("WAHR", "FALSCH"), ("oui", "non"), ("VRAI", "FAUX")]
)
def test_yes_and_no_are_known_as_spreadsheets_write_them(dead: str, alive: str) -> None:
    rows = lines("{n},{days},{died},{arm}\n").replace("yes", dead).replace("no", alive)
    guess = guess_of(f"id,os_days,deceased,arm\n{rows}").mapping
    assert guess is not None
    assert cells(counted_file(opened(f"id,os_days,deceased,arm\n{rows}".encode(), "own.csv"), guess)) == READ


def test_letters_that_are_no_answers_are_no_event(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text(
        "id,os_days,nodal,arm\n" + lines("{n},{days},{died},{arm}\n").replace("yes", "N+").replace("no", "N 0")
    )
    assert guess_registry(str(path))["mapping"] is None


@pytest.mark.parametrize(
    ("head", "form"),
    [
        ("Diagnosedatum;Letzter Kontakt;Status", "%d.%m.%Y 00:00:00"),
        ("Date du diagnostic;Date des dernières nouvelles;Statut vital", "%Y-%m-%dT00:00:00"),
    ],
    ids=["German", "French"],
)  # fmt: skip
def test_two_dates_are_found_by_names_of_other_languages(head: str, form: str, tmp_path: Path) -> None:
    rows = "".join(
        f"{FIRST.strftime(form)};{(FIRST + timedelta(days=days)).strftime(form)};{'exitus' if died else 'lebt'};{arm}\n"
        for days, died, arm in WOMEN
    )
    assert cells(as_guessed(tmp_path / "own.csv", f"{head};Arm\n{rows}")) == READ


def test_a_survival_in_years_is_a_time_and_an_age_in_years_is_none(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("age_years,OS_years,status\n" + lines("{n}5,{n}.25,{died}\n"))
    guess = guess_registry(str(path))["mapping"]
    assert isinstance(guess, dict) and (guess["time"], guess["unit"]) == ("OS_years", "years")


def test_a_unit_beside_each_number_is_named_as_what_it_is() -> None:
    with pytest.raises(Refusal, match="words beside the number; write the number alone, and its unit in the mapping"):
        counts_of("months,status\n12 months,Dead\n7 mo,Alive\n", group=None)
