"""Every field that a person or a table of the product holds, kept in docs/trust/data_dictionary.md.

`python docs/data_dictionary.py` writes it anew, out of haic_core/case/ and of what data/published says of itself.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]

from haic_core.case.fact_kinds import Fact, NumberFact  # noqa: E402
from haic_core.case.facts import DERIVED, FACTS, SECTIONS  # noqa: E402

DICTIONARY = ROOT / "docs" / "trust" / "data_dictionary.md"
PACKAGE = ROOT / "data" / "published" / "datapackage.json"
HEAD = """# Data dictionary

Made by `python docs/data_dictionary.py` out of the code and the tables; a test says when it is due.

## A case

One JSON object: `schema` (1), `label` (a few words that name no person), `facts` (each code below at most once; what is
not recorded is left out, and is neither met nor absent), `recorded_on` (the day of a fact, `2026-11-20`) and `decision`
(what the board decided). Anything else is refused by name. No field takes a name, a date of birth or a record number.
"""


def dictionary() -> str:
    """The whole text as Markdown."""
    return HEAD + "".join(map(_section, SECTIONS)) + _tables()


def _section(section: str) -> str:
    facts = [fact for fact in FACTS.values() if fact.section == section]
    rows = "".join(f"| `{fact.code}` | {fact.label} | {_allowed(fact)} | {_cell(_meaning(fact))} |\n" for fact in facts)
    return f"\n### {section}\n\n| code | name | allowed | meaning |\n| --- | --- | --- | --- |\n{rows}" if rows else ""


def _allowed(fact: Fact) -> str:
    multiple = (
        f"; its upper limit of normal: `{fact.uln_fact}`" if isinstance(fact, NumberFact) and fact.uln_fact else ""
    )
    return _cell(fact.allowed + multiple)


def _meaning(fact: Fact) -> str:
    worked_out = " Worked out from other facts where they are all recorded." if fact.code in DERIVED else ""
    judged = f" Judged by {fact.judged_by}." if fact.judged_by else ""
    return f"{fact.definition}{judged}{worked_out}"


def _tables() -> str:
    described: dict[str, Any] = json.loads(PACKAGE.read_text("utf-8"))
    return "\n## The library as tables\n" + "".join(map(_table, described["resources"]))


def _table(resource: dict[str, Any]) -> str:
    rows = "".join(_row(column) for column in resource["schema"]["fields"])
    return f"\n### data/published/{resource['path']}\n\n| column | type | meaning |\n| --- | --- | --- |\n{rows}"


def _row(column: dict[str, Any]) -> str:
    return f"| `{column['name']}` | {', '.join(_kind(column))} | {_cell(column.get('description', ''))} |\n"


def _kind(column: dict[str, Any]) -> Iterator[str]:
    limits = column.get("constraints", {})
    yield column["type"]
    if limits.get("required"):
        yield "always there"
    if "enum" in limits:
        yield "one of " + ", ".join(map(str, limits["enum"]))


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    DICTIONARY.write_text(dictionary(), "utf-8")
