"""A connection line names one server, one database, one table; its password reaches the driver and nobody else."""

from __future__ import annotations

import copy
import pickle
import traceback
from dataclasses import asdict

import pytest
from each import each
from hypothesis import given
from hypothesis import strategies as st

from haic_core.cohort.engines.line import FORMS, Line, Secret, is_line, read_line
from haic_core.words.refusal import Refusal

MARKER = "Marker7f3a9"
LINE = f"postgresql://reader:{MARKER}@db.hospital:5433/registry?table=onc.patients"


def test_a_line_of_postgresql_is_read_part_by_part() -> None:
    read = read_line(LINE + "&timeout=60&sslmode=verify-full")
    assert (read.kind, read.host, read.port, read.user) == ("postgresql", "db.hospital", 5433, "reader")
    assert (read.database, read.table, read.seconds, read.sslmode) == ("registry", "onc.patients", 60, "verify-full")
    assert read.password.told() == MARKER


def test_what_is_not_said_has_its_usual_value() -> None:
    read = read_line("postgresql://reader@localhost/registry")
    assert (read.port, read.seconds, read.sslmode, read.table, bool(read.password)) == (
        5432,
        600,
        "prefer",
        None,
        False,
    )


def test_a_password_with_signs_of_the_line_is_written_with_percents() -> None:
    assert read_line("postgresql://r:p%40ss%2Fw%3A%3F@h/db").password.told() == "p@ss/w:?"


def test_a_socket_is_named_by_its_folder() -> None:
    read = read_line("postgresql://reader@:5433/registry?host=/var/run/postgresql")
    assert (read.host, read.port) == ("/var/run/postgresql", 5433)


def test_a_server_may_be_a_number() -> None:
    assert read_line("postgresql://r@[::1]:5433/db").host == "::1"
    assert read_line("postgresql://r@10.1.2.3/db").host == "10.1.2.3"


def test_files_and_masters_have_lines_too() -> None:
    assert read_line("duckdb:///srv/registry.duckdb?table=patients").path == "/srv/registry.duckdb"
    assert read_line("duckdb:registry.duckdb?omop=main").omop == "main"
    assert read_line("duckdb:///C:/registry.duckdb").path == "C:/registry.duckdb"
    assert read_line("spark:local[2]?table=onc.patients").host == "local[2]"
    read = read_line("spark://master:7077?table=onc.patients")
    assert (read.host, read.port) == ("master", 7077)


@each(
    ("text", "is_one"),
    [(LINE, True), ("spark:local", True), ("postgres://x", True), ("registry.csv", False), ("C:\\registry.csv", False)],
)
def test_a_line_is_told_from_a_file(text: str, is_one: bool) -> None:
    assert is_line(text) is is_one


REFUSED = {
    "": "must be one word",
    "reader at db": "must be one word",
    f"postgres://reader:{MARKER}@h/db": "Did you mean 'postgresql'?",
    f"mysql://reader:{MARKER}@h/db": "must begin with postgresql, duckdb or spark, but 'mysql' was found",
    f"host=h user=reader password={MARKER}": "must be one word",
    f"postgresql://reader:{MARKER}/x@h/db": "must name who signs in",
    f"postgresql://reader:{MARKER}@x@h/db": "must have @ : / ? # and % inside a password as %40",
    f"postgresql://reader:{MARKER}?x@h/db": "must have @ : / ? # and % inside a password as %40",
    f"postgresql://reader:{MARKER}#x@h/db": "must have @ : / ? # and % inside a password as %40",
    f"postgresql://reader:{MARKER}%x@h/db": "must have @ : / ? # and % inside a password as %40",
    f"postgresql://reader:{MARKER}%ff@h/db": "must be UTF-8 text",
    f"postgresql://reader:{MARKER}": "must name who signs in",
    f"postgresql://h/{MARKER}": "must name who signs in",
    f"postgresql://reader:{MARKER}@/db": "must name one host",
    f"postgresql://reader:{MARKER}@a,b/db": "must name one host",
    f"postgresql://reader:{MARKER}@h/": "must name one database",
    f"postgresql://reader:{MARKER}@h/db/onc": "must name one database",
    f"postgresql://reader:{MARKER}@h:0/db": "must have a port from 1 to 65,535",
    f"postgresql://reader@h:{MARKER}/db": "must have a port from 1 to 65,535",
    f"postgresql://reader@h/db?password={MARKER}": "has its password before the @",
    f"postgresql://reader@h/db?{MARKER}": "may ask, behind the question mark, table, omop",
    "postgresql://reader@h/db?tabel=x": "there is no key 'tabel'; allowed are table, omop, timeout, sslmode, host. "
    "Did you mean 'table'?",
    "postgresql://reader@h/db?table=a&table=b": "must give table once",
    "postgresql://reader@h/db?table=": "must give table once, and with a value",
    "postgresql://reader@h/db?table=a&omop=b": "not both",
    "postgresql://reader@h/db?timeout=0": "1 to 86,400",
    "postgresql://reader@h/db?timeout=soon": "1 to 86,400",
    "postgresql://reader@h/db?sslmode=on": "has for sslmode one of disable, allow",
    "postgresql://reader@h/db?host=/run": "must name one host",
    "postgresql://reader@/db?host=run": "must name one host",
    "duckdb:///registry.duckdb?sslmode=require": "has no sslmode for duckdb",
    "duckdb:///": "must name a file",
    "duckdb://": "must name a file",
    f"spark://reader:{MARKER}@master": "has no name and no password for spark",
    "spark:yarn": "must name Spark's master",
    f"postgresql://reader:{MARKER}@h/db?table=a;drop": "must have a table as TABLE or SCHEMA.TABLE",
    "spark:local?omop=a b": "must be one word",
}


@each("text", REFUSED, ids=map(str, range(len(REFUSED))))
def test_a_line_that_does_not_fit_is_refused_without_repeating_a_password(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_line(text)
    assert REFUSED[text] in str(refused.value)
    assert str(refused.value).startswith("The connection line")
    assert MARKER not in "".join(traceback.format_exception(refused.value)) + repr(refused.value.faults)
    assert refused.value.__context__ is None, "no older error that could hold the line hangs on it"


@given(st.sampled_from(list(FORMS)), st.text(max_size=60))
def test_whatever_stands_behind_a_scheme_is_read_or_refused(kind: str, rest: str) -> None:
    said = kind
    try:
        assert read_line(f"{kind}:{rest}").kind == kind
    except Refusal as refused:
        said = str(refused)
    assert said == kind or said.startswith("The connection line")


def test_a_password_is_in_no_text_of_its_line() -> None:
    read = read_line(LINE)
    texts = [
        repr(read),
        str(read),
        f"{read}",
        read.shown,
        repr(read.password),
        str(read.password),
        f"{read.password!s}",
    ]
    assert all(MARKER not in text for text in texts)
    assert read.shown == "postgresql://reader@db.hospital:5433/registry"


@each("way", [pickle.dumps, copy.deepcopy, asdict])
def test_a_password_is_not_written_or_copied(way: type) -> None:
    with pytest.raises(TypeError, match="a password is not written"):
        way(read_line(LINE))


def test_a_server_that_repeats_the_password_is_not_quoted_with_it() -> None:
    assert Secret("s3cret").hidden_in("FATAL: s3cret is wrong") == "FATAL: (password) is wrong"
    assert Secret("").hidden_in("FATAL") == "FATAL"


def test_two_lines_are_the_same_place_whatever_the_password() -> None:
    assert read_line(LINE) == read_line(LINE.replace(MARKER, "other"))
    assert isinstance(read_line(LINE), Line)
