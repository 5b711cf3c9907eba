"""``registry`` as somebody else's program sees it: one JSON document, equal to what lifelines says of the rows, or one
sentence and exit 2; a password is in neither."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest
from lifelines import KaplanMeierFitter
from lifelines.datasets import load_gbsg2, load_lung, load_stanford_heart_transplants, load_waltons
from lifelines.statistics import multivariate_logrank_test

from haic_core.__main__ import main

Writes = Callable[[str, object], Path]
LUNG = {"time": "time", "unit": "days", "event": "status", "dead": ["1"], "alive": ["0"], "group": "sex"}


@pytest.fixture
def write(tmp_path: Path) -> Writes:
    def written(name: str, content: object) -> Path:
        path = tmp_path / name
        path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
        return path

    return written


def run(*arguments: object) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of one call."""
    written, err = io.BytesIO(), io.StringIO()
    out = io.TextIOWrapper(written, encoding="utf-8")
    with redirect_stdout(out), redirect_stderr(err):
        code = main(["registry", *map(str, arguments)])
    return code, written.getvalue().decode(), err.getvalue()


def answered(*arguments: object) -> dict[str, Any]:
    code, out, err = run(*arguments)
    assert (code, err) == (0, "")
    answer: dict[str, Any] = json.loads(out)
    return answer


def refused(*arguments: object) -> str:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1 and "Traceback" not in err
    return err.strip()


@pytest.mark.parametrize(
    ("rows", "mapping", "at"),
    [
        (load_lung(), LUNG, 365),
        (load_waltons(), {"time": "T", "unit": "days", "event": "E", "dead": [1], "alive": [0], "group": "group"}, 40),
        (load_gbsg2(), LUNG | {"event": "cens", "group": "horTh"}, 1000),
    ],
    ids=["lung", "waltons", "GBSG2"],
)  # fmt: skip
def test_a_files_curves_and_test_are_those_of_its_rows(
    rows: Any, mapping: dict[str, Any], at: int, write: Writes
) -> None:
    file, asked = write("own.csv", rows.to_csv(index=False)), write("map.json", mapping)
    answer = answered(file, "--mapping", asked, "--at", at, "--rmst", at)
    time, event, group = rows[mapping["time"]], rows[mapping["event"]], rows[mapping["group"]].astype(str)
    assert (answer["n"], answer["events"], answer["left_out"], answer["listed"]) == (len(rows), event.sum(), 0, [])
    for one in answer["groups"]:
        its = group == one["group"]
        curve = KaplanMeierFitter().fit(time[its], event[its])
        ((_, survival, low, high),), ((_, there),) = one["survival"], one["at_risk"]
        assert (one["n"], one["events"], there) == (its.sum(), event[its].sum(), (time[its] >= at).sum())
        assert survival == pytest.approx(float(curve.predict(at)), abs=1e-12)
        limits = curve.confidence_interval_[curve.confidence_interval_.index <= at].iloc[-1]
        assert [low, high] == pytest.approx(sorted(limits), abs=1e-9)
        assert one["rmst"][str(at)]["se"] > 0
    test = multivariate_logrank_test(time, group, event)
    assert answer["log_rank"]["chi2"] == pytest.approx(test.test_statistic, rel=1e-9)
    assert answer["engine"] == "duckdb" and answer["sql"].startswith("SELECT")


def test_without_times_the_whole_curve_is_answered(write: Writes) -> None:
    file = write("own.csv", "time,status,sex\n5,1,a\n7,0,a\n9,1,a\n")
    (group,) = answered(file, "--mapping", write("map.json", LUNG))["groups"]
    assert [step[:2] for step in group["survival"]] == [
        [5.0, pytest.approx(2 / 3)],
        [7.0, pytest.approx(2 / 3)],
        [9.0, 0.0],
    ]
    assert group["at_risk"] == [[5.0, 3], [7.0, 2], [9.0, 1]]


def test_counts_are_written_with_what_the_mapping_leaves_open_and_joined(write: Writes, tmp_path: Path) -> None:
    rows = load_lung()
    sent = []
    for site in ("north", "south"):
        half = rows.iloc[(0 if site == "north" else 1) :: 2]
        file = write(f"{site}.csv", half.to_csv(index=False))
        answer = answered(file, "--mapping", write("map.json", LUNG), "--export", tmp_path / f"{site}.json")
        assert answer["exported"] == {"file": f"{site}.json", "n": len(half), "k": 5, "step": 30.4375}
        sent.append(tmp_path / f"{site}.json")
    file = json.loads(sent[0].read_text("utf-8"))
    assert (file["site"], file["endpoint"], file["clock"]) == ("north", "status = 1", "time zero of time")
    assert all(cell[2] >= 5 for group in file["groups"] for cell in group["cells"])
    joined = answered("--join", *sent)
    assert joined["n"] == len(rows) and [site["site"] for site in joined["sites"]] == ["north", "south"]


def test_counts_are_written_over_counts_and_over_nothing_else(write: Writes, tmp_path: Path) -> None:
    rows = load_lung().to_csv(index=False)
    registry, mapping, counts = write("own.csv", rows), write("map.json", LUNG), tmp_path / "counts.json"
    for slip in (registry, mapping):
        assert "no counts file, so it is not written over" in refused(registry, "--mapping", mapping, "--export", slip)
    assert registry.read_text("utf-8") == rows
    for _ in range(2):
        answered(registry, "--mapping", mapping, "--export", counts)


def test_a_guess_is_printed_and_counts_nothing(write: Writes) -> None:
    answer = answered(write("own.csv", load_lung().to_csv(index=False)), "--guess")
    assert (answer["mapping"]["time"], answer["mapping"]["event"]) == ("time", "status")
    assert answer["asked"] == ["No name tells the unit; the longest time is 1022: days?"]
    own = write("own.csv", load_lung().to_csv(index=False))
    assert "unit" in refused(own, "--mapping", write("map.json", answer["mapping"]))
    settled = answer["mapping"] | answer["answers"]["unit"][0]
    assert answered(own, "--mapping", write("map.json", settled))["n"] == 228


def test_a_guess_never_says_which_of_two_codes_is_the_event_where_its_name_tells_of_censoring(write: Writes) -> None:
    """The trial of the German Breast Cancer Study Group codes the event 1 in a column called cens: 299 had it."""
    own = write("own.csv", load_gbsg2().to_csv(index=False))
    answer = answered(own, "--guess")
    assert answer["mapping"]["dead"] == [] == answer["mapping"]["alive"]
    assert "dead" in refused(own, "--mapping", write("map.json", answer["mapping"]))
    settled = answer["mapping"] | answer["answers"]["dead"][1] | answer["answers"]["unit"][0]
    assert answered(own, "--mapping", write("map.json", settled))["events"] == 299


def test_all_that_a_guess_prints_is_no_mapping_and_one_sentence_says_what_is_left_open(write: Writes) -> None:
    own = write("own.csv", load_gbsg2().to_csv(index=False))
    printed = answered(own, "--guess")
    open_there = "'dead' (which code is the event), 'alive' (which is none) and 'unit' (days, weeks, months or years)"
    assert refused(own, "--mapping", write("map.json", printed)) == (
        "map.json: this is all that --guess printed, and a mapping is what stands there under 'mapping'; save that "
        f"alone; left open are {open_there}: write in their place what is right of 'answers'."
    )
    assert refused(own, "--mapping", write("map.json", printed["mapping"])) == (
        f"map.json: left open are {open_there}; write in their place what is right of 'answers', which 'registry FILE "
        "--guess' prints."
    )
    told = refused(own, "--mapping", write("map.json", answered(write("o.csv", "a,b\n1,2\n3,4\n"), "--guess")))
    assert "nothing stands there, for no column looks like a time or like an event" in told


def test_a_guess_asks_for_the_order_of_dates_of_which_every_one_has_two_readings(write: Writes) -> None:
    rows = "".join(f"0{1 + i % 9}/0{1 + i % 7}/2019,1{i % 3}/0{2 + i % 7}/2021,{i % 2}\n" for i in range(40))
    own = write("own.csv", f"date_diagnosis,date_last_contact,dead\n{rows}")
    answer = answered(own, "--guess")
    assert answer["answers"]["dates"] == [{"dates": "dmy"}, {"dates": "mdy"}]
    assert "left open is 'dates' (dmy or mdy)" in refused(own, "--mapping", write("map.json", answer["mapping"]))
    settled = answer["mapping"] | answer["answers"]["dates"][1]
    assert answered(own, "--mapping", write("map.json", settled))["n"] == 40


def test_no_folder_is_made_for_counts(write: Writes, tmp_path: Path) -> None:
    own, mapping = write("own.csv", load_lung().to_csv(index=False)), write("map.json", LUNG)
    said = refused(own, "--mapping", mapping, "--export", tmp_path / "to send" / "counts.json")
    assert said == "The file 'counts.json' cannot be written: 'to send' is not a folder."
    assert not (tmp_path / "to send").exists()


def test_what_was_chosen_on_the_way_is_said_in_the_answer(write: Writes) -> None:
    own = write("own.csv", "")
    own.write_bytes("time,status,sex\n5,1,a\n7,0,für\n9,1,a\n".encode("cp1252"))
    answer = answered(own, "--mapping", write("map.json", LUNG | {"where": {"status": [1]}}))
    assert answer["notes"] == [
        "Read as cp1252.",
        "Rows are chosen by 'status', which also tells the outcome: the curve is that of these patients alone.",
    ]


def test_a_column_whose_name_stands_twice_is_asked_for_another_name(write: Writes) -> None:
    own = write("own.csv", "time,time,status,sex\n1,2,1,a\n2,3,0,a\n")
    assert "two columns are called so" in refused(own, "--mapping", write("map.json", LUNG))


@pytest.mark.parametrize("passed_over", [("--k", 3), ("--step", 2), ("--reference", "a"), ("--dictionary", "d.csv")])
def test_an_option_that_would_be_passed_over_is_refused(write: Writes, passed_over: tuple[str, object]) -> None:
    own = write("own.csv", load_lung().to_csv(index=False))
    said = refused(own, "--mapping", write("map.json", LUNG), *passed_over)
    assert said.startswith(f"registry {passed_over[0]} means nothing without --")


def test_patients_like_a_case_alone_are_counted(write: Writes) -> None:
    mapping = LUNG | {"facts": {"age_years": "age", "ecog": "ph.ecog"}}
    case = write("case.json", {"schema": 1, "facts": {"age_years": 60, "ecog": 1}})
    rows = load_lung()
    file = write("own.csv", rows.to_csv(index=False))
    answer = answered(file, "--mapping", write("map.json", mapping), "--like", case)
    like = rows[rows["age"].between(50, 70) & (rows["ph.ecog"] <= 1)]
    assert answer["n"] == len(like)
    assert answer["alike"]["not_known"] == rows["ph.ecog"].isna().sum()
    assert [one["allows"] for one in answer["alike"]["shared"]] == ["50 to 70 years", "0 to 1"]


def test_a_landmark_of_the_mapping_starts_the_count_there(write: Writes) -> None:
    file = write("own.csv", "time,status,sex\n5,1,a\n7,0,a\n9,1,a\n12,0,a\n")
    answer = answered(file, "--mapping", write("map.json", LUNG | {"landmark": 6}))
    assert (answer["n"], answer["events"], answer["landmark"]) == (3, 1, 6.0)


def test_an_event_of_another_kind_adds_the_cumulative_incidence(write: Writes) -> None:
    file = write("own.csv", "time,status,sex\n1,1,a\n2,2,a\n3,1,a\n4,0,a\n")
    (group,) = answered(file, "--mapping", write("map.json", LUNG | {"competing": [2]}), "--at", 3)["groups"]
    assert group["incidence"][0][:2] == [3.0, pytest.approx(0.5)]
    assert group["incidence_competing"][0][:2] == [3.0, pytest.approx(0.25)]


def test_start_stop_rows_are_refused(write: Writes) -> None:
    rows = load_stanford_heart_transplants().to_csv(index=False)
    mapping = {"time": "stop", "unit": "days", "event": "event", "dead": [1], "alive": [0], "entry": "start"}
    assert "start-stop form" in refused(write("own.csv", rows), "--mapping", write("map.json", mapping))


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (("{file}",), "registry needs a file or a connection and --mapping MAP.json"),
        (("{file}", "--mapping", "{map}", "--at", "nan"), "--at must be a time from 0"),
        (("{file}", "--mapping", "{map}", "--rmst", "0"), "--rmst must be a time above 0"),
        (("{file}", "--mapping", "{map}", "--at", "x"), "invalid float value: 'x'"),
        (("none.csv", "--mapping", "{map}"), "none.csv: the file cannot be read"),
        (("{file}", "--mapping", "{file}"), "own.csv: this is not JSON"),
        (("--join", "{map}"), "map.json: there is no key 'time'"),
        (("--join", "{map}", "--mapping", "{map}"), "registry --join takes counts files alone"),
        (
            ("{file}", "--mapping", "{map}", "--k", "1", "--export", "/dev/null/x.json"),
            "The file 'x.json' cannot be written: 'null' is not a folder.",
        ),
        (("postgresql://u:geheim@127.0.0.1:1/db?table=t", "--mapping", "{map}"), "127.0.0.1:1/db"),
        (("{file}", "postgresql://u:geheim@h/db"), "nrecognized arguments"),
        (("{file}", "--mapping", "u:geheim@h"), "cannot be read"),
        (("postgresql:u:geheim@h/db", "--mapping", "{map}"), "The connection line must"),
    ],
)
def test_bad_input_is_one_sentence_and_no_password_is_repeated(
    asked: tuple[str, ...], sentence: str, write: Writes
) -> None:
    names = {"file": write("own.csv", "time,status,sex\n5,1,a\n7,0,a\n"), "map": write("map.json", LUNG)}
    told = refused(*(one.format(**names) for one in asked))
    assert sentence in told
    assert "geheim" not in told
