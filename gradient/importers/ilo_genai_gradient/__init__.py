"""The ILO's scores of ISCO-08 tasks by their exposure to generative AI."""
