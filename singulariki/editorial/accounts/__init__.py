"""Accounts in the admin: users, groups, a person's own account. Nobody gives, or takes over, what he does not hold himself."""
