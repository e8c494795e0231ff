"""Rows that are facts: written once, never changed and never deleted, but for the words of erased people."""

from typing import Any, ClassVar, NoReturn

from django.db import models


class AppendOnlyError(TypeError):
    """Code tried to change or delete a fact. Always a fault of ours, never of a user."""


class AppendOnlyQuerySet(models.QuerySet):
    """Reads and creates; refuses what would change many facts at once."""

    def _refuse(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError(f"{self.model.__name__} rows are facts: they are neither changed nor deleted.")

    update = delete = bulk_update = update_or_create = _refuse  # type: ignore[assignment]
    aupdate = adelete = abulk_update = aupdate_or_create = _refuse  # type: ignore[assignment]

    def erase(self, **texts: Any) -> int:
        """Overwrite what a person typed, and nothing else: `actions.erase_person` does, and logs it."""
        model: Any = self.model
        kept = texts.keys() - set(model.erasable)
        if kept:
            raise AppendOnlyError(f"{self.model.__name__}: {', '.join(sorted(kept))} is never erased.")
        return super().update(**texts)

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> list[Any]:
        """Create many; an upsert would change facts, so it is refused."""
        if kwargs.get("update_conflicts"):
            self._refuse()
        return super().bulk_create(objs, *args, **kwargs)


class AppendOnly(models.Model):
    """A model whose rows are facts.

    Foreign keys to and from such a model use PROTECT: a cascade deletes rows without asking the model.
    """

    # The fields that hold a person's own words: these are overwritten when the person is erased.
    erasable: ClassVar[tuple[str, ...]] = ()
    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert a new row, or raise AppendOnlyError."""
        if not self._state.adding:
            raise AppendOnlyError(f"{type(self).__name__} {self.pk} is a fact: it is not changed.")
        kwargs["force_insert"] = True  # else a row made by hand with an existing key would overwrite that one
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Raise AppendOnlyError."""
        raise AppendOnlyError(f"{type(self).__name__} {self.pk} is a fact: it is not deleted.")
