"""The words of the screens as a list on a page."""

from __future__ import annotations

from html import escape

from haic_core.wording.glossary import GLOSSARY, Chapter, Term


def glossary_list() -> str:
    """Every term with its words and its sentence, chapter by chapter; the browser's own search finds any."""
    return f'<div class="hb-words">{"".join(map(_chapter, GLOSSARY))}</div>'


def _chapter(chapter: Chapter) -> str:
    terms = "".join(map(_term, chapter.terms))
    return f"<section><h3>{escape(chapter.title)}</h3><dl>{terms}</dl></section>"


def _term(term: Term) -> str:
    name = f"{term.name} ({', '.join(term.also)})" if term.also else term.name
    words = f"<i>{escape(term.words)}</i> " if term.words else ""
    return f'<div id="{term.id}"><dt>{escape(name)}</dt><dd>{words}{escape(term.meaning)}</dd></div>'
