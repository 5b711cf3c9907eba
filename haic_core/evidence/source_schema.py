"""The JSON Schema of a source file, as a person writes one: every field described, facts and verbs from their lists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from haic_core.case.facts import FACTS, JUDGED
from haic_core.evidence.source import Source
from haic_core.words.vocabulary import Relation

VERBS = [verb.value for verb in Relation if verb is not Relation.ANY_OF]


def source_schema() -> dict[str, Any]:
    """The schema of a file in data/sources; made anew at each call."""
    made = _without_null(Source.model_json_schema(by_alias=True))
    records = made["$defs"]
    for record in ("WrittenSpan", "Condition"):
        records[record]["oneOf"] = [{"required": [verb]} for verb in VERBS]
    _lay_flat(records["Criterion"], records["Condition"])
    for record in ("Condition", "Criterion"):
        records[record]["properties"]["fact"] |= {"enum": list(JUDGED)}
    for record in ("Baseline", "Association"):
        records[record]["properties"]["fact"] |= {"enum": list(FACTS)}
    worked = records["WorkedPatient"]["properties"]
    worked["facts"]["propertyNames"] = worked["without"]["items"] = {"enum": list(FACTS)}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made, "title": "A source file of HAIC Board"}


def _lay_flat(criterion: dict[str, Any], condition: Mapping[str, Any]) -> None:
    """A file writes fact and verb of a single condition beside the locator, or any_of several."""
    own = criterion["properties"]
    del own["condition"]
    criterion["properties"] = {**condition["properties"], **own}
    single = [{"required": ["fact", verb]} for verb in VERBS]
    criterion["oneOf"] = [*single, {"required": ["any_of"]}]
    own["any_of"]["minItems"] = 2


def _without_null(part: Any) -> Any:
    """TOML knows no null: what may be absent is left away, and an absent value is no default."""
    if isinstance(part, list):
        return [_without_null(one) for one in part if one != {"type": "null"}]
    if not isinstance(part, dict):
        return part
    kept = {key: _without_null(one) for key, one in part.items() if not (key == "default" and one is None)}
    if len(kept.get("anyOf", ())) == 1:
        (only,) = kept.pop("anyOf")
        # What is said of the field in its place is nearer than what its type says of itself.
        kept = {**only, **kept}
    return kept
