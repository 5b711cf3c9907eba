"""The only reader of ``data/``: every source file, checked, with what was left out and why."""

from __future__ import annotations

import hashlib
import json
import os
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from haic_core.lists import Era, FreshnessLimit, Subgroup
from haic_core.source import Source
from haic_core.words.refusal import Refusal, nearest, shown
from haic_core.words.vocabulary import Design, DocumentKind, Modality, Role

_Row = TypeVar("_Row", bound=BaseModel)

DATA = Path(__file__).resolve().parents[1] / "data"


@dataclass(frozen=True, slots=True)
class ModalityEntry:
    """One option as the screens name and draw it; colours for the light and the dark theme."""

    modality: Modality
    label: str
    short: str
    about: str
    colour: str
    colour_dark: str
    dash: str
    always_listed: bool


@dataclass(frozen=True, slots=True)
class Library:
    """All sources that could be read, and one sentence for each that could not."""

    sources: tuple[Source, ...]
    left_out: tuple[str, ...]
    modalities: tuple[ModalityEntry, ...]
    subgroups: tuple[Subgroup, ...]
    eras: tuple[Era, ...]
    freshness: tuple[FreshnessLimit, ...]
    version: str

    def source(self, key: str) -> Source:
        """The source with this key; raises Refusal with the nearest guess."""
        for source in self.sources:
            if source.key == key:
                return source
        keys = [source.key for source in self.sources]
        raise Refusal(f"There is no source {shown(key)} in this library.{nearest(key, keys)}")

    def entry(self, modality: Modality) -> ModalityEntry:
        return next(entry for entry in self.modalities if entry.modality is modality)


def read_library(folders: tuple[Path, ...] | None = None) -> Library:
    """Reads ``data/`` and, after it, the site's own folder named by HAIC_DATA.

    A source file that cannot be trusted is left out with a sentence, and so is the entry list of an option that no
    readable document describes. Raises Refusal where the list of options itself is unusable.
    """
    folders = folders or data_folders()
    paths = [path for folder in folders for path in sorted((folder / "sources").glob("*.toml"))]
    sources: dict[str, Source] = {}
    left_out = []
    for path in paths:
        try:
            source = read_source(path)
            if source.key in sources:
                raise Refusal(f"{path.name}: key: another file already carries {source.key!r}; keys are unique.")
            sources[source.key] = source
        except Refusal as refusal:
            left_out.append(str(refusal))
    modalities = read_modalities(DATA / "modalities.toml")
    subgroups = _rows(DATA / "subgroups.toml", "subgroup", Subgroup)
    eras = _rows(DATA / "eras.toml", "era", Era)
    # A site may keep other limits; its folder stands last.
    own = [path for folder in folders if (path := folder / "freshness.toml").is_file()]
    freshness = _rows([DATA / "freshness.toml", *own][-1], "limit", FreshnessLimit)
    read = tuple(sorted(sources.values(), key=_reading_order))
    return Library(read, (*left_out, *without_entry(modalities, read)), modalities, subgroups, eras,
                   freshness, _version([*paths, *sorted({*DATA.glob("*.toml"), *own})]))


def read_examples() -> list[tuple[str, dict]]:
    """The worked example cases as (title, case file content), in file order; the title is the case's label."""
    paths = sorted((DATA / "examples").glob("*.json"))
    contents = [json.loads(path.read_text(encoding="utf-8")) for path in paths]
    return [(content["label"], content) for content in contents]


def read_methods() -> str:
    """The methods text that the screen shows, kept in one place."""
    return (DATA.parent / "docs" / "methods.md").read_text(encoding="utf-8")


def read_measurements() -> dict[str, str]:
    """The kept tables of the benchmarks and of the check against R, by what they measure, as Markdown."""
    folder = DATA.parent / "docs" / "tables"
    texts = {title: (folder / name).read_text(encoding="utf-8") for title, name in _MEASUREMENTS.items()}
    return {title: text.partition("\n")[2] if text.startswith("# ") else text for title, text in texts.items()}


_MEASUREMENTS = {"Curves from printed figures: error and coverage": "reconstruction.md",
                 "Curves of groups drawn together": "groups.md",
                 "Records from digitised curves": "digitised.md",
                 "Against R's survival package": "agreement_with_r.md"}


def data_folders() -> tuple[Path, ...]:
    """``data/`` and the folder named by HAIC_DATA, where that is set; raises Refusal when it is no folder."""
    own = os.environ.get("HAIC_DATA")
    if not own:
        return (DATA,)
    if not (Path(own) / "sources").is_dir():
        raise Refusal(f"HAIC_DATA names {shown(own)}, which is not a folder that holds a folder 'sources' with TOML "
                      f"files.")
    return (DATA, Path(own))


def read_source(path: Path) -> Source:
    """One source file; raises Refusal naming file, field, found and allowed."""
    raw = _read_toml(path)
    try:
        # Through JSON, because strict reading of JSON still turns lists into tuples and words into enums.
        source = Source.model_validate_json(json.dumps(raw))
    except ValidationError as error:
        raise Refusal(_sentence(path.name, error, raw)) from None
    except TypeError as error:
        raise Refusal(f"{path.name}: {error}; dates are written as text.") from None
    if source.key != path.stem:
        raise Refusal(f"{path.name}: key: {source.key!r} was found, but it must be the file's name, "
                      f"{path.stem!r}.")
    return source


def read_modalities(path: Path) -> tuple[ModalityEntry, ...]:
    """The options in their order; raises Refusal unless exactly the six known ones are listed."""
    raw = _read_toml(path)
    try:
        entries = tuple(ModalityEntry(modality=Modality(row.pop("modality")), **row) for row in raw["option"])
    except (KeyError, TypeError, ValueError) as error:
        raise Refusal(f"{path.name}: option: {error}.") from None
    if [entry.modality for entry in entries] != list(Modality):
        raise Refusal(f"{path.name}: the options must be {', '.join(Modality)}, in this order.")
    return entries


def _rows(path: Path, table: str, record: type[_Row]) -> tuple[_Row, ...]:
    """The records of one table of one file; raises Refusal."""
    raw, name = _read_toml(path), path.name
    try:
        return tuple(record.model_validate_json(json.dumps(row)) for row in raw[table])
    except KeyError:
        raise Refusal(f"{name}: the table {table!r} is missing.") from None
    except ValidationError as error:
        raise Refusal(_sentence(name, error, raw)) from None


def _read_toml(path: Path) -> dict:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise Refusal(f"{path.name}: the file cannot be read ({error.strerror}).") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refusal(f"{path.name}: this is not valid TOML: {error}.") from None
    except (RecursionError, ValueError):
        raise Refusal(f"{path.name}: this TOML is nested too deep or holds a number too long to be a source file.") \
            from None


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
            found.append(f"The option {entry.modality.value!r} has no entry criterion in any readable source, so its "
                         f"verdict can only be unknown or fail.")
    return found


def _sentence(name: str, error: ValidationError, raw: dict) -> str:
    """The first fault as one sentence: file, field, what was found, what is allowed."""
    faults = error.errors(include_url=False)
    # A mistyped key is also a missing key; the mistyped one can be answered with a guess.
    first = next((fault for fault in faults if fault["type"] == "extra_forbidden"), faults[0])
    place = _place(first["loc"], raw)
    found = shown(first.get("input"))
    if first["type"] == "missing":
        return f"{name}: {place}: this key is missing."
    if first["type"] == "extra_forbidden":
        return f"{name}: {place}: unknown key.{_guess(first['loc'])}"
    message = first["msg"].removeprefix("Value error, ").rstrip(".")
    closing = "" if message.endswith("?") else "."
    return f"{name}: {place}: {message}{closing} Found {found}."


def _place(loc: tuple, raw: object) -> str:
    """A path such as ``cohort 'haic' > outcome 3 > locator`` for a pydantic location."""
    words: list[str] = []
    for step in loc:
        if isinstance(step, int):
            raw = raw[step] if isinstance(raw, list) and step < len(raw) else None
            name = raw.get("id") if isinstance(raw, dict) else None
            words[-1] += f" '{name}'" if name else f" {step + 1}"
        else:
            raw = raw.get(step) if isinstance(raw, dict) else None
            words.append(str(step))
    return " > ".join(words) or "the file"


def _guess(loc: tuple) -> str:
    """The nearest allowed key to an unknown one, found by walking the record types."""
    record: type[BaseModel] | None = Source
    for step in loc[:-1]:
        if isinstance(step, int) or record is None:
            continue
        field = next((known for name, known in record.model_fields.items()
                      if step in (name, known.alias)), None)
        record = _record_in(field.annotation) if field else None
    if record is None:
        return ""
    allowed = [field.alias or name for name, field in record.model_fields.items()]
    return nearest(loc[-1], allowed)


def _record_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    parts = getattr(annotation, "__args__", ())
    return next((found for part in parts if (found := _record_in(part))), None)


def _version(paths: list[Path]) -> str:
    """A short hash over names and contents: the same data gives the same version on any machine."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode())
        if not path.is_file():
            continue
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:12]
