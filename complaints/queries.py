"""Questions about many cases, rights or trail lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from django.db import models
from django.db.models import Q

from common.sealed import blind_indexes
from complaints.choices import PUBLIC_VERBS, Right, State
from complaints.permissions import rights_of

if TYPE_CHECKING:
    from complaints.models import Case, CaseEvent, CaseRight  # noqa: F401 - the querysets' own parameters
    from complaints.permissions import Visitor

OPEN_STATES = (State.RECEIVED, State.ACCEPTED, State.IN_HAND, State.REPLIED)
# Nobody handles it yet and somebody should.
POOL_STATES = (State.RECEIVED, State.ACCEPTED, State.IN_HAND)


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, user: Visitor) -> CaseQuerySet:
        """What the person's rights to see cover; for everybody else, superusers included, nothing."""
        return self.filter(_reached(user, Right.SEE))

    def matching(self, words: str) -> CaseQuerySet:
        """By a part of the number, or by the whole name of whoever wrote; the name lies sealed, so a part finds nothing."""
        named = Q(name_index__in=blind_indexes(words))
        return self.filter(Q(number__icontains=words.strip().upper()) | named)

    def supervised_by(self, user: Visitor) -> CaseQuerySet:
        return self.filter(_reached(user, Right.GRANT))

    def mine(self, user: Visitor) -> CaseQuerySet:
        return self.filter(handler_id=user.pk)

    def in_pool(self) -> CaseQuerySet:
        return self.filter(handler=None, state__in=POOL_STATES)

    def answered(self) -> CaseQuerySet:
        """Those that ended in words to whoever wrote: a reply, a refusal with its reason, or the close."""
        return self.filter(state__in=(State.REPLIED, State.REFUSED, State.CLOSED))

    def open(self) -> CaseQuerySet:
        return self.filter(state__in=OPEN_STATES)


def _reached(user: Visitor, right: Right) -> Q:
    """The units and kinds that somebody's right reaches; nothing where there is no right."""
    rights = rights_of(user)
    reached = Q(pk__in=[])
    for unit, kind in (
        rights.to(right).values_list("unit_id", "kind") if rights is not None else ()
    ):
        reached |= _reach(unit, kind)
    return reached


def _reach(unit: int | None, kind: str) -> Q:
    """An empty unit or kind in a right means all of them."""
    reach = ~Q(pk__in=[])
    if unit is not None:
        reach &= Q(unit_id=unit)
    if kind:
        reach &= Q(kind=kind)
    return reach


class CaseRightQuerySet(models.QuerySet["CaseRight"]):
    def in_force(self) -> CaseRightQuerySet:
        return self.filter(withdrawn_at=None)

    def to(self, right: Right) -> CaseRightQuerySet:
        return self.filter(act=right)

    def covering(self, *, unit: int | None, kind: str) -> CaseRightQuerySet:
        """Rights that reach a whole unit and kind; asked with nothing, only rights over everything."""
        units = Q(unit=None) | Q(unit_id=unit) if unit is not None else Q(unit=None)
        return self.covering_kind(kind).filter(units)

    def covering_kind(self, kind: str) -> CaseRightQuerySet:
        return self.filter(Q(kind="") | Q(kind=kind)) if kind else self.filter(kind="")

    def within_reach_of(self, supervisor: Visitor) -> CaseRightQuerySet:
        """What this supervisor may give and take."""
        return self.filter(_reached(supervisor, Right.GRANT))

    def of_head_supervisors(self) -> CaseRightQuerySet:
        """Those who may grant over everything; there is always one of them."""
        return (
            self.in_force()
            .to(Right.GRANT)
            .covering(unit=None, kind="")
            .filter(person__is_active=True)
        )


class CaseEventQuerySet(models.QuerySet["CaseEvent"]):
    """Trail lines are written once: changing or deleting many of them is refused."""

    def public(self) -> CaseEventQuerySet:
        return self.filter(verb__in=PUBLIC_VERBS)

    def update(self, **_values: Any) -> NoReturn:
        raise TypeError("The trail of a case is only ever added to.")

    def delete(self) -> NoReturn:
        raise TypeError("The trail of a case is only ever added to.")
