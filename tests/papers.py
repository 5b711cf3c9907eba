"""A paper typed into the page by hand: whatever a source file holds, field by field, in a real Chromium."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from browser import Visit

from haic_core.evidence.source_fields import ROOT, Field, Kind, field_of, fields_of
from haic_core.evidence.writing import write_source
from haic_core.intake.paper.places import verb_of
from haic_core.intake.paper.sections import Section, sections
from haic_core.intake.paper.typed import bound_text, text_of
from haic_core.wording.paper import entry_label, field_label, noun, verb_said, word_said

if TYPE_CHECKING:
    from playwright.sync_api import Locator

Raw = Mapping[str, Any]
DESIGN = "Design"
HAPPENED = next(section for section in sections() if "outcome" in section.tables)


def enter(tab: Visit, raw: Raw) -> None:
    """Types a whole document into an empty draft, section by section; the page opens on the first."""
    _record(tab, "Citation", raw["citation"])
    _choose(tab, "The document")
    _record(tab, ROOT, {key: value for key, value in raw.items() if key != "schema"})
    for section in sections():
        if section.of_cohort:
            enter_of_cohorts(tab, raw, section)
        elif any(raw.get(name) for name in section.tables):
            _open(tab, section.title)
            _entries(tab, {name: raw.get(name, []) for name in section.tables}, ROOT)
        elif section.title == DESIGN:
            _open(tab, DESIGN)
            _record(tab, "Study", raw["study"])


def enter_of_cohorts(tab: Visit, raw: Raw, section: Section) -> None:
    """What one section of the page holds of each cohort."""
    for place, cohort in enumerate(raw.get("cohort", ())):
        own = {name: cohort.get(name, []) for name in section.tables}
        if any(own.values()):
            _open(tab, section.title)
            if len(raw["cohort"]) > 1:
                _pick(tab, "Cohort", f"{place + 1}. {entry_label('cohort', cohort)}")
            _entries(tab, own, "Cohort")


def enter_the_rest(tab: Visit, raw: Raw) -> None:
    """Types what happened to the cohorts into a file that holds everything else."""
    tab.hand_in("begun.toml", write_source(begun(raw)))
    enter_of_cohorts(tab, raw, HAPPENED)


def begun(raw: Raw) -> Raw:
    """A document of which only what happened to its cohorts is still to be typed in."""
    cohorts = [{key: value for key, value in one.items() if key not in HAPPENED.tables} for one in raw["cohort"]]
    return {**raw, "cohort": cohorts}


def saved(tab: Visit) -> tuple[str, bytes]:
    """The file that the page hands over: its name and its content."""
    with tab.page.expect_download() as download:
        tab.page.get_by_role("button", name="Save the file").click()
    return download.value.suggested_filename, download.value.path().read_bytes()


def _open(tab: Visit, title: str) -> None:
    with tab.answered():
        tab.page.get_by_role("radiogroup", name="Section").get_by_role(
            "radio", name=re.compile(rf"^{title}(?= |$)")
        ).click()


def _choose(tab: Visit, label: str) -> None:
    with tab.answered():
        tab.page.get_by_test_id("stRadioGroup").locator("> div").filter(has_text=label).first.click()


def _entries(tab: Visit, tables: Mapping[str, list[Raw]], parent: str) -> None:
    for name, records in tables.items():
        field = field_of(parent, name)
        assert field
        for one in records:
            tab.press(f"Add {noun(name)}")
            _record(tab, field.record, one)


def _record(tab: Visit, record: str, raw: Raw, suffix: str = "") -> None:
    """The fields of one record, in the order of the page. Who types waits for nothing, only who chooses does."""
    fact = str(raw.get("fact", ""))
    for field in fields_of(record):
        if field.kind is Kind.SPAN:
            _span(tab, field, raw.get(field.name) if field.name else raw, suffix, fact)
        elif field.name in raw and field.kind not in (Kind.BLOCKS, Kind.TABLE):
            _field(tab, field, raw[field.name], suffix)
    with tab.answered():
        tab.page.keyboard.press("Tab")


def _field(tab: Visit, field: Field, value: Any, suffix: str) -> None:
    label = field_label(field.name) + suffix
    if field.kind is Kind.ROWS:
        for number, row in enumerate(value, 1):
            tab.press(f"{field_label(field.name)}{suffix}: add {noun(field.name)}")
            _record(tab, field.record, row, f" ({number})")
    elif field.kind is Kind.VALUES:
        for code, one in value.items():
            _pick(tab, "Add a fact", word_said(field.name, code))
            _type(tab, word_said(field.name, code), text_of(one))
    elif isinstance(value, list) and (field.words or field.name in ("figures", "settles")):
        for word in value:
            _pick(tab, label, word_said(field.name, word), "stMultiSelect")
        tab.page.keyboard.press("Escape")
    elif field.words or field.kind is Kind.YES_NO or _is_chosen(tab, label):
        _pick(tab, label, word_said(field.name, text_of(value)))
    else:
        _type(tab, label, text_of(value))


def _span(tab: Visit, field: Field, raw: Raw | None, suffix: str, fact: str) -> None:
    verb = verb_of(raw or {})
    if raw and verb:
        _pick(tab, field_label(field.name) + suffix, verb_said(verb))
        _type(tab, f"Bound{suffix}", bound_text(verb, raw[verb]))


def _type(tab: Visit, label: str, text: str) -> None:
    typed = tab.page.get_by_role("textbox", name=label, exact=True)
    typed.fill(text)
    typed.press("Tab")


def _is_chosen(tab: Visit, label: str) -> bool:
    """Whether a field is chosen from what the draft has to offer, such as its groups."""
    return _widget(tab, label, "stSelectbox").count() > 0


def _pick(tab: Visit, label: str, word: str, kind: str = "stSelectbox") -> None:
    box = _widget(tab, label, kind).locator("input").first
    box.click()
    box.fill(word[:40])
    with tab.answered():
        tab.page.get_by_role("option", name=word, exact=True).first.click()


def _widget(tab: Visit, label: str, kind: str) -> Locator:
    named = tab.page.locator("label", has_text=re.compile(rf"^\s*{re.escape(label)}\s*$"))
    return tab.page.get_by_test_id(kind).filter(has=named)
