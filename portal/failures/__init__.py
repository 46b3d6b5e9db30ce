"""What people see when something fails: in the frame where there is one, and as files where nothing else works."""
