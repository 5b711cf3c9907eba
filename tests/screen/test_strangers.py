"""Every text that is not ours is drawn as text on every screen: no element, no picture, no attribute comes of it."""

from __future__ import annotations

import inspect
import pkgutil
import re
from collections.abc import Callable, Mapping
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
from each import each
from strangers import (
    NASTY,
    assessed,
    drawn_curves,
    faults_of,
    met,
    nasty_case,
    nasty_library,
    nasty_source,
    read_lines,
    shows,
    words_of,
)

import haic_core.screen
from haic_core.case.meeting import Agenda, Item
from haic_core.chart.evidence_table import option_rows
from haic_core.chart.palette import LIGHT
from haic_core.chart.survival import SurvivalChart, survival_chart
from haic_core.curves.published import find_curve
from haic_core.evidence import context
from haic_core.evidence.certainty import certainty
from haic_core.evidence.figures import figures_of
from haic_core.evidence.gap_map import gap_map
from haic_core.evidence.pooling import QUESTIONS, Pooled, StudyShare
from haic_core.evidence.series import randomised
from haic_core.evidence.side_lists import FreshnessLimit
from haic_core.evidence.spheres import by_spheres
from haic_core.judgement.assessment import Assessment, assess
from haic_core.judgement.compiling import rule_books
from haic_core.judgement.freshness import fact_ages
from haic_core.judgement.open_questions import open_questions
from haic_core.judgement.sensitivity import sensitivities
from haic_core.judgement.what_if import changed, compare
from haic_core.screen import (
    agenda,
    curves,
    evidence,
    evidence_table,
    freshness,
    html,
    options,
    pooling,
    sensitivity,
    survival_tables,
)
from haic_core.screen import compare as compare_html
from haic_core.screen import context as context_html
from haic_core.screen import gap_map as gaps_html
from haic_core.screen import library as documents
from haic_core.screen.plotly.forest import forest_figure
from haic_core.screen.plotly.multiples import multiples_figure
from haic_core.screen.plotly.survival import survival_figure
from haic_core.words.vocabulary import Modality, Verdict

LIMIT = FreshnessLimit.model_validate(
    {
        "id": "labs",
        "label": f"Labs {NASTY}",
        "days": 14,
        "facts": ("platelets_e9_l",),
        "source": "arden",
        "locator": NASTY,
    }
)
STUDY = StudyShare("a", f"Study {NASTY}", 3, 10, 0.1, 0.6, True, f"measure {NASTY}")
POOLED = Pooled(Modality.HAIC, next(iter(QUESTIONS)), (STUDY,) * 3, 0.3, 0.2, 0.4, 0.1, 0.6, 0.02, 12.0)


def ledgers(found: Assessment) -> str:
    return "".join(options.ledger_table(option, nasty_library()) for option in found.options)


def whole_table() -> str:
    rows, asked = option_rows(assessed(), nasty_library()), assessed().questions
    told = [(one, one.dispute) for one in nasty_library().sources]
    parts = [evidence_table.evidence_table(rows, nasty_library(), LIGHT), evidence_table.disputes_in(told)]
    parts.append(evidence_table.plain_evidence_table(rows, nasty_library(), LIGHT))
    return "".join([*parts, evidence_table.conflicts(asked, ()), evidence_table.conflicts((), asked)])


def one_version() -> str:
    library = nasty_library()
    other = assess(changed(assessed().patient, {"platelets_e9_l": 150, "age_years": 90}), library)
    found = compare(assessed(), other)
    parts = [compare_html.version_grid(found, library, LIGHT), compare_html.changed_lines(found, library)]
    return "".join([*parts, compare_html.changed_evidence(found, library), compare_html.changes_line(found.changes)])


def beside_the_cohorts() -> str:
    library, sources = nasty_library(), [nasty_source("elm"), nasty_source("fir")]
    found = [context.context_of(sources, library.eras, modality, "breast", {}) for modality in (None, *Modality)]
    parts = [context_html.context_block(one) for one in found]
    parts.append(context_html.randomised_block(randomised(sources, None, "breast"), "breast"))
    return "".join([*parts, context_html.spheres_block(by_spheres(sources, "breast"))])


def ages() -> str:
    found = fact_ages(assessed().patient, {"platelets_e9_l": "2026-01-01"}, (LIMIT,), date(2026, 11, 20))
    return freshness.age_line(found) + freshness.age_line(found, brief=True) + freshness.limit_list((LIMIT,))


def reaches() -> str:
    found = sensitivities(rule_books(nasty_library())[Modality.HAIC], assessed().patient)
    return sensitivity.sensitivity_strips(found, assessed().option(Modality.HAIC).verdict)


def whole_library() -> str:
    library = nasty_library()
    parts = [documents.overview(library.sources, library)]
    for source in library.sources:
        parts += [
            documents.document_head(source), documents.certainty_table(certainty(source, library.eras)),
            documents.criteria_list(source, library), documents.figure_table(figures_of(source)),
            documents.regimen_tables(source.regimen), documents.disputes_of(source),
        ]  # fmt: skip
    return "".join(parts)


# Each renderer by its name, and whether a stranger's text stands in what it draws.
RENDERERS: dict[str, tuple[Callable[[], str], bool]] = {
    "the cards of the options": (
        lambda: options.option_cards(assessed().options, dict.fromkeys(Modality, NASTY), nasty_library(), LIGHT),
        True,
    ),
    "the ledger": (lambda: ledgers(assessed()) + ledgers(met()), True),
    "badges of options": (
        lambda: "".join(html.option_badge(option) + html.standing_glyph(option) for option in assessed().options),
        False,
    ),
    "the strip of verdicts": (lambda: options.verdict_strip(assessed().options, nasty_library()), True),
    "the cohorts beside the patient": (
        lambda: "".join(evidence.match_card(match, nasty_library(), LIGHT) for match in assessed().evidence),
        True,
    ),
    "what documents say of each factor": (lambda: evidence.question_table(assessed().questions), True),
    "the evidence in one table": (whole_table, True),
    "disputes": (
        lambda: evidence.dispute_list([(one, two) for one in nasty_library().sources for two in one.dispute]),
        True,
    ),
    "the passports of curves": (
        lambda: (
            "".join(curves.passport(one, nasty_library(), LIGHT) for one in drawn_curves())
            + curves.passports(drawn_curves()[:2], nasty_library(), LIGHT)
            + curves.clock_note(survival_chart(drawn_curves()[:2], nasty_library()))
        ),
        True,
    ),
    "what stands around a survival chart": (
        lambda: "".join(
            curves.chart_notes(record, found, nasty_library()) + curves.chart_key(record)
            for record in (survival_chart([one], nasty_library()) for one in drawn_curves()[:2])
            for found in (assessed(), met())
        ),
        True,
    ),
    "small charts of all options": (
        lambda: "".join(
            curves.small_pictures([record], [""], (), "phone") + curves.small_charts_key([record])
            for record in (survival_chart([one], nasty_library()) for one in drawn_curves()[:2])
        ),
        True,
    ),
    "the agenda": (
        lambda: (
            agenda.agenda_head()
            + agenda.agenda_row(Agenda((Item(nasty_case()),)), 0, open_questions(met()), True, nasty_library())
            + agenda.place_chip(Agenda((Item(nasty_case()), Item())))
        ),
        True,
    ),
    "numbers read off curves": (
        lambda: (
            survival_tables.survival_table(drawn_curves(), nasty_library())
            + survival_tables.reading_table(drawn_curves(), 12, nasty_library())
            + survival_tables.conditional_table(drawn_curves(), nasty_library())
        ),
        True,
    ),
    "two versions of a case": (one_version, True),
    "names of curves on the compare page": (lambda: compare_html.curves_line([NASTY], [f"{NASTY} 2"]), True),
    "the ages of facts": (ages, True),
    "how far a verdict holds": (reaches, False),
    "the library's pages": (whole_library, True),
    "context, randomised documents, resin and glass": (beside_the_cohorts, True),
    "systemic series of another time": (
        lambda: curves.era_note([find_curve([nasty_source("fir")], "fir/systemic")], nasty_library()),
        True,
    ),
    "the gap map": (
        lambda: gaps_html.gap_table(gap_map(nasty_library().sources, nasty_library().subgroups), nasty_library()),
        True,
    ),
    "pooled shares": (lambda: pooling.pooled_table(POOLED), True),
    "a text with its abbreviations in full": (lambda: html.abbreviated(NASTY), True),
    "a case's label": (lambda: html.strip_label(NASTY), True),
    "a text whose names and numbers stay whole": (lambda: html.unbroken(f"Y-90 {NASTY} 82 % {NASTY}"), True),
    "the key of a chart": (lambda: html.sign_key([("line", NASTY)], [frozenset({"line"})], NASTY), True),
    "a quiet note": (lambda: html.note(NASTY), True),
    "a plain table's heads": (lambda: html.table([NASTY], []), True),
    "a badge": (lambda: html.verdict_badge(Verdict.MEETS, NASTY), True),
}


@each("name", RENDERERS)
def test_a_strangers_text_is_drawn_as_text_and_nothing_else(name: str) -> None:
    render, has_strangers = RENDERERS[name]
    drawn_as = render()
    assert faults_of(drawn_as) == []
    assert shows(drawn_as) is has_strangers


def two_curves() -> SurvivalChart:
    return survival_chart(drawn_curves()[:2], nasty_library())


FIGURES: dict[str, Callable[[], Mapping[str, object]]] = {
    "the page's chart": lambda: survival_figure(two_curves()),
    "small charts": lambda: multiples_figure(
        [survival_chart([one], nasty_library()) for one in drawn_curves()], [*Modality]
    ),
    "a forest plot": lambda: forest_figure(POOLED, nasty_library(), LIGHT),
}


@pytest.mark.parametrize("name", FIGURES)
def test_the_charting_library_gets_no_markup_of_a_stranger(name: str) -> None:
    """A name in two lines is read as one; the element that hides a second box is ours."""
    told = read_lines(words_of(FIGURES[name]()))
    assert [word for word in told if faults_of(word)] == []
    assert any(shows(word) for word in told)


def test_the_words_for_a_picture_stay_within_its_one_element() -> None:
    drawn_as = html.picture(b"<svg/>", NASTY)
    assert html.paper_picture(b"<svg/>", NASTY) == f'<div class="hb-paper">{drawn_as}</div>'
    assert html.phone_picture(b"<svg/>", NASTY) == f'<div class="hb-phone">{drawn_as}</div>'
    assert html.cell_under(NASTY, "4").count("<") == html.cell_under(NASTY, "4").count(">") == 2
    assert drawn_as.count("<") == drawn_as.count(">") == 1 and drawn_as.count('"') == 6
    assert 'alt="&lt;b title=&quot;evil&quot;&gt;&amp;&quot;' in drawn_as


def test_what_a_stranger_may_achieve_is_noticed() -> None:
    """The reading itself: unescaped text, a quote that opens an attribute, half an escape."""
    assert faults_of(f"<p>{NASTY}</p>") != []
    assert faults_of('<p class="x" onclick="y">evil</p>') != []
    assert faults_of("<p>&lt;b title=evil</p>") != [] and faults_of("<p>ours</p>") == []


def test_no_renderer_of_the_screen_is_left_out() -> None:
    """Every public function of the wing that gives back text or a figure stands here, or shows nothing but ours."""
    silent = {
        "plotly_dash",
        "change_words",
        "flip_label",
        "colour_of",
        "theme_variables",
        "told",
        "forest_text",
        "figure_text",
        "verdict_picture",
        "literal",
        "dots_note",
        "section_marks",
        "glossary_list",
        "not_compared",
        "tour_steps",
    }
    here = sorted(Path(__file__).parent.glob("test_strangers*.py"))
    named = set(re.findall(r"\b(\w+)\(", "".join(path.read_text(encoding="utf-8") for path in here)))
    found = set()
    for module in pkgutil.walk_packages(haic_core.screen.__path__, "haic_core.screen."):
        for name, thing in vars(import_module(module.name)).items():
            own = inspect.isfunction(thing) and thing.__module__ == module.name and not name.startswith("_")
            made = inspect.signature(thing).return_annotation if own else ""
            if made in ("str", "Markup", "SurvivalFigure") or (own and name.endswith("_figure")):
                found.add(name)
    assert sorted(found - silent - named) == []
