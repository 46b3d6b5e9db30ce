"""Everything that changes a case or a right on cases: one act a file, one transaction, one trail line."""

from __future__ import annotations

from complaints.actions.accept import accept
from complaints.actions.appoint import appoint_supervisor
from complaints.actions.assign import assign
from complaints.actions.close import close
from complaints.actions.export import export
from complaints.actions.forget import forget
from complaints.actions.grant import NotAllowed, grant, withdraw
from complaints.actions.look import look, look_at_file
from complaints.actions.mark import mark_undelivered
from complaints.actions.note import note
from complaints.actions.receive import Receipt, receipt_for, receive
from complaints.actions.refuse import refuse
from complaints.actions.reply import reply

__all__ = [
    "NotAllowed",
    "Receipt",
    "accept",
    "appoint_supervisor",
    "assign",
    "close",
    "export",
    "forget",
    "grant",
    "look",
    "look_at_file",
    "mark_undelivered",
    "note",
    "receipt_for",
    "receive",
    "refuse",
    "reply",
    "withdraw",
]
