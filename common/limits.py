"""What a limiter says when somebody asks too often; the roof turns it into a page."""

from __future__ import annotations


class TooManyRequests(Exception):
    """Raised by whoever counts requests."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"again in {seconds} seconds")
        self.seconds = seconds
