"""A connection line, read strictly: which server, which database, which table, and a password that nobody sees."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal, NoReturn
from urllib.parse import unquote

from haic_core.words.refusal import Refusal, nearest, unknown_key

Kind = Literal["postgresql", "duckdb", "spark"]
FORMS = {
    "postgresql": "postgresql://NAME:PASSWORD@HOST:5432/DATABASE?table=TABLE",
    "duckdb": "duckdb:///FILE?table=TABLE",
    "spark": "spark://HOST:7077?table=TABLE or spark:local[2]?table=TABLE",
}
ASKED = ("table", "omop", "timeout", "sslmode", "host")
SSL_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
POSTGRES_PORT, SPARK_PORT, LARGEST_PORT = 5432, 7077, 65535
SECONDS, LONGEST_SECONDS = 600, 86_400
_LONGEST_LINE = 2000
_PLACE = "The connection line"
_HOST = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_])?|\[[0-9A-Fa-f:.]+\]")
_LOCAL = re.compile(r"local(?:\[(?:\d{1,3}|\*)\])?")
_TABLE = re.compile(r"\w[\w$-]*(?:\.\w[\w$-]*){0,2}")
_WORD = re.compile(r"[a-z][a-z0-9_]{0,29}")
_DOOR = re.compile(r"(?P<user>[^:@]+)(?::(?P<password>[^@]*))?@(?P<server>[^@]*)")
_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")


class Secret:
    """A password on its way to the driver: shown as nothing, copied nowhere, never written."""

    __slots__ = ("_told",)

    def __init__(self, told: str) -> None:
        self._told = told

    def told(self) -> str:
        """The password itself, for the driver alone."""
        return self._told

    def hidden_in(self, text: str) -> str:
        """A stranger's text with the password taken out, should he repeat it."""
        return text.replace(self._told, "(password)") if self._told else text

    def __repr__(self) -> str:
        return "(hidden)"

    def __bool__(self) -> bool:
        return bool(self._told)

    def __reduce__(self) -> NoReturn:
        raise TypeError("a password is not written")


@dataclass(frozen=True, slots=True)
class Line:
    """What a connection line names. host: a server, a folder of sockets, or Spark's master in this process. path: of a
    database file. table or omop (a schema of OMOP tables) may both be absent until a person has chosen."""

    kind: Kind
    host: str = ""
    port: int = 0
    user: str = ""
    database: str = ""
    path: str = ""
    table: str | None = None
    omop: str | None = None
    seconds: int = SECONDS
    sslmode: str = "prefer"
    password: Secret = field(default=Secret(""), compare=False)

    @property
    def shown(self) -> str:
        """The line as it may stand on a screen: without the password, without what was asked."""
        if self.kind == "duckdb":
            return self.path.replace("\\", "/").rsplit("/", 1)[-1]
        if self.kind == "spark":
            return f"spark://{self.host}:{self.port}" if self.port else f"spark:{self.host}"
        where = f"{self.host}:{self.port}" if not self.host.startswith("/") else ""
        return f"postgresql://{self.user}@{where}/{self.database}"


def is_line(text: str) -> bool:
    """Whether a text means a connection and not a file."""
    return text.strip().lower().split(":", 1)[0] in (*FORMS, "postgres", "jdbc") and ":" in text


def read_line(text: str) -> Line:
    """The line a person named; raises Refusal, whose sentence repeats nothing that might be a password."""
    text = text.strip()
    if not text or len(text) > _LONGEST_LINE or not text.isprintable() or " " in text:
        raise _refused("must be one word of at most 2,000 signs, a space written as %20", FORMS["postgresql"])
    kind, colon, rest = text.partition(":")
    if not colon or kind not in FORMS:
        raise _no_engine(kind if _WORD.fullmatch(kind) and colon else "")
    place, _, asked = rest.partition("?")
    if "#" in text or "@" in asked or _ESCAPE.search(text) or place.count("@") > 1:
        raise _refused("must have @ : / ? # and % inside a password as %40 %3A %2F %3F %23 %25", FORMS[kind])
    options = _options(asked, kind)
    if kind == "postgresql":
        return _postgresql(place, options)
    return _duckdb(place, options) if kind == "duckdb" else _spark(place, options)


def _no_engine(kind: str) -> Refusal:
    forms = "; ".join(FORMS.values())
    found = f", but '{kind}' was found" if kind else ""
    guess = nearest(kind, FORMS)
    return Refusal(f"{_PLACE} must begin with postgresql, duckdb or spark{found}: {forms}.{guess}", place=_PLACE)


def _refused(what: str, form: str) -> Refusal:
    return Refusal(f"{_PLACE} {what}; its form is {form}.", place=_PLACE, allowed=form)


def _options(asked: str, kind: str) -> dict[str, str]:
    """What stands behind the question mark; a value is shown only where it cannot be a secret."""
    options: dict[str, str] = {}
    for part in asked.split("&") if asked else []:
        key, equals, value = part.partition("=")
        if key in ("password", "passfile", "sslpassword"):
            raise _refused("has its password before the @, or in PGPASSWORD, not behind the question mark", FORMS[kind])
        if not _WORD.fullmatch(key):
            raise _refused(f"may ask, behind the question mark, {', '.join(ASKED)}", FORMS[kind])
        if key not in ASKED:
            raise unknown_key(_PLACE, key, ASKED)
        if not equals or not value or key in options:
            raise _refused(f"must give {key} once, and with a value", FORMS[kind])
        options[key] = _plain(value, kind)
    if "table" in options and "omop" in options:
        raise _refused("names a table, or with omop a schema of OMOP tables, not both", FORMS[kind])
    if any(not (_TABLE.fullmatch(one) or (kind == "spark" and one.startswith("/"))) for one in _tables(options)):
        raise _refused("must have a table as TABLE or SCHEMA.TABLE, without quotes", FORMS[kind])
    if kind != "postgresql" and (extra := [key for key in ("sslmode", "host") if key in options]):
        raise _refused(f"has no {extra[0]} for {kind}", FORMS[kind])
    if options.get("sslmode", "prefer") not in SSL_MODES:
        raise _refused(f"has for sslmode one of {', '.join(SSL_MODES)}", FORMS[kind])
    return options


def _tables(options: dict[str, str]) -> list[str]:
    return [options[key] for key in ("table", "omop") if key in options]


def _plain(written: str, kind: str) -> str:
    """A part of the line with its %20 and the like read."""
    try:
        text = unquote(written, errors="strict")
    except UnicodeDecodeError:
        text = "\0"
    if not text.isprintable():
        raise _refused("must be UTF-8 text without control signs", FORMS[kind])
    return text


def _seconds(options: dict[str, str], kind: str) -> int:
    text = options.get("timeout", str(SECONDS))
    seconds = int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0
    if not 1 <= seconds <= LONGEST_SECONDS:
        raise _refused(f"has for timeout the seconds a count may take, 1 to {LONGEST_SECONDS:,}", FORMS[kind])
    return seconds


def _server(text: str, usual: int, kind: str) -> tuple[str, int]:
    """HOST:PORT; one host, named as it is."""
    bracket = text.rfind("]")
    colon = text.find(":", bracket + 1)
    host, port = (text, str(usual)) if colon < 0 else (text[:colon], text[colon + 1 :])
    if not _HOST.fullmatch(host):
        raise _refused("must name one host, as a name or a number", FORMS[kind])
    number = int(port) if port.isascii() and port.isdigit() and len(port) < 6 else 0
    if not 1 <= number <= LARGEST_PORT:
        raise _refused(f"must have a port from 1 to {LARGEST_PORT:,}", FORMS[kind])
    return host.strip("[]"), number


def _postgresql(place: str, options: dict[str, str]) -> Line:
    form = FORMS["postgresql"]
    door, slash, database = place.removeprefix("//").partition("/")
    found = _DOOR.fullmatch(door)
    if not place.startswith("//") or not found:
        raise _refused("must name who signs in, NAME@HOST or NAME:PASSWORD@HOST", form)
    if not slash or not database or "/" in database:
        raise _refused("must name one database behind the host", form)
    folder, server = options.get("host", ""), found["server"]
    if folder and (not folder.startswith("/") or (server and not server.startswith(":"))):
        raise _refused("must name one host, or with host= the folder of the server's socket", form)
    host, port = _server(f"socket{server}" if folder else server, POSTGRES_PORT, "postgresql")
    return Line(
        "postgresql",
        host=folder or host,
        port=port,
        user=_plain(found["user"], "postgresql"),
        database=_plain(database, "postgresql"),
        table=options.get("table"),
        omop=options.get("omop"),
        seconds=_seconds(options, "postgresql"),
        sslmode=options.get("sslmode", "prefer"),
        password=Secret(_plain(found["password"] or "", "postgresql")),
    )


def _duckdb(place: str, options: dict[str, str]) -> Line:
    path = _plain(place.removeprefix("//"), "duckdb")
    if not path or path.endswith("/") or (place.startswith("//") and not path.startswith("/")) or "@" in path:
        raise _refused("must name a file of DuckDB", FORMS["duckdb"])
    if re.match(r"/[A-Za-z]:[/\\]", path):  # Windows: /C:/registry.duckdb
        path = path[1:]
    return Line(
        "duckdb", path=path, table=options.get("table"), omop=options.get("omop"), seconds=_seconds(options, "duckdb")
    )


def _spark(place: str, options: dict[str, str]) -> Line:
    if "@" in place:
        raise _refused("has no name and no password for spark", FORMS["spark"])
    if place.startswith("//"):
        host, port = _server(place.removeprefix("//").removesuffix("/"), SPARK_PORT, "spark")
    elif _LOCAL.fullmatch(place):
        host, port = place, 0
    else:
        raise _refused("must name Spark's master", FORMS["spark"])
    return Line(
        "spark",
        host=host,
        port=port,
        table=options.get("table"),
        omop=options.get("omop"),
        seconds=_seconds(options, "spark"),
    )
