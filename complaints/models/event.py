"""The trail of a case: who did what, and when; lines are added and never changed."""

from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.db import models

from common.sealed import SealedModel, SealedTextField
from complaints.choices import State, Verb
from complaints.models.case import Case
from complaints.queries import CaseEventQuerySet


class CaseEvent(SealedModel):
    """One line of the trail; its place is its own number, because an anonymous case keeps days and no hours."""

    case = models.ForeignKey(
        Case, verbose_name="诉求", on_delete=models.PROTECT, related_name="events"
    )
    position = models.PositiveIntegerField("顺序")
    verb = models.CharField("事项", max_length=20, choices=Verb)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="经手人",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    # The name as it was then stays when the account goes.
    by_name = models.CharField("经手人账号", max_length=150, blank=True)
    at = models.DateTimeField("时间")
    from_state = models.CharField("原状态", max_length=20, choices=State, blank=True)
    to_state = models.CharField("新状态", max_length=20, choices=State, blank=True)
    detail = SealedTextField("说明", blank=True)

    objects = CaseEventQuerySet.as_manager()

    class Meta:
        verbose_name = "办理记录"
        verbose_name_plural = "办理记录"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "position"], name="event_one_at_a_place"
            )
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.get_verb_display()}"

    def save(
        self, *args: Any, force_insert: bool | tuple[Any, ...] = False, **kwargs: Any
    ) -> None:
        """Only a new line may be saved."""
        if not self._state.adding:
            raise TypeError("The trail of a case is only ever added to.")
        super().save(*args, force_insert=force_insert, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise TypeError("The trail of a case is only ever added to.")
