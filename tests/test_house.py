"""The house's own laws: wings, doors, one length, words that are kept and words that are not used."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from re import Pattern

import house
import pytest
from drawn_texts import markdown_faults
from each import each

from haic_core.__main__ import COMMANDS
from haic_core.case.facts import NUMBERS

CORE_FILES = each("path", house.core_files(), ids=house.shown)
PAGE_FILES = each("path", house.page_files(), ids=house.shown)
STANDARD = frozenset(sys.stdlib_module_names)
NUMERIC_FACTS = frozenset(NUMBERS)


def test_every_module_lies_in_a_wing() -> None:
    rooms = {house.room_of(house.module_of(path)) for path in house.core_files()} - {"__init__"}
    homeless = sorted(rooms - set(house.floor_of()))
    assert not homeless, f"haic_core/{homeless[0]} lies in no wing: {', '.join(house.WINGS)}"


@pytest.mark.parametrize("wing", house.WINGS)
def test_every_wing_has_a_face_that_says_what_it_is_for(wing: str) -> None:
    face = (house.CORE / wing / "__init__.py").read_text("utf-8")
    said = ast.get_docstring(ast.parse(face)) or ""
    assert 2 <= len(said.splitlines()) <= 8
    assert len(ast.parse(face).body) == 1, "a face speaks; what others use they import from its modules"


def test_no_table_of_the_house_names_a_module_that_is_not_there() -> None:
    assert house.ghosts() == []


def test_imports_only_go_down() -> None:
    assert house.floor_faults(house.graph()) == []


def test_no_import_cycle() -> None:
    assert house.cycle_in(house.graph()) == []


@CORE_FILES
def test_each_outside_library_has_one_door(path: Path) -> None:
    assert house.door_faults(house.tree_of(path), house.module_of(path), STANDARD) == []


@CORE_FILES
def test_only_the_library_reads_the_repositorys_own_files(path: Path) -> None:
    if not house.has_door(house.module_of(path), house.READS_ITS_OWN_FILES):
        names = {node.id for node in house.nodes(house.tree_of(path), ast.Name)}
        assert "__file__" not in names, "data/ has one reader, haic_core/library (and the prior of the reconstruction)"


@CORE_FILES
def test_the_disk_has_one_door(path: Path) -> None:
    assert house.disk_faults(house.tree_of(path), house.module_of(path)) == []


@CORE_FILES
def test_a_file_fits_one_reading(path: Path) -> None:
    lines = len(path.read_text("utf-8").splitlines())
    assert lines <= house.LONGEST_FILE, f"{lines} lines; split it along its words"


@each("path", [*house.core_files(), *house.page_files()], ids=house.shown)
def test_a_function_fits_one_glance(path: Path) -> None:
    long = [
        f"{node.name}: {house.length_of(node)} lines"
        for node in house.functions(house.tree_of(path))
        if house.length_of(node) > house.LONGEST_FUNCTION
    ]
    assert long == []


@CORE_FILES
def test_everything_public_says_what_it_is(path: Path) -> None:
    assert house.undocumented(house.tree_of(path)) == []


@each("path", [*house.core_files(), *house.page_files()], ids=house.shown)
def test_what_is_left_out_of_an_answer_is_chosen_in_one_place(path: Path) -> None:
    module = house.module_of(path) if path.is_relative_to(house.CORE) else house.shown(path)
    assert house.filter_faults(house.tree_of(path), module) == []


@PAGE_FILES
def test_a_page_is_short(path: Path) -> None:
    longest = house.LONGEST_FRAME if path.parent.name == "frame" else house.LONGEST_PAGE
    assert len(path.read_text("utf-8").splitlines()) <= longest


@PAGE_FILES
def test_a_page_holds_no_logic(path: Path) -> None:
    assert house.page_faults(house.tree_of(path), NUMERIC_FACTS, path.parent.name == "frame") == []


@PAGE_FILES
def test_a_text_that_may_be_a_strangers_reaches_markdown_only_literally(path: Path) -> None:
    assert markdown_faults(house.tree_of(path)) == []


# Also where it stands inside a text that becomes a file: to read the line is quicker than to read the language.
NAMED = re.compile(r"^\s*(?:async\s+)?(?:def|class)\s+(\w+)", re.MULTILINE)


@each("path", [path for path in house.tracked_files() if path.suffix == ".py"], ids=house.shown)
def test_no_name_hides_what_it_does(path: Path) -> None:
    names = [path.stem, *NAMED.findall(path.read_text("utf-8"))]
    assert [name for name in names if any(part in name.lower() for part in house.FORBIDDEN_PARTS)] == []


# Written in two halves, so that this file does not find itself.
UNCHECKED = re.compile("#\\s*(?:type:\\s*" + "ignore|mypy" + ":)")


@each("path", [path for path in house.tracked_files() if path.suffix == ".py"], ids=house.shown)
def test_no_line_asks_to_be_left_out_of_the_types(path: Path) -> None:
    assert _lines(path.read_text("utf-8"), UNCHECKED) == []


# The parts that make it slow are looked at where one of these words stands: a table of figures has none.
MACHINES = ("home/", "root/", "tmp/", "work/", "Users")
MACHINE = re.compile(r"(?<![\w.:/-])/(?:" + "home|root|tmp|work|Users)/" + r"|[A-Z]:\\\\?Users")
REGISTRY = re.compile(
    "|".join(
        [
            "pypi" + r"\.org",
            "python" + r"hosted\.org",
            "registry" + r"\.npmjs",
            "conda" + r"\.anaconda",
            "deb" + r"\.debian\.org",
            "proxy" + r"\.golang",
            "--(?:extra-)?index" + "-url",
        ]
    )
)


def _texts() -> Iterator[tuple[Path, str]]:
    for path in house.tracked_files():
        try:
            yield path, path.read_text("utf-8")
        except UnicodeDecodeError:
            continue


def _lines(text: str, pattern: Pattern[str]) -> list[tuple[int, str]]:
    """The lines with the pattern; a file without it, as nearly all are, is not taken apart."""
    if not pattern.search(text):
        return []
    return [(number, line) for number, line in enumerate(text.splitlines(), 1) if pattern.search(line)]


@pytest.mark.parametrize(
    ("what", "words", "pattern"),
    [("a machine's path", MACHINES, MACHINE), ("a registry host", ("",), REGISTRY)],
    ids=["machine", "registry"],
)
def test_no_file_names_a_machine_or_a_registry(what: str, words: tuple[str, ...], pattern: Pattern[str]) -> None:
    found = [
        f"{house.shown(path)} line {number}: {line.strip()[:80]}"
        for path, text in _texts()
        if any(word in text for word in words)
        for number, line in _lines(text, pattern)
    ]
    assert found == [], f"{what} stands in a tracked file"


UNSAID = re.compile(r"recommended|eligible for treatment|your patient will", re.IGNORECASE)


@each("path", [*house.core_files(), *house.page_files()], ids=house.shown)
def test_no_sentence_decides_for_the_board(path: Path) -> None:
    said = [node.value for node in house.nodes(house.tree_of(path), ast.Constant) if isinstance(node.value, str)]
    assert [text for text in said if UNSAID.search(text)] == []


DOCUMENTS = [path for path in house.tracked_files() if path.suffix == ".md"]


@each("path", DOCUMENTS, ids=house.shown)
def test_every_place_that_a_document_names_exists(path: Path) -> None:
    text = path.read_text("utf-8")
    named = set(re.findall(r"\b(?:haic_core|pages|tests|data|docs|benchmarks)/[\w./{}*-]*[\w/]", text))
    missing = [name for name in sorted(named) if not (house.ROOT / name).exists() and "<" not in name]
    assert missing == []
    linked = re.findall(r"\]\((?!https?:|#)([^)#]+)", text)
    assert [link for link in linked if not (path.parent / link).exists()] == []


@each("path", DOCUMENTS, ids=house.shown)
def test_every_command_that_a_document_names_is_there(path: Path) -> None:
    commands = re.findall(r"python -m haic_core (\w[\w-]*)", path.read_text("utf-8"))
    assert set(commands) <= set(COMMANDS)


# The laws themselves: each must notice the offence it is there for.


def test_the_wings_notice_an_import_that_goes_up_or_sideways() -> None:
    assert house.floor_faults({"case.facts": {"answers"}})
    assert house.floor_faults({"curves.published": {"judgement.matching"}})
    assert not house.floor_faults({"evidence.library": {"case.facts"}, "curves.plan": {"curves.kaplan_meier"}})


def test_a_cycle_is_noticed_whatever_way_it_takes() -> None:
    assert house.cycle_in({"a": {"b"}, "b": {"c"}, "c": {"a"}}) == ["a", "b", "c", "a"]
    assert house.cycle_in({"a": {"b", "c"}, "b": {"c"}, "c": set()}) == []


def test_imports_are_seen_in_every_spelling() -> None:
    text = (
        "import haic_core.words.days\nfrom .record import Record\nfrom . import decimals\n"
        "from haic_core import answers\n"
    )
    found = {one.target for one in house.imports(ast.parse(text), "words.refusal")}
    assert found == {"words.days", "words.record", "words.decimals", "answers"}
    for_types = "if TYPE_CHECKING:\n    from haic_core.case.patient import Patient\n"
    assert {one.target for one in house.imports(ast.parse(for_types), "words.refusal")} == {"case.patient"}
    above = "from ..words.refusal import Refusal\nfrom haic_core.words import days\n"
    found = {one.target for one in house.imports(ast.parse(above), "answers.inner")}
    assert found == {"words.refusal", "words.days"}


@pytest.mark.parametrize(
    ("module", "text"),
    [
        ("judgement.options", "import streamlit as st"),
        ("wording.curves", "from plotly import graph_objects"),
        ("judgement.matching", "def late():\n    import lifelines"),
        ("screen.plotly.multiples", "import tomllib"),
        ("evidence.audit", "import requests"),
    ],
)
def test_a_second_door_is_noticed(module: str, text: str) -> None:
    assert house.door_faults(ast.parse(text), module, STANDARD)


@pytest.mark.parametrize(
    "text",
    [
        "class Row: pass",
        "if bilirubin > 2.5: pass",
        "value = facts['bilirubin_mg_dl']",
        "open('data/x')",
        "text = path.read_text()",
        "import tomllib",
        "rows = [[cell for cell in row] for row in table]",
        "cells = [cell for table in tables for row in table for cell in row]",
    ],
)
def test_logic_on_a_page_is_noticed(text: str) -> None:
    assert house.page_faults(ast.parse(text), NUMERIC_FACTS)


@pytest.mark.parametrize(
    "text",
    [
        "import streamlit as st\nst.title('Case')",
        "for row in rows:\n    st.write(row.label)",
        "if len(chosen) > 4:\n    st.stop()",
        "labels = [option.label for option in options]",
    ],
)
def test_drawing_on_a_page_is_allowed(text: str) -> None:
    assert house.page_faults(ast.parse(text), NUMERIC_FACTS) == []


@pytest.mark.parametrize(
    "text",
    [
        "st.error(sentence)",
        "st.table(rows)",
        "st.dataframe(rows)",
        "st.button(case.label, on_click=take)",
        "st.warning(f'Left out: {sentence}')",
        "st.radio('Option', [1], format_func=names.__getitem__)",
        "st.radio('Option', names)",
        "left.header(series.cohort.label)",
        "st.text_input('Label', help=found)",
        "st.tabs([name for name in names])",
        "st.markdown('a' + told)",
        "st.page_link(room, label=case.label)",
        "for name in names:\n    st.caption(name)",
        "def draw(fact: str):\n    st.caption(fact.label)",
        "told = 'ours'\ntold = case.label\nst.info(told)",
    ],
)
def test_a_strangers_text_as_markdown_is_noticed(text: str) -> None:
    assert markdown_faults(ast.parse(text))


@pytest.mark.parametrize(
    "text",
    [
        "st.error('No study in this library.')",
        "st.error(literal(sentence))",
        "st.expander(f'{len(rest) - 3} more of {len(rest):,}')",
        "st.radio('Option', [1], format_func=lambda one: literal(names[one]))",
        "st.selectbox('Document', titles)",
        "from haic_core.case.facts import FACTS\nst.caption(FACTS[code].label)",
        "def draw(fact: NumberFact | YesNoFact):\n    st.caption(fact.label)",
        "word = ours(told)\nst.info(word)",
        "refusal.title()",
        "st.html(table)\nst.session_state.pop('x')",
    ],
)
def test_our_own_words_and_literal_ones_are_no_offence(text: str) -> None:
    assert markdown_faults(ast.parse(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "kept = [source for source in sources if source.tier is not Tier.C]",
        "if source.tier == Tier.C: pass",
        "kept = {series.key for series in found if series.primary == primary}",
        "own = [cohort for cohort in source.cohort if not cohort.quoted_from]",
        "for cohort in cohorts:\n    if cohort.quoted_from:\n        continue",
        "own = tuple(series for series in found if not series.quoted)",
        "kept = [source for source in sources if not source.is_context]",
    ],
)
def test_a_choice_made_elsewhere_is_noticed(text: str) -> None:
    assert house.filter_faults(ast.parse(text), "evidence.pooling")
    assert house.filter_faults(ast.parse(text), "evidence.series") == []


@pytest.mark.parametrize(
    "text",
    [
        "said = f'quoted from {series.quoted_from}' if series.quoted else ''",
        "TIER_WORDS = {Tier.C: 'context only'}",
        "asked = patient.primary == 'breast'",
        "own = [series for series in found if series.modality is modality]",
    ],
)
def test_telling_what_is_quoted_or_context_is_no_choice(text: str) -> None:
    assert house.filter_faults(ast.parse(text), "screen.evidence") == []


@pytest.mark.parametrize("text", ["path.read_bytes()", "open('x')", "folder.glob('*')", "Path(x).write_text('')"])
def test_a_second_door_to_the_disk_is_noticed(text: str) -> None:
    assert house.disk_faults(ast.parse(text), "evidence.library")
    assert house.disk_faults(ast.parse(text), "words.files") == []


def test_a_machine_path_is_told_from_a_web_address() -> None:
    assert MACHINE.search("see /" + "home/someone/data")
    assert not MACHINE.search("https://example.org/" + "home/page")
    assert _lines("first\nsee /" + "home/someone/data\nlast", MACHINE) == [(2, "see /" + "home/someone/data")]
    assert NAMED.findall("class A:\n    async def b(self): ...\n\n\ndef c(): ...") == ["A", "b", "c"]
    assert REGISTRY.search("https://pypi" + ".org/simple")
    assert UNCHECKED.search("x = 1  # type: " + "ignore[misc]") and UNCHECKED.search("#mypy" + ": disallow-any-expr")
