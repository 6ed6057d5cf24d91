"""What editors and moderators see of the whole site in the admin: their home, and reports."""
