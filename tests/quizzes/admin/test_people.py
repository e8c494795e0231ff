"""Adding people to a course in the admin, and the list of them."""

import re

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from quizzes import actions
from quizzes.models import Course, Enrolment, User
from quizzes.queries.people import locked_until


@pytest.fixture
def adding(course: Course) -> str:
    return f"/admin/quizzes/course/{course.pk}/add-people/"


def row_of(course: Course, user: User, do: str) -> str:
    return f"/admin/quizzes/enrolment/{course.enrolments.get(user=user).pk}/{do}/"


def roles(course: Course) -> dict[str, str]:
    return dict(course.enrolments.values_list("user__username", "role"))


def look(client: Client, adding: str, text: str, role: str = "student") -> dict[str, str]:
    """Look at what a list would do; returns the form that would do it."""
    page = client.post(adding, {"people": text, "role": role})
    assert page.status_code == 200
    return {"people": text, "role": role, "add": "yes", "seen": page.context["plan"].digest}


def test_list_is_looked_at_first_then_done(course: Course, adding: str, ines: User, as_ines: Client) -> None:
    form = look(as_ines, adding, "Ada Lovelace <ada@example.edu>", "assistant")
    assert roles(course) == {"ines": "instructor"}
    answer = as_ines.post(adding, form, follow=True)
    assert roles(course) == {"ines": "instructor", "ada@example.edu": "assistant"}
    assert [str(message) for message in answer.context["messages"]] == [
        "Done for 1 person.",
        "1 invitation was sent.",
    ]
    assert [letter.to for letter in mail.outbox] == [["ada@example.edu"]]


def test_list_with_a_fault_does_nothing_and_is_kept(course: Course, adding: str, as_ines: Client) -> None:
    form = look(as_ines, adding, "ada@example.edu\nfoo@bar")
    page = as_ines.post(adding, form)
    assert [(row.line.number, row.note) for row in page.context["plan"].faults] == [
        (2, "“foo@bar” is no e-mail address. Write one such as ada@example.edu.")
    ]
    assert "ada@example.edu\nfoo@bar</textarea>" in page.text
    assert 'name="add"' not in page.text
    assert roles(course) == {"ines": "instructor"}


def test_list_that_changed_since_the_look_is_shown_again(
    course: Course, adding: str, as_ines: Client, charlie: User
) -> None:
    form = look(as_ines, adding, "charlie")
    assert as_ines.post(adding, form | {"people": "charlie\nada@example.edu"}).context["outdated"] is True
    actions.enrol(course, charlie, Enrolment.Role.ASSISTANT)
    assert as_ines.post(adding, form).context["outdated"] is True
    assert roles(course) == {"ines": "instructor", "charlie": "assistant"}


def test_list_shows_no_names_of_strangers(
    course: Course, adding: str, alice: User, charlie: User, ines: User, as_ines: Client
) -> None:
    for user in (alice, charlie):
        user.first_name, user.last_name, user.email = "Secret", user.username.title(), f"{user}@example.edu"
        user.save()
    dora = User.objects.create_user("dora", first_name="Dora", last_name="Known")
    others = actions.create_course("Other course of Ines")
    actions.enrol(others, ines, Enrolment.Role.INSTRUCTOR)
    actions.enrol(others, dora)
    form = {"people": "alice\ncharlie\nC. C. <charlie@example.edu>\ndora", "role": "student"}
    page = as_ines.post(adding, form)
    assert [(row.line.email, row.name, row.change) for row in page.context["plan"].rows] == [
        ("alice", "Secret Alice", "same"),
        ("charlie", "", "enrol"),
        ("charlie@example.edu", "C. C.", "twice"),
        ("dora", "Dora Known", "enrol"),
    ]
    assert "Secret Charlie" not in page.text
    admin = Client()
    admin.force_login(User.objects.create_superuser("root"))
    assert admin.post(adding, form).context["plan"].rows[1].name == "Secret Charlie"


def test_file_is_read_and_its_text_kept_to_be_mended(adding: str, as_ines: Client) -> None:
    content = "E-mail;First name;Extra time;Group\njoerg@example.edu;Jörg;25;A\n".encode("cp1252")
    page = as_ines.post(adding, {"file": SimpleUploadedFile("list.csv", content), "role": "student"})
    (row,) = page.context["plan"].rows
    assert (row.line.email, row.name, row.extra_time) == ("joerg@example.edu", "Jörg", 25)
    assert page.context["unused"] == ["Group"]
    assert "joerg@example.edu;Jörg;25;A" in page.text


@pytest.mark.parametrize(
    ("form", "field", "said"),
    [
        ({"people": ""}, "people", "The list is empty: write an e-mail address in each line."),
        (
            {"people": "", "file": (b"PK\x03\x04", "a.xlsx")},
            "file",
            "This is an Excel workbook. In Excel choose Save as, CSV UTF-8, and upload that file.",
        ),
        (
            {"people": "ada@example.edu", "file": (b"bob@example.edu", "a.csv")},
            "file",
            "Write a list or upload a file, not both: empty one of the two.",
        ),
    ],
)
def test_list_that_cannot_be_read_is_told_at_its_field(
    form: dict, field: str, said: str, adding: str, as_ines: Client
) -> None:
    if "file" in form:
        content, name = form["file"]
        form = form | {"file": SimpleUploadedFile(name, content)}
    page = as_ines.post(adding, {"role": "student"} | form)
    assert page.context["form"].errors == {field: [said]}


def test_mail_that_fails_is_told_and_sent_again_from_the_list(
    course: Course, adding: str, as_ines: Client, settings: Settings
) -> None:
    form = look(as_ines, adding, "ada@example.edu")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # nobody listens there
    answer = as_ines.post(adding, form, follow=True)
    said = "The invitation could not be sent to ada@example.edu. Choose them in the list, and send it again."
    assert [str(message) for message in answer.context["messages"]] == ["Done for 1 person.", said]
    assert "Never; not invited" in answer.text
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    ada = User.objects.get(email="ada@example.edu")
    answer = as_ines.post(row_of(course, ada, "invite"), follow=True)
    assert [str(message) for message in answer.context["messages"]] == ["1 invitation was sent."]
    assert "Never; invited" in answer.text
    assert [letter.to for letter in mail.outbox] == [["ada@example.edu"]]


def test_join_link_is_switched_on_renewed_and_off(course: Course, adding: str, as_ines: Client) -> None:
    switch = f"/admin/quizzes/course/{course.pk}/join-link/"
    codes = []
    for to in ("new", "new", "off"):
        page = as_ines.post(switch, {"to": to}, follow=True)
        course.refresh_from_db()
        codes.append(course.join_code)
        shown = re.findall(r'value="http://testserver/join/([^/]+)/"', page.text)
        assert shown == ([course.join_code] if course.join_code else [])
    assert (len(set(codes)), codes[-1]) == (3, None)
    assert as_ines.get(switch).status_code == 405


def test_locked_out_student_is_let_in_from_the_list(
    course: Course, alice: User, as_ines: Client, client: Client
) -> None:
    for _guess in range(10):
        client.post("/login/", {"username": "alice", "password": "wrong"})
    assert "Locked out until" in as_ines.get("/admin/quizzes/enrolment/").text
    address = f"{row_of(course, alice, 'unlock')}?role__exact=student"
    assert as_ines.post(address)["Location"] == "/admin/quizzes/enrolment/?role__exact=student"
    assert "Locked out until" not in as_ines.get("/admin/quizzes/enrolment/").text
    assert client.post("/login/", {"username": "alice", "password": "alice"}).status_code == 302


@pytest.mark.parametrize("rank", ["is_staff", "is_superuser"])
def test_only_an_administrator_unlocks_staff(
    rank: str, course: Course, alice: User, bob: User, as_ines: Client, client: Client
) -> None:
    User.objects.filter(pk=bob.pk).update(**{rank: True})
    for name in ("alice", "bob") * 10:
        client.post("/login/", {"username": name, "password": "wrong"})
    unlock_bob = row_of(course, bob, "unlock")
    listed = as_ines.get("/admin/quizzes/enrolment/").text
    assert (row_of(course, alice, "unlock") in listed, unlock_bob in listed) == (True, False)
    assert len(re.findall("Locked out until [0-9:]+; an administrator can unlock", listed)) == 1
    refused = "Only an administrator can unlock people who work in the administration: bob."
    both = [str(each.pk) for each in course.enrolments.filter(user__in=[alice, bob])]
    answers = [
        as_ines.post(unlock_bob, follow=True),
        as_ines.post(
            "/admin/quizzes/enrolment/", {"action": "unlock_selected", "_selected_action": both}, follow=True
        ),
    ]
    assert [[str(message) for message in answer.context["messages"]] for answer in answers] == [
        [refused],
        [refused, "The others can sign in again."],
    ]
    assert set(locked_until([alice, bob])) == {bob.pk}
    client.force_login(User.objects.create_superuser("root"))
    client.post(unlock_bob)
    assert locked_until([alice, bob]) == {}


def test_list_of_people_asks_as_often_for_many_as_for_one(
    course: Course, as_ines: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    address = f"/admin/quizzes/enrolment/?course__id__exact={course.pk}"
    as_ines.get(address)
    with django_assert_num_queries(14, exact=False) as one:
        as_ines.get(address)
    for number in range(20):
        actions.enrol(course, User.objects.create(username=f"student{number}"))
    with django_assert_num_queries(len(one)):
        as_ines.get(address)


def test_role_and_extra_time_are_changed(course: Course, alice: User, as_ines: Client) -> None:
    as_ines.post(row_of(course, alice, "change"), {"role": "instructor", "extra_time": "25"})
    assert (roles(course)["alice"], course.enrolments.get(user=alice).extra_time) == ("instructor", 25)
    assert User.objects.get(username="alice").is_staff


def test_only_instructor_can_neither_leave_nor_change(course: Course, ines: User, as_ines: Client) -> None:
    said = "A course keeps an instructor. Make somebody else an instructor first."
    page = as_ines.post(row_of(course, ines, "change"), {"role": "student", "extra_time": "0"})
    assert page.context["adminform"].form.errors == {"role": [said]}
    assert as_ines.get(row_of(course, ines, "delete")).context["protected"] == [f"Neural networks: {said}"]
    as_ines.post(row_of(course, ines, "delete"), {"post": "yes"})
    form = {"action": "delete_selected", "post": "yes", "_selected_action": str(course.enrolments.get().pk)}
    as_ines.post("/admin/quizzes/enrolment/", form)
    assert roles(course) == {"ines": "instructor"}


def test_people_are_taken_out(course: Course, alice: User, bob: User, as_ines: Client) -> None:
    as_ines.post(row_of(course, alice, "delete"), {"post": "yes"})
    chosen = str(course.enrolments.get(user=bob).pk)
    form = {"action": "delete_selected", "_selected_action": chosen}
    assert "Take these people out of the course?" in as_ines.post("/admin/quizzes/enrolment/", form).text
    as_ines.post("/admin/quizzes/enrolment/", form | {"post": "yes"})
    assert roles(course) == {"ines": "instructor"}
    assert User.objects.filter(username__in=["alice", "bob"]).count() == 2


@pytest.fixture
def strangers(course: Course, alice: User, bob: User) -> dict[str, Client]:
    """Who may change nothing in the course: a student, an assistant, another course's instructor."""
    actions.enrol(course, bob, Enrolment.Role.ASSISTANT)
    olga = User.objects.create_user("olga")
    actions.enrol(actions.create_course("Olga's"), olga, Enrolment.Role.INSTRUCTOR)
    clients = {"nobody": Client()}
    for user in (alice, bob, olga):
        clients[user.username] = Client()
        clients[user.username].force_login(user)
    return clients


@pytest.mark.parametrize("do", ["add", "open", "invite", "unlock", "change", "delete"])
@pytest.mark.parametrize(("who", "status"), [("nobody", 302), ("alice", 302), ("bob", 302), ("olga", 404)])
def test_strangers_change_nothing(
    who: str, status: int, do: str, strangers: dict[str, Client], adding: str, course: Course, alice: User
) -> None:
    address = {"add": adding, "open": f"/admin/quizzes/course/{course.pk}/join-link/"}.get(do)
    form = {
        "people": "charlie@example.edu",
        "role": "instructor",
        "to": "new",
        "extra_time": "50",
        "post": "yes",
    }
    answer = strangers[who].post(address or row_of(course, alice, do), form)
    # Signed in or not, who may not use the admin is led to its page to sign in; so is, by Django,
    # who asks for a row of another's.
    assert answer.status_code == (302 if do in {"change", "delete"} else status)
    course.refresh_from_db()
    assert (course.join_code, roles(course)) == (None, {"alice": "student", "bob": "assistant"})
    assert course.enrolments.get(user=alice).extra_time == 0
    assert mail.outbox == []


def test_instructor_sees_only_people_of_own_courses(
    strangers: dict[str, Client], alice: User, course: Course
) -> None:
    olga = strangers["olga"]
    assert olga.get("/admin/quizzes/user/").context["cl"].result_count == 1
    assert olga.get(f"/admin/quizzes/user/{alice.pk}/change/").status_code == 302
    assert "Neural networks" not in olga.get("/admin/quizzes/enrolment/").text
    chosen = olga.get(f"/admin/quizzes/enrolment/?course__id__exact={course.pk}")
    assert ([str(row.user) for row in chosen.context["cl"].result_list], chosen.context["title"]) == (
        ["olga"],
        "Select enrolment to change",
    )


def test_instructor_sets_nobodys_password(alice: User, as_ines: Client) -> None:
    form = {"password1": "stolen horse 1", "password2": "stolen horse 1", "usable_password": "true"}
    assert as_ines.post(f"/admin/quizzes/user/{alice.pk}/password/", form).status_code == 403
    assert User.objects.get(pk=alice.pk).check_password("alice")


@pytest.mark.parametrize(
    ("zone", "errors"),
    [
        ("", {}),
        ("Europe/Vienna", {}),
        (
            "Mars/Olympus",
            {"time_zone": ["There is no time zone “Mars/Olympus”. Write one such as Europe/Vienna."]},
        ),
    ],
)
def test_time_zone_is_one_that_exists(zone: str, errors: dict, course: Course, as_ines: Client) -> None:
    page = as_ines.post(f"/admin/quizzes/course/{course.pk}/change/", {"title": "New", "time_zone": zone})
    found = page.context["adminform"].form.errors if page.context else {}
    assert found == errors
    assert Course.objects.get(pk=course.pk).time_zone == ("" if errors else zone)


def test_course_with_hundreds_of_people_can_be_saved(course: Course, as_ines: Client) -> None:
    users = User.objects.bulk_create(User(username=f"student{number}") for number in range(600))
    Enrolment.objects.bulk_create(Enrolment(course=course, user=user) for user in users)
    page = as_ines.get(f"/admin/quizzes/course/{course.pk}/change/")
    assert page.text.count("<input") < 20
