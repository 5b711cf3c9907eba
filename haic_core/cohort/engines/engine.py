"""An engine in use: where a registry lies, how it is asked, how it is told to stop, and what its errors mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from haic_core.cohort.engines.line import Line
from haic_core.words.refusal import Refusal, asked, nearest_word

if TYPE_CHECKING:
    from ibis.backends.sql import SQLBackend
    from ibis.expr.types import Table

MOST_NAMED = 8
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Engine:
    """A connection that is open. listed: the tables of a schema, or of the usual one. stop: ends what the engine is
    doing, from another thread. close: lets it go. told: what an error of this engine means, as one sentence, or None
    where it is none of the engine's."""

    line: Line
    backend: SQLBackend
    listed: Callable[[str | None], Iterable[str]]
    stop: Callable[[], None]
    close: Callable[[], None]
    told: Callable[[Exception], Refusal | None]

    @property
    def name(self) -> str:
        """postgresql, duckdb or spark."""
        return self.line.kind

    def tables(self, schema: str | None = None) -> tuple[str, ...]:
        """The tables there are, by name; those of other schemas as SCHEMA.TABLE are not looked for."""
        return tuple(sorted(self.ask(lambda: self.listed(schema))))

    def rows(self) -> Table:
        """The table that the line names; raises Refusal where it names none or there is none."""
        if not self.line.table:
            found = _few(self.tables())
            raise Refusal(
                f"{self.line.shown}: the connection line names no table; add ?table= and one of {found}.",
                place=self.line.shown,
                allowed=found,
            )
        schema, _, name = self.line.table.rpartition(".")
        return self.table(name, schema or None)

    def table(self, name: str, schema: str | None = None) -> Table:
        """A table by its name, capitals or not; raises Refusal with the nearest that there is."""
        there = self.tables(schema)
        exact = name if name in there else next((one for one in there if one.lower() == name.lower()), "")
        if not exact:
            raise self._missing(name, schema, there)
        return self.ask(lambda: self.backend.table(exact, database=schema))

    def _is_hidden(self, name: str, schema: str | None) -> bool:
        """Whether a table stands in the catalogue that this name may not read."""
        try:
            return self.name == "postgresql" and bool(self.backend.table(name, database=schema).columns)
        except Exception:
            return False

    def _missing(self, name: str, schema: str | None, there: tuple[str, ...]) -> Refusal:
        guess, where = nearest_word(name, there), f" in {schema}" if schema else ""
        if self._is_hidden(name, schema):
            return Refusal(
                f"{self.line.shown}: '{self.line.user}' may not read {name}; "
                f"its owner grants that: GRANT SELECT ON {name} TO {self.line.user}.",
                place=self.line.shown,
                found=name,
            )
        found = f"there is {_few(there)}" if there else "there is none that this name may see"
        return Refusal(
            f"{self.line.shown}: there is no table '{name}'{where}; {found}.{asked(guess)}",
            place=self.line.shown,
            found=name,
            allowed=_few(there),
            guess=guess,
        )

    def ask(self, question: Callable[[], Answer]) -> Answer:
        """What the engine answers; what it has against the question becomes a Refusal."""
        return answered(question, self.told)


def answered(question: Callable[[], Answer], told: Callable[[Exception], Refusal | None]) -> Answer:
    """What an engine answers, or the Refusal that its error means. That is raised outside the handling of the error,
    which may hold a value of a row, so that the error does not hang on it."""
    refusal: Refusal | None = None
    try:
        return question()
    except Refusal:
        raise
    except Exception as error:
        refusal = told(error)
        if refusal is None:
            raise
    raise refusal


def _few(names: tuple[str, ...]) -> str:
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return ", ".join(names[:MOST_NAMED]) + more
