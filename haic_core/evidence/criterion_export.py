"""What the documents ask, for others: one row a condition, and a row for each requirement without a limit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from haic_core.case.facts import JUDGED, unit_of
from haic_core.evidence.criterion import Condition, Criterion
from haic_core.evidence.source import OpenStatement, Source
from haic_core.evidence.span import AtLeast, AtMost, Between, Is, IsNot, LessThan, MoreThan, OneOf, Span
from haic_core.words.columns import Column
from haic_core.words.vocabulary import DocumentKind, Extent, Modality, Relation, Role, Tier

CRITERION_COLUMNS = (
    Column("source", "key of the document", always=True),
    Column("tier", "A included, B included with its caveat, C context only", words=tuple(Tier), always=True),
    Column("document", "how much of the document was read", words=tuple(DocumentKind), always=True),
    Column("modality", "option", words=tuple(Modality), always=True),
    Column(
        "stated",
        "line of the list of those who entered, limit on whom not to treat, or open_statement for a requirement "
        "without a limit that a fact could be compared with",
        words=("line", "limit", "open_statement"),
        always=True,
    ),
    Column("extent", "whether the list is held whole or in part", words=tuple(Extent)),
    Column("printed_for", "the disease for which the whole list was printed, where breast is not among them"),
    Column(
        "criterion", "number of the criterion in its document; of rows with one number any one is enough", "integer"
    ),
    Column("role", "what it decides", words=tuple(Role)),
    Column("fact", "code of the patient's fact that is compared", words=tuple(JUDGED)),
    Column("relation", "how it is compared", words=tuple(verb for verb in Relation if verb is not Relation.ANY_OF)),
    Column("bound", "the limit; of between the lower one, included", "number", unit="as in the column unit"),
    Column("bound_to", "the upper limit of between, included", "number", unit="as in the column unit"),
    Column("words", "what one_of, is and is_not compare with; several parted by |"),
    Column("unit", "unit of the limit; x ULN is multiples of that laboratory's upper limit of normal"),
    Column("extrapolated_from", "the disease for which it was printed, where it is another one"),
    Column("about", "the requirement without a limit, in our words"),
    Column("locator", "section, table or figure", always=True),
    Column("note", "remark of this library"),
)


def criterion_rows(sources: Sequence[Source]) -> list[dict[str, object]]:
    """Every condition of every criterion, then what is stated without a limit, document by document."""
    return [row for source in sources for row in _of_source(source)]


def _of_source(source: Source) -> Iterator[dict[str, object]]:
    head = {"source": source.key, "tier": source.tier.value, "document": source.document.value}
    blank: dict[str, object] = dict.fromkeys(column.name for column in CRITERION_COLUMNS)
    for number, rule in enumerate((*source.criterion, *source.limit), 1):
        stated = _of_list(source, rule.modality) if number <= len(source.criterion) else {"stated": "limit"}
        for condition in rule.conditions:
            yield {**blank, **head, **stated, "criterion": number, **_limit(rule, condition)}
    for said in source.open_statement:
        yield {**blank, **head, "stated": "open_statement", **_open(said)}


def _of_list(source: Source, modality: Modality) -> dict[str, object]:
    mark = source.list_for(modality)
    extent, printed_for = (mark.extent.value, mark.printed_for) if mark else (None, None)
    return {"stated": "line", "extent": extent, "printed_for": printed_for}


def _limit(rule: Criterion, condition: Condition) -> dict[str, object]:
    return {
        "modality": rule.modality.value,
        "role": rule.role.value,
        "fact": condition.fact,
        "relation": condition.span.relation.value,
        **_bound(condition.span),
        "unit": "x ULN" if condition.times_uln else unit_of(condition.fact) or None,
        "extrapolated_from": rule.extrapolated_from,
        "locator": rule.locator,
        "note": rule.note,
    }


def _bound(span: Span) -> dict[str, object]:
    """A limit as number, as two numbers, or as words."""
    match span:
        case Between(bound=(low, high)):
            return {"bound": low, "bound_to": high}
        case OneOf(bound=words):
            return {"words": "|".join(words)}
        case Is(bound=word) | IsNot(bound=word):
            return {"words": str(word).lower() if isinstance(word, bool) else word}
        case AtMost() | AtLeast() | LessThan() | MoreThan():
            return {"bound": span.bound}


def _open(said: OpenStatement) -> dict[str, object]:
    return {"modality": said.modality.value, "about": said.about, "locator": said.locator}
