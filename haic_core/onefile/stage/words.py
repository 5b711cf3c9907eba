"""Text as the pages hand it over: labels and paragraphs are Markdown, as Streamlit reads it; HTML in them is text."""

from __future__ import annotations

from functools import lru_cache

from markdown_it import MarkdownIt

_KEPT = 4096


@lru_cache(maxsize=1)
def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


@lru_cache(maxsize=_KEPT)
def line(words: str) -> str:
    """A label or a sentence as HTML."""
    return str(_reader().renderInline(words))


@lru_cache(maxsize=64)
def whole(words: str) -> str:
    """A text of several paragraphs as HTML."""
    return str(_reader().render(words))


@lru_cache(maxsize=_KEPT)
def plain(words: str) -> str:
    """A label as a screen reader says it: without the signs of Markdown."""
    tokens = _reader().parseInline(words)[0].children or []
    return "".join(" " if one.type == "softbreak" else one.content for one in tokens)
