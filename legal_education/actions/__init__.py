"""What changes the law library: reading it in, settling its dates, recording what cites it."""
