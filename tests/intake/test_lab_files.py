"""Lab lists as files: workbooks of every kind, texts in every encoding, and files that are meant to do harm."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
import xlsxwriter
from each import each

from haic_core.intake.labs.files import LARGEST_BYTES, read_lab_list
from haic_core.intake.proposal import Proposed
from haic_core.words.refusal import Refusal

HEAD = ("Untersuchung", "Ergebnis", "Einheit", "Referenz")
ROWS = (("Hämoglobin", 11.2, "g/dl", "12-16"), ("Thrombozyten", 188, "G/l", "150-400"), ("GPT", 48, "U/l", "< 35"))
READ = {"haemoglobin_g_dl": 11.2, "platelets_e9_l": 188, "alt_u_l": 48, "alt_uln_u_l": 35}
TEXT = (
    "Untersuchung;Ergebnis;Einheit;Referenz\n"
    "Hämoglobin;11,2;g/dl;12-16\nThrombozyten;188;G/l;150-400\nGPT;48;U/l;< 35\n"
)
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
Fill = Callable[[xlsxwriter.Workbook], None]


def workbook(fill: Fill) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    fill(book)
    book.close()
    return out.getvalue()


def plain(book: xlsxwriter.Workbook, rows: Iterable[Sequence[object]] = (HEAD, *ROWS), name: str = "Labor") -> None:
    sheet = book.add_worksheet(name)
    for place, row in enumerate(rows):
        sheet.write_row(place, 0, row)


def read(content: bytes) -> Proposed:
    return read_lab_list(content, "Muster_Erika.xlsx")


def rewritten(content: bytes, part: str, text: str) -> bytes:
    """A workbook with one of its parts put by another."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.infolist():
            new.writestr(one.filename, text if one.filename == part else old.read(one))
    return out.getvalue()


# Workbooks


def test_a_workbook_of_today_is_read_with_its_rows_named() -> None:
    found = read(workbook(plain))
    assert dict(found.facts) == READ
    assert [one.origin for one in found.read if one.fact == "platelets_e9_l"] == ["row 3, Thrombozyten"]


def test_a_workbook_of_the_nineties_is_read_with_its_dates() -> None:
    content = (Path(__file__).parent / "lab_files" / "legacy.xls").read_bytes()
    found = read(content)
    assert dict(found.facts) == {**READ, "bilirubin_mg_dl": 1.125, "bilirubin_uln_mg_dl": 1.2}
    assert set(found.days.values()) == {date(2026, 4, 3)}


def test_an_open_document_is_read() -> None:
    oasis = "urn:oasis:names:tc:opendocument:xmlns:"
    names = " ".join(f'xmlns:{name}="{oasis}{name}:1.0"' for name in ("office", "table", "text"))
    cell = "<table:table-cell office:value-type='string'><text:p>{}</text:p></table:table-cell>"
    rows = [[cell.format(escape(text)) for text in line.split(";")] for line in TEXT.splitlines()]
    table = "".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in rows)
    body = f"<office:spreadsheet><table:table table:name='Labor'>{table}</table:table></office:spreadsheet>"
    manifest = f'<manifest:manifest xmlns:manifest="{oasis}manifest:1.0"></manifest:manifest>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        parts.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        parts.writestr(
            "content.xml",
            f"<office:document-content {names}><office:body>{body}</office:body></office:document-content>",
        )
        parts.writestr("META-INF/manifest.xml", manifest)
    assert dict(read(out.getvalue()).facts) == READ


def test_merged_heads_days_over_two_columns_and_dates_as_dates_are_read() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "dd.mm.yyyy"})
        sheet.merge_range("A1:F1", "Kumulativbefund Muster, Erika, geb. 12.03.1965")
        sheet.write_row("A2", ["Analyse", "Einheit"])
        sheet.merge_range("C2:D2", "")
        sheet.write_datetime("C2", datetime(2026, 3, 27), day)
        sheet.merge_range("E2:F2", "")
        sheet.write_datetime("E2", datetime(2026, 4, 3), day)
        sheet.write_row("A3", ["", "", "Wert", "Flag", "Wert", "Flag"])
        sheet.write_row("A4", ["Thrombozyten", "G/l", 95, "L", 171, ""])
        sheet.write_row("A5", ["Hb", "g/dl", 10.1, "L", 10.4, "L"])

    found = read(workbook(fill))
    assert dict(found.facts) == {"platelets_e9_l": 171, "haemoglobin_g_dl": 10.4}
    assert set(found.days.values()) == {date(2026, 4, 3)}
    assert "Platelets: 171 10^9/L on 2026-04-03, 95 on 2026-03-27; the latest stands." in found.say


def test_of_a_formula_only_its_value_is_read_and_a_formula_as_text_is_no_value() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEAD)
        sheet.write_row(1, 0, ["GPT", "", "U/l"])
        sheet.write_formula(1, 1, "=12*4", None, 48)
        sheet.write_row(2, 0, ["GOT", "", "U/l"])
        sheet.write_string(2, 1, '=HYPERLINK("http://example.org/"&A1,"34")')
        sheet.write_row(3, 0, ["Kreatinin", "", "mg/dl"])
        sheet.write_formula(3, 1, "=1/0", None, "#DIV/0!")

    assert dict(read(workbook(fill)).facts) == {"alt_u_l": 48}


def test_of_several_sheets_the_one_with_laboratory_values_is_read_and_hidden_ones_are_not() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        plain(book, [("Verlauf",), ("stabil",)], "Anmerkung")
        plain(book)
        plain(book, [("GPT", 900, "U/l")], "versteckt")
        book.worksheets()[2].hide()

    assert dict(read(workbook(fill)).facts) == READ


def test_two_sheets_with_laboratory_values_are_asked_back_without_their_names() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        plain(book, name="Muster Erika")
        plain(book, name="Muster Eva")

    found = read(workbook(fill))
    assert found.read == () and found.say == (
        "Several sheets hold laboratory values (1, 2); hand in the one that is meant.",
    )


def test_a_number_of_a_workbook_has_one_reading() -> None:
    rows = (
        HEAD,
        ("Bilirubin", 1.125, "mg/dl"),
        ("Thrombozyten", 188000, "/µl"),
        ("Kreatinin", 0.7999999999999999, "mg/dl"),
    )
    found = read(workbook(lambda book: plain(book, rows)))
    assert dict(found.facts) == {"bilirubin_mg_dl": 1.125, "platelets_e9_l": 188, "creatinine_mg_dl": 0.8}


# Files that do harm


def test_a_cell_at_the_far_end_of_a_sheet_stops_its_reader_and_nothing_else() -> None:
    head = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    near = '<row r="1"><c r="A1"><v>1</v></c></row>'
    far = '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    with pytest.raises(Refusal, match="The workbook cannot be read"):
        read(rewritten(workbook(plain), "xl/worksheets/sheet1.xml", f"{head}{near}{far}</sheetData></worksheet>"))


def test_a_workbook_that_unpacks_to_more_than_a_list_can_hold_is_not_unpacked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parts, parts.open("xl/workbook.xml", "w") as part:
        for _ in range(101):
            part.write(b" " * 1_000_000)
    with pytest.raises(Refusal, match="unpacks to 101,000,000 bytes in 1 parts"):
        read(out.getvalue())


def test_more_rows_than_a_patient_has_are_refused() -> None:
    rows = [("Natrium", 140, "mmol/l")] * 5_001
    with pytest.raises(Refusal, match="more than 5,000 rows"):
        read(workbook(lambda book: plain(book, rows)))
    with pytest.raises(Refusal, match="holds 5,001 rows"):
        read(b"Natrium;140;mmol/l\n" * 5_001)


@each(
    ("content", "sentence"),
    [
        (OLD + bytes(500) + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        (OLD + bytes(5000), "cannot be read"),
        (b"PK\x03\x04" + bytes(100), "cannot be read"),
        (b"%PDF-1.7 ...", "copy its table"),
        (b"\x89PNG\r\n\x1a\n", "is a picture"),
        (b'{"resourceType": "Bundle"}', "is JSON"),
        (bytes(range(256)) * 40, "is no text"),
        (b"x" * (LARGEST_BYTES + 1), "at most 50,000,000"),
    ],
    ids=["encrypted", "empty", "cut", "pdf", "picture", "json", "bytes", "large"],
)  # fmt: skip
def test_what_is_no_list_is_refused_in_a_sentence_without_the_files_name(content: bytes, sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence) as refused:
        read(content)
    assert "Muster" not in str(refused.value)


def test_a_word_document_is_no_workbook() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        parts.writestr("word/document.xml", "<w/>")
    with pytest.raises(Refusal, match="no workbook"):
        read(out.getvalue())


# Texts


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_csv_file_is_read_in_every_encoding_that_laboratories_write(encoding: str, end: str) -> None:
    assert dict(read(TEXT.replace("\n", end).encode(encoding)).facts) == READ


def test_a_page_that_calls_itself_a_workbook_is_read_by_its_table() -> None:
    rows = "".join(
        f"<tr><td class='a'>{'</td><td>'.join(escape(cell) for cell in line.split(';'))}</td></tr>"
        for line in TEXT.splitlines()
    )
    page = f"<html><head><style>td {{ color: red }}</style></head><body><table>\n{rows}</table></body></html>"
    assert dict(read(page.encode()).facts) == READ


def test_quoted_cells_hold_the_mark_that_parts_columns() -> None:
    text = 'Test,Value,Unit,"Range, adults"\n"Hemoglobin","11,2","g/dL","12,0 - 16,0"\nPlatelets,"188,000",/uL,\n'
    assert dict(read(text.encode()).facts) == {"haemoglobin_g_dl": 11.2, "platelets_e9_l": 188}


@each("text", ["", "\n\n", "\ufeff", "nothing in here", "-----"])
def test_a_file_without_laboratory_values_says_so(text: str) -> None:
    found = read(text.encode())
    assert not found.read and not found.questions and found.say == ("No laboratory value that a case holds was found.",)


@each(
    ("text", "sentence"),
    [
        ("Hb 11,2 g/dl, " * 300, "Line 1 of the list holds 4,200 characters"),
        ("Hb\t11,2" + "\t" * 300, "Line 1 of the list holds 302 columns"),
        ("Hb 11,2 g/dl\n" * 40_000, "The list holds 520,000 characters"),
    ],
)
def test_nothing_of_a_list_is_cut_off_in_silence(text: str, sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        read(text.encode())
