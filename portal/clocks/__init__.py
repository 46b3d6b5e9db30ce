"""期限规则 in the admin: what a change would do, before it is saved."""
