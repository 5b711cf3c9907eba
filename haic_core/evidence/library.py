"""The library of ``data/``: every source that could be read, and with what was left out and why."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar, cast

from haic_core.case.file import CASE_FILE
from haic_core.evidence.common_ground import CommonGround, read_common_ground
from haic_core.evidence.derivation import PointScore
from haic_core.evidence.kept_documents import KeptDocuments
from haic_core.evidence.reader import read_document, read_rows, read_source, read_toml, rows_of
from haic_core.evidence.side_lists import Era, FreshnessLimit, ReadingPeriod, Subgroup
from haic_core.evidence.source import Source
from haic_core.words.files import files_in, is_there, read_file, read_words
from haic_core.words.reading import read_json
from haic_core.words.refusal import Faults, Refusal, nearest, shown
from haic_core.words.vocabulary import Design, DocumentKind, Modality, Role

Built = TypeVar("Built")

DATA = Path(__file__).resolve().parents[2] / "data"


@dataclass(frozen=True, slots=True)
class ModalityEntry:
    """One option as the screens name and draw it; colours for the light and the dark theme. dash_line_widths: lengths
    of line and gap in turn, in widths of the line; empty for a solid line."""

    modality: Modality
    label: str
    short: str
    about: str
    colour: str
    colour_dark: str
    dash_line_widths: tuple[float, ...]
    always_listed: bool


@dataclass(frozen=True, slots=True)
class Library:
    """All sources that could be read, and a sentence for each fault of those that could not.

    to_add: a sentence for each list of an earlier format that does not say whether it is whole. read_until: the last
    month in which documents were looked for and read, as '2026-11'.
    """

    sources: tuple[Source, ...]
    left_out: tuple[str, ...]
    to_add: tuple[str, ...]
    modalities: tuple[ModalityEntry, ...]
    subgroups: tuple[Subgroup, ...]
    eras: tuple[Era, ...]
    freshness: tuple[FreshnessLimit, ...]
    derived: tuple[PointScore, ...]
    common_ground: CommonGround
    conventions: Source
    read_until: str
    version: str
    _built: dict[Callable[[Library], object], object] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def once(self, build: Callable[[Library], Built]) -> Built:
        """What ``build`` makes of this library: made at the first asking, kept as long as the library, never longer."""
        if build not in self._built:
            self._built[build] = build(self)
        return cast(Built, self._built[build])

    def source(self, key: str) -> Source:
        """The source with this key; raises Refusal with the nearest guess."""
        for source in self.judging:
            if source.key == key:
                return source
        keys = [source.key for source in self.sources]
        raise Refusal(f"There is no source {shown(key)} in this library.{nearest(key, keys)}")

    @property
    def judging(self) -> tuple[Source, ...]:
        """Every document that a verdict may rest on: the sources, and what a procedure needs by its nature."""
        return (*self.sources, self.conventions)

    def entry(self, modality: Modality) -> ModalityEntry:
        return next(entry for entry in self.modalities if entry.modality is modality)


def read_library(folders: tuple[Path, ...] | None = None) -> Library:
    """Reads ``data/`` and, after it, the site's own folder named by HAIC_DATA.

    A source file that cannot be trusted is left out with a sentence, and so is the entry list of an option that no
    readable document describes. Raises Refusal where the list of options itself is unusable.
    """
    folders = folders or data_folders()
    sources: dict[str, Source] = {}
    left_out: list[str] = []
    to_add: list[str] = []
    for folder in folders:
        _read_documents(folder, sources, left_out, to_add)
    modalities = read_modalities(DATA / "modalities.toml")
    subgroups = read_rows(DATA / "subgroups.toml", "subgroup", Subgroup)
    eras = read_rows(DATA / "eras.toml", "era", Era)
    # A site may keep other limits; its folder stands last.
    own = [path for folder in folders if is_there(path := folder / "freshness.toml")]
    freshness = _freshness(own, left_out)
    derived: tuple[PointScore, ...] = ()
    try:
        derived = read_rows(DATA / "derived.toml", "points", PointScore)
    except Refusal as refusal:
        left_out += refusal.sentences
    read = tuple(sorted(sources.values(), key=_reading_order))
    return Library(
        read,
        (*left_out, *without_entry(modalities, read)),
        tuple(to_add),
        modalities,
        subgroups,
        eras,
        freshness,
        derived,
        read_common_ground(DATA / "common_ground.toml"),
        read_source(DATA / "conventions.toml"),
        read_rows(DATA / "reading.toml", "reading", ReadingPeriod)[-1].read_until,
        _version([*_document_paths(folders), *sorted({*files_in(DATA, ".toml"), *own})]),
    )


def _freshness(paths: Sequence[Path], left_out: list[str]) -> tuple[FreshnessLimit, ...]:
    """The limits of the last file that can be read; each that cannot is told, and ours stand in for it."""
    found: tuple[FreshnessLimit, ...] = ()
    for path in dict.fromkeys([DATA / "freshness.toml", *paths]):
        try:
            found = read_rows(path, "limit", FreshnessLimit)
        except Refusal as refusal:
            left_out += refusal.sentences
    return found


def _document_paths(folders: Iterable[Path]) -> list[Path]:
    return [path for folder in folders for path in files_in(folder / "sources", ".toml")]


def _read_documents(folder: Path, sources: dict[str, Source], left_out: list[str], to_add: list[str]) -> None:
    """Adds the documents of one folder; each is kept as JSON beside it, so that its TOML is parsed once."""
    kept = KeptDocuments(folder / ".kept" / "documents")
    for path in _document_paths([folder]):
        try:
            source, lines_to_add = read_document(path, kept)
            if source.key in sources:
                raise Refusal(
                    f"{path.name}: key: another file already carries {source.key!r}; keys are unique.",
                    place=f"{path.name}: key",
                    found=repr(source.key),
                )
        except Refusal as refusal:
            left_out += refusal.sentences
            continue
        sources[source.key] = source
        to_add += lines_to_add
    kept.save()


def read_examples(today: date | None = None) -> list[tuple[str, dict[str, object]]]:
    """The worked example cases as (title, case file content), in file order; the title is the case's label.

    today: their facts are dated as if their board met on this day; without it they carry no days.
    """
    paths = files_in(DATA / "examples", ".json")
    contents = [(path.stem, read_json(read_file(path), path.name, CASE_FILE)) for path in paths]
    found = [(name, content) for name, content in contents if isinstance(content, dict)]
    return [(content["label"], content | _days_of(name, content["facts"], today)) for name, content in found]


def _days_of(name: str, facts: Iterable[str], today: date | None) -> dict[str, object]:
    """The days of an example's facts, by the kinds of facts that grow old together."""
    if today is None:
        return {}
    before = cast(dict[str, dict[str, int]], read_toml(DATA / "examples" / "days_before.toml"))[name]
    limits = read_rows(DATA / "freshness.toml", "limit", FreshnessLimit)
    days = {code: before[limit.id] for limit in limits if limit.id in before for code in limit.facts}
    return {"recorded_on": {code: str(today - timedelta(days[code])) for code in facts if code in days}}


def read_methods() -> tuple[str, str]:
    """The methods text that the screen shows, kept in one place: before the picture of the rule, and after it. A per
    cent sign stays with its number."""
    docs = DATA.parent / "docs"
    verdicts, methods = (read_words(docs / name) for name in ("verdicts.md", "methods.md"))
    purpose, heading, rest = methods.partition("## How far a verdict holds")
    whole = f"{purpose}{verdicts}\n{heading}{rest}".replace(" %", _PERCENT)
    before, _, after = whole.partition("<!-- the picture of the rule -->")
    return before, after


def read_measurements() -> dict[str, str]:
    """The kept tables of the benchmarks and of the check against R, by what they measure, as Markdown; per cent signs
    stand off their numbers as on every page."""
    folder = DATA.parent / "docs" / "tables"
    texts = {title: _TIGHT_PERCENT.sub(_PERCENT, read_words(folder / name)) for title, name in _MEASUREMENTS.items()}
    return {title: text.partition("\n")[2] if text.startswith("# ") else text for title, text in texts.items()}


_TIGHT_PERCENT = re.compile(r"(?<=\d)%")
_PERCENT = "\N{NO-BREAK SPACE}%"
_MEASUREMENTS = {
    "Who prints the criteria of each option": "criteria.md",
    "Curves from printed figures: error and coverage": "reconstruction.md",
    "Curves of groups drawn together": "groups.md",
    "Records from digitised curves": "digitised.md",
    "Against R’s survival package": "agreement_with_r.md",
}


def data_folders() -> tuple[Path, ...]:
    """``data/`` and the folder named by HAIC_DATA, where that is set; raises Refusal when it is no folder."""
    own = os.environ.get("HAIC_DATA")
    if not own:
        return (DATA,)
    try:
        files_in(Path(own) / "sources", ".toml")
    except Refusal as refusal:
        sentence = "which is not a folder that holds a folder 'sources' with TOML files"
        raise Refusal(f"HAIC_DATA names {shown(own)}, {sentence} ({refusal.faults[0].found}).") from None
    return (DATA, Path(own))


def read_modalities(path: Path) -> tuple[ModalityEntry, ...]:
    """The options in their order; raises Refusal unless exactly the six known ones are listed."""
    entries, faults = [], Faults()
    for row in rows_of(read_toml(path), "option", path.name):
        try:
            entries.append(_entry(row))
        except (KeyError, TypeError, ValueError) as error:
            faults.add(Refusal(f"{path.name}: option: {error}.", place=f"{path.name}: option", found=str(error)))
    faults.tell()
    if [entry.modality for entry in entries] != list(Modality):
        allowed = f"{', '.join(Modality)}, in this order"
        raise Refusal(f"{path.name}: the options must be {allowed}.", place=f"{path.name}: option", allowed=allowed)
    return tuple(entries)


def _entry(row: object) -> ModalityEntry:
    if not isinstance(row, dict):
        raise TypeError(f"{shown(row)} is no table")
    modality = Modality(row["modality"])
    dash = tuple(float(length) for length in row["dash_line_widths"])
    if len(dash) % 2 or any(length <= 0 for length in dash):
        raise ValueError(f"dash_line_widths {list(dash)} is not pairs of line and gap, each longer than nothing")
    return ModalityEntry(**{**row, "modality": modality, "dash_line_widths": dash})


def _reading_order(source: Source) -> tuple[bool, int, str]:
    """Studies before reviews and labels, read in full before abstract, then by key."""
    second = source.study.design in (Design.POOLED_REVIEW, Design.NARRATIVE_REVIEW, Design.GUIDELINE_OR_LABEL)
    return second, list(DocumentKind).index(source.document), source.key


def without_entry(modalities: Sequence[ModalityEntry], sources: Sequence[Source]) -> list[str]:
    """An option without any entry criterion is told and stays unknown: an empty list never comes out as met."""
    found = []
    for entry in modalities:
        rules = [rule for source in sources for rule in source.criteria_for(entry.modality)]
        if not entry.always_listed and not any(rule.role is Role.ENTRY for rule in rules):
            found.append(
                f"The option {entry.modality.value!r} has no entry criterion in any readable source, so its "
                f"verdict can only be unknown or fail."
            )
    return found


def _version(paths: list[Path]) -> str:
    """A short hash over names and contents: the same data gives the same version on any machine."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode())
        with suppress(Refusal):  # what cannot be read is told where it is read
            digest.update(read_file(path).replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:12]
