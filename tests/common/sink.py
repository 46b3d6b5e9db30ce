"""A mail server of the tests' own on this machine: it takes, refuses, puts off, hangs up or dawdles as it is told."""

from __future__ import annotations

import email
import email.policy
import socket
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aiosmtpd.controller import Controller

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage

TAKEN = "250 taken"


@dataclass
class Sink:
    """`answers` are given to one DATA after another, then `TAKEN`; `recipients` likewise to RCPT."""

    answers: list[str] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    taken: list[EmailMessage] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802 - the library's name
        answer = self.recipients.pop(0) if self.recipients else "250 OK"
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, _session, envelope):  # noqa: N802 - the library's name
        answer = self.answers.pop(0) if self.answers else TAKEN
        if answer == "dawdle":
            time.sleep(1.5)
            return TAKEN
        if answer == "hang up":
            self._keep(envelope)
            server.transport.close()
            return TAKEN
        if answer == TAKEN:
            self._keep(envelope)
        return answer

    def _keep(self, envelope) -> None:
        self.raw.append(envelope.content)
        self.taken.append(
            email.message_from_bytes(envelope.content, policy=email.policy.default)
        )


@contextmanager
def running(sink: Sink) -> Iterator[int]:
    """The port on which the sink answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(sink, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()
