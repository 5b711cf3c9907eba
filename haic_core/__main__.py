"""The command line: ``python -m haic_core COMMAND …`` prints one JSON document, or a sentence a fault and exit 2."""

from __future__ import annotations

import argparse
import json
import re
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import NoReturn

from haic_core.answers import assessment_answer, audit_answer, curve_answer, figures_answer, proposed_answer
from haic_core.case.file import LARGEST_BYTES, read_case
from haic_core.cohort.mapping_file import read_mapping
from haic_core.cohort.registry import (
    count_alike,
    count_registry,
    free_for_counts,
    guess_registry,
    join_counts,
    read_times,
    registry_answer,
    to_export,
)
from haic_core.cohort.sites.counts_file import write_counts
from haic_core.curves.digitised import (
    LARGEST_FIGURE_BYTES,
    Digitised,
    Printed,
    digitised,
    read_at_risk,
    read_coordinates,
    read_ticks,
)
from haic_core.curves.published import find_curve, keep_curves
from haic_core.curves.reconstruction import Summary, reconstruct
from haic_core.evidence.audit import audit, trusted
from haic_core.evidence.library import read_library
from haic_core.intake.fhir import LARGEST_BUNDLE_BYTES, read_bundle
from haic_core.judgement.assessment import assess
from haic_core.onefile.build import write_board_file
from haic_core.pack.files import manifest_of, pack_files
from haic_core.pack.folder import free_folder, write_pack
from haic_core.pack.publication import publish
from haic_core.words.days import is_day
from haic_core.words.files import lead_nowhere, read_file, write_file
from haic_core.words.reading import FileKind, read_json
from haic_core.words.refusal import Refusal, nearest, shown

SUMMARY_FILE = FileKind("a summary", "an object with 'n' and 'median' or 'landmarks'", LARGEST_BYTES)
COMMANDS = (
    "assess", "figures", "curve", "reconstruct", "digitised", "import-fhir", "pack", "board-file", "registry", "audit",
    "keep-curves", "publish",
)  # fmt: skip

# What stands between a name and an @ in a connection line: never printed, whatever it was taken for.
PASSWORD = re.compile(r"(://[^\s:@/]*:|(?:^|(?<=[\s'\"]))[^\s:@/'\"]+:(?!//))[^\s@]+@")


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence instead of printing a usage block."""

    def error(self, message: str) -> NoReturn:
        raise Refusal(f"{message[0].upper()}{message[1:]}.")


def main(arguments: list[str]) -> int:
    """Runs one command; 0 answered, 1 the audit found something undeclared, 2 refused. Text is printed as it is."""
    try:
        answer, code = _answer(arguments)
    except Refusal as refusal:
        print(PASSWORD.sub(r"\1(hidden)@", " ".join(refusal.sentences)), file=sys.stderr)
        return 2
    text = answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False, indent=2, allow_nan=False)
    return _printed(text) or code


def _printed(text: str) -> int:
    """0 where the answer was written, or where whoever reads it has enough; 2 and a sentence where there is no room."""
    try:
        sys.stdout.buffer.write((text + "\n").encode("utf-8"))
        sys.stdout.buffer.flush()
    except OSError as error:
        lead_nowhere(sys.stdout.fileno())  # Python would try once more at its end, and complain
        if not isinstance(error, BrokenPipeError):
            print(f"The answer could not be written ({error.strerror}).", file=sys.stderr)
            return 2
    return 0


def _answer(arguments: list[str]) -> tuple[object, int]:
    if arguments and not arguments[0].startswith("-") and arguments[0] not in COMMANDS:
        raise Refusal(
            f"There is no command {arguments[0]!r}; there is {', '.join(COMMANDS)}.{nearest(arguments[0], COMMANDS)}"
        )
    asked = _parser().parse_args(arguments)
    if asked.command == "assess":
        case = read_case(_content(asked.case), Path(asked.case).name)
        library = trusted(read_library())
        return assessment_answer(case, assess(case.patient, library), library), 0
    if asked.command == "pack":
        case = read_case(_content(asked.case), Path(asked.case).name)
        free_folder(asked.out)
        files = pack_files(case, trusted(read_library()), _day(asked.on))
        write_pack(files, asked.out)
        return manifest_of(files), 0
    if asked.command == "figures":
        return figures_answer(trusted(read_library()).sources), 0
    if asked.command == "curve":
        curve = find_curve(trusted(read_library()).sources, asked.cohort, asked.endpoint, asked.group)
        return curve_answer(curve), 0
    if asked.command == "reconstruct":
        return reconstruct(_summary(asked.summary)).as_mapping(), 0
    if asked.command == "digitised":
        found = _from_figure(asked)
        if asked.json:
            return found.as_mapping(), 0
        for note in found.notes:
            print(note, file=sys.stderr)
        return found.as_csv(), 0
    if asked.command == "import-fhir":
        content = _content(asked.bundle, LARGEST_BUNDLE_BYTES)
        return proposed_answer(read_bundle(content, Path(asked.bundle).name, _day(asked.on) or date.today())), 0
    if asked.command == "registry":
        return _registry(asked), 0
    if asked.command == "board-file":
        return write_board_file(Path(asked.out), Path(asked.parts) if asked.parts else None), 0
    if asked.command == "keep-curves":
        return asdict(keep_curves(trusted(read_library()).sources)), 0
    if asked.command == "publish":
        return {"published": publish()}, 0
    library = read_library()
    report = audit(library.sources, library.left_out)
    return audit_answer(report, library.to_add), 0 if report.passes else 1


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m haic_core", description="HAIC Board without a screen.")
    commands = parser.add_subparsers(dest="command", required=True, parser_class=_Parser)
    commands.add_parser("assess", help="options, ledgers, flips and matched evidence").add_argument("case")
    pack = commands.add_parser("pack", help="the board pack: slides, sheet, figures, tables, the case file")
    pack.add_argument("case")
    pack.add_argument("--on", metavar="DAY", help="the day to which the ages of facts are counted")
    pack.add_argument("--out", required=True, metavar="DIR", help="a new or an empty folder")
    commands.add_parser("figures", help="every published figure in data/")
    curve = commands.add_parser("curve", help="the survival curve of a published cohort")
    curve.add_argument("cohort")
    curve.add_argument("--endpoint", default="OS")
    curve.add_argument("--group")
    commands.add_parser("reconstruct", help="a curve from a printed summary").add_argument("summary")
    figure = commands.add_parser("digitised", help="records from digitised Kaplan-Meier coordinates")
    figure.add_argument("coordinates")
    figure.add_argument("--at-risk", metavar="RISK.csv", help="the row under the axis: time,n")
    figure.add_argument("--arm", metavar="NAME", help="which data set, where a file holds several")
    figure.add_argument("--n", type=int, help="patients at the start")
    figure.add_argument("--events", type=int, help="events in all")
    figure.add_argument("--ticks", metavar="TICKS.csv", help="times of the censoring marks")
    figure.add_argument("--json", action="store_true", help="the whole answer instead of time,event")
    bundle = commands.add_parser(
        "import-fhir", help="a case from a FHIR R4 (mCODE) bundle, with what was read and why not"
    )
    bundle.add_argument("bundle")
    bundle.add_argument("--on", metavar="DAY", help="the day of the board, to which the age is counted; else today")
    registry = commands.add_parser("registry", help="a hospital's own cohort: curves and tests from counts alone")
    registry.add_argument("registry", nargs="?", metavar="FILE|CONNECTION")
    registry.add_argument("--mapping", metavar="MAP.json", help="which column is what")
    registry.add_argument("--guess", action="store_true", help="the mapping as the columns suggest it, nothing counted")
    registry.add_argument("--dictionary", metavar="DICT.csv", help="REDCap's data dictionary, for --guess")
    registry.add_argument("--at", nargs="+", type=float, metavar="TIME", help="survival and patients at risk at times")
    registry.add_argument("--rmst", nargs="+", type=float, metavar="TIME", help="the restricted mean up to a time")
    registry.add_argument("--like", metavar="CASE.json", help="only patients like the one of a case file")
    registry.add_argument("--export", metavar="COUNTS.json", help="also write the counts a site may send")
    registry.add_argument("--k", type=int, help="the fewest patients in a cell that is sent; else 5")
    registry.add_argument("--step", type=float, help="the step of time of what is sent; else a month or finer")
    registry.add_argument("--join", nargs="+", metavar="COUNTS.json", help="counts of several sites instead of a file")
    registry.add_argument("--reference", metavar="GROUP", help="the group that others are compared with in --join")
    whole = commands.add_parser("board-file", help="the whole board in one HTML file that needs no server")
    whole.add_argument("--out", required=True, metavar="FILE.html")
    whole.add_argument("--parts", metavar="DIR", help="where the pinned packages lie; else fetched once and kept")
    commands.add_parser("keep-curves", help="renew data/curves where figures or method changed")
    commands.add_parser("publish", help="write data/published and data/schema anew after a change of data/")
    commands.add_parser("audit", help="every inconsistency in data/")
    return parser


def _registry(asked: argparse.Namespace) -> dict[str, object]:
    """What a site's own registry answers, or several sites' counts; writes a counts file where one is asked for."""
    at, horizons = read_times(asked.at, "--at"), read_times(asked.rmst, "--rmst", above_zero=True)
    _mean_something(asked)
    if asked.join:
        if asked.registry or asked.mapping or asked.export:
            raise Refusal("registry --join takes counts files alone, without a file, --mapping or --export.")
        return join_counts(asked.join, at, horizons, asked.reference)
    if asked.registry and asked.guess:
        return guess_registry(asked.registry, asked.dictionary)
    if not asked.registry or not asked.mapping:
        raise Refusal(
            "registry needs a file or a connection and --mapping MAP.json (or --guess, to see one), or --join with "
            "counts files."
        )
    if asked.export:
        free_for_counts(Path(asked.export))
    mapping = read_mapping(_content(asked.mapping), Path(asked.mapping).name)
    if asked.like:
        case = read_case(_content(asked.like), Path(asked.like).name)
        found, alike = count_alike(asked.registry, mapping, case.patient)
        answer = registry_answer(found, mapping, at, horizons) | {"alike": alike}
    else:
        found = count_registry(asked.registry, mapping)
        answer = registry_answer(found, mapping, at, horizons)
    if asked.export:
        sent = to_export(found, mapping, asked.registry, asked.k, asked.step)
        write_file(Path(asked.export), write_counts(sent).encode())
        answer |= {"exported": {"file": Path(asked.export).name, "n": sent.n, "k": sent.k, "step": sent.step}}
    return answer


def _mean_something(asked: argparse.Namespace) -> None:
    """Raises Refusal for an option of ``registry`` that would be passed over beside the others."""
    needs = {"k": "export", "step": "export", "reference": "join", "dictionary": "guess"}
    for option, beside in needs.items():
        if getattr(asked, option) is not None and not getattr(asked, beside):
            raise Refusal(f"registry --{option} means nothing without --{beside}.", place=f"--{option}")
    if asked.guess and (asked.mapping or asked.export or asked.like):
        raise Refusal("registry --guess counts nothing; --mapping, --export and --like go without it.", place="--guess")


def _from_figure(asked: argparse.Namespace) -> Digitised:
    """The records of a digitised figure from the files and numbers of the command line."""
    name = Path(asked.coordinates).name
    points = read_coordinates(_content(asked.coordinates, LARGEST_FIGURE_BYTES), name, asked.arm)
    row = read_at_risk(_content(asked.at_risk), Path(asked.at_risk).name, asked.arm) if asked.at_risk else None
    marks = read_ticks(_content(asked.ticks), Path(asked.ticks).name) if asked.ticks else None
    return digitised(points, Printed.of(asked.n, row, asked.events, marks, name), name)


def _content(path: str, most: int = LARGEST_BYTES) -> bytes:
    """The file's bytes; raises Refusal for a file that cannot be read or is larger than `most`."""
    return read_file(Path(path), most)


def _day(text: str | None) -> date | None:
    """A day such as 2026-11-20; raises Refusal."""
    if text is not None and not is_day(text):
        raise Refusal(f"--on must be a day such as '2026-11-20', but {shown(text)} was found.")
    return date.fromisoformat(text) if text else None


def _summary(path: str) -> Summary:
    name = Path(path).name
    return Summary.from_mapping(read_json(_content(path), name, SUMMARY_FILE), name)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
