"""工作日历 in the admin: the year drawn, and a holiday notice loaded or taken back."""
