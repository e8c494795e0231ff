"""Takes problems in from files and gives them out as files: slug.md, a zip of them, or a folder."""

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path, PurePosixPath
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quizzes.actions.problems import checked, save_problem, with_unix_lines
from quizzes.models import Problem, ProblemVersion, User
from quizzes.queries.access import problems_for
from quizzes.queries.files import NEW, SAME, VERSION, newest_shas
from solvers import ProblemError

MOST_FILES = 500
MOST_BYTES = 2_000_000  # of all documents together: a thousand problems
MOST_ZIP = 5_000_000
SLUG = re.compile(r"[-a-zA-Z0-9_]{1,80}")
EPOCH = (1980, 1, 1, 0, 0, 0)  # of all entries: the same problems are the same file


@dataclass(frozen=True)
class Fault:
    """What is wrong with a file, and in which line; 0 where it is none of the lines."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}" if self.line else f"{self.file}: {self.reason}"


class FilesError(Exception):
    """Files that cannot be taken in; nothing of them was."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


def zipped(documents: Iterable[tuple[str, str]]) -> bytes:
    """Return a zip of documents, each as slug.md."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for slug, document in documents:
            archive.writestr(ZipInfo(f"{slug}.md", EPOCH), document.encode(), ZIP_DEFLATED)
    return file.getvalue()


def read_upload(name: str, content: bytes) -> dict[str, str]:
    """Return slug -> document of a file: slug.md, or a zip of such. Raises FilesError."""
    if name.lower().endswith(".zip") or content.startswith(b"PK\x03\x04"):
        return _read(name, _entries(name, content))
    return _read(name, iter([(PurePosixPath(name).name, content)]))


def read_path(path: Path) -> dict[str, str]:
    """Return slug -> document of a folder of slug.md, of one such file, or of a zip. Raises FilesError."""
    try:
        if path.is_dir():
            files = [(found.name, found.read_bytes()) for found in sorted(path.glob("*.md"))]
            return _read(str(path), iter(files))
        return read_upload(path.name, path.read_bytes())
    except OSError as error:
        raise FilesError([Fault(str(path), 0, _("It cannot be read: %s.") % error.strerror)]) from None


def read_files(name: str, files: dict[str, bytes]) -> dict[str, str]:
    """Return slug -> document of files by their names. Raises FilesError."""
    return _read(name, iter(files.items()))


def _entries(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """The files of a zip, read no further than what all may hold: a bomb is never unpacked."""
    if len(content) > MOST_ZIP:
        raise FilesError([Fault(name, 0, _too_large())])
    left = MOST_BYTES
    try:
        with ZipFile(BytesIO(content)) as archive:
            for entry in archive.infolist():
                if entry.is_dir() or entry.filename.startswith("__MACOSX/"):
                    continue
                if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
                    # zipfile unpacks these without end, however little is read.
                    reason = _(
                        "It is compressed in an unusual way. Make the zip again by deflate, and upload that."
                    )
                    raise FilesError([Fault(entry.filename, 0, reason)])
                with archive.open(entry) as file:
                    read = file.read(left + 1)
                left -= len(read)
                yield entry.filename, read
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError):
        reason = _("It is damaged, has a password, or is no zip. Make the zip again, and upload that.")
        raise FilesError([Fault(name, 0, reason)]) from None


def _read(name: str, files: Iterator[tuple[str, bytes]]) -> dict[str, str]:
    found: list[tuple[str, str]] = []
    faults: list[Fault] = []
    size = 0
    for number, (path, content) in enumerate(files, start=1):
        size += len(content)
        if size > MOST_BYTES or number > MOST_FILES:
            raise FilesError([Fault(name, 0, _too_large())])
        try:
            found.append((_slug(path), content.decode("utf-8-sig")))
        except UnicodeDecodeError as error:
            line = content[: error.start].count(b"\n") + 1
            faults.append(Fault(path, line, _("It is not in UTF-8. Save it as UTF-8.")))
        except ValueError as error:
            faults.append(Fault(path, 0, str(error)))
    counts = Counter(slug for slug, _document in found)
    twice = _("There are two files of this name in it: take one away.")
    faults += [Fault(f"{slug}.md", 0, twice) for slug, count in counts.items() if count > 1]
    if not found and not faults:
        faults.append(Fault(name, 0, _("There is no file slug.md in it.")))
    if faults:
        raise FilesError(faults)
    return dict(found)


def _slug(path: str) -> str:
    """The slug that a file's path gives: folders in a zip mean nothing, ways out of it are refused."""
    parts = PurePosixPath(path)
    if ".." in parts.parts or parts.is_absolute() or "\\" in path or "\0" in path or ":" in path:
        raise ValueError(_("Its path leads out of the zip: that is refused."))
    if parts.suffix != ".md" or not SLUG.fullmatch(parts.stem):
        raise ValueError(
            _("It is not called like slug.md: letters of a to z, digits, hyphens and underscores, then .md.")
        )
    return parts.stem


def _too_large() -> str:
    most = ngettext("%(count)s file", "%(count)s files", MOST_FILES) % {"count": MOST_FILES}
    return _("It holds more than %(files)s or %(bytes)s MB of text: take them in by several files.") % {
        "files": most,
        "bytes": MOST_BYTES // 1_000_000,
    }


@dataclass(frozen=True)
class Import:
    """What taking in one document would do: "new", a "version" of a problem that is there, or "same"."""

    slug: str
    title: str
    change: str


def look_at(documents: dict[str, str], by: User | None = None) -> list[Import]:
    """Return what `import_problems` would do; raises FilesError with the faults of all documents."""
    shas = newest_shas(documents)
    found, faults = [], _hidden(documents, by)
    for slug, document in documents.items():
        text = with_unix_lines(document)
        try:
            program, _points = checked(text)
        except ProblemError as error:
            faults.append(Fault(f"{slug}.md", error.line, error.message))
            continue
        same = shas.get(slug) == sha256(text.encode()).hexdigest()
        found.append(Import(slug, program.title, SAME if same else VERSION if slug in shas else NEW))
    if faults:
        raise FilesError(faults)
    return found


def _hidden(documents: dict[str, str], by: User | None) -> list[Fault]:
    """The names that drafts of others have, which `by` does not find."""
    if by is None:
        return []
    taken = Problem.objects.filter(slug__in=list(documents)).exclude(pk__in=problems_for(by).values("pk"))
    reason = _("Somebody else's draft has this name: give the file another one.")
    return [Fault(f"{slug}.md", 0, reason) for slug in taken.values_list("slug", flat=True)]


def import_problems(documents: dict[str, str], by: User | None = None) -> list[ProblemVersion]:
    """Save all documents, or, where one has a fault, none. Raises FilesError."""
    look_at(documents, by)
    with transaction.atomic():
        return [save_problem(slug, document, by) for slug, document in documents.items()]
