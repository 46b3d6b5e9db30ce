"""What the addresses answer: the public side, and the desk in the admin's frame."""
