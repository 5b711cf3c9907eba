"""The command line: ``python -m haic_core COMMAND …`` prints one JSON document, or one sentence and exit 2."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from .answers import assessment_answer, audit_answer, curve_answer, figures_answer
from .assessment import assess
from .audit import audit, trusted
from .case_file import LARGEST_BYTES, read_case
from .library import read_library
from .published_curve import find_curve
from .reconstruction import Summary, reconstruct
from .refusal import Refusal, nearest

COMMANDS = ("assess", "figures", "curve", "reconstruct", "audit")


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence instead of printing a usage block."""

    def error(self, message: str) -> None:
        raise Refusal(f"{message[0].upper()}{message[1:]}.")


def main(arguments: list[str]) -> int:
    """Runs one command; 0 answered, 1 the audit found something undeclared, 2 refused."""
    try:
        answer, code = _answer(arguments)
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 2
    text = json.dumps(answer, ensure_ascii=False, indent=2, allow_nan=False)
    sys.stdout.buffer.write((text + "\n").encode("utf-8"))
    return code


def _answer(arguments: list[str]) -> tuple[object, int]:
    if arguments and not arguments[0].startswith("-") and arguments[0] not in COMMANDS:
        raise Refusal(f"There is no command {arguments[0]!r}; there is {', '.join(COMMANDS)}."
                      f"{nearest(arguments[0], COMMANDS)}")
    asked = _parser().parse_args(arguments)
    if asked.command == "assess":
        case = read_case(_content(asked.case), Path(asked.case).name)
        library = trusted(read_library())
        return assessment_answer(case, assess(case.patient, library), library), 0
    if asked.command == "figures":
        return figures_answer(trusted(read_library()).sources), 0
    if asked.command == "curve":
        curve = find_curve(trusted(read_library()).sources, asked.cohort, asked.endpoint, asked.group)
        return curve_answer(curve), 0
    if asked.command == "reconstruct":
        return reconstruct(_summary(asked.summary)).as_mapping(), 0
    library = read_library()
    report = audit(library.sources, library.left_out)
    return audit_answer(report), 0 if report.passes else 1


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m haic_core", description="HAIC Board without a screen.")
    commands = parser.add_subparsers(dest="command", required=True, parser_class=_Parser)
    commands.add_parser("assess", help="options, ledgers, flips and matched evidence").add_argument("case")
    commands.add_parser("figures", help="every published figure in data/")
    curve = commands.add_parser("curve", help="the survival curve of a published cohort")
    curve.add_argument("cohort")
    curve.add_argument("--endpoint", default="OS")
    curve.add_argument("--group")
    commands.add_parser("reconstruct", help="a curve from a printed summary").add_argument("summary")
    commands.add_parser("audit", help="every inconsistency in data/")
    return parser


def _content(path: str) -> bytes:
    """The file's bytes; raises Refusal for a file that cannot be read or is larger than a case file may be."""
    try:
        with Path(path).open("rb") as file:
            content = file.read(LARGEST_BYTES + 1)
            if len(content) > LARGEST_BYTES:
                size = max(Path(path).stat().st_size, len(content))
                raise Refusal(f"{Path(path).name}: the file holds at least {size:,} bytes, but {LARGEST_BYTES:,} are "
                              f"the most that is read.")
            return content
    except OSError as error:
        raise Refusal(f"{Path(path).name}: the file cannot be read ({error.strerror}).") from None


def _summary(path: str) -> Summary:
    name = Path(path).name
    try:
        raw = json.loads(_content(path))
    except (ValueError, RecursionError):
        raise Refusal(f"{name}: this is not JSON; a summary is an object with 'n' and 'median' or "
                      f"'landmarks'.") from None
    return Summary.from_mapping(raw, name)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
