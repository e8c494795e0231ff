"""Topics, problems and their versions: what instructors write."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from quizzes.models.append_only import AppendOnly
from quizzes.models.people import User

RESERVED_SLUGS = ("preview", "validate")  # what stands there in addresses of the API


def refuse_reserved(slug: str) -> None:
    """Refuse the slugs that would hide a problem behind something else."""
    if slug in RESERVED_SLUGS:
        raise ValidationError(_("“%(slug)s” is taken by the API: choose another.") % {"slug": slug})


class Topic(models.Model):
    """What a group of problems is about, with the formulas that may be looked up while answering.

    Problems name their topic in their document; one without a row here has no formula sheet.
    """

    name = models.CharField(
        _("name"), max_length=200, unique=True, help_text=_("As in “topic: …” of the problem templates.")
    )
    formulas = models.TextField(
        _("formula sheet"),
        blank=True,
        help_text=_("Markdown with $mathematics$. Students open it beside each question of this topic."),
    )

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name"]
        constraints = [models.CheckConstraint(condition=~models.Q(name=""), name="topic_has_name")]

    def __str__(self) -> str:
        return self.name


class Problem(models.Model):
    """A problem under its lasting name; what it says is in its versions.

    Title and topic repeat the newest version's, so that lists need not parse documents. Until it is
    published it is a draft: no quiz takes it, and only those who work on it find it.
    """

    slug = models.SlugField(
        _("slug"),
        max_length=80,
        unique=True,
        validators=[refuse_reserved],
        help_text=_("Its lasting name, as in the file name slug.md."),
    )
    title = models.CharField(_("title"), max_length=200)
    topic = models.CharField(_("topic"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    published_at = models.DateTimeField(
        _("published"), null=True, blank=True, editable=False, help_text=_("Empty while it is a draft.")
    )
    published_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("published by"),
    )

    class Meta:
        verbose_name = _("problem template")
        verbose_name_plural = _("problem templates")
        ordering = ["topic", "title", "pk"]
        constraints = [models.CheckConstraint(condition=~models.Q(slug=""), name="problem_has_slug")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_draft(self) -> bool:
        """Whether no quiz takes it yet."""
        return self.published_at is None


class ProblemVersion(AppendOnly):
    """One text of a problem. A problem in use is never edited in place: saving makes the next version.

    Title and topic stand in the document: a quiz shows those of the version that it has.
    """

    problem = models.ForeignKey(
        Problem, on_delete=models.PROTECT, related_name="versions", verbose_name=_("problem template")
    )
    number = models.PositiveIntegerField(_("version"))
    title = models.CharField(_("title"), max_length=200)
    topic = models.CharField(_("topic"), max_length=200, blank=True)
    document = models.TextField(_("document"))
    sha = models.CharField(_("SHA-256"), max_length=64, editable=False)
    points = models.FloatField(_("points"), help_text=_("The sum of the points of its answers."))
    created_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("written by"),
        help_text=_("Nobody, where it came with Forward Pass."),
    )
    created_at = models.DateTimeField(_("written"), auto_now_add=True)

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["problem_id", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["problem", "number"], name="version_number_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="version_number_from_1"),
            models.CheckConstraint(condition=models.Q(points__gt=0), name="version_has_points"),
        ]

    def __str__(self) -> str:
        return _("%(title)s, version %(number)d") % {"title": self.problem.title, "number": self.number}
