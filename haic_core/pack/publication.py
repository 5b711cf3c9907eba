"""The library for others: tables, a data package that describes them, and the schema of a source file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from haic_core import __version__
from haic_core.curves.curve_export import CURVE_COLUMNS, curve_rows
from haic_core.evidence.audit import trusted
from haic_core.evidence.criterion_export import CRITERION_COLUMNS, criterion_rows
from haic_core.evidence.figure_export import FIGURE_COLUMNS, figure_rows
from haic_core.evidence.library import DATA, Library, read_library
from haic_core.evidence.source import Source
from haic_core.evidence.source_schema import source_schema
from haic_core.words.columns import Column, Row, table_csv
from haic_core.words.files import write_file

AUTHORS = "The HAIC Board authors"


@dataclass(frozen=True, slots=True)
class Table:
    """One published table: its columns, and the file with its rows."""

    name: str
    title: str
    columns: Sequence[Column]
    csv: bytes

    @staticmethod
    def of(name: str, title: str, columns: Sequence[Column], rows: Iterable[Row]) -> Table:
        """The table of these rows."""
        return Table(name, title, columns, table_csv(columns, rows).encode("utf-8"))


def publish(folder: Path = DATA) -> list[str]:
    """Writes what is published of data/ anew; returns the files' names. A site's own documents are not among it."""
    files = published_files(trusted(read_library((DATA,))))
    for name, content in files.items():
        write_file(folder / name, content)
    return list(files)


def published_files(library: Library) -> dict[str, bytes]:
    """Place under data/ and content of everything that is published; the same library gives the same bytes."""
    tables = published_tables(library.sources)
    return {
        "schema/source.schema.json": _json(source_schema()),
        **{f"published/{table.name}.csv": table.csv for table in tables},
        "published/datapackage.json": _json(data_package(library, tables)),
    }


def published_tables(sources: Sequence[Source]) -> tuple[Table, ...]:
    """The three tables: what is printed, what is asked, and the curves."""
    return (
        Table.of("figures", "Every printed figure with its place", FIGURE_COLUMNS, figure_rows(sources)),
        Table.of("criteria", "What each document asks of a patient", CRITERION_COLUMNS, criterion_rows(sources)),
        Table.of("curves", "Survival curves: printed and reconstructed", CURVE_COLUMNS, curve_rows(sources)),
    )


def data_package(library: Library, tables: Sequence[Table]) -> Mapping[str, object]:
    """The Frictionless data package of the tables: fields, units, licence, documents, versions."""
    return {
        "profile": "tabular-data-package",
        "name": "haic-board-library",
        "title": "HAIC Board: published evidence on liver-directed treatment of breast cancer metastases",
        "description": "Figures, entry criteria and survival curves of published documents, each with its place. "
        "Figures are as printed; steps and bands of curves are reconstructed by this project. Not a medical device.",
        "version": __version__,
        "data_version": library.version,
        "keywords": ["breast cancer", "liver metastases", "hepatic arterial infusion", "survival", "tumour board"],
        "contributors": [{"title": AUTHORS, "role": "author"}],
        "licenses": [{"name": "MIT", "title": "MIT License, of the arrangement", "path": _MIT}],
        "sources": [_document(source) for source in library.sources],
        "resources": [_resource(table) for table in tables],
    }


_MIT = "https://opensource.org/license/mit"


def _document(source: Source) -> Mapping[str, str]:
    cited = source.citation
    parts = (source.short, cited.title, cited.journal, cited.volume_pages)
    path = f"https://doi.org/{cited.doi}" if cited.doi else cited.address
    named = {"key": source.key, "title": ". ".join(part for part in parts if part)}
    return {**named, "path": path} if path else named


def _resource(table: Table) -> Mapping[str, object]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(table.csv),
        "hash": f"sha256:{hashlib.sha256(table.csv).hexdigest()}",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": {"fields": [_field(column) for column in table.columns], "missingValues": [""]},
    }


def _field(column: Column) -> Mapping[str, object]:
    held: dict[str, object] = {}
    if column.always:
        held["required"] = True
    if column.words:
        held["enum"] = list(column.words)
    return {
        "name": column.name,
        "type": column.kind,
        "description": column.meaning,
        **({"unit": column.unit} if column.unit else {}),
        **({"constraints": held} if held else {}),
    }


def _json(whole: Mapping[str, object]) -> bytes:
    return (json.dumps(whole, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode("utf-8")
