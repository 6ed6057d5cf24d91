"""Downloading a file from the test's publisher."""

import hashlib
import random
from pathlib import Path

from citations.downloading import Site
from citations.importing.offers import OfferedFile, SameAddresses

CONTENT = random.Random(4).randbytes(900_000)


def site_of(address: str, **how) -> Site:
    return Site(SameAddresses(page="https://publisher.example/data", offered=[OfferedFile(address)], **how))


def fetch(address: str, folder: Path, report=lambda done, total: None, **file):
    return site_of(address).fetch(OfferedFile(address, **file), folder, report)


def is_whole(download) -> bool:
    content = download.path.read_bytes()
    return content == CONTENT and download.sha256 == hashlib.sha256(CONTENT).hexdigest() and download.size == len(CONTENT)
