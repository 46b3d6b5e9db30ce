"""What `make` runs: the demo, the servers that tests need, the checks. Standard library only, below no room."""
