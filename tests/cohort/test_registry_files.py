"""A registry as hospitals export it: CSV in every habit, workbooks, Parquet, cBioPortal and REDCap; what is none is
refused in one sentence."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
from each import each
from registries import HEAD, PLAIN, cells, counts_of, guess_of, sheet, told, workbook
from xlsxwriter import Workbook

from haic_core.cohort.engines.duckdb import counted_file, opened
from haic_core.cohort.files.opening import handed
from haic_core.cohort.files.redcap import read_dictionary
from haic_core.cohort.mapping_file import mapping_from
from haic_core.words.refusal import Refusal

ROWS = "1,12.5,Dead,HAIC\n2,9,Alive,TACE\n"
READ = {"HAIC": [(12.5, 1, 1)], "TACE": [(9.0, 0, 1)]}
PLAIN_FILE = f"{HEAD}\n{ROWS}"
CBIOPORTAL = (
    "#Patient Identifier\tOverall Survival (Months)\tOverall Survival Status\tDrug\n"
    "#Identifier\tMonths since diagnosis\tStatus\tDrug given\n#STRING\tNUMBER\tSTRING\tSTRING\n#1\t1\t1\t1\n"
    "PATIENT_ID\tOS_MONTHS\tOS_STATUS\tDRUG\n"
    "P-1\t140.5\t0:LIVING\tHAIC\nP-2\t8.066666667\t1:DECEASED\tHAIC\nP-3\t\t\t\n"
    "P-4\t[Not Available]\t1:DECEASED\tHAIC\n"
)
DICTIONARY = (
    '"Variable / Field Name","Form Name","Field Type","Field Label","Choices, Calculations, OR Slider Labels"\n'
    'record_id,base,text,Record,\nfu_status,end,radio,"At last contact","1, Alive | 2, Died of disease | 3, Lost"\n'
    'arm,base,dropdown,Treatment,"0, HAIC | 1, Systemic, then HAIC"\nsites,base,checkbox,Sites,"1, Bone | 2, Lung"\n'
    "consent,base,yesno,Consent,\n"
)
VISITS = (
    "record_id,redcap_event_name,arm,os_months,fu_status,base_complete\n"
    "1,baseline_arm_1,0,,,2\n1,follow_up_arm_1,,14,2,\n2,baseline_arm_1,1,,,2\n2,follow_up_arm_1,,20,1,\n"
    "3,baseline_arm_1,1,,,2\n3,follow_up_arm_1,,5,2,\n3,last_arm_1,,9,2,\n"
)


@each(
    "content",
    [
        PLAIN_FILE.encode(),
        PLAIN_FILE.encode("utf-8-sig"),
        PLAIN_FILE.encode("utf-16"),
        PLAIN_FILE.replace(",", ";").replace(".", ",").encode(),
        b"sep=;\r\n" + PLAIN_FILE.replace(",", ";").replace("\n", "\r\n").encode(),
        PLAIN_FILE.replace(",", "\t").encode(),
        PLAIN_FILE.replace(",", "|").encode(),
        PLAIN_FILE.replace(",", " ").encode(),
        f"# export of today\n\n{PLAIN_FILE}\n\n".encode(),
        ('"id","months","status","arm"\n' + ROWS.replace("HAIC", '"HAIC"')).encode(),
        ("months,status,arm\n" + ROWS).encode(),  # R writes no head above its row names
        (PLAIN_FILE.replace("id,", "Größe,") + "3,4,Dead,für\n").encode("cp1252").replace(b"3,4,Dead,f\xfcr\n", b""),
    ],
    ids=[
        "plain", "marked", "utf-16", "semicolons", "sep", "tabs", "bars", "spaces", "comments", "quoted", "row names",
        "latin",
    ],
)  # fmt: skip
def test_the_same_table_is_read_in_every_habit(content: bytes) -> None:
    file = handed(content, "own.csv")
    rows = [row[-3:] for _, chunk in file.chunks for row in chunk]
    assert [(row[0].replace(",", "."), *row[1:]) for row in rows] == [("12.5", "Dead", "HAIC"), ("9", "Alive", "TACE")]
    assert (file.columns[-3:], file.torn) == (("months", "status", "arm"), [])


def test_a_cell_may_hold_commas_and_line_ends_in_quotes() -> None:
    found = counts_of(f'{HEAD},race\n1,5,Dead,A,"Other (American Indian/AK Native, Asian)"\n2,6,Dead,A,"two\nlines"\n')
    assert found.n == 2


def test_columns_without_a_name_and_names_that_stand_twice_are_told_apart() -> None:
    assert opened(b"id,,months,months\n1,2,3,4\n", "own.csv").columns == ("id", "column 2", "months", "months (2)")


def test_a_clinical_file_of_cbioportal_is_read_as_it_is_downloaded() -> None:
    found = counts_of(
        CBIOPORTAL, time="OS_MONTHS", event="OS_STATUS", dead=["1:DECEASED"], alive=["0:LIVING"], group="DRUG"
    )
    assert cells(found) == {"HAIC": [(8.066666667, 1, 1), (140.5, 0, 1)]}
    assert told(found) == [(8, "OS_STATUS", "how follow-up ended is missing"), (9, "OS_MONTHS", "the time is missing")]


def test_visits_of_one_record_are_laid_together_where_they_agree() -> None:
    mapping = {"time": "os_months", "event": "fu_status", "dead": ["2"], "alive": ["1"], "patient": "record_id"}
    found = counts_of(VISITS, together=True, group_names={"0": "HAIC", "1": "systemic"}, **mapping)
    assert cells(found) == {"HAIC": [(14.0, 1, 1)], "systemic": [(20.0, 0, 1)]}
    assert told(found) == [(6, "os_months", "the visits of this record say different things")]
    only = counts_of(VISITS, together=True, group=None, where={"redcap_event_name": ["follow_up_arm_1"]}, **mapping)
    assert only.n == 3
    with pytest.raises(
        Refusal, match=r"Its rows are visits \('redcap_event_name'\): name the record number as 'patient'"
    ):
        counts_of(VISITS, **{**mapping, "patient": None})


def test_a_data_dictionary_names_the_codes_of_a_raw_export() -> None:
    labels = read_dictionary(DICTIONARY.encode(), "dictionary.csv")
    assert labels["arm"] == {"0": "HAIC", "1": "Systemic, then HAIC"}
    assert labels["sites___2"] == {"1": "Lung", "0": "not Lung"}
    guess = guess_of(VISITS, labels={name: dict(told) for name, told in labels.items()})
    assert guess.mapping is not None
    assert (guess.mapping.event, guess.mapping.dead, guess.mapping.alive) == ("fu_status", ("2",), ("1",))
    assert guess.mapping.group_names == {"0": "HAIC", "1": "Systemic, then HAIC"}
    assert guess.mapping.together and guess.mapping.patient == "record_id"


def test_a_workbook_is_read_by_its_fullest_sheet_with_heads_over_several_columns() -> None:
    def fill(book: Workbook) -> None:
        sheet(book, "cover", [["Registry of today"]])
        page = book.add_worksheet("patients")
        page.merge_range(0, 0, 0, 3, "All our patients")
        page.merge_range(1, 1, 1, 2, "Survival")
        page.write_row(1, 3, ["arm"])
        page.write_row(2, 0, ["id", "months", "status"])
        for place, row in enumerate([(1, 12.5, "Dead", "HAIC"), (2, 9, "Alive", "TACE"), (3, None, "Dead", "TACE")], 3):
            page.write_row(place, 0, row)
        page.write_formula(5, 1, "=B4+1")

    found = counts_of(workbook(fill), time="Survival months", event="Survival status")
    assert cells(found) == READ
    assert told(found) == [(6, "Survival months", "a formula, which is never run")]


def test_a_day_of_a_workbook_is_a_day_and_a_number_keeps_its_digits() -> None:
    rows: list[list[object]] = [["first", "last", "status"], [date(2020, 1, 31), date(2020, 3, 1), "Dead"]]
    content = workbook(lambda book: sheet(book, "own", rows))
    dated = counts_of(content, time=None, unit="days", begins="first", ends="last", group=None)
    assert cells(dated) == {"all": [(30.0, 1, 1)]}
    exact = workbook(lambda book: sheet(book, "own", [["months", "status"], [1 / 3, "Dead"]]))
    assert cells(counts_of(exact, group=None)) == {"all": [(1 / 3, 1, 1)]}


def test_a_parquet_file_keeps_its_types() -> None:
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    columns = {
        "months": [12.5, 9.0, None, float("nan"), -1.0],
        "status": pyarrow.array(["Dead", "Alive", "Dead", "Dead", "Dead"]).dictionary_encode(),
        "arm": ["HAIC", "TACE", "TACE", "TACE", "TACE"],
        "visits": [[1], [], [], [], []],
    }
    parquet.write_table(pyarrow.table(columns), made := io.BytesIO())
    file = opened(made.getvalue(), "own.parquet")
    found = counted_file(file, mapping_from(PLAIN, "map.json"))
    assert cells(found) == READ
    assert [line for line, *_ in told(found)] == [3, 4, 5]
    assert file.notes == ("Left out: 1 columns that hold several values in a cell.",)
    with pytest.raises(Refusal, match=r"own\.parquet: the Parquet file cannot be read; it is damaged or encrypted"):
        opened(made.getvalue()[:-20], "own.parquet")


def _archive(name: str, content: bytes, said: int = 0) -> bytes:
    """An archive of one file; said: the size its table of contents gives it."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr(name, content)
        parts.getinfo(name).file_size = said or len(content)
    return made.getvalue()


ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
NO_REGISTRIES = {
    "empty": (b" \n", "own.x: the file is empty."),
    "one column": (b"months\n1\n", "no table was found; a registry has a line of column names"),
    "no row": (b"months,status\n", "the file has a head and no row of a patient."),
    "no head": (b"1,2\n3,4\n", "the first line holds numbers alone; a registry begins with the names of its columns."),
    "binary": (
        b"\x7fELF\0\0\0\0",
        "the file is no text; a registry is a CSV file, an Excel workbook or a Parquet file.",
    ),
    "a PDF": (b"%PDF-1.7", "this is a PDF; a registry is a CSV file"),
    "SPSS": (b"$FL2@(#) SPSS", "this is an SPSS file; export it as CSV"),
    "JSON": (b'{"a": 1}', "this is JSON; a registry is"),
    "a dictionary": (DICTIONARY.encode(), "this is a data dictionary, which tells what codes mean"),
    "an open quote": (b'a,b\n1,"2\n' + b"3,4\n" * 60, "line 2: a quotation mark is opened and not closed"),
    "encrypted": (ENCRYPTED, "the workbook is protected by a password; save it without one."),
    "an archive": (_archive("letter.txt", b"x"), "this is an archive, not a workbook"),
    "torn": (_archive("xl/workbook.xml", b"x")[:40], "the workbook cannot be read; it is damaged."),
    "too wide": (("a," * 3_000 + "a\n1\n").encode(), "the file has 3,001 columns, but 3,000 are the most"),
}


@each(("content", "sentence"), NO_REGISTRIES.values(), ids=NO_REGISTRIES.keys())
def test_what_is_no_registry_is_refused_in_one_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(Refusal) as refused:
        opened(content, "own.x")
    assert sentence in str(refused.value)
    assert len(refused.value.sentences) == 1


def test_a_workbook_that_unpacks_to_more_than_any_registry_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        opened(_archive("xl/workbook.xml", bytes(4_000), said=400_000_001), "own.x")
    [sentence] = refused.value.sentences
    assert sentence.startswith("own.x: the workbook unpacks to more than 400,000,000 bytes")


def test_the_engine_of_a_file_reads_no_other_file_and_fetches_nothing() -> None:
    import duckdb

    connection = opened(PLAIN_FILE.encode(), "own.csv").table.get_backend().con
    for asked in ("select * from read_csv('/etc/hostname')", "copy registry to 'own.csv'", "install spatial"):
        with pytest.raises(duckdb.Error, match=r"disabled|Permission"):
            connection.execute(asked)
    with pytest.raises(duckdb.Error):
        connection.execute("set enable_external_access = true")


@pytest.mark.deep
def test_two_million_rows_are_counted_within_bounded_memory() -> None:
    import resource

    rows = "".join(
        f"{number},{number % 900}.5,{'Dead' if number % 3 else 'Alive'},{number % 4}\n" for number in range(2000)
    )
    content = (HEAD.replace("id", "row of the day") + "\n" + rows * 1000).encode()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = counts_of(content)
    assert (found.n, found.left_out) == (2_000_000, 0)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 1_500_000
