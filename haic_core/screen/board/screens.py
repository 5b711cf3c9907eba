"""The board's screens as HTML: the patient, the options at a glance, why, the evidence. Large type, few words.

``hidden`` is the discuss-first state: no verdict in any word, symbol, colour, deciding line or order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from haic_core.case.facts import FACTS, LABS, SECTIONS, ULN_OF
from haic_core.case.file import Case
from haic_core.case.meeting import Screen
from haic_core.case.patient import Patient
from haic_core.chart.palette import Palette, colour_of
from haic_core.evidence.library import Library, ModalityEntry
from haic_core.judgement.assessment import Assessment
from haic_core.judgement.freshness import FactAge, Waiting
from haic_core.judgement.options import Option
from haic_core.screen.freshness import age_line
from haic_core.screen.html import option_badge, standing_glyph, strip_label, unbroken
from haic_core.wording.beginning import NOTHING_ON_THE_BOARD, has_facts
from haic_core.wording.cost import NOTHING_TO_ASK
from haic_core.wording.deciding import AskedLine, after_the_lines, against_lines, disputed_lines, why_sentence
from haic_core.wording.entry import entry_brief
from haic_core.wording.evidence import library_read_sentence
from haic_core.wording.freshness import waiting_sentence
from haic_core.wording.judgement import patient_line_within
from haic_core.wording.option import judging_names, next_brief, verdict_said
from haic_core.wording.phrases import quantity
from haic_core.wording.safety import safety_brief
from haic_core.words.vocabulary import Modality, Verdict

QUESTIONS = {
    Screen.PATIENT: "The patient, and what is not known",
    Screen.OPTIONS: "Six options: safety, entry, next step",
    Screen.WHY: "Why: the lines that decide",
    Screen.EVIDENCE: "The evidence, and where it disagrees",
    Screen.SURVIVAL: "Survival in the published series",
    Screen.HARMS: "Response and harms per hundred patients",
    Screen.DECISION: "The decision",
}
NOT_KNOWN = "Not known <small>and options that ask</small>"
HIDDEN = "Hidden until the board has spoken"
_ASKED, _LINES, _ONE_LINE = 9, 2, 80
# Letters of the patient's two lines beside the longest question, how much wider bold ones are, and the longest fact
# that is kept in one line.
_TWO_LINES, _BOLD, _SHORT = 186, 1.1, 26
# Columns of the patient's facts beside what is not known, their rows at 1280 x 720, the rows that a heading takes, and
# the letters of a row.
_COLUMNS, _ROWS, _HEAD_ROWS, _ONE_ROW = 3, 22, 2, 35
_LIMITS_OF_NORMAL = frozenset(ULN_OF.values())


def screen_title(screen: Screen, library: Library, case: Case) -> str:
    """The question of a screen, the case in two lines, up to when the library was read, and how far the case is."""
    order = list(Screen)
    label = strip_label(case.label)
    room = _TWO_LINES - round(_BOLD * len(case.label))
    patient = _facts_whole(patient_line_within(dict(case.patient.facts), room))
    return (
        f'<div class="hb-b-title"><h2>{escape(QUESTIONS[screen])}</h2>'
        f'<div class="hb-strip-case"><span>{label}{patient}</span></div>'
        f'<p><span class="hb-b-read">{escape(library_read_sentence(library))}</span> '
        f"{order.index(screen) + 1} of {len(order)}</p></div>"
    )


def _facts_whole(line: str) -> str:
    """The patient's line, no short fact of it broken between two lines."""
    *before, last = line.split(", ")
    facts = (*(f"{fact}," for fact in before), last)
    return " ".join(
        f'<span class="hb-whole">{escape(fact)}</span>' if len(fact) <= _SHORT else escape(fact) for fact in facts
    )


def patient_screen(assessment: Assessment, ages: Sequence[FactAge], question: str = "") -> str:
    """What the board is asked, every recorded fact in clinical order, and beside it what is not known, the most telling
    first."""
    patient = assessment.patient
    found = {section: _recorded(section, patient) for section in SECTIONS}
    groups = "".join(_facts(section, codes, patient) for section, codes in found.items() if codes)
    recorded = groups if has_facts(patient.facts) else f'{groups}<p class="hb-b-note">{NOTHING_ON_THE_BOARD}</p>'
    dated = age_line(ages, brief=True)
    many = "" if _fit([_rows(codes, patient) for codes in found.values() if codes]) else " hb-b-many"
    return (
        f'{_question(question)}<div class="hb-b-patient{many}"><div class="hb-b-facts">{recorded}</div>'
        f'<section class="hb-b-unknown"><h3>{NOT_KNOWN}</h3>{_asked(assessment)}{dated}</section></div>'
    )


def _question(question: str) -> str:
    """In large letters where it is short enough for one line of them."""
    long = " hb-b-long" if len(question) > _ONE_LINE else ""
    return f'<p class="hb-b-question{long}">{escape(question)}</p>' if question else ""


def _recorded(section: str, patient: Patient) -> list[str]:
    """What is recorded of a section; a limit of normal stands beside its value."""
    return [
        fact.code
        for fact in FACTS.values()
        if fact.section == section and patient.knows(fact.code) and fact.code not in _LIMITS_OF_NORMAL
    ]


def _rows(codes: Sequence[str], patient: Patient) -> int:
    """How many rows a group takes with its heading; a long name goes to a second one."""
    long = sum(len(FACTS[code].label) + len(_value(code, patient)) > _ONE_ROW for code in codes)
    return len(codes) + long + _HEAD_ROWS


def _fit(groups: Sequence[int]) -> bool:
    """Whether groups of so many rows, each in one piece, fit three columns of the smallest window. Where they do not,
    they flow through all four, and what is not known stands behind them."""
    columns, left = 1, _ROWS
    for rows in groups:
        columns, left = (columns, left) if rows <= left else (columns + 1, _ROWS)
        left -= rows
    return columns <= _COLUMNS


def _facts(section: str, codes: Sequence[str], patient: Patient) -> str:
    rows = "".join(
        f"<div><dt>{escape(FACTS[code].label)}</dt><dd>{escape(_value(code, patient))}</dd></div>" for code in codes
    )
    wide = " hb-b-labs" if section == LABS else ""
    return f'<section class="hb-b-group{wide}"><h3>{escape(section)}</h3><dl>{rows}</dl></section>'


def _value(code: str, patient: Patient) -> str:
    told = quantity(code, patient.facts[code])
    limit = patient.get(ULN_OF[code]) if code in ULN_OF else None
    return told if limit is None else f"{told} (limit {limit:g})"


def _asked(assessment: Assessment) -> str:
    if not assessment.ask_next:
        return f'<p class="hb-b-note">{NOTHING_TO_ASK}</p>'
    items = []
    for code in assessment.ask_next[:_ASKED]:
        asking = sum(code in option.missing for option in assessment.options)
        items.append(f"<li>{escape(FACTS[code].label)} <small>{asking} option{'' if asking == 1 else 's'}</small></li>")
    rest = len(assessment.ask_next) - _ASKED
    more = f'<p class="hb-b-note">and {rest} more that a criterion asks for</p>' if rest > 0 else ""
    return f'<ol class="hb-b-asked">{"".join(items)}</ol>{more}'


def options_screen(
    assessment: Assessment, waits: Mapping[Modality, Waiting], library: Library, theme: Palette, hidden: bool
) -> str:
    """Six cards: symbol, word and colour together, then safety, entry and what comes next; what rests on old facts."""
    names = judging_names(library)
    cards = "".join(
        _card(option, library.entry(option.modality), waits[option.modality], names, theme, hidden)
        for option in assessment.options
    )
    return f'<div class="hb-b-six">{cards}</div>'


def _card(
    option: Option, entry: ModalityEntry, waits: Waiting, names: dict[str, str], theme: Palette, hidden: bool
) -> str:
    style = f'style="--modality:{colour_of(entry, theme)}"'
    if hidden:
        return (
            f'<section class="hb-b-card" {style}><h3>{escape(entry.short)}</h3>'
            f'<p class="hb-b-why">{escape(entry.about)}</p><p class="hb-b-note">{HIDDEN}.</p></section>'
        )
    provisional = f'<p class="hb-b-note">{escape(waiting_sentence(waits))}</p>' if waits else ""
    told = {"Safety": safety_brief(option), "Entry": entry_brief(option, names), "Next": next_brief(option)}
    lines = "".join(f"<div><dt>{title}</dt><dd>{unbroken(said)}</dd></div>" for title, said in told.items())
    return (
        f'<section class="hb-b-card hb-{option.verdict.value}" {style}><div class="hb-b-head"><h3>{escape(entry.short)}'
        f'</h3><p class="hb-b-said hb-verdict"><span class="hb-b-glyph" aria-hidden="true">'
        f"{standing_glyph(option)}</span> {escape(verdict_said(option))}</p></div>"
        f'<dl class="hb-b-three-lines">{lines}</dl>{provisional}</section>'
    )


def why_screen(assessment: Assessment, library: Library, theme: Palette, hidden: bool) -> str:
    """The ledger lines that decide, option by option, disputed limits with both sides; for an option that meets, the
    change nearest to ending that."""
    if hidden:
        return f'<p class="hb-b-silent">{HIDDEN}: the lines of the ledger name the options they decide.</p>'
    names = judging_names(library)
    rows = "".join(_why(option, library.entry(option.modality), names, theme) for option in assessment.options)
    head = "".join(
        f'<th scope="col">{title}</th>'
        for title in ("Option", "Reads", "What is asked, what this patient has, who asks")
    )
    return f'<table class="hb-b-table"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def _why(option: Option, entry: ModalityEntry, names: dict[str, str], theme: Palette) -> str:
    return (
        f'<tr style="--modality:{colour_of(entry, theme)}"><th scope="row">{escape(entry.short)}</th>'
        f"<td>{option_badge(option)}</td><td>{_decides(option, names)}</td></tr>"
    )


def _decides(option: Option, names: dict[str, str]) -> str:
    lines, disputed = against_lines(option, names), disputed_lines(option, names)
    # An undecided option has its sentence besides.
    most = 1 if option.verdict is Verdict.UNKNOWN else _LINES
    shown = [] if option.verdict is Verdict.FAILS and lines else [f"<li>{unbroken(why_sentence(option, names))}</li>"]
    shown += [_three(one.asks, one.has, _by(one)) for one in lines[:most]]
    shown += [_three("Printed limits differ", one.has, one.asks) for one in disputed[:most]]
    rest = max(len(lines) - most, 0) + max(len(disputed) - most, 0)
    quiet = after_the_lines(option, rest)
    shown += [f"<li><small>{escape(quiet)}</small></li>"] if quiet else []
    return f'<ul class="hb-b-lines">{"".join(shown)}</ul>'


def _three(asks: str, has: str, who: str) -> str:
    return (
        f'<li class="hb-b-three"><span>{unbroken(asks)}</span><b>{unbroken(has)}</b><small>{unbroken(who)}</small></li>'
    )


def _by(line: AskedLine) -> str:
    places = line.places
    return places[0] if len(places) == 1 else f"{places[0]} and {len(places) - 1} more"
