"""Problems go out and come in to the byte, or not at all, and no file gets further than it may."""

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, ZipFile

import pytest
from django.db.models import Q

from quizzes import actions
from quizzes.actions import files
from quizzes.actions.problems import LIBRARY
from quizzes.models import Problem, ProblemVersion
from quizzes.queries.files import documents
from tests.quizzes.builders import sigmoid_document

pytestmark = pytest.mark.django_db


def zipped(*entries: tuple[str, bytes], by: int = ZIP_DEFLATED) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", by) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return file.getvalue()


def faults(name: str, content: bytes) -> list[str]:
    with pytest.raises(files.FilesError) as caught:
        files.look_at(files.read_upload(name, content))
    return [str(fault) for fault in caught.value.faults]


def test_library_goes_out_and_in_to_the_byte() -> None:
    actions.import_library()
    out = files.zipped(documents(Q()))
    with ZipFile(BytesIO(out)) as archive:
        written = {name: archive.read(name) for name in archive.namelist()}
    assert written == {path.name: path.read_bytes() for path in LIBRARY.glob("*.md")}
    before = ProblemVersion.objects.count()
    files.import_problems(files.read_upload("problems.zip", out))
    assert ProblemVersion.objects.count() == before
    assert files.zipped(documents(Q())) == out


def test_newest_version_goes_out() -> None:
    actions.save_problem("a", sigmoid_document())
    newer = sigmoid_document().replace("title: ", "title: New ")
    actions.save_problem("a", newer)
    assert list(documents(Q())) == [("a", newer)]


def test_look_tells_what_is_new_and_what_is_the_same() -> None:
    text = sigmoid_document()
    actions.save_problem("same", text)
    actions.save_problem("older", text.replace("title: ", "title: Old "))
    planned = files.look_at({"same": text, "older": text, "fresh": text})
    assert [(one.slug, one.change) for one in planned] == [
        ("same", "same"),
        ("older", "version"),
        ("fresh", "new"),
    ]


def test_one_fault_keeps_all_out() -> None:
    broken = sigmoid_document().replace("sigmoid(z)", "sigmoyd(z)")
    line = broken[: broken.index("sigmoyd")].count("\n") + 1
    with pytest.raises(files.FilesError) as caught:
        files.import_problems({"good": sigmoid_document(), "bad": broken})
    (fault,) = caught.value.faults
    assert (fault.file, fault.line) == ("bad.md", line)
    assert not Problem.objects.exists()


def test_byte_order_mark_and_line_ends_of_windows_are_taken_off() -> None:
    text = sigmoid_document()
    read = files.read_upload("a.md", b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    files.import_problems(read)
    assert list(documents(Q())) == [("a", text)]


NAME = "It is not called like slug.md: letters of a to z, digits, hyphens and underscores, then .md."
OUT = "Its path leads out of the zip: that is refused."
LARGE = "It holds more than 500 files or 2 MB of text: take them in by several files."
DAMAGED = "It is damaged, has a password, or is no zip. Make the zip again, and upload that."
UNUSUAL = "It is compressed in an unusual way. Make the zip again by deflate, and upload that."


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.txt", b"x", [f"a.txt: {NAME}"]),
        ("a b.md", b"x", [f"a b.md: {NAME}"]),
        ("a.md", b"one\n\xff", ["a.md:2: It is not in UTF-8. Save it as UTF-8."]),
        ("a.zip", b"no zip", [f"a.zip: {DAMAGED}"]),
        ("a.zip", zipped(("a.md", b"x" * 100))[:60], [f"a.zip: {DAMAGED}"]),
        ("a.zip", zipped(), ["a.zip: There is no file slug.md in it."]),
        ("a.zip", zipped(("../a.md", b"x")), [f"../a.md: {OUT}"]),
        ("a.zip", zipped(("/etc/a.md", b"x")), [f"/etc/a.md: {OUT}"]),
        ("a.zip", zipped(("c:\\a.md", b"x")), [f"c:\\a.md: {OUT}"]),
        ("a.zip", zipped(("readme.txt", b"x")), [f"readme.txt: {NAME}"]),
        (
            "a.zip",
            zipped(("a.md", b"x"), ("b/a.md", b"x")),
            ["a.md: There are two files of this name in it: take one away."],
        ),
        ("a.zip", zipped(("a.md", b"\0" * 50_000_000)), [f"a.zip: {LARGE}"]),
        ("a.zip", zipped(("a.md", b"x"), by=ZIP_BZIP2), [f"a.md: {UNUSUAL}"]),
        ("a.zip", zipped(("a.md", b"\0" * 50_000_000), by=ZIP_LZMA), [f"a.md: {UNUSUAL}"]),
        ("a.zip", zipped(*((f"{number}.md", b"\0" * 1_000_000) for number in range(3))), [f"a.zip: {LARGE}"]),
        ("a.zip", zipped(*((f"{number}.md", b"x") for number in range(501))), [f"a.zip: {LARGE}"]),
        ("a.md", b"x" * 2_000_001, [f"a.md: {LARGE}"]),
    ],
    ids=lambda value: "" if isinstance(value, bytes) else None,  # a zip's bytes hold the time
)
def test_file_that_cannot_be_read_says_why(name: str, content: bytes, expected: list[str]) -> None:
    assert faults(name, content) == expected


def test_zip_may_be_without_compression() -> None:
    assert files.read_upload("a.zip", zipped(("a.md", b"text"), by=ZIP_STORED)) == {"a": "text"}


def test_folder_in_a_zip_means_nothing_and_what_a_mac_adds_is_left_out() -> None:
    content = zipped(("mine/a.md", b"text"), ("__MACOSX/mine/._a.md", b"\xff"))
    assert files.read_upload("a.zip", content) == {"a": "text"}


def test_folder_gives_its_documents(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("one")
    (tmp_path / "notes.txt").write_text("two")
    assert files.read_path(tmp_path) == {"a": "one"}
    with pytest.raises(files.FilesError):
        files.read_path(tmp_path / "missing")
