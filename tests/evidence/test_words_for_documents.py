"""A document is named by what was read of it: the words are 'abstract' and 'title not read', never 'stored'."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from each import each
from worked import sources

from haic_core.evidence.source import Source

ROOT = Path(__file__).parents[2]
OF_A_DOCUMENT = re.compile(
    r"\bstored\s+(?:\w+\s+)?(?:abstract|excerpt|part|text|title|table|paper|document)"
    r"|\b(?:abstract|excerpt|text|title|table|paper|document)s?\b[^.;]*\bstored\b",
    re.IGNORECASE,
)
SAYS = sorted(
    path
    for folder in ("haic_core/wording", "haic_core/chart", "haic_core/screen", "haic_core/pack", "pages")
    for path in (ROOT / folder).rglob("*.py")
)
BY_SOURCE = each("source", sources(), ids=lambda source: source.key)


def texts(value: object) -> Iterator[str]:
    """Every text a document's record holds."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from texts(part)


def sentences(path: Path) -> Iterator[str]:
    """Every text in a module's code but its docstrings, which nobody reads on a screen, where it speaks of storing."""
    if "stored" not in (text := path.read_text("utf-8")).lower():
        return
    tree = ast.parse(text)
    unsaid = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in unsaid:
            yield node.value


@BY_SOURCE
def test_no_document_of_the_library_speaks_of_a_stored_text(source: Source) -> None:
    """Nor of the file in which the abstracts were handed over: no reader has either."""
    told = list(texts(source.model_dump()))
    assert [text for text in told if re.search(r"\bstored\b|evidence file", text, re.IGNORECASE)] == []


@BY_SOURCE
def test_a_title_that_was_not_read_says_so_in_three_words(source: Source) -> None:
    title = source.citation.title
    missing = [words for words in re.findall(r"\[([^\]]+)\]", title) if "title not" in words]
    assert missing in ([], ["title not read"])
    assert not missing or re.match(r"\[title not read\] \S", title)


@each("path", SAYS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_screen_slide_or_page_speaks_of_a_stored_document(path: Path) -> None:
    assert [text for text in sentences(path) if OF_A_DOCUMENT.search(text)] == []


def test_the_methods_page_speaks_of_no_stored_document() -> None:
    assert OF_A_DOCUMENT.search((ROOT / "docs" / "methods.md").read_text("utf-8")) is None


@each(
    ("sentence", "is_of_a_document"),
    [
        ("[title not in the stored abstract] Liver resection", True),
        ("Abstract (stored excerpt)", True),
        ("The title is not in the text stored here.", True),
        ("The decision is kept in these files only: nothing is stored here.", False),
    ],
)
def test_what_is_stored_is_a_document_or_something_else(sentence: str, is_of_a_document: bool) -> None:
    assert bool(OF_A_DOCUMENT.search(sentence)) == is_of_a_document
