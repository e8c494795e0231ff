"""The addresses of courses and what belongs to them: people, quizzes, attempts, marks."""

from django.urls import path

from quizzes.api import (
    attempt_questions,
    attempts,
    courses,
    extensions,
    gradebook,
    people,
    questions,
    quizzes,
    variants,
)

urlpatterns = [
    path("courses/", courses.Courses.as_view(), name="api_courses"),
    path("courses/<int:course_id>/", courses.OneCourse.as_view(), name="api_course"),
    path("courses/<int:course_id>/people/", people.People.as_view(), name="api_people"),
    path("courses/<int:course_id>/people/<int:person_id>/", people.Person.as_view(), name="api_person"),
    path("courses/<int:course_id>/quizzes/", quizzes.Quizzes.as_view(), name="api_quizzes"),
    path("courses/<int:course_id>/gradebook/", gradebook.Gradebook.as_view(), name="api_gradebook"),
    path(
        "courses/<int:course_id>/gradebook.csv", gradebook.GradebookFile.as_view(), name="api_gradebook_file"
    ),
    path("quizzes/<int:quiz_id>/", quizzes.OneQuiz.as_view(), name="api_quiz"),
    path("quizzes/<int:quiz_id>/questions/", questions.Questions.as_view(), name="api_questions"),
    path(
        "quizzes/<int:quiz_id>/questions/<int:question_id>/",
        questions.OneQuestion.as_view(),
        name="api_question",
    ),
    path("quizzes/<int:quiz_id>/extensions/", extensions.Extensions.as_view(), name="api_extensions"),
    path(
        "quizzes/<int:quiz_id>/extensions/<int:person_id>/",
        extensions.OneExtension.as_view(),
        name="api_extension",
    ),
    path("quizzes/<int:quiz_id>/attempts/", attempts.Attempts.as_view(), name="api_attempts"),
    path("quizzes/<int:quiz_id>/marks/", gradebook.Marks.as_view(), name="api_marks"),
    path("attempts/<int:attempt_id>/", attempts.OneAttempt.as_view(), name="api_attempt"),
    path("attempts/<int:attempt_id>/submit/", attempts.Submit.as_view(), name="api_submit"),
    path(
        "attempts/<int:attempt_id>/questions/",
        attempt_questions.AttemptQuestions.as_view(),
        name="api_attempt_questions",
    ),
    path(
        "attempts/<int:attempt_id>/questions/<int:position>/open/",
        attempt_questions.Open.as_view(),
        name="api_open",
    ),
    path(
        "attempts/<int:attempt_id>/questions/<int:position>/new-numbers/",
        attempt_questions.NewNumbers.as_view(),
        name="api_new_numbers",
    ),
    path("variants/<int:variant_id>/", variants.OneVariant.as_view(), name="api_variant"),
    path("variants/<int:variant_id>/draft/", variants.Draft.as_view(), name="api_draft"),
    path("variants/<int:variant_id>/solution/", variants.Solution.as_view(), name="api_solution"),
    path("variants/<int:variant_id>/submissions/", variants.Submissions.as_view(), name="api_submissions"),
    path("submissions/<int:submission_id>/", variants.OneSubmission.as_view(), name="api_submission"),
]
