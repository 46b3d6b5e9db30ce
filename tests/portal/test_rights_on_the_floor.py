"""What editors and reviewers may do with the floor's own things from the first day, without anybody's granting it."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

pytestmark = pytest.mark.django_db

EDITS = {"common.view_todo", "common.change_todo", "common.add_wordingconfirmation"}
STRUCTURE = {
    "common.change_bureau",
    "common.change_unit",
    "common.add_person",
    "common.change_competence",
    "common.change_otherbody",
}
KEEPS = {"common.view_wordingentry", "common.change_wordingentry"}
NOBODYS = {
    "common.change_outboxrow",
    "common.change_message",
    "common.change_clockrule",
    "common.change_holidaynotice",
    "common.confirm_grave_wording",
    "common.add_bureau",
    "common.delete_person",
    "common.delete_competence",
}


@pytest.mark.parametrize(
    ("group", "rights"),
    [("编辑", EDITS | STRUCTURE), ("审核员", EDITS | STRUCTURE | KEEPS)],
)
def test_a_group_has_its_rights_and_no_administrators(group, rights) -> None:
    person = get_user_model().objects.create_user("someone")
    person.groups.add(Group.objects.get(name=group))

    held = {
        right for right in EDITS | STRUCTURE | KEEPS | NOBODYS if person.has_perm(right)
    }

    assert held == rights
