"""What a file holds on its way into the embedded engine, part by part: texts as they are read, or Parquet with its
types. Nothing touches the disk."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from haic_core.cohort.engines.even_lines import texts_of
from haic_core.cohort.files.handed import MOST_COLUMNS, MOST_ROWS, Handed, named_once
from haic_core.words.refusal import Refusal

if TYPE_CHECKING:
    import pyarrow
    from duckdb import DuckDBPyConnection

TABLE = "registry"
# What the columns of a Parquet file may take when unpacked.
LARGEST_UNPACKED = 1_500_000_000
# The engine takes a few large parts sooner than many small ones.
APPENDED_AT_ONCE = 16_000_000
_PARQUET = b"PAR1"


def is_parquet(content: bytes) -> bool:
    """Whether a file begins as Parquet files do."""
    return content.startswith(_PARQUET)


def texts(file: Handed, line: str) -> Iterator[pyarrow.Table]:
    """A file's texts part by part, with the line each row stands on; one part with no row where there is none."""
    import pyarrow

    names = [line, *file.columns]
    kinds = [pyarrow.int64(), *[pyarrow.string()] * len(file.columns)]
    held = [pyarrow.schema(zip(names, kinds)).empty_table()]
    for part in file.parts:
        held += [table.rename_columns(names) for table in texts_of(part, len(file.columns))]
        if sum(table.nbytes for table in held) > APPENDED_AT_ONCE:
            yield pyarrow.concat_tables(held)
            held = []
    if held:
        yield pyarrow.concat_tables(held)


def load_parquet(
    connection: DuckDBPyConnection, content: bytes, name: str, line: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A Parquet file as the table: its columns, and in a sentence which of them hold no single value and are left out.
    Raises Refusal where it is damaged or unpacks too large."""
    import pyarrow

    try:
        return _loaded(connection, content, name, line)
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        if isinstance(error, Refusal):
            raise
        sentence = f"{name}: the Parquet file cannot be read; it is damaged or encrypted."
        raise Refusal(sentence, place=name, allowed="a Parquet file") from None


def _loaded(
    connection: DuckDBPyConnection, content: bytes, name: str, line: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    import pyarrow
    import pyarrow.parquet

    file = pyarrow.parquet.ParquetFile(pyarrow.BufferReader(content))
    about = file.metadata
    size = sum(about.row_group(place).total_byte_size for place in range(about.num_row_groups))
    if about.num_rows > MOST_ROWS or len(file.schema_arrow) > MOST_COLUMNS or size > LARGEST_UNPACKED:
        raise Refusal(
            f"{name}: the Parquet file holds {about.num_rows:,} rows, {len(file.schema_arrow):,} columns and unpacks "
            f"to {size:,} bytes; at most {MOST_ROWS:,}, {MOST_COLUMNS:,} and {LARGEST_UNPACKED:,} are read: load it "
            "into a database and name its connection.",
            place=name,
        )
    if not about.num_rows:
        raise Refusal(f"{name}: the file holds no row of a patient.", place=name, found="no row")
    plain = [field.name for field in file.schema_arrow if not pyarrow.types.is_nested(field.type)]
    columns = named_once(plain)
    first = True
    for part in _with_lines(file, plain, columns, line):
        append(connection, part, first)
        first = False
    left = len(file.schema_arrow) - len(plain)
    return columns, (f"Left out: {left} columns that hold several values in a cell.",) if left else ()


def _with_lines(
    file: pyarrow.parquet.ParquetFile, plain: list[str], columns: tuple[str, ...], line: str
) -> Iterator[pyarrow.Table]:
    import pyarrow

    row = 1
    for batch in file.iter_batches(batch_size=65_536, columns=plain):
        count = batch.num_rows
        lines = pyarrow.array(range(row, row + count), pyarrow.int64())
        row += count
        yield pyarrow.table([lines, *map(_plain, batch.columns)], names=[line, *columns])


def _plain(column: pyarrow.Array) -> pyarrow.Array:
    """A column of words kept as numbers is one of words; bytes are none that is read."""
    import pyarrow

    if pyarrow.types.is_dictionary(column.type):
        return column.dictionary_decode()
    return column


def append(connection: DuckDBPyConnection, part: pyarrow.Table, first: bool = False) -> None:
    """Some more rows of the table, which the first of them begin."""
    connection.register("part", part)
    begin = f"CREATE TABLE {TABLE} AS" if first else f"INSERT INTO {TABLE}"
    connection.execute(f"{begin} SELECT * FROM part")
    connection.unregister("part")
