"""A registry as the page has it in hand, wherever it lies: its columns, what stands in one of them, and its counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Mapping as Labels
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from haic_core.cohort.counts import Counted
from haic_core.cohort.engines.connection import connected
from haic_core.cohort.engines.counting import counting as counting_there
from haic_core.cohort.engines.database_file import told
from haic_core.cohort.engines.duckdb import beside, counted_file, opened
from haic_core.cohort.engines.engine import answered
from haic_core.cohort.engines.line import Line, read_line
from haic_core.cohort.engines.omop import Concept, concepts_named, concepts_of
from haic_core.cohort.engines.profiles import Ask, profiles
from haic_core.cohort.engines.resting import Resting
from haic_core.cohort.engines.running import Running, Stage
from haic_core.cohort.guess.guessed import Guess, guessed
from haic_core.cohort.mapping import Mapping
from haic_core.cohort.values import Likeness
from haic_core.words.identifiers import identifying

if TYPE_CHECKING:
    import ibis

MOST_VALUES, FILE_LIMIT_S = 40, 600.0
Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Registry:
    """name: as it is shown, without a password. columns: none where OMOP choices make them. notes: what the reader of a
    file chose. counting: begins a count in a thread of its own; asking: for some questions, what an expression comes to
    where the table lies; close: lets the engine and its rows go. line: the connection line, where there is one.
    concepts: what the vocabulary of OMOP tables has under some words or numbers."""

    name: str
    columns: tuple[str, ...]
    notes: tuple[str, ...]
    counting: Callable[[Mapping, Sequence[Likeness]], Running[Counted]]
    asking: Callable[[], AbstractContextManager[Ask]]
    close: Callable[[], None]
    line: Line | None = None
    concepts: Callable[[str | tuple[int, ...]], tuple[Concept, ...]] = lambda _: ()

    @property
    def is_omop(self) -> bool:
        """Whether a cohort has to be made of OMOP tables first."""
        return self.line is not None and self.line.omop is not None

    def values(self, column: str) -> tuple[str, ...]:
        """What stands in a column, the most frequent first; nothing of one that tells who somebody is, or that holds
        more than a person would choose from."""
        if column not in self.columns:
            return ()
        with self.asking() as ask:
            found = ask(lambda table: _frequent(table, column))
        told = tuple(str(one["said"]) for one in found if one["said"])
        return () if len(found) > MOST_VALUES or any(map(identifying, told)) else told

    def guess(self, labels: Labels[str, Labels[str, str]] | None = None) -> Guess:
        """The mapping that the columns suggest. labels: what a data dictionary calls the codes of a column."""
        if self.is_omop:
            return Guess(None, ())
        with self.asking() as ask:
            return guessed(profiles(ask, self.columns), labels)


def counted_by(mapping: Mapping) -> Mapping:
    """What of a mapping decides the counts: neither its words nor, but where OMOP tables are read, a landmark."""
    words: dict[str, object] = dict.fromkeys(("endpoint", "clock", "site"))
    return mapping.model_copy(update=words if mapping.omop else {**words, "landmark": None})


def opened_file(content: bytes, name: str) -> Registry:
    """A file in the embedded engine; raises Refusal."""
    file = opened(content, name)
    resting = Resting(file)

    def counting(mapping: Mapping, like: Sequence[Likeness]) -> Running[Counted]:
        def work(running: Running[Counted]) -> Counted:
            with resting.awake() as there:
                own = beside(there) if there.rows is None else there
                with closing(own.table.get_backend().con) as connection:
                    running.stops_by(connection.interrupt)
                    running.now(Stage.COUNTING)
                    return answered(lambda: counted_file(own, mapping, like), lambda error: told(name, error))

        return Running(work, FILE_LIMIT_S)

    @contextmanager
    def asking() -> Iterator[Ask]:
        with resting.awake() as there:
            yield lambda question: _fetched(question(there.table))

    return Registry(name, file.columns, file.notes, counting, asking, resting.close)


def opened_line(line: str) -> Registry:
    """A table on a server that a connection line names; raises Refusal. A count has a connection of its own."""
    named = read_line(line)
    engine = connected(named)
    columns = () if named.omop else tuple(engine.rows().columns)

    def ask(question: Callable[[ibis.Table], ibis.Table]) -> Rows:
        return engine.ask(lambda: _fetched(question(engine.rows())))

    def concepts(sought: str | tuple[int, ...]) -> tuple[Concept, ...]:
        return concepts_named(engine, sought) if isinstance(sought, str) else concepts_of(engine, sought)

    def counting(mapping: Mapping, like: Sequence[Likeness]) -> Running[Counted]:
        return counting_there(named, mapping, like)

    return Registry(named.shown, columns, (), counting, lambda: nullcontext(ask), engine.close, named, concepts)


def _frequent(table: ibis.Table, column: str) -> ibis.Table:
    from haic_core.cohort.engines.cells import label_of

    labels = table.select(said=label_of(table[column]))
    grouped = labels.group_by("said").aggregate(rows=labels.count())
    return grouped.order_by(grouped.rows.desc(), grouped.said).limit(MOST_VALUES + 1)


def _fetched(expression: ibis.Table) -> Rows:
    from haic_core.cohort.engines.asking import fetched

    return fetched(expression)
