"""An independent reader: LibreOffice recomputes every number, lays out every page, and edits and saves the file."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from generator.document.blocks import Clause, Document, Item, Paragraph
from generator.document.printed import missing_texts, printed_texts
from generator.document.walk import clauses, items, plain, sections
from generator.read.word import read_texts
from generator.render.word import render_word
from tests.render.word.conftest import PAPERS, TEMPLATES, convert
from tests.render.word.sample import clause as clause_of
from tests.render.word.sample import sample
from tests.render.word.stress import ANNEXES, CHAPTERS

SCRIPT = Path(__file__).with_name("office_edit.py")
SYSTEM_PYTHON = "/usr/bin/python3"
WITHOUT_NUMBER = 2
"""Words of a line that is compared: the beginning, before it may wrap."""


def text_of(pdf: Path, *options: str) -> str:
    """Return the text of a PDF."""
    done = subprocess.run(["pdftotext", *options, str(pdf), "-"], check=True, capture_output=True)
    return done.stdout.decode()


def numbered(document: Document) -> Iterator[tuple[str, str]]:
    """Yield the label and the words of everything that has a number."""
    for section in sections(document):
        yield section.number.label, section.title
    for paragraph in document.opening:
        if isinstance(paragraph, Paragraph):
            yield paragraph.number.label, plain(paragraph.inlines)
    for clause in clauses(document):
        yield clause.number.label, clause.title
        for line in lines(clause):
            yield line.number.label, plain(line.inlines)


def lines(clause: Clause) -> Iterator[Paragraph | Item]:
    """Yield the paragraphs and items of a clause."""
    for block in clause.blocks:
        if isinstance(block, Paragraph):
            yield block
            yield from items(block)


def first_words(text: str, count: int = 2) -> str:
    """Return the first words of *text*, blanks alike."""
    return " ".join(text.split()[:count])


@pytest.mark.parametrize("paper", PAPERS)
def test_numbers_that_libreoffice_computes_are_those_of_the_tree(pdfs: dict[str, Path], paper: str) -> None:
    shown = re.sub(r"\s+", " ", text_of(pdfs[paper], "-layout")).lower()
    missing = [
        (label, words)
        for label, words in numbered(sample())
        if label and f" {label} {first_words(words)}".replace("\u00a0", " ").lower() not in shown
    ]
    assert not missing


@pytest.mark.parametrize("paper", PAPERS)
def test_references_that_libreoffice_computes_are_those_of_the_tree(pdfs: dict[str, Path], paper: str) -> None:
    shown = re.sub(r"\s+", " ", text_of(pdfs[paper])).replace(") (", ")(")  # a line may end inside a number
    for words in (
        "under clause 2.2(c).",
        "form in Annex 3.",
        "clause 3.1(c)(iv).",
        "see Table 2, clause 3.1(c)(iv)(B)",
    ):
        assert words in shown
    assert "Error" not in shown


@pytest.mark.parametrize("paper", ["counsel", "corporate"])
def test_a_reference_keeps_its_number_wherever_the_line_ends(office: str, tmp_path: Path, paper: str) -> None:
    told = [
        f"For each of the records that it keeps under {'i ' * nth}form in @annex-forms|Annex_|3@ for them."
        for nth in range(52)
    ]
    wraps = clause_of("one", "1.1", "Forms", *told[:26]), clause_of("two", "1.2", "Forms", *told[26:])
    one = replace(sample().chapters[0], blocks=wraps)
    file = tmp_path / "wraps.docx"
    document = replace(sample(), chapters=(one, *sample().chapters[1:]))
    file.write_bytes(render_word(document, (TEMPLATES / f"{paper}.docx").read_bytes()))
    convert(office, "pdf", tmp_path, file)
    shown = re.sub(r"\s+", " ", text_of(tmp_path / "wraps.pdf"))
    assert shown.count("form in Annex 3 for them.") > 48, "a few stand on two pages"
    assert shown.count("Annex for them.") == 0


@pytest.mark.parametrize(
    ("paper", "upright"), [("counsel", (595, 842)), ("counsel-letter", (612, 792)), ("corporate", (612, 792))]
)
def test_wide_annexes_lie_on_their_side(pdfs: dict[str, Path], paper: str, upright: tuple[int, int]) -> None:
    info = subprocess.run(["pdfinfo", "-l", "99", str(pdfs[paper])], check=True, capture_output=True).stdout.decode()
    sizes = [(round(float(w)), round(float(h))) for w, h in re.findall(r"size:\s+([\d.]+) x ([\d.]+)", info)]
    pages = text_of(pdfs[paper]).split("\f")[:-1]
    lying = [number for number, size in enumerate(sizes) if size == upright[::-1]]
    assert lying == [number for number, page in enumerate(pages) if "Hold and maintain the marketing" in page]
    assert all(size == upright for number, size in enumerate(sizes) if number not in lying)


@pytest.mark.parametrize("paper", PAPERS)
def test_each_page_but_the_cover_has_header_footer_and_its_number(pdfs: dict[str, Path], paper: str) -> None:
    cover, *pages = text_of(pdfs[paper], "-layout").split("\f")[:-1]
    assert "Page 1" not in cover
    assert "Version 1.2 ·" not in cover
    last = "–\\s+20 November 2028" if paper == "corporate" else "SA-0099"
    assert re.search(rf"QA-09001\s+1\.2\s+Draft 3, not for signature\s+{last}", cover)
    for number, page in enumerate(pages, 2):
        assert re.search(r"Quality Agreement QA-09001\s+Version 1\.2\s+·\s+Draft 3, not for signature", page)
        assert re.search(
            rf"Confidential\s+·\s+Exemple R&D and Beispiel Sterile\s+Page {number} of {len(pages) + 1}", page
        )


def test_the_signature_page_stands_alone_between_clauses_and_annexes(pdfs: dict[str, Path]) -> None:
    pages = text_of(pdfs["counsel"]).split("\f")
    (signed,) = [number for number, page in enumerate(pages) if "Signed for and on behalf of" in page]
    assert pages[signed].count("Signed for and on behalf of") == 3
    assert "Annex 1" in pages[signed + 1]


def test_an_issued_copy_uses_one_face(pdfs: dict[str, Path]) -> None:
    fonts = subprocess.run(["pdffonts", str(pdfs["counsel"])], check=True, capture_output=True).stdout.decode()
    faces = {name.partition("-")[0] for name in re.findall(r"\+(\w+[-\w]*)", fonts)}
    # The dot of a blank and the Hebrew name are in no twin of Cambria; an issued copy has neither.
    assert faces - {"DejaVuSans", "DejaVuSerif"} == {"Caladea"}


def test_a_strained_agreement_keeps_its_shape(pdfs: dict[str, Path]) -> None:
    pages = text_of(pdfs["strained"], "-layout").split("\f")[:-1]
    assert "Supply Agreement" in pages[0]
    (contents,) = [page for page in pages if re.search(r"^Contents$", page, re.MULTILINE)]
    assert all(f"Chapter on subject {number}\n" in contents for number in range(1, CHAPTERS + 1))
    assert contents.count("Annex on subject") == ANNEXES
    for page in pages:
        if "RM-" in page:
            assert all(head in page for head in ("Activity", "Clause", "Head of Quality", "Laboratory"))
    assert [len(page.split()) > 20 for page in pages].count(False) == 0, "no page is empty"
    assert re.search(r"\(bb\)\s+the record number 28;", "".join(pages))


def test_texts_come_back_exactly_from_libreoffice(office: str, made: bytes, tmp_path: Path) -> None:
    file = tmp_path / "made.docx"
    file.write_bytes(made)
    convert(office, "txt:Text (encoded):UTF8", tmp_path, file)
    shown = (tmp_path / "made.txt").read_text(encoding="utf-8-sig")
    for text in ('"Halle <5>"', "Exemple R&D SA", "Dr. רות כהן and Dr Zoë Łukaszewicz", "rue de l’Exemple, Évry"):
        assert text in shown


@pytest.mark.parametrize("how", ["keep", "plain", "recorded"])
def test_a_file_edited_in_libreoffice_still_opens_with_its_bookmarks(
    office: str, made: bytes, tmp_path: Path, how: str
) -> None:
    if subprocess.run([SYSTEM_PYTHON, "-c", "import uno"], check=False, capture_output=True).returncode:
        pytest.skip("python3-uno is not installed")
    source, target = tmp_path / "sent.docx", tmp_path / "returned.docx"
    source.write_bytes(made)
    command = [SYSTEM_PYTHON, str(SCRIPT), office, str(source), str(target), how]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    sent, _ = read_texts("sent", made)
    returned, faults = read_texts("returned", target.read_bytes())
    assert not faults
    kept = {mark for paragraph in returned for mark in paragraph.bookmarks}
    ours = {mark for paragraph in sent for mark in paragraph.bookmarks if mark.startswith(("_qa", "_qv"))}
    assert ours <= kept
    if how == "keep":
        # LibreOffice writes the number of a caption or an annex that a reference shows with a plain blank.
        texts = [paragraph.text.replace("\u00a0", " ") for paragraph in returned]
        wanted = [text.replace("\u00a0", " ") for text in printed_texts(sample())]
        assert missing_texts(wanted, texts) == []
    elif how == "plain":
        assert any(
            paragraph.text.endswith("because the investigation is pending; Table 1 applies.") for paragraph in returned
        )
