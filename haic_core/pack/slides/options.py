"""The slides of the options: six at a glance, their safety and entry in full, the lines that decide."""

from __future__ import annotations

from collections.abc import Sequence

from haic_core.chart.palette import LIGHT
from haic_core.pack import notes as told
from haic_core.pack import words as said
from haic_core.pack.content import PackContent
from haic_core.pack.deciding import SAYS_COLOUR, SAYS_GLYPH, DecidingLine
from haic_core.pack.lettering import fitting
from haic_core.pack.lines import OptionLine
from haic_core.pack.slides.deck import BODY, BODY_WIDTH, TEXT_PT, Deck, Run
from haic_core.pack.slides.grid import PAD_X, Cell, Column, Row, add_table, plain
from haic_core.pack.slides.table_slides import table_slides
from haic_core.wording.judgement import VERDICT_GLYPH
from haic_core.wording.option import verdict_said, verdict_short
from haic_core.wording.phrases import joined

MOST_LINES_AN_OPTION, MOST_TEXT_LINES = 3, 12


def option_slides(deck: Deck, content: PackContent) -> None:
    """At a glance, in full, and why."""
    _options(deck, content)
    _four_lines(deck, content)
    _deciding(deck, content)


def _options(deck: Deck, content: PackContent) -> None:
    options = [line.option for line in content.options]
    slide = deck.slide("Six options at a glance", said.options_headline(options), told.option_notes(content))
    columns = [Column("Option", 150), Column("Reads", 190), Column("Why", BODY_WIDTH - 340)]
    rows = [_option_row(line, columns) for line in content.options]
    add_table(
        slide,
        BODY,
        columns,
        rows,
        "; ".join(f"{line.entry.short}: {verdict_said(line.option)}" for line in content.options),
        least_row=54,
    )


def _option_row(line: OptionLine, columns: Sequence[Column]) -> Row:
    verdict = line.option.verdict
    provisional = [Run(" provisional", LIGHT.muted)] if line.waits else []
    words = Run(f"{VERDICT_GLYPH[verdict]} {verdict_short(line.option)}", LIGHT.verdicts[verdict], True)
    return [
        Cell((Run(line.entry.short, LIGHT.text, True),), edge=line.entry.colour),
        Cell((words, *provisional)),
        plain(fitting(line.why, columns[2].width - 2 * PAD_X, TEXT_PT, 2)),
    ]


def _four_lines(deck: Deck, content: PackContent) -> None:
    """Safety, entry and what comes next of every option, over as many slides as the lines need."""
    columns = [Column("Option", 120), Column("Safety", 230), Column("Entry", 212), Column("Next", BODY_WIDTH - 562)]
    rows = [
        [
            Cell((Run(line.entry.short, LIGHT.text, True),), edge=line.entry.colour),
            *(
                plain(fitting((said,), column.width - 2 * PAD_X, TEXT_PT, MOST_TEXT_LINES))
                for said, column in zip((line.safety, line.entered, line.next), columns[1:], strict=True)
            ),
        ]
        for line in content.options
    ]
    notes = told.option_notes(content)
    table_slides(deck, "Six options", "Safety, entry, and what comes next", columns, rows, notes)


def _deciding(deck: Deck, content: PackContent) -> None:
    columns = [
        Column("Option", 150),
        Column("Published line", 380),
        Column("This patient", 200),
        Column("Printed by", 158),
    ]
    rows = []
    for modality in dict.fromkeys(line.modality for line in content.deciding):
        own = [line for line in content.deciding if line.modality is modality]
        rows += [_deciding_row(line, columns, content) for line in own[:MOST_LINES_AN_OPTION]]
        if len(own) > MOST_LINES_AN_OPTION:
            rows.append(
                [
                    plain(""),
                    plain(f"and {len(own) - MOST_LINES_AN_OPTION} more in ledger.csv", LIGHT.muted),
                    plain(""),
                    plain(""),
                ]
            )
    table_slides(deck, "Why", "The lines that decide", columns, rows, told.deciding_notes(content.deciding))


def _deciding_row(line: DecidingLine, columns: Sequence[Column], content: PackContent) -> Row:
    colour = content.library.entry(line.modality).colour
    sign = Run(f"{SAYS_GLYPH[line.says]} ", SAYS_COLOUR[line.says], True)
    names = (
        joined(line.sources),
        *(
            f"{joined(line.sources[:most])} and {len(line.sources) - most} more"
            for most in (2, 1)
            if len(line.sources) > most
        ),
    )
    has = fitting((line.has,), columns[2].width - 2 * PAD_X - 22, TEXT_PT, 4)
    return [
        Cell((Run(line.option, LIGHT.text, True),), edge=colour),
        plain(fitting((line.asks,), columns[1].width - 2 * PAD_X, TEXT_PT, MOST_TEXT_LINES)),
        Cell((sign, Run(has))),
        plain(fitting(names, columns[3].width - 2 * PAD_X, TEXT_PT, 3), LIGHT.muted),
    ]
