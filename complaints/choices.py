"""The words of the room that have codes: kinds, states, acts, reasons, roles and rights."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    INQUIRY = "inquiry", _("咨询")
    SUGGESTION = "suggestion", _("建议")
    COMPLAINT = "complaint", _("投诉")
    REPORT = "report", _("举报")
    HELP = "help", _("求助")
    CORRECTION = "correction", _("纠错")


class State(TextChoices):
    RECEIVED = "received", _("待受理")
    ACCEPTED = "accepted", _("已受理")
    IN_HAND = "in_hand", _("办理中")
    REPLIED = "replied", _("已答复")
    REFUSED = "refused", _("不予受理")
    CLOSED = "closed", _("已办结")


class Act(TextChoices):
    """What may be done to a case; each has a row in the transition table and a file in actions/."""

    RECEIVE = "receive", "收到"
    ACCEPT = "accept", "受理"
    REFUSE = "refuse", "不予受理"
    ASSIGN = "assign", "分派"
    NOTE = "note", "记录"
    REPLY = "reply", "答复"
    CLOSE = "close", "办结"


class Verb(TextChoices):
    """What the trail of a case says was done."""

    RECEIVED = "received", _("收到来件")
    OPENED = "opened", "查看内容"
    FILE_OPENED = "file_opened", "下载附件"
    ACCEPTED = "accepted", _("受理")
    REFUSED = "refused", _("不予受理")
    ASSIGNED = "assigned", _("交经办人办理")
    NOTED = "noted", "内部记录"
    REPLIED = "replied", _("答复")
    CLOSED = "closed", _("办结")
    MAIL_FAILED = "mail_failed", "邮件未送达"


class Notice(TextChoices):
    """The letters of the room; each is a content file in every language."""

    RECEIVED = "complaints.received", "收到通知"
    REFUSED = "complaints.refused", "不予受理通知"
    REPLIED = "complaints.replied", "答复通知"
    CLOSED = "complaints.closed", "办结通知"
    ASSIGNED = "complaints.assigned", "分派通知"


# What the complainant sees of the trail; everything else stays in the office.
PUBLIC_VERBS = (
    Verb.RECEIVED,
    Verb.ACCEPTED,
    Verb.REFUSED,
    Verb.ASSIGNED,
    Verb.REPLIED,
    Verb.CLOSED,
)


class RefusalReason(TextChoices):
    NOT_OURS = "not_ours", _("不属于本机关职责")
    ALREADY_HANDLED = "already_handled", _("已经受理或者处理过")
    NO_INTEREST = "no_interest", _("与所反映事项没有利害关系")
    EXPIRED = "expired", _("超过法定期限")
    INCOMPLETE = "incomplete", _("材料不全，补正后仍不符合要求")
    REPEAT = "repeat", _("重复反映，没有新情况、新理由")
    OTHER_PROCEDURE = (
        "other_procedure",
        _("应当通过诉讼、仲裁、复议、纪检或者信息公开途径解决"),
    )
    OTHER_LAWFUL = "other_lawful", _("法律、法规规定的其他情形")


class Right(TextChoices):
    """The acts that a right on cases allows."""

    SEE = "see", "查看"
    ACCEPT = "accept", "受理"
    REFUSE = "refuse", "不予受理"
    ASSIGN = "assign", "分派"
    NOTE = "note", "记录"
    REPLY = "reply", "答复"
    CLOSE = "close", "办结"
    STEP_IN = "step_in", "代为办理"
    GRANT = "grant", "授予权限"


class Role(TextChoices):
    """Ready sets of rights, so that a supervisor grants a job and not eight single acts."""

    CLERK = "clerk", "收件员"
    HANDLER = "handler", "经办人"
    SUPERVISOR = "supervisor", "督办人"


ROLE_RIGHTS: dict[Role, tuple[Right, ...]] = {
    Role.CLERK: (Right.SEE, Right.ACCEPT, Right.REFUSE, Right.ASSIGN, Right.NOTE),
    Role.HANDLER: (Right.SEE, Right.NOTE, Right.REPLY, Right.CLOSE),
    Role.SUPERVISOR: tuple(Right),
}


class RightVerb(TextChoices):
    """What the log of rights says was done."""

    APPOINTED = "appointed", "任命首位督办人"
    GRANTED = "granted", "授予"
    WITHDRAWN = "withdrawn", "收回"
