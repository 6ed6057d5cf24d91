"""What pages and answers of the gradient are about: a unit group, the list of all, and the place of a U.S. occupation."""
