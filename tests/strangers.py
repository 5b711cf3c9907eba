"""Texts that are not ours, as nasty as they come: in every free text of two documents, of a case, of a decision."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from typing import Any

from invented import FACTS, FOLDER, invented_library, invented_patient

from haic_core.case.file import Case, case_from
from haic_core.curves.published import PublishedCurve, find_curve
from haic_core.evidence.library import Library
from haic_core.evidence.source import Source
from haic_core.judgement.assessment import Assessment, assess

NASTY = '<b title="evil">&"\'![x](http://evil.example/x.png)'

# Keys of a source file whose text is a code, a day or a number's unit and is read strictly, not drawn as it comes.
CODES = {
    "key", "tier", "document", "design", "modality", "role", "fact", "id", "group", "endpoint", "statistic", "p_is",
    "versus", "kind", "domain", "rating", "verdict", "is", "is_not", "one_of", "cohort", "drawn_with", "ci_type",
    "warning", "primary", "unit", "figures", "settles", "facts", "leave_out", "split", "selected_by",
    "same_patients_as", "starts", "particle", "sites", "bears_on",
    "worst_grade", "based_on", "dispute", "when", "where", "without",
    "extent",
}  # fmt: skip


def nasty(raw: Any, key: str = "") -> Any:
    """The same content with every free text made a stranger."""
    if isinstance(raw, dict):
        return {name: nasty(value, name) for name, value in raw.items()}
    if isinstance(raw, list):
        return [nasty(value, key) for value in raw]
    return f"{raw} {NASTY}" if isinstance(raw, str) and key not in CODES else raw


@cache
def nasty_source(name: str) -> Source:
    """One of the invented documents, every free text of it a stranger."""
    raw = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    kept = {"worked_patient": raw.pop("worked_patient", [])}
    return Source.model_validate_json(json.dumps(nasty(raw) | kept))


@cache
def nasty_library() -> Library:
    """Both documents and the words of the options as strangers."""
    library = invented_library(nasty_source("arden"), nasty_source("birch"))
    entries = tuple(
        replace(entry, label=f"{entry.label} {NASTY}", short=f"{entry.short} {NASTY}", about=f"{entry.about} {NASTY}")
        for entry in library.modalities
    )
    return replace(library, modalities=entries, left_out=(f"left out {NASTY}",))


@cache
def drawn_curves() -> tuple[PublishedCurve, ...]:
    """Curves of the nasty documents: with and without a group, of both endpoints."""
    groups = [("OS", None), ("OS", "responders"), ("PFS", "few_lines"), ("PFS", "many_lines")]
    return tuple(find_curve(nasty_library().sources, "arden/infused", endpoint, group) for endpoint, group in groups)


@cache
def assessed() -> Assessment:
    return assess(invented_patient(portal_vein_thrombosis=True), nasty_library())


@cache
def met() -> Assessment:
    return assess(invented_patient(platelets_e9_l=100, portal_vein_thrombosis=False), nasty_library())


def nasty_case() -> Case:
    """A case whose label, question and decision are strangers, as far as a case file lets them be."""
    decision = {
        "choice": "haic", "considered": ["haic", "tace"], "conditions": [f"if {NASTY}"], "preference": NASTY,
        "dissent": [{"role": "nursing", "said": NASTY}], "trial": NASTY, "leaves_criteria_because": NASTY,
        "next_step": NASTY, "owner": "nursing", "due": "2026-12-04",
    }  # fmt: skip
    raw = {"schema": 1, "label": NASTY[:40], "question": NASTY, "facts": FACTS, "recorded_on": {}, "decision": decision}
    return case_from(raw, "strangers")


class _Read(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def _ours(href: str) -> bool:
    return bool(re.fullmatch(r"library\?document=[a-z0-9_]+", href))


def faults_of(html: str) -> list[str]:
    """What a stranger achieved in a piece of HTML: an element, an attribute, a broken word; nothing is right."""
    read = _Read()
    read.feed(html)
    read.close()
    known = {
        "class",
        "style",
        "title",
        "scope",
        "href",
        "id",
        "role",
        "lang",
        "open",
        "data-head",
        "data-row",
        "colspan",
        "rowspan",
        "type",
        "target",
        "rel",
    }
    found = [f"an element: {tag} {attrs}" for tag, attrs in read.elements if attrs.get("title") == "evil"]
    found += [f"an element: {tag}" for tag, _ in read.elements if tag in ("img", "script", "iframe", "svg")]
    # A link of ours leads to a document of the library and nowhere else.
    found += [f"a link: {attrs}" for tag, attrs in read.elements if tag == "a" and not _ours(attrs.get("href") or "")]
    found += [
        f"an attribute: {tag} {name}"
        for tag, attrs in read.elements
        for name in attrs
        if name not in known and not name.startswith("aria-")
    ]
    found += [f"a torn word: {word}" for word in read.words if "evil" in word and NASTY not in word and "…" not in word]
    return found


def shows(html: str) -> bool:
    """Whether a stranger's text stands in it, whole and as text."""
    read = _Read()
    read.feed(html)
    read.close()
    return NASTY in "".join(read.words)


def words_of(figure: object) -> list[str]:
    """Every string in a plotly dictionary, however deep."""
    if isinstance(figure, dict):
        return [word for value in figure.values() for word in words_of(value)]
    if isinstance(figure, list | tuple):
        return [word for value in figure for word in words_of(value)]
    return [figure] if isinstance(figure, str) else []


def read_lines(words: Sequence[str]) -> list[str]:
    """A figure's words without what is ours: a name in two lines is read as one, and no second box is drawn."""
    return [re.sub("</?extra>", "", word.replace("<br>", " ")) for word in words]
