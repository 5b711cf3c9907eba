"""A bundle's file as its resources: strict JSON of a bounded size, every entry once, the version of FHIR as far as it
shows. What is no bundle, or one of a version that says things differently, is refused in a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from haic_core.intake.fhir.elements import listed, mapping, text
from haic_core.words.reading import FileKind, read_json
from haic_core.words.refusal import Refusal

LARGEST_BUNDLE_BYTES = 50_000_000
BUNDLE = FileKind("a FHIR bundle", "a JSON object with 'resourceType': 'Bundle' and its entries", LARGEST_BUNDLE_BYTES)
# A real bundle of that size has a million; one of commas and brackets alone would fill the memory when it is read.
MOST_PARTS = 2_000_000
MOST_RESOURCES = 300_000
DEEPEST_BUNDLE = 4

_ONLY_IN_DSTU2 = {"MedicationOrder", "DiagnosticOrder", "Conformance", "OrderResponse", "DeviceUseRequest"}
# What comes instead of a bundle and is named where it does; other words of a file are not repeated.
_ALONE = {"Patient", "Observation", "Condition", "DiagnosticReport", "Composition", "List", "Parameters",
          "OperationOutcome", "MedicationStatement", "MedicationRequest", "Medication", "Procedure"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Resource:
    """One resource: its kind, what it holds, the address of its entry, and the resources carried inside by id.

    is_carried: it stands inside another, with an id that only counts there.
    """

    kind: str
    content: Mapping[str, object]
    url: str = ""
    carried: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    is_carried: bool = False

    @property
    def id(self) -> str:
        return text(self.content.get("id"))


@dataclass(frozen=True, slots=True)
class BundleFile:
    """The resources of a bundle. version: of FHIR, where it is not R4. is_page: further pages are named, or a
    server says that something went wrong."""

    resources: tuple[Resource, ...]
    version: str = ""
    is_page: bool = False


def read_bundle_file(content: bytes, name: str) -> BundleFile:
    """The resources of a bundle; raises Refusal for what is no bundle, too large, or not read in its version."""
    if content.count(b",") > MOST_PARTS or content.count(b"{") + content.count(b"[") > MOST_PARTS:
        raise Refusal(f"{name}: the file holds more than {MOST_PARTS:,} parts, more than a patient's bundle has.")
    if content[:200].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise Refusal(f"{name}: this is XML; a FHIR bundle is read in its JSON form.")
    if _is_one_resource_a_line(content):
        raise Refusal(f"{name}: these are resources one a line (NDJSON); a FHIR bundle of one patient is needed.")
    raw = read_json(content, name, BUNDLE, as_written=True)
    kind = text(mapping(raw).get("resourceType"))
    if kind != "Bundle":
        found = f"a single {kind}" if kind in _ALONE else "something else"
        raise Refusal(f"{name}: a FHIR bundle is {BUNDLE.form}, but {found} was found.", allowed=BUNDLE.form)
    whole = mapping(raw)
    entries = list(islice(_entries(whole, DEEPEST_BUNDLE), MOST_RESOURCES + 1))
    if len(entries) > MOST_RESOURCES:
        raise Refusal(f"{name}: the bundle holds more than {MOST_RESOURCES:,} resources, more than a patient has.")
    resources = tuple(_current(entries))
    is_page = any(text(mapping(link).get("relation")) == "next" for link in listed(whole.get("link")))
    return BundleFile(resources, _version(resources), is_page or any(_tells_of_trouble(one) for one in resources))


def _tells_of_trouble(one: Resource) -> bool:
    issues = listed(one.content.get("issue")) if one.kind == "OperationOutcome" else []
    return any(text(mapping(issue).get("severity")) != "information" for issue in issues)


def _is_one_resource_a_line(content: bytes) -> bool:
    first, *others = [line.strip() for line in content[:2_000_000].split(b"\n", 2)[:2]]
    return bool(others) and all(
        line.startswith(b"{") and line.endswith(b"}") and b'"resourceType"' in line for line in (first, *others)
    )


def _entries(bundle: Mapping[str, object], depth: int) -> Iterator[Resource]:
    """Every resource of a bundle, of bundles inside it, and those that a resource carries inside."""
    entries = bundle.get("entry")
    for entry in entries if isinstance(entries, list) else ():
        inner = mapping(mapping(entry).get("resource"))
        kind = text(inner.get("resourceType"))
        if not kind:
            continue
        if kind == "Bundle" and depth:
            yield from _entries(inner, depth - 1)
            continue
        if text(mapping(mapping(entry).get("request")).get("method")).upper() == "DELETE":
            continue
        carried = _carried(inner)
        yield Resource(kind, inner, text(mapping(entry).get("fullUrl")), carried)
        for one in carried.values():
            yield Resource(text(one.get("resourceType")), one, "", carried, is_carried=True)


_NOTHING: Mapping[str, Mapping[str, object]] = {}


def _carried(resource: Mapping[str, object]) -> Mapping[str, Mapping[str, object]]:
    """The resources inside a resource by their id there."""
    inside = listed(resource.get("contained"))
    return {text(mapping(one).get("id")): mapping(one) for one in inside} if inside else _NOTHING


def _current(resources: list[Resource]) -> Iterator[Resource]:
    """Each resource once, in its latest version where a bundle tells versions."""
    latest: dict[tuple[str, str], str] = {}
    for one in resources:
        key, version = (one.kind, one.id), _version_of(one)
        if one.id and not one.is_carried and version > latest.get(key, ""):
            latest[key] = version
    told: dict[tuple[str, str], Resource] = {}
    for one in resources:
        key = (one.kind, one.id)
        if one.is_carried or not one.id:
            yield one
        elif key not in latest or _version_of(one) == latest[key]:
            if key not in told or told[key].content != one.content:
                yield one
            told.setdefault(key, one)


def _version_of(one: Resource) -> str:
    """A text by which versions of one resource are ordered: when it was changed last, then its number."""
    meta = mapping(one.content.get("meta"))
    changed, version = text(meta.get("lastUpdated")), text(meta.get("versionId"))
    return f"{changed[:40]}#{version[:20]:>20}" if changed or version else ""


def _version(resources: tuple[Resource, ...]) -> str:
    """DSTU2, STU3 or R5 where the shape of some resource is only theirs, else nothing."""
    if any(_is_dstu2(one) for one in resources):
        return "DSTU2"
    if any(_is_stu3(one) for one in resources):
        return "STU3"
    return "R5" if any(_is_r5(one) for one in resources) else ""


def _is_dstu2(one: Resource) -> bool:
    if one.kind in _ONLY_IN_DSTU2:
        return True
    if one.kind == "Condition":
        return "patient" in one.content and "subject" not in one.content
    names = listed(one.content.get("name")) if one.kind == "Patient" else []
    return any(isinstance(mapping(called).get("family"), list) for called in names)


def _is_stu3(one: Resource) -> bool:
    inner = one.content
    if one.kind == "Condition" and any(isinstance(inner.get(key), str) for key in _STATES):
        return True
    if one.kind == "Observation" and ("related" in inner or "context" in inner):
        return True
    return one.kind == "MedicationStatement" and "taken" in inner


_STATES = ("clinicalStatus", "verificationStatus")


def _is_r5(one: Resource) -> bool:
    return one.kind.startswith("Medication") and isinstance(one.content.get("medication"), dict)
