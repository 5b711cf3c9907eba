"""What was read from something handed in, as HTML: each fact with its value, its own words and its day."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from haic_core.case.fact_kinds import Fact
from haic_core.case.facts import FACTS
from haic_core.intake.proposal import PassedOver, Question
from haic_core.intake.review import Held, Standing
from haic_core.wording.intake import amount_said, day_said, help_said, recorded_said

_MARK = {Standing.NEW: "+", Standing.RECORDED: "✓", Standing.DIFFERENT: "≠", Standing.DOUBTFUL: "?"}
_SAID = {
    Standing.NEW: "new",
    Standing.RECORDED: "recorded",
    Standing.DIFFERENT: "another value is recorded",
    Standing.DOUBTFUL: "asked back",
}


def read_list(held: Sequence[Held]) -> str:
    """Everything read, in clinical order; a sign tells whether it is new, recorded, different or asked back."""
    lines = "".join(
        f'<li class="hb-read-{one.standing.value}"><i aria-hidden="true">{_MARK[one.standing]}</i>'
        f"<b>{escape(FACTS[one.proposal.fact].label)}</b>"
        f"<span>{escape(amount_said(one.proposal.fact, one.proposal.value))}</span>"
        f'<span class="hb-origin">{escape(_origin(one.proposal.as_written, one.proposal.origin))}</span>'
        f'<small>{escape(day_said(one.proposal.on))}<span class="hb-hidden"> {_SAID[one.standing]}</span></small></li>'
        for one in held
    )
    return f'<ul class="hb-read">{lines}</ul>' if lines else ""


def to_settle(held: Held) -> str:
    """One proposal that a person decides: why, what is recorded, and where the other value stands."""
    code = held.proposal.fact
    doubt = f"<p>{escape(_told(code, held.doubt))}</p>" if held.doubt else ""
    recorded = "" if held.recorded is None else f" · {escape(recorded_said(code, held.recorded, held.recorded_on))}"
    day = day_said(held.proposal.on)
    return (
        f"<p><b>{escape(FACTS[code].label)}</b>{recorded} · read: {escape(amount_said(code, held.proposal.value))}"
        f"{f', {day}' if day else ''}</p>{doubt}{_quoted(held.proposal.as_written, held.proposal.origin)}"
    )


def asked(question: Question) -> str:
    """A question that the words leave open."""
    return (
        f"<p><b>{escape(FACTS[question.fact].label)}</b> · {escape(_told(question.fact, question.sentence))}</p>"
        f"{_quoted(question.as_written, question.origin)}"
    )


def folded(passed_over: Sequence[PassedOver]) -> str:
    """What was passed over and why, folded; empty where nothing was."""
    if not passed_over:
        return ""
    items = "".join(
        f'<li><span class="hb-origin">{escape(one.what)}</span>: {escape(one.why)}</li>' for one in passed_over
    )
    return (
        f'<details class="hb-more"><summary>Passed over, and why ({len(passed_over)})</summary>'
        f'<ul class="hb-lines">{items}</ul></details>'
    )


def unused(clauses: Sequence[str]) -> str:
    """What of a letter was not used, folded; empty where all was."""
    if not clauses:
        return ""
    items = "".join(f'<li class="hb-origin">{escape(clause)}</li>' for clause in clauses)
    listed = f'<ul class="hb-lines">{items}</ul>'
    return f'<details class="hb-more"><summary>Not used ({len(clauses)})</summary>{listed}</details>'


def said(sentences: Sequence[str]) -> str:
    """What else a person needs to know of it; empty where nothing."""
    items = "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences)
    return f'<ul class="hb-caveat hb-lines">{items}</ul>' if items else ""


def meanings(facts: Sequence[Fact]) -> str:
    """What the facts of a section mean, folded."""
    items = "".join(f"<dt>{escape(fact.label)}</dt><dd>{escape(help_said(fact))}</dd>" for fact in facts)
    return (
        f'<details class="hb-more"><summary>What these facts mean</summary><dl class="hb-mean">{items}</dl></details>'
    )


def _told(code: str, sentence: str) -> str:
    """A sentence beside the name of its fact, which it may begin with."""
    return sentence.removeprefix(f"{FACTS[code].label}: ")


def _quoted(as_written: str, origin: str) -> str:
    return f'<p class="hb-muted"><span class="hb-origin">{escape(_origin(as_written, origin))}</span></p>'


def _origin(as_written: str, origin: str) -> str:
    """The quoted words, with the number as written before them where they do not hold it."""
    return origin if as_written in origin else f"{as_written} · {origin}"
