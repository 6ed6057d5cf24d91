"""The API's share of provenance, and what every answer of the API has in common."""
