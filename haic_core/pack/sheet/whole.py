"""The sheet's two pages: what is said fully if it fits, more briefly where it does not, and the cut is told."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from reportlab.platypus import Flowable, KeepTogether, Spacer

from haic_core.chart.palette import LIGHT
from haic_core.pack import words as said
from haic_core.pack.content import PackContent
from haic_core.pack.deciding import SAYS_COLOUR, SAYS_GLYPH, first_of_each
from haic_core.pack.own import own_caveats, own_lines
from haic_core.pack.sheet.chart import ChartPiece
from haic_core.pack.sheet.cuts import absent_of, left_out, rest_of
from haic_core.pack.sheet.pages import MOST_PAGES, fits, printed
from haic_core.pack.sheet.room import ROOMS, Room, wider
from haic_core.pack.sheet.type import LABEL_PT, WIDTH, Cells, Ruled, coloured, heading, load_faces, words
from haic_core.wording.curves import CURVE_NOTE
from haic_core.wording.decision import decision_lines
from haic_core.wording.freshness import waiting_sentence
from haic_core.wording.judgement import VERDICT_GLYPH
from haic_core.wording.option import verdict_said
from haic_core.wording.phrases import joined
from haic_core.wording.registry import OWN_ON_BOARD

MOST_PLACES = 3
MOST_OF_THE_FIRST = 3  # lines of the first option, before all others


def sheet(content: PackContent) -> bytes:
    """The sheet as a PDF of one or two pages; the same content gives the same bytes."""
    load_faces()
    cells = Cells()
    room = next((room for room in ROOMS if _fits(content, room, cells)), None)
    if room is None:
        raise ValueError(
            f"The narrowest sheet of {content.title!r} takes more than the {MOST_PAGES} pages there may be."
        )
    return _printed(content, _filled(content, room, cells), cells)


def _filled(content: PackContent, room: Room, cells: Cells) -> Room:
    """Part after part is added as long as the pages hold it, so that no half page stays empty beside a cut."""
    tried: set[Room] = set()
    while more := next((one for one in wider(room) if one not in tried), None):
        tried.add(more)
        if _fits(content, more, cells):
            room = more
    return room


def _fits(content: PackContent, room: Room, cells: Cells) -> bool:
    return fits(_story(content, room, cells), _made_from(content))


def _printed(content: PackContent, room: Room, cells: Cells) -> bytes:
    return printed(_story(content, room, cells), _made_from(content))


def _made_from(content: PackContent) -> str:
    return f"{said.versions_line(content.versions)} · {content.read_until}"


def _story(content: PackContent, room: Room, cells: Cells) -> list[Flowable]:
    return [
        *_head(content),
        *_options(content, room, cells),
        *_deciding(content, room, cells),
        *_decision(content, room, cells),
        *_evidence(content, room, cells),
        *_balance(content, room, cells),
        *_conflicts(content, room, cells),
        *_own(content),
        *_charts(content, room),
        *_sources(content, room),
    ]


def _head(content: PackContent) -> list[Flowable]:
    missing, question = content.not_recorded, content.case.question
    told = f"{said.missing_headline(missing)}: {joined(missing)}." if missing else said.ALL_RECORDED
    return [
        words(coloured("HAIC Board", LIGHT.accent), 8),
        words(f"<b>{escape(content.title)}</b>", LABEL_PT, above=1),
        *([words(f"<b>{escape(question)}</b>", 10.5, above=3)] if question else []),
        words(escape(content.patient), 9.5, above=3),
        *([words(f"<b>{escape(said.labs_lines(content.labs)[0])}</b>", 8.5, above=2)] if content.labs else []),
        words(escape(told), 7.5, LIGHT.muted, above=3),
    ]


def _own(content: PackContent) -> list[Flowable]:
    """The site's own patients in words; their curve is a slide and a picture."""
    if content.own is None:
        return []
    told = [*own_lines(content.own), " ".join(own_caveats(content.own))]
    return [heading(OWN_ON_BOARD), *(words(escape(line), 7.5, above=2) for line in told)]


def _options(content: PackContent, room: Room, cells: Cells) -> list[Flowable]:
    lines = []
    for line in content.options:
        verdict = line.option.verdict
        mark = coloured(f"{VERDICT_GLYPH[verdict]} {verdict_said(line.option)}", LIGHT.verdicts[verdict])
        told = [("Safety", line.safety), ("Entry", line.entered), ("Next", line.next)]
        told = told if room.whole else [("Why", line.why[0])]
        four = [f'<font color="{LIGHT.muted}">{title}:</font> {escape(words)}' for title, words in told]
        four += [f'<font color="{LIGHT.muted}">{escape(waiting_sentence(line.waits))}</font>'] if line.waits else []
        lines.append([f"<b>{escape(line.entry.label)}</b>", mark, "<br/>".join(four)])
    options = [line.option for line in content.options]
    return [
        heading(said.options_headline(options)[0]),
        cells.rows(lines, (110, 110, WIDTH - 220), [line.entry.colour for line in content.options]),
    ]


def _deciding(content: PackContent, room: Room, cells: Cells) -> list[Flowable]:
    shown = first_of_each(content.deciding, room.deciding, content.by_room, MOST_OF_THE_FIRST)
    lines = [
        [
            f"<b>{escape(line.option)}</b>",
            escape(line.asks),
            f"{coloured(SAYS_GLYPH[line.says], SAYS_COLOUR[line.says])} {escape(line.has)}",
            escape(_places(line.places)),
        ]
        for line in shown
    ]
    if not lines:
        return []
    table = cells.rows(
        lines, (70, 160, 120, WIDTH - 350), [content.library.entry(line.modality).colour for line in shown]
    )
    absent = absent_of(content, [line.modality for line in content.deciding], [line.modality for line in shown])
    rest = sum(line.modality not in absent for line in content.deciding) - len(shown)
    told = [*left_out(content, absent, "lines", "ledger.csv"), *rest_of(rest, "line", "ledger.csv")]
    return [heading("The lines that decide"), table, *told]


def _places(places: Sequence[str]) -> str:
    rest = len(places) - MOST_PLACES
    return "; ".join([*places[:MOST_PLACES], *([f"and {rest} more in ledger.csv"] if rest > 0 else [])])


def _decision(content: PackContent, room: Room, cells: Cells) -> list[Flowable]:
    told = decision_lines(content.case.decision, content.library)
    if not told:
        return []
    told += (("Since then", content.since),) if content.since else ()
    return [
        heading("What the board decided"),
        cells.rows(
            [[f"<b>{escape(name)}</b>", escape(text)] for name, text in told], (130, WIDTH - 130), size=room.decision_pt
        ),
    ]


def _evidence(content: PackContent, room: Room, cells: Cells) -> list[Flowable]:
    ranked = sorted(content.evidence, key=lambda line: content.by_room.index(line.match.modality))
    shown = ranked[: room.cohorts]
    if not shown:
        return []
    lines = [
        [
            "<br/>".join([escape(line.cohort), *([coloured(line.apart, LIGHT.muted)] if line.apart else [])]),
            coloured(f"{VERDICT_GLYPH[line.verdict]} {line.entry}", LIGHT.verdicts[line.verdict]),
            f"inside {line.inside}",
            escape(line.survival),
            escape(line.outside),
        ]
        for line in shown
    ]
    colours = [content.library.entry(line.match.modality).colour for line in shown]
    absent = tuple(line.match.modality for line in ranked[room.cohorts :])
    each = " of each option" if len(shown) == len(content.evidence) else ""
    return [
        KeepTogether(
            [
                heading(f"{said.CLOSEST}{each}"),
                cells.rows(lines, (160, 80, 58, 128, WIDTH - 426), colours),
                *left_out(content, absent, "series", "evidence.csv"),
                *rest_of(len(content.assessment.evidence) - len(shown), "series", "evidence.csv"),
            ]
        )
    ]


def _balance(content: PackContent, room: Room, cells: Cells) -> list[Flowable]:
    ranked = sorted(content.balances, key=lambda one: content.by_room.index(one.match.modality))
    shown = ranked[: room.balances]
    absent = [one.match.modality for one in ranked[room.balances :]]
    left = left_out(content, absent, "response and harms", "response_and_harms.csv")
    if not shown:
        return left
    lines = []
    for one in shown:
        lines.append([escape(one.label), escape(one.response_words), escape(one.harm_words)])
    colours = [content.library.entry(one.match.modality).colour for one in shown]
    return [KeepTogether([heading(said.BESIDE), cells.rows(lines, (170, 150, WIDTH - 320), colours), *left])]


def _conflicts(content: PackContent, room: Room, cells: Cells) -> list[Flowable]:
    shown = content.conflicts[: room.conflicts]
    if not shown:
        return []
    lines = [
        [
            f"<b>{escape(line.factor)}</b>",
            f"associated: {escape(joined(line.associated))}",
            f"not associated: {escape(joined(line.not_associated))}",
        ]
        for line in shown
    ]
    return [
        KeepTogether(
            [
                heading("Where the documents disagree"),
                cells.rows(lines, (125, 215, WIDTH - 340)),
                *rest_of(len(content.conflicts) - len(shown), "factor", "conflicts.csv"),
            ]
        )
    ]


def _charts(content: PackContent, room: Room) -> list[Flowable]:
    """Two charts a row; clocks stay apart because each chart has one."""
    ranked = sorted(content.charts, key=lambda chart: content.by_room.index(chart.modalities[0]))
    shown = ranked[: room.charts]
    told = left_out(content, [chart.modalities[0] for chart in ranked[room.charts :]], "curves", "figures")
    if not shown:
        return [heading("Survival"), words(said.NO_CURVE)] if not content.charts else told
    wide = WIDTH / 2
    pieces: list[Flowable | str] = [ChartPiece(chart, wide - 14, room.chart_pt) for chart in shown]
    pairs = [pieces[at : at + 2] for at in range(0, len(pieces), 2)]
    table = Ruled([[*pair, *[""] * (2 - len(pair))] for pair in pairs], colWidths=[wide, wide], splitByRow=1)
    table.setStyle([("LEFTPADDING", (0, 0), (-1, -1), 0), ("BOTTOMPADDING", (0, 0), (-1, -1), 8)])
    return [heading(CURVE_NOTE), Spacer(1, 3), table, *told]


def _sources(content: PackContent, room: Room) -> list[Flowable]:
    lines = content.sources
    cited = [f"{one.short}, {one.citation} ({one.kind})" if room.references else one.short for one in lines]
    told, small = "; ".join(dict.fromkeys(cited)), 6.5 if room.whole else 5.5
    return [
        heading("Sources"),
        words(f"{escape(told)}. All with their places: sources.csv and the slides’ notes.", small, LIGHT.muted),
    ]
