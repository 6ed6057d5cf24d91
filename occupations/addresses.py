"""Addresses of the pages and answers about U.S. occupations. Canonical ones only; views redirect every variant to these."""

import re
from functools import lru_cache

from django.utils.text import slugify

ROLES = "/roles/"
OCCUPATIONS_API = "/api/v1/occupations/"
TASKS_API = "/api/v1/tasks/"
ELEMENTS_API = "/api/v1/elements/"
INDUSTRIES_API = "/api/v1/industries/"
COMPARE = "/compare/"
COMPARED_AT_MOST = 4
_SLUG_LENGTH = 80


# Compiling asks for the same addresses many times over.
@lru_cache(maxsize=50_000)
def _named(prefix: str, code: object, title: str) -> str:
    """'/tasks/8823-direct-or-coordinate': code and words of the title, cut between words where they are long."""
    slug = slugify(title.replace("/", " "))
    if len(slug) > _SLUG_LENGTH:
        slug = slug[: _SLUG_LENGTH + 1].rpartition("-")[0] or slug[:_SLUG_LENGTH]
    return f"{prefix}{code}-{slug}" if slug else f"{prefix}{code}"


def occupation_path(code: str) -> str:
    """'27-4014.00' → '/roles/role-27-4014-00'."""
    return f"{ROLES}role-{code.replace('.', '-')}"


def occupation_code(slug: str) -> str:
    """'role-27-4014-00' → '27-4014.00'. Raises ValueError for another form."""
    match = re.fullmatch(r"role-(\d{2}-\d{4})-(\d{2})", slug)
    if not match:
        raise ValueError(f"{slug!r} is no address of an occupation; they look like role-27-4014-00.")
    return f"{match[1]}.{match[2]}"


_OCCUPATION = re.compile(rf"(?:{ROLES})?(?:role-)?(\d{{2}}-\d{{4}})(?:[.-](\d{{2}}))?(?:\.html?)?/?", re.IGNORECASE)


def occupation_at(typed: str) -> str | None:
    """The O*NET-SOC code in a code or an address: '27-4014', '27-4014.00', '/roles/role-27-4014-00'; None in anything else."""
    match = _OCCUPATION.fullmatch(typed)
    return f"{match[1]}.{match[2] or '00'}" if match else None


def brief_path(code: str) -> str:
    """Where the Markdown brief of an occupation is: '/roles/role-27-4014-00/context.md'."""
    return f"{occupation_path(code)}/context.md"


def occupation_api(code: str) -> str:
    return f"{OCCUPATIONS_API}{code}/"


def family_path(code: str, title: str) -> str:
    """A job family is a major group: '27-0000' → '/families/27-arts-design-entertainment-sports-and-media-occupations'."""
    return _named("/families/", code[:2], title)


def cluster_slug(title: str) -> str:
    """Career clusters have no codes; their titles in address form are their keys."""
    return slugify(title.replace("&", " and ").replace("/", " "))


def cluster_path(title: str) -> str:
    return f"/clusters/{cluster_slug(title)}"


def task_path(task_id: int, statement: str) -> str:
    return _named("/tasks/", task_id, statement)


def task_api(task_id: int) -> str:
    return f"{TASKS_API}{task_id}/"


def element_path(element_id: str, title: str) -> str:
    """'2.A.1.a' → '/elements/2.A.1.a-reading-comprehension'."""
    return _named("/elements/", element_id, title)


def element_key(typed: str) -> str:
    """'2.a.1.A' → '2.A.1.a': the second part of an id is a capital, later letters are small, but for I01 and D01."""
    parts = typed.lower().split(".")
    return ".".join(part.upper() if place == 1 or re.fullmatch(r"[id]\d\d", part) else part for place, part in enumerate(parts))


def element_api(element_id: str) -> str:
    return f"{ELEMENTS_API}{element_id}/"


def industry_path(naics: str, title: str) -> str:
    return _named("/industries/", naics, title)


def industry_api(naics: str) -> str:
    return f"{INDUSTRIES_API}{naics}/"


def technology_path(category_id: str, title: str) -> str:
    """Categories are UNSPSC commodities or, from O*NET 30.3 on, elements of the content model."""
    return _named("/technology/", category_id, title)


def study_path(code: str, title: str) -> str:
    """A field of study (10.0203) or a family of fields (10)."""
    return _named("/study/", code, title)


def compare_path(*codes: str) -> str:
    """'/compare/role-27-4011-00/role-27-4014-00': two to four occupations by code, so that each comparison has one address."""
    if not 2 <= len(set(codes)) <= COMPARED_AT_MOST:
        raise ValueError(f"Between two and {COMPARED_AT_MOST} occupations are compared, not {len(set(codes))}.")
    return COMPARE + "/".join(f"role-{code.replace('.', '-')}" for code in sorted(set(codes)))
