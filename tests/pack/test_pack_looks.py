"""How a pack looks: nothing overflows, nothing is too small to read, charts and numbers stand over each other."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import packs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageFont
from pptx.shapes.autoshape import Shape
from pptx.shapes.base import BaseShape
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide
from pptx.table import Table
from pptx.text.text import _Run
from pypdf import PdfReader

from haic_core.chart.palette import LIGHT
from haic_core.pack.archive import zipped
from haic_core.pack.lettering import LINE_HEIGHT, fitting, font_path, width_pt, wrapped
from haic_core.pack.pictures.paper import dashes
from haic_core.pack.slides.deck import BODY_BOTTOM, FONT, HEIGHT, WIDTH
from haic_core.pack.slides.survival import Scale

Draws = Callable[[str], Path]
LIBERATION = Path("/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf")
EMU = 12700

# Slides are set in Arial; where LibreOffice finds no face of its widths, it takes another and lines break elsewhere.
needs_arials_widths = pytest.mark.skipif(
    not LIBERATION.exists(), reason="Liberation Sans, which has Arial's widths, is not installed"
)


def boxes(slide: Slide) -> Iterator[tuple[BaseShape, tuple[float, float, float, float]]]:
    """Every shape with its left, top, right and bottom in points."""
    for shape in slide.shapes:
        yield (
            shape,
            (shape.left / EMU, shape.top / EMU, (shape.left + shape.width) / EMU, (shape.top + shape.height) / EMU),
        )


def runs(slide: Slide) -> list[tuple[_Run, float]]:
    """Every run of text with its size in points."""
    frames = [shape.text_frame for shape in packs.text_shapes(slide)]
    frames += [
        cell.text_frame
        for frame in packs.frames(slide)
        if frame.has_table
        for row in frame.table.rows
        for cell in row.cells
    ]
    return [(run, run.font.size.pt) for frame in frames for paragraph in frame.paragraphs for run in paragraph.runs]


@pytest.mark.parametrize("name", packs.CASES)
def test_everything_stands_on_its_slide_and_is_large_enough_for_the_back_of_a_room(name: str) -> None:
    width, height = packs.deck(name).slide_width, packs.deck(name).slide_height
    assert width and height
    assert (width / EMU, height / EMU) == (WIDTH, HEIGHT) == (960, 540)
    for slide in packs.deck(name).slides:
        assert [size for _, size in runs(slide) if size < 18] == []
        for shape, (left, top, right, bottom) in boxes(slide):
            assert left >= 0 and top >= 0 and bottom <= HEIGHT + 0.1, shape.name
            assert right <= WIDTH + 0.1, shape.name


@pytest.mark.parametrize("name", packs.CASES)
def test_no_text_is_higher_than_its_box_and_no_table_reaches_the_foot(name: str) -> None:
    for slide in packs.deck(name).slides:
        for shape, (left, top, right, _) in boxes(slide):
            if isinstance(shape, Shape) and shape.text_frame.text:
                needed = sum(
                    len(
                        wrapped(
                            paragraph.text,
                            right - left + 0.5,
                            paragraph.runs[0].font.size.pt,
                            bool(paragraph.runs[0].font.bold),
                        )
                    )
                    * paragraph.runs[0].font.size.pt
                    for paragraph in shape.text_frame.paragraphs
                )
                assert needed * 1.15 <= shape.height / EMU + 2, shape.text_frame.text
            if isinstance(shape, GraphicFrame) and shape.has_table:
                assert top + rows_height(shape.table) <= BODY_BOTTOM + 0.5


def rows_height(table: Table) -> float:
    """The height a table really takes: no row is lower than its text."""
    whole, columns = 0.0, [table.columns[at] for at in range(len(table.columns))]
    for row in table.rows:
        for cell, column in zip(row.cells, columns, strict=True):
            room = (column.width - cell.margin_left - cell.margin_right) / EMU
            bold = [run.font.bold for run in cell.text_frame.paragraphs[0].runs]
            text = len(wrapped(cell.text, room + 0.5, 18, bool(bold and bold[-1]))) * 18 * 1.15
            assert text + (cell.margin_top + cell.margin_bottom) / EMU <= row.height / EMU + 0.7, cell.text
        whole += row.height / EMU
    return whole


@pytest.mark.parametrize("name", packs.CASES)
def test_every_chart_and_table_has_words_for_those_who_do_not_see_it(name: str) -> None:
    for slide in packs.deck(name).slides:
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table:
                words = shape._element.xpath(".//p:cNvPr")[0].get("descr")
                assert words and len(words) > 20


@pytest.mark.parametrize("name", packs.CHARTED)
def test_the_numbers_at_risk_stand_exactly_under_their_ticks(name: str) -> None:
    for chart, slide in zip(packs.content(name).charts, packs.slides(name, "Survival"), strict=True):
        scale = Scale.of(chart)
        frame = packs.chart_frame(slide)
        (table,) = [frame for frame in packs.frames(slide) if frame.has_table]
        manual = frame.chart._chartSpace.find(".//{*}manualLayout")
        x, w = (float(manual.find(f"{{*}}{name}").get("val")) * frame.width / EMU for name in "xw")
        left = table.left / EMU + table.table.columns[0].width / EMU
        for index, tick in enumerate(chart.ticks):
            width = table.table.columns[index + 1].width / EMU
            drawn = frame.left / EMU + x + w * tick / chart.end_months
            assert left + width / 2 == pytest.approx(drawn, abs=0.3)
            left += width
        assert scale.end <= WIDTH - 20


@pytest.mark.parametrize("name", [packs.FEW, "decided", "empty"])
def test_the_curve_that_leads_is_thicker_diamonds_are_solid_and_each_band_has_a_dash_of_its_own(name: str) -> None:
    """Three points against two; the range of reconstructions dotted, the sampling interval finer and dashed."""
    for chart, slide in zip(packs.content(name).charts, packs.slides(name, "Survival"), strict=True):
        lead, *others = chart.curves
        lengths, thickness = set(), {f"{lead.name}, ": 3.0} | {f"{one.name}, ": 2.0 for one in others}
        for series in packs.chart(slide).plots[0].series:
            element = series._element
            lengths.add(len(packs.numbers(series, "yVal")))
            whose = next(name for name in thickness if series.name.startswith(name))
            what = series.name.removeprefix(whose)
            wide = {"band low": 1.25, "band high": 1.25, "sampling low": 0.75, "sampling high": 0.75}
            wide |= {"inferred": thickness[whose], "fewer than ten at risk": thickness[whose]}
            if what in wide:
                assert float(element.find(".//{*}ln").get("w")) == wide[what] * EMU
            if what.startswith("band") or what == "fewer than ten at risk":
                assert element.find(".//{*}prstDash").get("val") == "sysDot"
            if what.startswith("sampling"):
                assert element.find(".//{*}prstDash").get("val") == "sysDash"
            if series.name.endswith(", printed"):
                assert element.find(".//{*}marker/{*}symbol").get("val") == "diamond"
        # LibreOffice loses every series that is shorter than a later one.
        assert len(lengths) == 1


def test_one_option_has_one_colour_on_slide_picture_and_screen() -> None:
    for chart, slide in zip(packs.content("decided").charts, packs.slides("decided", "Survival"), strict=True):
        colour = packs.read().entry(*chart.modalities).colour.lstrip("#")
        (line,) = [
            series
            for series in packs.chart(slide).plots[0].series
            if series.name.startswith(f"{chart.curves[0].name}, inferred")
            or (not chart.curves[0].firm and series.name.startswith(f"{chart.curves[0].name}, fewer"))
        ]
        assert line._element.find(".//{*}ln//{*}srgbClr").get("val") == colour.upper()
        assert f"#{colour}" in packs.file("decided", f"{chart.stem}.svg").decode()


@pytest.mark.parametrize("name", packs.CASES)
def test_the_sheet_has_one_or_two_pages_and_keeps_its_words_inside_them(name: str) -> None:
    pages = PdfReader(io.BytesIO(packs.file(name, ".pdf"))).pages
    assert len(pages) in (1, 2)
    for page in pages:
        assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)
        spots: list[tuple[float, float]] = []

        def note(
            text: str,
            user: list[float],
            matrix: list[float],
            font: object,
            size: float,
            found: list[tuple[float, float]] = spots,
        ) -> None:
            if text.strip():
                found.append((user[4] + matrix[4], user[5] + matrix[5]))

        page.extract_text(visitor_text=note)
        assert spots and all(20 < x < 575 and 20 < y < 825 for x, y in spots)


@pytest.mark.parametrize("name", packs.CHARTED)
def test_every_chart_comes_as_vector_and_as_picture_and_both_can_be_opened(name: str) -> None:
    stems = [
        *(chart.stem for chart in packs.content(name).charts),
        *(f"response-and-harms{part}" for part in ("", "-2")[: len(packs.content(name).balance_pages)]),
    ]
    assert {path for path in packs.files(name) if path.startswith("figures/")} == {
        f"figures/{stem}.{kind}" for stem in stems for kind in ("svg", "png")
    }
    for stem in stems:
        picture = Image.open(io.BytesIO(packs.file(name, f"{stem}.png")))
        assert picture.size == (1600, 900) and len(colours_of(picture)) > 50
        drawn = ElementTree.fromstring(packs.file(name, f"{stem}.svg"))
        assert drawn.findtext("{*}title") and drawn.findtext("{*}desc")
        for text in drawn.iter("{http://www.w3.org/2000/svg}text"):
            start, end = reach(text)
            assert start > 0 and end < 1600, text.text
            assert 0 < float(text.attrib["y"]) < 900 and float(text.attrib["font-size"]) >= 18


def reach(text: Element) -> tuple[float, float]:
    """Left and right end of a word of a picture, in the widest face it may be set in."""
    assert text.text
    width = width_pt(text.text, float(text.attrib["font-size"]), text.get("font-weight") == "bold")
    start = float(text.attrib["x"]) - width * {"start": 0, "middle": 0.5, "end": 1}[text.attrib["text-anchor"]]
    return start, start + width


def colours_of(picture: Image.Image) -> list[tuple[int, ...]]:
    """Every red, green and blue that a picture holds."""
    found = picture.convert("RGB").getcolors(1 << 22)
    assert found is not None, "more colours than a picture of this size has points"
    return [colour for _, colour in found if isinstance(colour, tuple)]


def test_a_curve_of_the_picture_goes_through_the_corners_of_the_curve() -> None:
    (chart,) = [chart for chart in packs.content("decided").charts if chart.option == "HAIC"]
    drawn = rf'<polyline fill="none" stroke="{chart.curves[0].colour}" stroke-width="4"[^>]*points="([^"]+)"'
    lines = re.findall(drawn, packs.file("decided", f"{chart.stem}.svg").decode())
    spots = [tuple(map(float, spot.split(","))) for spot in lines[0].split(" ")]
    (x0, y0), (x1, y1) = spots[0], spots[-1]
    (m0, s0), (m1, s1) = chart.curves[0].firm[0], chart.curves[0].firm[-1]
    assert len(spots) == len(chart.curves[0].firm)
    for (x, y), (month, survival) in zip(spots, chart.curves[0].firm, strict=True):
        assert (x - x0) / (x1 - x0) == pytest.approx((month - m0) / (m1 - m0), abs=2e-3)
        assert (y - y0) / (y1 - y0) == pytest.approx((survival - s0) / (s1 - s0), abs=2e-3)


# Letters

TEXT = st.text(st.sampled_from("abcdefgh WM.,–≥●✕é0123456789 中"), max_size=120)


@given(TEXT, st.floats(40, 500), st.sampled_from([18, 28]), st.booleans())
def test_wrapped_text_keeps_its_letters_and_its_width(text: str, room: float, size: float, bold: bool) -> None:
    lines = wrapped(text, room, size, bold)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width_pt(line, size, bold) <= room for line in lines)


@given(st.lists(TEXT, min_size=1, max_size=3), st.floats(60, 500), st.integers(1, 3))
def test_fitted_text_takes_no_more_lines_than_allowed_and_is_cut_only_where_nothing_fits(
    wordings: list[str], room: float, lines: int
) -> None:
    said = fitting(wordings, room, 18, lines)
    assert len(wrapped(said, room, 18)) <= lines
    whole = [words for words in wordings if len(wrapped(words, room, 18)) <= lines]
    assert said == whole[0] if whole else said.endswith("…")


@pytest.mark.parametrize(
    "text", ["Platelets at least 100 × upper limit", "Wide WWW and narrow iii", "(n = 42), 14.7–23.8 %", "≥ 5 ×10⁹ ● ■"]
)
@pytest.mark.parametrize("bold", [False, True])
def test_letters_are_never_wider_than_measured_in_the_widest_face_a_machine_takes(text: str, bold: bool) -> None:
    faces = [face for face in (LIBERATION, Path(font_path(bold))) if face.exists()]
    drawn = max(ImageFont.truetype(str(face), 180).getlength(text) / 10 for face in faces)
    assert drawn <= width_pt(text, 18, bold) <= drawn * 1.09


def test_a_dashed_line_keeps_its_dashes_round_corners() -> None:
    pieces = dashes([(0, 0), (10, 0), (10, 10)], (6, 2))
    assert [piece[0] for piece in pieces] == [(0, 0), (8, 0), (10, 6)]
    lengths = [sum(abs(b[0] - a[0]) + abs(b[1] - a[1]) for a, b in pairwise(piece)) for piece in pieces]
    assert lengths == pytest.approx([6, 6, 4])


# LibreOffice's own eyes

needs_office = pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")),
    reason="soffice (LibreOffice Impress) or pdftotext (poppler-utils) is not installed",
)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Draws:
    """Draws the slides of packs with LibreOffice, all of them at one start; answers the path of a PDF."""
    names = OFFICE if pytestconfig.getoption("deep") else OFFICE[:1]
    written = {name: packs.file(name, ".pptx") for name in names} | {WIDE: in_dejavu(packs.file("empty", ".pptx"))}
    return drawing(tmp_path_factory.mktemp("office"), written, "<include>/etc/fonts/fonts.conf</include>")


@pytest.fixture(scope="module")
def bare_office(tmp_path_factory: pytest.TempPathFactory) -> Draws:
    """The same on a machine that has neither Arial nor any face of its widths: only DejaVu Sans."""
    return drawing(tmp_path_factory.mktemp("bare"), {name: packs.file(name, ".pptx") for name in BARE_OFFICE}, "")


OFFICE, BARE_OFFICE, WIDE = ["crowded", "empty", "2"], ["2", "crowded"], "empty in DejaVu"


def in_dejavu(slides: bytes) -> bytes:
    """The same slides set in the face that LibreOffice takes where it finds neither Arial nor one of its widths."""
    with zipfile.ZipFile(io.BytesIO(slides)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    arial = f'typeface="{FONT}"'.encode()
    assert any(arial in content for content in files.values())
    return zipped({name: content.replace(arial, b'typeface="DejaVu Sans"') for name, content in files.items()})


def drawing(folder: Path, written: dict[str, bytes], other_faces: str) -> Draws:
    """LibreOffice asked for nothing until the first slide is looked at; it has DejaVu Sans and those other faces."""
    conf = f"{other_faces}<dir>{Path(font_path()).parent}</dir><cachedir>{folder / 'cache'}</cachedir>"
    fonts = folder / "fonts.conf"
    fonts.write_text(f'<?xml version="1.0"?><fontconfig>{conf}</fontconfig>', encoding="utf-8")

    @cache
    def drawn() -> Path:
        for name, slides in written.items():
            (folder / f"{name}.pptx").write_bytes(slides)
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                "--headless",
                "--convert-to",
                "pdf",
                "--outdir",
                str(folder),
                *(str(folder / f"{name}.pptx") for name in written),
            ],
            check=True,
            capture_output=True,
            timeout=300,
            env={**os.environ, "FONTCONFIG_FILE": str(fonts)},
        )
        return folder

    return lambda name: drawn() / f"{name}.pdf"


@needs_office
@needs_arials_widths
@pytest.mark.parametrize("name", [OFFICE[0], *(pytest.param(name, marks=pytest.mark.deep) for name in OFFICE[1:])])
def test_libreoffice_draws_every_slide_with_its_words_above_the_foot(name: str, office: Draws) -> None:
    stands(name, office(name))


@needs_office
def test_set_in_the_widest_face_no_word_lies_on_another_and_every_row_keeps_its_place(office: Draws) -> None:
    assert all(face.startswith("DejaVuSans") for face in faces_of(office(WIDE)))
    stands("empty", office(WIDE))


@pytest.mark.deep
@needs_office
@pytest.mark.parametrize("name", BARE_OFFICE)
def test_where_arial_and_its_like_are_missing_no_word_lies_on_another_and_every_row_keeps_its_place(
    name: str, bare_office: Draws
) -> None:
    assert all(face.startswith("DejaVuSans") for face in faces_of(bare_office(name)))
    stands(name, bare_office(name))


def faces_of(drawn: Path) -> set[str]:
    """The faces that a PDF is set in; there is at least one."""
    told = subprocess.run(["pdffonts", str(drawn)], check=True, capture_output=True).stdout.decode()
    faces = {line.split()[0].split("+")[-1] for line in told.splitlines()[2:]}
    assert faces
    return faces


Drawn = tuple[str, float, float, float, float]


def stands(name: str, drawn: Path) -> None:
    """Every slide as LibreOffice drew it: on the slide, above the foot, no word on another, rows beside their bars."""
    told = subprocess.run(["pdftotext", "-bbox", str(drawn), "-"], check=True, capture_output=True)
    pages = ElementTree.fromstring(told.stdout).findall(".//{*}page")
    for number, (page, slide) in enumerate(zip(pages, packs.deck(name).slides, strict=True), 1):
        words = [drawn_word(word) for word in page.findall("{*}word")]
        assert all(x0 > 0 and y0 > 0 and x1 < WIDTH and y1 < HEIGHT for _, x0, y0, x1, y1 in words), number
        if number > 1:
            assert [word for word in words if word[2] < 486 < word[4] - 2] == [], number
        assert [pair for pair in combinations(words, 2) if on_each_other(*pair)] == [], number
        assert " ".join(slide.shapes.title.text_frame.text.split())[:20] in " ".join(word[0] for word in words)
        for frame in packs.frames(slide):
            if frame.has_table:
                assert moved(frame, words) == [], number


def drawn_word(word: Element) -> Drawn:
    """A word with its left, top, right and bottom, in points."""
    left, top, right, bottom = (float(word.attrib[side]) for side in ("xMin", "yMin", "xMax", "yMax"))
    return word.text or "", left, top, right, bottom


def on_each_other(one: Drawn, other: Drawn) -> bool:
    """Boxes of words are as high as their line, so a little of each may touch."""
    across = min(one[3], other[3]) - max(one[1], other[1])
    down = min(one[4], other[4]) - max(one[2], other[2])
    return across > 2 and down > 0.35 * min(one[4] - one[2], other[4] - other[2])


def moved(frame: GraphicFrame, words: list[Drawn]) -> list[str]:
    """Rows of a table whose first word is drawn outside its row: a row above took more lines than were kept for it."""
    top, found, left = frame.top / EMU, [], frame.left / EMU
    right = left + frame.table.columns[0].width / EMU
    for row in frame.table.rows:
        bottom = top + row.height / EMU
        first = row.cells[0].text.split()[:1]
        middles = [(y0 + y1) / 2 for said, x0, y0, x1, y1 in words if [said] == first and left - 1 < x0 < right]
        if first and not any(top < middle < bottom for middle in middles):
            found.append(row.cells[0].text)
        top = bottom
    return found


@needs_office
def test_libreoffice_draws_every_curve_of_a_chart(office: Draws, tmp_path: Path) -> None:
    number = next(
        index
        for index, slide in enumerate(packs.deck("empty").slides, 1)
        if any("3 published series" in text for text in packs.texts(slide))
    )
    subprocess.run(
        [
            "pdftoppm",
            "-r",
            "50",
            "-f",
            str(number),
            "-l",
            str(number),
            "-png",
            "-singlefile",
            str(office(WIDE)),
            str(tmp_path / "page"),
        ],
        check=True,
    )
    pixels = Image.open(tmp_path / "page.png").convert("RGB")
    (chart,) = [chart for chart in packs.content("empty").charts if len(chart.curves) == 3]
    plot = pixels.crop(
        (int(pixels.width * 0.3), int(pixels.height * 0.3), int(pixels.width * 0.95), int(pixels.height * 0.66))
    )
    found = colours_of(plot)
    for curve in chart.curves:
        own = tuple(int(curve.colour[at : at + 2], 16) for at in (1, 3, 5))
        assert min(sum(abs(a - b) for a, b in zip(own, colour, strict=True)) for colour in found) < 30, curve.name


def test_the_foot_and_the_body_do_not_share_a_line() -> None:
    assert BODY_BOTTOM + 18 * LINE_HEIGHT / 2 < 490 and LIGHT.text != LIGHT.muted
