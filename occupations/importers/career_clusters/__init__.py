"""The National Career Clusters Framework by occupation (Advance CTE)."""
