"""What a table of facts is made of: the columns that a fact is known by within its release, and the rest."""

from django.db import models


def columns_of(model: type[models.Model]) -> tuple[list[models.Field], list[models.Field]]:
    """What a fact is known by within its release, and the rest of its columns. Raises ValueError for a model without key."""
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and "release" in constraint.fields and constraint.condition is None:
            names = [name for name in constraint.fields if name != "release"]
            fields = [field for field in model._meta.concrete_fields if not field.primary_key and field.name != "release"]
            by_name = {field.name: field for field in fields}
            return [by_name[name] for name in names], [field for field in fields if field.name not in names]
    raise ValueError(f"{model._meta.label} has no unique constraint that begins with its release, so its facts have no key.")
