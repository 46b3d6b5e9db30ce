"""One case: everything about it, its files, and the acts that this person may do now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from common.files.serving import download
from common.mail import Message, MessageState
from complaints import actions
from complaints.choices import Act
from complaints.forms.acts import FORMS, ActForm
from complaints.letters import notice_of
from complaints.models import Case
from complaints.models.transitions import IllegalMove, is_legal
from complaints.permissions import user_can_act, user_can_see_case
from complaints.views.frame import StaffRequest, for_staff, page, visible_case

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

DO: dict[Act, Callable[..., Any]] = {
    Act.ACCEPT: actions.accept,
    Act.REFUSE: actions.refuse,
    Act.ASSIGN: actions.assign,
    Act.REPLY: actions.reply,
    Act.CLOSE: actions.close,
}


@for_staff
@require_safe
def detail(request: StaffRequest, number: str) -> HttpResponse:
    case = visible_case(request, number)
    actions.look(case, by=request.user)
    return _show(request, case)


@for_staff
@require_POST
def act(request: StaffRequest, number: str, name: str) -> HttpResponse:
    """One act of the table; when it fails, what was typed stays and the page says why."""
    case = visible_case(request, number)
    chosen = _chosen(request, case, name)
    form = FORMS[chosen](request.POST, case=case)
    if not form.is_valid() or not _done(request, case, form):
        return _show(
            request,
            Case.objects.select_related("unit", "handler").get(pk=case.pk),
            failed=form,
        )
    messages.success(request, f"{number}：{chosen.label}完成。")
    case.refresh_from_db()
    return (
        redirect("desk:case", number=number)
        if user_can_see_case(request.user, case)
        else redirect("desk:list")
    )


@for_staff
@require_safe
def file(request: StaffRequest, number: str, position: int) -> HttpResponse:
    """Always a download, under a name of ours, and nothing in it may run."""
    case = visible_case(request, number)
    attachment = case.attachments.filter(position=position).first()
    if attachment is None:
        raise Http404
    content = attachment.content()
    actions.look_at_file(attachment, by=request.user)
    return download(
        content, name=attachment.served_as, content_type=attachment.content_type
    )


def _chosen(request: StaffRequest, case: Case, name: str) -> Act:
    if name not in FORMS or not user_can_act(request.user, case, Act(name)):
        raise Http404
    return Act(name)


def _done(request: StaffRequest, case: Case, form: ActForm) -> bool:
    words = {
        name: value for name, value in form.cleaned_data.items() if name != "assignee"
    }
    try:
        if form.act == Act.NOTE:
            actions.note(case, by=request.user, text=words["text"])
        else:
            DO[form.act](case, by=request.user, **words)
    except IllegalMove as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _offered(
    request: StaffRequest, case: Case, failed: ActForm | None
) -> list[ActForm]:
    """The acts that are legal and permitted now, and the one that has just failed, whatever became of the case."""
    forms = [
        FORMS[act](case=case)
        for act in FORMS
        if not (failed and failed.act == act)
        and is_legal(act, case.state)
        and user_can_act(request.user, case, act)
    ]
    return [failed, *forms] if failed else forms


def _show(
    request: StaffRequest, case: Case, failed: ActForm | None = None
) -> HttpResponse:
    mails = Message.objects.concerning(case)
    context = page(
        case.number,
        mails=[(notice_of(mail), mail) for mail in mails],
        undelivered=mails.filter(state=MessageState.FAILED).exists(),
        case=case,
        failed=failed,
        forms=_offered(request, case, failed),
        events=case.events.all(),
        notes=case.notes.select_related("by"),
        replies=case.replies.select_related("by"),
        attachments=case.attachments.all(),
    )
    return render(request, "complaints/desk/case.html", context)
