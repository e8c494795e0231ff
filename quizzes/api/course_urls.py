"""The addresses of courses and what belongs to them: people, quizzes, attempts, marks."""

from django.urls import include, path

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

course = [
    path("", courses.OneCourse.as_view(), name="api_course"),
    path("people/", people.People.as_view(), name="api_people"),
    path("people/<int:person_id>/", people.Person.as_view(), name="api_person"),
    path("quizzes/", quizzes.Quizzes.as_view(), name="api_quizzes"),
    path("gradebook/", gradebook.Gradebook.as_view(), name="api_gradebook"),
    path("gradebook.csv", gradebook.GradebookFile.as_view(), name="api_gradebook_file"),
]
quiz = [
    path("", quizzes.OneQuiz.as_view(), name="api_quiz"),
    path("questions/", questions.Questions.as_view(), name="api_questions"),
    path("questions/<int:question_id>/", questions.OneQuestion.as_view(), name="api_question"),
    path("extensions/", extensions.Extensions.as_view(), name="api_extensions"),
    path("extensions/<int:person_id>/", extensions.OneExtension.as_view(), name="api_extension"),
    path("attempts/", attempts.Attempts.as_view(), name="api_attempts"),
    path("marks/", gradebook.Marks.as_view(), name="api_marks"),
]
attempt = [
    path("", attempts.OneAttempt.as_view(), name="api_attempt"),
    path("submit/", attempts.Submit.as_view(), name="api_submit"),
    path("questions/", attempt_questions.AttemptQuestions.as_view(), name="api_attempt_questions"),
    path("questions/<int:position>/open/", attempt_questions.Open.as_view(), name="api_open"),
    path(
        "questions/<int:position>/new-numbers/",
        attempt_questions.NewNumbers.as_view(),
        name="api_new_numbers",
    ),
]
variant = [
    path("", variants.OneVariant.as_view(), name="api_variant"),
    path("draft/", variants.Draft.as_view(), name="api_draft"),
    path("solution/", variants.Solution.as_view(), name="api_solution"),
    path("submissions/", variants.Submissions.as_view(), name="api_submissions"),
]

urlpatterns = [
    path("courses/", courses.Courses.as_view(), name="api_courses"),
    path("courses/<int:course_id>/", include(course)),
    path("quizzes/<int:quiz_id>/", include(quiz)),
    path("attempts/<int:attempt_id>/", include(attempt)),
    path("variants/<int:variant_id>/", include(variant)),
    path("submissions/<int:submission_id>/", variants.OneSubmission.as_view(), name="api_submission"),
]
