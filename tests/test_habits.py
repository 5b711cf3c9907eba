"""The habits beside the code: the map, the changelog's fragments, the forms, the hooks, the kept verdicts."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import house
import pytest
from each import each

from docs import changed_verdicts, worked_verdicts

FORMS = sorted((house.ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))
PINNED = tomllib.loads((house.ROOT / "pyproject.toml").read_text("utf-8"))
TYPES = {one["directory"] for one in PINNED["tool"]["towncrier"]["type"]}
FRAGMENT = re.compile(rf"\+[a-z0-9_-]+\.({'|'.join(sorted(TYPES))})\.md")


def test_the_map_for_contributors_shows_every_wing_bottom_first() -> None:
    text = (house.ROOT / "CONTRIBUTING.md").read_text("utf-8")
    assert re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE) == list(house.WINGS)


@each("path", sorted((house.ROOT / "changelog.d").glob("*.md")), ids=lambda path: path.name)
def test_a_fragment_of_the_changelog_is_named_by_its_type_and_says_something(path: Path) -> None:
    assert path.name == "README.md" or FRAGMENT.fullmatch(path.name), f"types: {', '.join(sorted(TYPES))}"
    assert path.read_text("utf-8").strip()


def test_the_changelog_has_a_place_for_the_next_version_above_the_last_one() -> None:
    text = (house.ROOT / "CHANGELOG.md").read_text("utf-8")
    start = PINNED["tool"]["towncrier"]["start_string"]
    versions = re.findall(r"^## \[(.+)\] - (\d{4}-\d\d-\d\d)$", text.partition(start)[2], re.MULTILINE)
    assert versions and versions == sorted(versions, reverse=True)
    assert not re.search(r"^## ", text.partition(start)[0], re.MULTILINE)


# The worked patients


def test_the_kept_verdicts_of_the_worked_patients_are_those_of_today() -> None:
    kept = worked_verdicts.TABLE.read_text("utf-8")
    assert kept == worked_verdicts.table(), "run python docs/worked_verdicts.py; a changed verdict needs a fragment"


def test_the_kept_verdicts_hold_every_worked_patient_and_every_option_of_the_examples() -> None:
    rows = worked_verdicts.rows()
    hsiao = [row for row in rows if row[0] == "hsiao"]
    assert ("hsiao", "the same woman with platelets one below the limit", "haic", "fails") in {row[:4] for row in hsiao}
    assert len([row for row in rows if row[0] == worked_verdicts.EXAMPLES]) == 3 * 6


def test_the_list_of_changed_verdicts_ends_where_they_stand_today() -> None:
    today = changed_verdicts.verdicts(worked_verdicts.TABLE.read_text("utf-8"))
    named = {f"{key[0]}, {key[1]} ({key[2]})": row for key, row in today.items()}
    listed = (house.ROOT / "docs" / "tables" / "changed_verdicts.md").read_text("utf-8")
    told = re.findall(r"^- (.+): \w+ → (\w+) by (that document|the whole library)", listed, re.MULTILINE)
    column = {"that document": "alone", "the whole library": "library"}
    assert len(told) > 100 and [who for who, verdict, by in told if named[who][column[by]] != verdict] == []


HEAD = "source,patient,option,alone,library\n"


def test_a_changed_verdict_is_told_with_who_gives_it() -> None:
    before = HEAD + 'arden,"a woman, pretreated",haic,meets,meets\narden,nothing recorded,haic,unknown,unknown\n'
    after = HEAD + 'arden,"a woman, pretreated",haic,fails,meets\narden,nothing recorded,haic,unknown,unknown\n'
    assert changed_verdicts.changed(before, after) == [
        "- arden, a woman, pretreated (haic): meets → fails by that document alone"
    ]


def test_patients_who_came_and_went_are_told() -> None:
    before = HEAD + "arden,an old one,haic,meets,meets\n"
    after = HEAD + "arden,a new one,haic,caution,meets\nexamples,Late recurrence,y90,,fails\n"
    assert changed_verdicts.changed(before, after) == [
        "- arden, a new one (haic): new, caution",
        "- examples, Late recurrence (y90): new, fails",
        "- arden, an old one (haic): no longer there",
    ]


def test_no_changed_verdict_is_said_too() -> None:
    same = HEAD + "arden,an old one,haic,meets,meets\n"
    assert changed_verdicts.changed(same, same) == ["No worked patient's verdict changed."]


def test_why_a_verdict_changed_stands_beside_those_of_the_whole_library_and_nobody_new_is_listed() -> None:
    lines = [
        "- arden, an old one (haic): fails → unknown by the whole library",
        "- arden, an old one (haic): unknown → meets by that document alone",
        "- arden, a new one (haic): new, caution",
    ]
    assert changed_verdicts.with_reasons(lines, {"arden, an old one (haic)": "Too little is recorded."}) == [
        "- arden, an old one (haic): fails → unknown by the whole library. Too little is recorded.",
        "- arden, an old one (haic): unknown → meets by that document alone",
    ]


def test_a_revision_without_a_table_is_told_in_one_sentence() -> None:
    script = house.ROOT / "docs" / "changed_verdicts.py"
    done = subprocess.run([sys.executable, script, "no-such-revision"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "There is no docs/tables/worked_verdicts.csv at 'no-such-revision'.\n")


# The forms and the hooks


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.name)
def test_a_form_is_one_that_the_issue_page_can_draw(path: Path) -> None:
    form = pytest.importorskip("yaml").safe_load(path.read_text("utf-8"))
    if path.name == "config.yml":
        assert set(form) <= {"blank_issues_enabled", "contact_links"}
        return
    assert {"name", "description", "body"} <= set(form)
    fields = [field for field in form["body"] if field["type"] != "markdown"]
    assert {field["type"] for field in form["body"]} <= {"markdown", "input", "textarea", "dropdown", "checkboxes"}
    assert all(field["attributes"]["label"] for field in fields)
    ids = [field["id"] for field in fields]
    assert len(ids) == len(set(ids)) and ids
    for field in form["body"]:
        assert (field["type"] in ("dropdown", "checkboxes")) == ("options" in field["attributes"])
    assert "No patient data" in path.read_text("utf-8")


def test_the_forms_offer_the_words_of_the_house() -> None:
    from haic_core.words.vocabulary import Modality, Verdict

    yaml = pytest.importorskip("yaml")
    offered = {
        (path.stem, field["id"]): field["attributes"]["options"]
        for path in FORMS
        for field in yaml.safe_load(path.read_text("utf-8")).get("body", ())
        if field["type"] == "dropdown"
    }
    options, verdicts = [one.value for one in Modality], [one.value for one in Verdict]
    assert offered["missing_paper", "option"] == offered["surprising_verdict", "option"] == options
    assert offered["surprising_verdict", "shown"] == offered["surprising_verdict", "expected"] == verdicts


def test_work_that_needs_a_loop_runs_beside_whatever_browser_a_worker_already_holds() -> None:
    tests = {path.name: path.read_text("utf-8") for path in (house.ROOT / "tests").rglob("*.py")}
    assert [name for name, text in tests.items() if re.search(r"asyncio\.run\b", text)] == ["beside.py"]


def test_core_pages_and_tests_stand_under_one_strict_checker_without_exceptions() -> None:
    """Of a library that says no types nothing is asked; of a module of ours everything."""
    checked = PINNED["tool"]["mypy"]
    python = {shown.split("/")[0] for path in house.tracked_files() if (shown := house.shown(path)).endswith(".py")}
    assert python == set(checked["files"])
    assert checked["strict"] is True and not {"ignore_errors", "disable_error_code", "exclude"} & set(checked)
    for override in checked["overrides"]:
        assert set(override) == {"module", "ignore_missing_imports"}
        assert not {one.split(".")[0] for one in override["module"]} & python


def test_every_hook_runs_a_tool_that_the_developers_requirements_pin() -> None:
    yaml = pytest.importorskip("yaml")
    content = yaml.safe_load((house.ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    hooks = [hook for repo in content["repos"] for hook in repo["hooks"]]
    assert {repo["repo"] for repo in content["repos"]} == {"local"} and {hook["language"] for hook in hooks} == {
        "system"
    }
    pinned = re.findall(r"^([\w-]+)==", (house.ROOT / "requirements-dev.txt").read_text("utf-8"), re.MULTILINE)
    assert {hook["entry"].split()[0] for hook in hooks} <= set(pinned)
