"""``python -m haic_core`` as somebody else's program sees it: one JSON document, or one sentence and exit 2."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, Protocol

import pytest
from worked import case_text, complete_facts, fully_met, option_of, source_paths, sources

from haic_core.__main__ import main
from haic_core.case.facts import FACTS, JUDGED
from haic_core.case.file import LARGEST_BYTES
from haic_core.evidence.library import DATA, Library
from haic_core.judgement.compiling import rule_books
from haic_core.words.vocabulary import Modality

ROOT = DATA.parent
STANDINGS = {"nothing_against", "in_question", "too_little"}
Writes = Callable[..., Path]
"""Writes a file of the given content and answers where it lies."""


class Way(Protocol):
    """A way to call the command line: exit code, stdout and stderr."""

    def __call__(self, *arguments: object, data: Path | None = None) -> tuple[int, str, str]: ...


def run(*arguments: object, data: Path | None = None) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of one call, in a process of its own."""
    environment = {name: value for name, value in os.environ.items() if name != "HAIC_DATA"}
    if data is not None:
        environment["HAIC_DATA"] = str(data)
    done = subprocess.run(
        [sys.executable, "-m", "haic_core", *map(str, arguments)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        check=False,
    )
    return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")


def run_here(*arguments: object, data: Path | None = None) -> tuple[int, str, str]:
    """The same in this process: for the many variants of what one real process has shown already."""
    written, err = io.BytesIO(), io.StringIO()
    out = io.TextIOWrapper(written, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.delenv("HAIC_DATA", raising=False)
        if data is not None:
            patch.setenv("HAIC_DATA", str(data))
        code = main([str(argument) for argument in arguments])
    out.flush()
    return code, written.getvalue().decode("utf-8"), err.getvalue()


def _no_constant(name: str) -> None:
    raise AssertionError(f"{name} stands in the answer")


def answer(*arguments: object, data: Path | None = None, code: int = 0, how: Way = run_here) -> Any:
    """The JSON document of a call that must be answered; NaN and Infinity are no JSON."""
    found, out, err = how(*arguments, data=data)
    assert (found, err) == (code, "")
    return json.loads(out, parse_constant=_no_constant)


def refusal(*arguments: object, data: Path | None = None, how: Way = run_here) -> str:
    """The one sentence of a call that must be refused."""
    code, out, err = how(*arguments, data=data)
    assert (code, out) == (2, ""), err
    assert err.endswith("\n") and err.count("\n") == 1 and "Traceback" not in err, err
    return err.strip()


@pytest.fixture
def case(tmp_path: Path) -> Writes:
    """Writes a case file and answers its path."""

    def write(content: str | bytes, name: str = "case.json") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


# assess


@pytest.fixture(scope="module")
def assessed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The answer for the worked patient who meets every limit Hsiao prints."""
    hsiao = next(source for source in sources() if source.key == "hsiao")
    path = tmp_path_factory.mktemp("cases") / "hsiao.json"
    path.write_text(
        case_text(dict(fully_met(hsiao, Modality.HAIC).facts), label="case 7", question="HAIC now?"), encoding="utf-8"
    )
    found: dict[str, Any] = answer("assess", path)
    return found


def test_assess_answers_with_the_contracts_names(assessed: dict[str, Any]) -> None:
    assert {"case", "data_version", "options", "ask_next", "evidence"} <= set(assessed)
    for option in assessed["options"]:
        assert {"modality", "verdict", "ledger", "missing", "flips"} <= set(option)
        for row in option["ledger"]:
            assert {
                "fact",
                "relation",
                "bound",
                "unit",
                "value",
                "finding",
                "role",
                "source",
                "locator",
                "sentence",
            } <= set(row)
        for flip in option["flips"]:
            assert {"fact", "from", "to", "verdict"} <= set(flip)
    for match in assessed["evidence"]:
        assert {"cohort", "group", "modality", "entry", "inside", "outside", "unreported", "not_recorded"} <= set(match)


def test_assess_answers_with_the_contracts_codes(assessed: dict[str, Any]) -> None:
    assert [option["modality"] for option in assessed["options"]] == [
        "resection",
        "ablation",
        "tace",
        "haic",
        "y90",
        "systemic",
    ]
    rows = [row for option in assessed["options"] for row in option["ledger"]]
    assert {option["verdict"] for option in assessed["options"]} <= {"meets", "caution", "fails", "unknown"}
    assert {row["finding"] for row in rows} <= {"met", "not_met", "not_recorded"}
    assert {row["role"] for row in rows} <= {"entry", "contraindication", "caution"}
    assert {row["relation"] for row in rows} <= {
        "at_most",
        "at_least",
        "less_than",
        "more_than",
        "between",
        "one_of",
        "is",
        "is_not",
        "any_of",
    }
    assert {row["fact"] for row in rows} <= set(JUDGED) and set(assessed["ask_next"]) <= set(FACTS)
    for option in assessed["options"]:
        assert option["standing"] in ({None} if option["verdict"] != "unknown" else STANDINGS)
        assert option["safety"]["reading"] in {"stopped", "open", "clear"}
        told = [code for name in ("stopped", "disputed", "beyond_all", "open") for code in option["safety"][name]]
        assert set(told) <= set(JUDGED)
        assert option["entry"]["reading"] in {"admitted", "partly", "outside", "open", "none"}
        assert all(set(one) >= {"source", "whole", "finding"} for one in option["entry"]["lists"])
        assert {flip["kind"] for flip in option["flips"]} <= {"opens", "closes"}
    assert {row["of"] for row in rows} == {"list", "limit"}
    assert all(0 <= match["compared"][0] <= match["compared"][1] for match in assessed["evidence"])
    assert {row["source"] for row in rows} <= {path.stem for path in source_paths()} | {"conventions"}


def test_assess_gives_back_the_case_and_the_verdict_of_the_core(assessed: dict[str, Any], library: Library) -> None:
    hsiao = library.source("hsiao")
    patient = fully_met(hsiao, Modality.HAIC)
    assert assessed["case"]["facts"] == dict(patient.facts)
    assert assessed["case"]["label"] == "case 7" and assessed["data_version"] == library.version
    assert assessed["case"]["question"] == "HAIC now?"
    for option in assessed["options"]:
        modality = Modality(option["modality"])
        found = option_of(rule_books(library)[modality], patient)
        assert option["verdict"] == found.verdict.value
        assert option["missing"] == list(found.missing)
        assert [row["finding"] for row in option["ledger"]] == [row.finding.value for row in found.ledger]


def test_a_ledger_row_tells_bound_value_and_place(assessed: dict[str, Any]) -> None:
    haic = next(option for option in assessed["options"] if option["modality"] == "haic")
    rows = {(row["source"], row["fact"]): row for row in haic["ledger"]}
    platelets = rows["hsiao", "platelets_e9_l"]
    assert (platelets["relation"], platelets["bound"], platelets["unit"]) == ("at_least", 100, "10^9/L")
    assert platelets["value"] == assessed["case"]["facts"]["platelets_e9_l"]
    assert platelets["finding"] == "met" and platelets["locator"].startswith("Patients and Methods")
    alt = rows["hsiao", "alt_u_l"]
    assert alt["value"] == pytest.approx(60 / 35) and alt["recorded"] == {"alt_u_l": 60, "alt_uln_u_l": 35}


def test_an_empty_case_is_unknown_for_every_option_but_carrying_on(case: Writes) -> None:
    found = answer("assess", case('{"schema": 1, "facts": {}}'))
    assert {option["modality"]: option["verdict"] for option in found["options"]} == dict.fromkeys(
        ("resection", "ablation", "tace", "haic", "y90"), "unknown"
    ) | {"systemic": "meets"}
    assert "met" not in {row["finding"] for option in found["options"] for row in option["ledger"]}
    assert found["ask_next"] and len(set(found["ask_next"])) == len(found["ask_next"])


def test_a_case_with_every_fact_leaves_nothing_to_ask(case: Writes) -> None:
    found = answer("assess", case(case_text(complete_facts())))
    assert found["ask_next"] == []
    assert all(option["missing"] == [] for option in found["options"])


def test_every_worked_example_of_the_repository_is_answered() -> None:
    examples = sorted((DATA / "examples").glob("*.json"))
    assert examples
    for path in examples:
        assert len(answer("assess", path)["options"]) == 6


REFUSED = {
    "not JSON": ("lesions", "not JSON"),
    "a misspelt fact": (case_text({"lesoin_count": 3}), "Did you mean 'lesion_count'?"),
    "a name": (case_text({}, name="Jane Roe"), "'name'"),
    "NaN": ('{"schema": 1, "facts": {"inr": NaN}}', "NaN"),
    "thirty thousand brackets": ("[" * 30_000, "nested too deep"),
    "a huge file": (b" " * (4 * LARGEST_BYTES), "bytes"),
    "a meeting": ('{"schema": 1, "meeting": "Tuesday board", "cases": [{"schema": 1}]}', "this is a meeting file"),
    "half a character": ('{"schema": 1, "facts": {}, "label": "\\ud800"}', "label"),
}


@pytest.mark.parametrize(("content", "word"), REFUSED.values(), ids=REFUSED.keys())
def test_a_case_that_cannot_be_read_is_one_sentence_and_exit_two(case: Writes, content: bytes | str, word: str) -> None:
    path = case(content)
    sentence = refusal("assess", path)
    assert sentence.startswith("case.json: ") and word in sentence


@pytest.mark.parametrize("kind", [pytest.param("thirty thousand brackets", marks=pytest.mark.deep), "half a character"])
def test_a_real_process_says_the_same_sentence(case: Writes, kind: str) -> None:
    path = case(REFUSED[kind][0])
    assert refusal("assess", path, how=run) == refusal("assess", path)


def test_every_fault_of_a_case_is_told_in_one_line(case: Writes) -> None:
    path = case(case_text({"ecog": 7, "lesoin_count": 3, "inr": 0, "ascites": "no"}))
    code, out, err = run_here("assess", path)
    assert (code, out) == (2, "") and len(err.splitlines()) == 1
    assert re.findall(r"case\.json: ([\w ']+?)(?: must|;)", err) == [
        "ecog",
        "there is no fact 'lesoin_count'",
        "inr",
        "ascites",
    ]


@pytest.mark.parametrize(("rows", "closing"), [(8, "needed."), (9, "There is 1 more."), (500, "There are 492 more.")])
def test_a_table_spoiled_in_every_row_is_told_by_its_first_rows(case: Writes, rows: int, closing: str) -> None:
    path = case("time,survival\n" + "0,x\n" * rows, "curve.csv")
    code, out, err = run_here("digitised", path, "--n", "20")
    assert (code, out) == (2, "") and len(err.splitlines()) == 1
    assert err.count("stands where a survival should") == min(rows, 8) and err.strip().endswith(closing)


def test_a_summary_that_gives_a_figure_twice_is_refused(case: Writes) -> None:
    path = case('{"n": 42, "median": 19.3, "median": 193}', "summary.json")
    assert refusal("reconstruct", path) == "summary.json: the key 'median' stands twice; each key may stand once."


def test_the_size_told_of_a_huge_file_is_not_a_wrong_one(case: Writes) -> None:
    sentence = refusal("assess", case(b" " * (4 * LARGEST_BYTES)))
    assert f"{LARGEST_BYTES + 1:,}" not in sentence


def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    assert refusal("assess", tmp_path / "nobody.json").startswith("nobody.json: ")
    assert refusal("assess", tmp_path).startswith(tmp_path.name)


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        ((), "command"),
        (("asses",), "Did you mean 'assess'?"),
        (("assess",), "case"),
        (("curve",), "cohort"),
        (("figures", "extra"), "extra"),
        (("curve", "hsiao/haik"), "Did you mean 'hsiao/haic'?"),
        (("curve", "hsiao/haic", "--endpoint", "DFS"), "OS"),
        (("curve", "hsiao/haic", "--group", "nobody"), "nobody"),
    ],
    ids=lambda value: " ".join(value) or "nothing" if isinstance(value, tuple) else "",
)
def test_a_command_that_is_not_understood_is_one_sentence(arguments: tuple[str, ...], word: str) -> None:
    assert word in refusal(*arguments)


# figures, curve, reconstruct


def test_figures_are_told_with_the_contracts_names() -> None:
    found = answer("figures")
    assert {figure["source"] for figure in found} >= {"hsiao", "shi2021", "haic_review2025", "aarts2020", "gordon2016"}
    for figure in found:
        assert {
            "source",
            "cohort",
            "group",
            "modality",
            "primary",
            "n",
            "endpoint",
            "statistic",
            "value",
            "unit",
            "ci_low",
            "ci_high",
            "p",
            "clock",
            "locator",
            "stated",
            "status",
        } <= set(figure)
        assert figure["locator"] and isinstance(figure["value"], (int, float))
        assert figure["stated"] in ("first_hand", "quoted_by") and figure["status"] in ("consistent", "disputed")
        assert (figure["dispute"] is None) == (figure["status"] == "consistent")


def test_a_published_curve_never_rises_and_passes_its_printed_median() -> None:
    found = answer("curve", "hsiao/haic")
    assert {
        "kind",
        "time",
        "survival",
        "band_low",
        "band_high",
        "records",
        "at_risk",
        "median",
        "rmst",
        "reproduces",
    } <= set(found)
    assert found["median"] == pytest.approx(19.3, abs=0.1) and found["n"] == 42
    assert found["survival"] == sorted(found["survival"], reverse=True)
    assert len(found["records"]) == 42
    assert found["clock"] and found["printed"][0]["locator"]


def test_a_summary_is_reconstructed_to_the_same_bytes(case: Writes) -> None:
    path = case('{"n": 42, "events": 33, "median": 19.3, "ci": [14.7, 23.8], "max_follow_up": 112, "unit": "months"}')
    first, second = run("reconstruct", path), run_here("reconstruct", path)
    assert first == second
    assert first[0] == 0
    assert json.loads(first[1], parse_constant=_no_constant)["median"] == pytest.approx(19.3, abs=0.1)


def test_an_impossible_summary_is_one_sentence(case: Writes) -> None:
    assert "events" in refusal("reconstruct", case('{"n": 4, "events": 33, "median": 19.3}'))
    assert refusal("reconstruct", case("n = 4")).startswith("case.json: ")


# data that is wrong


@pytest.fixture
def site(tmp_path: Path) -> Writes:
    """A site's own data folder holding one document: Hsiao under another key, with one thing changed."""

    def write(old: str, new: str) -> Path:
        text = (DATA / "sources" / "hsiao.toml").read_text(encoding="utf-8").replace('"hsiao"', '"own"', 1)
        text = text.replace("hsiao/", "own/")
        assert old in text
        (tmp_path / "site" / "sources").mkdir(parents=True)
        (tmp_path / "site" / "sources" / "own.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
        return tmp_path / "site"

    return write


def test_the_repositorys_own_data_passes_the_audit() -> None:
    found = answer("audit")
    assert found["passes"] is True and found["undeclared"] == 0 and found["faults"] == []
    assert found["figures"] > 100 and found["disputes"] > 0


BROKEN = {
    "a figure without its place": ('locator = "Patients and Methods"\n', "", ["cohort 'haic'", "locator"]),
    "a misspelt key": ("at_least = 100", "at_laest = 100", ["at_laest", "Did you mean 'at_least'?"]),
    "no TOML": ("schema = 2", "schema 2", ["not valid TOML"]),
}


@pytest.mark.parametrize(("old", "new", "words"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_document_is_left_out_everything_else_works_and_the_audit_tells_it(
    site: Writes, case: Writes, old: str, new: str, words: list[str]
) -> None:
    folder = site(old, new)
    found = answer("assess", case('{"schema": 1, "facts": {}}'), data=folder)
    assert "own" not in {row["source"] for option in found["options"] for row in option["ledger"]}
    assert {row["source"] for option in found["options"] for row in option["ledger"]} >= {"hsiao", "aarts2020"}
    report = answer("audit", data=folder, code=1)
    told = [fault for fault in report["faults"] if fault.startswith("own.toml: ")]
    assert len(told) == 1 and [word for word in words if word not in told[0]] == [], report["faults"]


def test_counts_that_do_not_add_up_are_told_and_the_document_is_not_trusted(site: Writes, case: Writes) -> None:
    folder = site('label = "Positive", count = 12, percent = 29', 'label = "Positive", count = 13, percent = 31')
    report = answer("audit", data=folder, code=1)
    open_ = [one for one in report["inconsistencies"] if one["declared_by"] is None]
    assert {one["source"] for one in open_} == {"own"} and report["passes"] is False
    assert [one for one in open_ if one["key"] == "sum|own/haic:baseline:HER2" and "43" in one["what"]]
    found = answer("assess", case('{"schema": 1, "facts": {}}'), data=folder)
    assert "own" not in {row["source"] for option in found["options"] for row in option["ledger"]}


def test_a_whole_copy_of_the_data_with_one_document_broken_changes_no_answer(tmp_path: Path, case: Writes) -> None:
    shutil.copytree(DATA, tmp_path / "copy")
    path = tmp_path / "copy" / "sources" / "shi2021.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("locator = ", "locater = ", 1), encoding="utf-8")
    report = answer("audit", data=tmp_path / "copy", code=1)
    told = [fault for fault in report["faults"] if fault.startswith("shi2021.toml: ") and "locater" in fault]
    assert len(told) == 1 and "Did you mean 'locator'?" in told[0]
    empty = case('{"schema": 1, "facts": {}}')
    mine, own = answer("assess", empty, data=tmp_path / "copy"), answer("assess", empty)
    assert mine["options"] == own["options"]


def test_a_document_of_the_earlier_format_speaks_and_the_audit_tells_which_line_to_add(
    site: Writes, case: Writes
) -> None:
    folder = site("schema = 2", "schema = 1")
    path = folder / "sources" / "own.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"\[\[list\]\]\n.*?\n\n", "", text, count=1, flags=re.DOTALL), encoding="utf-8")
    report = answer("audit", data=folder)
    assert report["passes"] is True and report["faults"] == []
    assert report["to_add"] == [
        "own.toml: the list of criteria for 'haic' does not say whether it is whole and is read as a part; "
        'add [[list]] with modality = "haic" and extent = "part" or "whole", and schema = 2.'
    ]
    found = answer("assess", case('{"schema": 1, "facts": {}}'), data=folder)
    haic = next(option for option in found["options"] if option["modality"] == "haic")
    assert {"source": "own", "whole": False, "finding": "not_recorded"} in [
        {key: one[key] for key in ("source", "whole", "finding")} for one in haic["entry"]["lists"]
    ]


def test_a_second_good_document_speaks_beside_the_repositorys(site: Writes, case: Writes) -> None:
    folder = site("schema = 2", "schema = 2")
    found = answer("assess", case('{"schema": 1, "facts": {}}'), data=folder)
    haic = next(option for option in found["options"] if option["modality"] == "haic")
    assert {"hsiao", "own"} <= {row["source"] for row in haic["ledger"]}
    assert found["data_version"] != answer("assess", case('{"schema": 1, "facts": {}}'))["data_version"]


def test_a_data_folder_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    assert "HAIC_DATA" in refusal("figures", data=tmp_path / "nowhere")
