"""What may be sent from outside and from the desk, and what is wrong with it."""

from __future__ import annotations

from complaints.forms.intake import IntakeForm
from complaints.forms.track import TrackForm

__all__ = ["IntakeForm", "TrackForm"]
