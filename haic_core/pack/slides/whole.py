"""The slides of a pack in the order of the board's work."""

from __future__ import annotations

from collections.abc import Sequence

from pptx.slide import Slide

from haic_core.chart.balance import Balance
from haic_core.chart.palette import LIGHT
from haic_core.chart.survival import SurvivalChart
from haic_core.pack import notes as told
from haic_core.pack import words as said
from haic_core.pack.content import PackContent
from haic_core.pack.lettering import LINE_HEIGHT, fitting, width_pt, wrapped
from haic_core.pack.lines import EvidenceLine
from haic_core.pack.own import own_caveats, own_lines
from haic_core.pack.slides.balance import draw_balance
from haic_core.pack.slides.deck import BODY_BOTTOM, BODY_TOP, BODY_WIDTH, LEFT, TEXT_PT, Box, Deck, Run, add_text
from haic_core.pack.slides.grid import PAD_X, Cell, Column, Row, plain
from haic_core.pack.slides.options import option_slides
from haic_core.pack.slides.survival import draw_survival
from haic_core.pack.slides.table_slides import sentence_slide, table_slides
from haic_core.wording.decision import QUESTION, decision_lines
from haic_core.wording.judgement import VERDICT_GLYPH
from haic_core.wording.phrases import INTENDED_USE, joined


def slides(content: PackContent) -> bytes:
    """The deck as a .pptx file, its archive not yet made timeless."""
    deck = Deck(content.title, content.read_until)
    _opening(deck, content)
    _patient(deck, content)
    option_slides(deck, content)
    _evidence(deck, content)
    _conflicts(deck, content)
    for chart in content.charts:
        survival_slide(deck, chart)
    if not content.charts:
        sentence_slide(deck, "Survival", said.NO_CURVE)
    if content.own:
        survival_slide(deck, content.own, [*own_lines(content.own), *own_caveats(content.own)])
    for page in content.balance_pages:
        balance_slide(deck, page)
    if not content.balances:
        sentence_slide(deck, "Response and harms", said.NO_BALANCE)
    if content.case.decision:
        _decision(deck, content)
    _methods(deck, content)
    _sources(deck, content)
    return deck.bytes()


def _opening(deck: Deck, content: PackContent) -> None:
    versions = said.versions_line(content.versions)
    question = content.case.question
    asked = [f"{QUESTION}: {question}"] if question else []
    deck.opening(said.ABOUT, question, versions, [INTENDED_USE, content.patient, *asked, versions])


def _patient(deck: Deck, content: PackContent) -> None:
    slide = deck.slide("Patient", ("The patient, and what is not known",), told.patient_notes(content))
    lines = wrapped(content.patient, BODY_WIDTH, 26)
    height = 26 * LINE_HEIGHT * len(lines)
    add_text(slide, Box(LEFT, BODY_TOP + 6, BODY_WIDTH, height), [[Run(content.patient)]], 26)
    top = BODY_TOP + height + 36
    if content.labs:
        deciding = fitting(said.labs_lines(content.labs), BODY_WIDTH, TEXT_PT, 3)
        room = TEXT_PT * LINE_HEIGHT * len(wrapped(deciding, BODY_WIDTH, TEXT_PT))
        add_text(slide, Box(LEFT, top - 22, BODY_WIDTH, room), [[Run(deciding)]])
        top += room - 8
    if not content.not_recorded:
        add_text(slide, Box(LEFT, top, BODY_WIDTH, 24), [[Run(said.ALL_RECORDED, LIGHT.muted)]])
        return
    add_text(
        slide, Box(LEFT, top, BODY_WIDTH, 26), [[Run(said.missing_headline(content.not_recorded), LIGHT.accent, True)]]
    )
    _in_columns(slide, content.not_recorded, top + 36)


def _in_columns(slide: Slide, labels: Sequence[str], top: float) -> None:
    """Labels down three columns, two where one of them is too long for three; as many as fit, the rest is counted."""
    line = TEXT_PT * 1.45
    fits = all(width_pt(label, TEXT_PT) <= BODY_WIDTH / 3 - 4 for label in labels)
    across, rows = 3 if fits else 2, int((BODY_BOTTOM - top) / line)
    room = across * rows
    shown = list(labels) if len(labels) <= room else [*labels[: room - 1], f"and {len(labels) - room + 1} more"]
    wide = BODY_WIDTH / across
    for index, label in enumerate(shown):
        column, row = divmod(index, min(rows, -(-len(shown) // across)))
        add_text(
            slide,
            Box(LEFT + column * wide, top + row * line, wide - 2, line),
            [[Run(fitting((label,), wide - 4, TEXT_PT, 1))]],
        )


def _evidence(deck: Deck, content: PackContent) -> None:
    columns = [
        Column("Published series", 320),
        Column("Its entry list", 176),
        Column("Inside", 100),
        Column("Outside, or not recorded", BODY_WIDTH - 596),
    ]
    rows = [_evidence_row(line, columns, content) for line in content.evidence]
    if not rows:
        sentence_slide(deck, "Evidence", "No study in this library for this primary tumour.")
        return
    notes = told.evidence_notes(content.evidence)
    table_slides(deck, "Evidence", "The closest published series of each option", columns, rows, notes)


def _evidence_row(line: EvidenceLine, columns: Sequence[Column], content: PackContent) -> Row:
    colour = content.library.entry(line.match.modality).colour
    shade = LIGHT.verdicts[line.verdict]
    return [
        Cell((Run(fitting((line.cohort,), columns[0].width - 2 * PAD_X, TEXT_PT, 3)),), edge=colour),
        Cell((Run(f"{VERDICT_GLYPH[line.verdict]} {line.entry}", shade, True),)),
        plain(line.inside),
        plain(fitting((line.outside_and_apart, *line.briefer), columns[3].width - 2 * PAD_X, TEXT_PT, 4)),
    ]


def _conflicts(deck: Deck, content: PackContent) -> None:
    if not content.conflicts:
        sentence_slide(deck, "Evidence", said.NO_CONFLICT)
        return
    columns = [Column("Factor", 248), Column("Associated", 320), Column("Not associated", 320)]
    rows = [
        [
            plain(fitting((line.factor,), 236, TEXT_PT, 3), bold=True),
            *(plain(_voices(voices, 308)) for voices in (line.associated, line.not_associated)),
        ]
        for line in content.conflicts
    ]
    table_slides(
        deck,
        "Evidence and its disagreement",
        "Where the documents disagree",
        columns,
        rows,
        told.conflict_notes(content.conflicts),
    )


def _voices(voices: Sequence[str], room: float) -> str:
    return fitting(
        (
            joined(voices),
            *(f"{', '.join(voices[:most])} and {len(voices) - most} more" for most in (3, 2, 1) if len(voices) > most),
        ),
        room,
        TEXT_PT,
        3,
    )


def survival_slide(deck: Deck, chart: SurvivalChart, more: Sequence[str] = ()) -> Slide:
    """One option's curves. more: what stands in the notes before what is said of each."""
    slide = deck.slide("Survival", chart.titles, [*more, *told.survival_notes(chart)])
    clock = fitting(chart.clock_wordings, BODY_WIDTH, TEXT_PT, 1)
    add_text(slide, Box(LEFT, BODY_TOP - 8, BODY_WIDTH, 24), [[Run(clock, LIGHT.muted)]])
    draw_survival(slide, chart, BODY_TOP + 20)
    return slide


def balance_slide(deck: Deck, balances: Sequence[Balance]) -> Slide:
    """Response beside serious harms."""
    notes = told.balance_notes(balances)
    slide = deck.slide("Response and harms", ("Response beside serious harms, as printed",), notes)
    add_text(slide, Box(LEFT, BODY_TOP - 8, BODY_WIDTH, 24), [[Run(said.SCALE_NOTE, LIGHT.muted)]])
    draw_balance(slide, balances, BODY_TOP + 24, " ".join(notes)[:900])
    return slide


def _decision(deck: Deck, content: PackContent) -> None:
    columns = [Column("", 250), Column("", BODY_WIDTH - 250)]
    rows = [
        [plain(name, LIGHT.muted, True), plain(words)]
        for name, words in (*decision_lines(content.case.decision, content.library), ("Since then", content.since))
        if words
    ]
    table_slides(
        deck,
        "Decision",
        "What the board decided",
        columns,
        rows,
        ["As recorded in the case file.", *(f"{row[0].text}: {row[1].text}" for row in rows)],
        header=False,
    )


def _methods(deck: Deck, content: PackContent) -> None:
    rows = [[plain(name, LIGHT.accent, True), plain(words)] for name, words in said.METHODS]
    notes = [*(f"{name}: {words}" for name, words in said.METHODS), said.versions_line(content.versions)]
    table_slides(
        deck,
        "Methods",
        "How to read these slides",
        [Column("", 130), Column("", BODY_WIDTH - 130)],
        rows,
        notes,
        header=False,
    )


def _sources(deck: Deck, content: PackContent) -> None:
    columns = [Column("Source", 226), Column("Published in", 372), Column("Design, as read", 290)]
    rows = [
        [
            plain(fitting((line.short,), 214, TEXT_PT, 3, True), bold=True),
            plain(fitting((line.citation,), 360, TEXT_PT, 4)),
            plain(fitting((line.kind,), 278, TEXT_PT, 3)),
        ]
        for line in {(one.short, one.citation): one for one in content.sources}.values()
    ]
    if content.further_sources:
        rows.append(
            [
                plain(f"and {len(content.further_sources)} more", LIGHT.muted),
                plain("documents that speak where they disagree", LIGHT.muted),
                plain("in the notes and sources.csv", LIGHT.muted),
            ]
        )
    notes = told.source_notes((*content.sources, *content.further_sources))
    table_slides(deck, "Sources", "Where the figures come from", columns, rows, notes)
