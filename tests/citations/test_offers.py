"""Where publishers offer their releases: lists of files that they keep, and all that is declared of the real ones."""

import hashlib
import json
from urllib.parse import urlsplit

import pytest

from citations.actions import fetching
from citations.importing.importer import IMPORTERS
from citations.importing.offers import OFFERS, ListedFiles, NumberedAddresses, Offer, OfferedFile
from citations.news import all_news, declared_offers
from occupations.importers.offers import economic_index_releases, oews_following, oews_parts, onet_following, onet_parts
from tests.citations.offered import ILO, fetch, loaded, the_offer

pytestmark = pytest.mark.usefixtures("fetch_folder")


def test_a_file_of_a_numbered_release_keeps_all_that_is_declared_of_it():
    declared = OfferedFile("https://a.example/{major}_{minor}.zip", "a.zip", required=False, sha256="0" * 64, size=12)
    offer = NumberedAddresses(page="", offered=[declared], first="1.0", following=onet_following, parts=onet_parts)
    assert offer.files_named("30.2") == [OfferedFile("https://a.example/30_2.zip", "a.zip", False, "0" * 64, 12)]


class TestListed:
    @pytest.fixture
    def listed(self, publisher, monkeypatch, workbook) -> None:
        self.listing = [{"type": "file", "path": "2025/scores.xlsx", "size": len(workbook)}]
        self.listing[0]["sha256"] = hashlib.sha256(workbook).hexdigest()
        publisher.put("/2025/scores.xlsx", workbook)
        publisher.put("/list", b"", behaviour=lambda page: setattr(page, "content", json.dumps(self.listing).encode()))
        publisher.put("/README.md", b"2025")

        def sort(listing):
            files: dict[str, list[OfferedFile]] = {}
            for entry in listing:
                version, _, _ = entry["path"].partition("/")
                address = f"{publisher.address}/{entry['path']}"
                files.setdefault(version, []).append(OfferedFile(address, "", True, entry["sha256"], entry["size"]))
            return files

        offer = ListedFiles(
            page="https://ilo.example/data",
            listing=f"{publisher.address}/list",
            watch=f"{publisher.address}/README.md",
            sort=sort,
        )
        monkeypatch.setitem(OFFERS, ILO, offer)

    def test_the_newest_of_a_list_is_fetched(self, db, publisher, listed):
        assert loaded(fetch()).version == "2025"

    def test_a_checksum_that_the_list_states_has_to_agree(self, db, publisher, listed):
        self.listing[0]["sha256"] = "0" * 64

        assert "not what its publisher states" in fetch().result

    def test_a_version_that_is_not_listed_is_said_with_those_that_are(self, db, publisher, listed):
        assert fetch("2026").result == "The publisher offers no 2026. There are: 2025."

    def test_a_list_that_cannot_be_read_is_said(self, db, publisher, listed):
        publisher.put("/list", b"{")

        assert "cannot be read" in fetch().result

    def test_a_look_asks_for_one_address_alone(self, db, publisher, listed):
        loaded(fetch())
        fetching.look_for_news(offer=the_offer())
        publisher.put("/README.md", b"2025 and 2026")
        publisher.asked.clear()

        fetching.look_for_news(offer=the_offer())

        assert [(asked.method, asked.path) for asked in publisher.asked] == [("HEAD", "/README.md")]
        assert "changed what is offered" in all_news()[0].words


class TestDeclared:
    """What is declared of the real publishers."""

    def test_every_dataset_says_where_it_is_offered(self):
        assert set(declared_offers()) == set(IMPORTERS)

    @pytest.mark.parametrize("dataset", sorted(OFFERS))
    def test_addresses_are_secure_and_on_hosts_of_the_dataset(self, dataset):
        offer = OFFERS[dataset]
        assert offer.is_automatic or offer.instruction
        for address in [offer.page, *offer.addresses()]:
            parts = urlsplit(address)
            assert parts.scheme == "https"
            assert "{" not in address
            assert address == offer.page or offer.is_host(parts.hostname)

    def test_names_of_releases_lead_to_addresses_and_on(self):
        assert onet_parts("30.2") == {"major": "30", "minor": "2"}
        assert onet_following("30.2") == ["30.3", "30.4", "31.0"]
        assert oews_parts("May 2024") == {"year": "24"}
        assert oews_following("May 2024") == ["May 2025", "May 2026"]
        (onet,) = OFFERS["onet"].files(None, "29.1")
        assert onet.address == "https://www.onetcenter.org/dl_files/database/db_29_1_text.zip"
        assert onet.kept_as == "db_29_1_text.zip"
        assert [file.kept_as for file in OFFERS["bls-oews"].files(None, "May 2025")] == ["oesm25nat.zip", "oesm25in4.zip"]

    def test_of_the_economic_index_what_is_read_is_taken_by_release(self):
        paths = [
            "README.md",
            "labor_market_impacts/job_exposure.csv",
            "release_2025_02_10/SOC_Structure.csv",
            "release_2025_02_10/automation_vs_augmentation.csv",
            "release_2025_02_10/onet_task_mappings.csv",
            "release_2025_02_10/onet_task_statements.csv",
            "release_2025_03_27/automation_vs_augmentation_by_task.csv",
            "release_2025_03_27/cluster_level_data/cluster_level_dataset.tsv",
            "release_2025_03_27/task_pct_v2.csv",
            "release_2025_03_27/task_thinking_fractions.csv",
            "release_2025_09_15/data/input/task_pct_v2.csv",
            "release_2025_09_15/data/intermediate/aei_raw_1p_api_2025-08-04_to_2025-08-11.csv",
            "release_2025_09_15/data/intermediate/aei_raw_claude_ai_2025-08-04_to_2025-08-11.csv",
            "release_2025_09_15/data/output/aei_enriched_claude_ai_2025-08-04_to_2025-08-11.csv",
            "release_2026_03_24/data/aei_raw_claude_ai_2026-02-05_to_2026-02-12.csv",
            "release_2026_06_26/data/aei_1p_api_2026-06-26.csv",
            "release_2026_06_26/data/aei_claude_ai_2026-06-26.csv",
        ]
        listing = [{"type": "file", "path": path, "oid": "a" * 40, "size": 5} for path in paths]
        listing[-1]["lfs"] = {"oid": "b" * 64, "size": 5, "pointerSize": 134}

        releases = economic_index_releases(listing)

        names = {version: [file.kept_as for file in files] for version, files in releases.items()}
        assert names == {
            "2025-02-10": ["automation_vs_augmentation.csv", "onet_task_mappings.csv"],
            "2025-03-27": ["automation_vs_augmentation_by_task.csv", "task_pct_v2.csv", "task_thinking_fractions.csv"],
            "2025-09-15": [
                "aei_raw_1p_api_2025-08-04_to_2025-08-11.csv",
                "aei_raw_claude_ai_2025-08-04_to_2025-08-11.csv",
            ],
            "2026-03-24": ["aei_raw_claude_ai_2026-02-05_to_2026-02-12.csv"],
            "2026-06-26": ["aei_1p_api_2026-06-26.csv", "aei_claude_ai_2026-06-26.csv"],
        }
        last = releases["2026-06-26"][1]
        assert (last.sha256, last.size) == ("b" * 64, 5)
        assert OFFERS["anthropic-economic-index"].is_host("cas-bridge.xethub.hf.co")

    @pytest.mark.parametrize("listed", [None, {}, [1], [{"path": None}], [{"path": "release_2026_06_26/"}]])
    def test_a_list_of_another_form_names_nothing(self, listed):
        assert economic_index_releases(listed) == {}

    def test_a_page_for_people_alone_can_be_declared(self):
        assert not Offer(page="https://a.example").is_automatic
