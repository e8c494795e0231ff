"""Lists of people as mail programs, spreadsheets and hurried instructors write them."""

import pytest

from quizzes.roster import Line, RosterError, decoded, read


def test_read_takes_every_usual_way_to_write_a_person() -> None:
    table = [
        ("ada@example.edu", ("ada@example.edu", "", "")),
        ("  ADA@Example.EDU  ", ("ada@example.edu", "", "")),
        ("mailto:ada@example.edu", ("ada@example.edu", "", "")),
        ("Ada Lovelace <ada@example.edu>", ("ada@example.edu", "Ada", "Lovelace")),
        ('"Lovelace, Ada" <ada@example.edu>', ("ada@example.edu", "Ada", "Lovelace")),
        ("<ada@example.edu>", ("ada@example.edu", "", "")),
        ("Ada Lovelace, ada@example.edu", ("ada@example.edu", "Ada", "Lovelace")),
        ("ada@example.edu, Ada Lovelace", ("ada@example.edu", "Ada", "Lovelace")),
        ("Ada; Lovelace; ada@example.edu", ("ada@example.edu", "Ada", "Lovelace")),
        ("Ada\tLovelace\tada@example.edu", ("ada@example.edu", "Ada", "Lovelace")),
        ("Augusta Ada King, ada@example.edu", ("ada@example.edu", "Augusta Ada", "King")),
        ("Plato, plato@example.edu", ("plato@example.edu", "", "Plato")),
        ("Sam", ("Sam", "", "")),
    ]
    for text, (email, first, last) in table:
        assert read(text).lines == [Line(1, email, first, last)], text


@pytest.mark.parametrize(
    "text",
    [
        "Ada Lovelace <ada@example.edu>; Bob <bob@example.edu>",
        '"Lovelace, Ada" <ada@example.edu>; Bob <bob@example.edu>',
        "ada@example.edu, bob@example.edu",
        "ada@example.edu;bob@example.edu;",
        "\nada@example.edu\r\n\r\n  bob@example.edu",
    ],
)
def test_read_takes_several_people(text: str) -> None:
    assert [line.email for line in read(text).lines] == ["ada@example.edu", "bob@example.edu"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_read_takes_a_table(delimiter: str) -> None:
    rows = [
        ["E-Mail", "First name", "Last name", "Role", "Extra_time", "Group"],
        ["ada@example.edu", "Ada", "Lovelace", "Teaching assistant", "25 %", "A"],
        ["bob@example.edu", "Bob", "", "", "", "B"],
    ]
    roster = read("\n".join(delimiter.join(row) for row in rows))
    assert roster.lines == [
        Line(2, "ada@example.edu", "Ada", "Lovelace", "assistant", 25),
        Line(3, "bob@example.edu", "Bob", ""),
    ]
    assert roster.unused == ["Group"]


def test_read_takes_a_table_of_excel_and_of_a_learning_platform() -> None:
    excel = 'sep=;\nEmail address;Name\nada@example.edu;"Lovelace, Ada"'
    assert read(excel).lines == [Line(3, "ada@example.edu", "Ada", "Lovelace")]
    quoted = '"Surname","Given name","Email"\n"Lovelace, Countess","Ada","ada@example.edu"'
    assert read(quoted).lines == [Line(2, "ada@example.edu", "Ada", "Lovelace, Countess")]


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("ada@", ["“ada@” is no e-mail address. Write one such as ada@example.edu."]),
        ("ada@example", ["“ada@example” is no e-mail address. Write one such as ada@example.edu."]),
        ("Ada Lovelace", ["“Ada Lovelace” is no e-mail address. Write one such as ada@example.edu."]),
        ("Ada <>", ["The e-mail address is missing."]),
        ("ada@example.edu, bob@", ["", "“bob@” is no e-mail address. Write one such as ada@example.edu."]),
        (f"{'A' * 151} <ada@example.edu>", ["The name is too long: write at most 150 characters."]),
        ("email,name\n,Ada", ["The e-mail address is missing."]),
        ("email,role\na@b.cd,boss", ["“boss” is no role. Write student, assistant or instructor."]),
        (
            "email,extra time\na@b.cd,a lot\na@b.cd,-5\na@b.cd,301\na@b.cd,300",
            [
                *(
                    f"“{text}” is no extra time. Write whole percent from 0 to 300, such as 25."
                    for text in ("a lot", "-5", "301")
                ),
                "",
            ],
        ),
        (
            "email,name\na@b.cd,Lovelace, Ada",
            ["There are 3 values for 2 columns. Put what holds a “,” in quotes."],
        ),
    ],
)
def test_read_says_what_is_wrong_in_which_line(text: str, faults: list[str]) -> None:
    assert [line.fault for line in read(text).lines] == faults


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "The list is empty: write an e-mail address in each line."),
        ("\n \n", "The list is empty: write an e-mail address in each line."),
        ("email,mail\n", "The first line names the column “email” twice. Keep one of the two."),
        ("a@b.cd\n" * 2001, "The list has more than 2000 lines. Add the people in several steps."),
    ],
)
def test_read_refuses_a_list_as_a_whole(text: str, said: str) -> None:
    with pytest.raises(RosterError) as refused:
        read(text)
    assert str(refused.value) == said


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_decoded_knows_the_usual_encodings(encoding: str) -> None:
    assert decoded("Jörg <joerg@example.edu>".encode(encoding)) == "Jörg <joerg@example.edu>"


@pytest.mark.parametrize(
    ("content", "begins"),
    [
        (b"PK\x03\x04...", "This is an Excel workbook."),
        (b"a" * 1_000_001, "The file is larger than 1 MB."),
        (b"\x89PNG\x00\x81", "The file is no text"),
        (b"J\x81rg", "The file is no text"),
        (b"\xff\xfea", "The file is no text"),
    ],
)
def test_decoded_says_what_to_do_with_another_file(content: bytes, begins: str) -> None:
    with pytest.raises(RosterError) as refused:
        decoded(content)
    assert str(refused.value).startswith(begins)
