"""Where the datasets of the international side are offered: every address that the site asks for them."""

from citations.importing.offers import Offer, OfferedFile, SameAddresses, declare_offers

declare_offers(
    {
        "ilo-genai-gradient": SameAddresses(
            page="https://github.com/pgmyrek/2025_GenAI_scores_ISCO08",
            instruction="Save the workbook of final scores. For the titles of all groups add the ILO's structure of ISCO-08 "
            "(struct08.xls), and upload both together.",
            offered=[
                OfferedFile(
                    "https://raw.githubusercontent.com/pgmyrek/2025_GenAI_scores_ISCO08/main/"
                    "Final_Scores_ISCO08_Gmyrek_et_al_2025.xlsx"
                )
            ],
        ),
        # The archive has been moved more than once.
        "ibs-crosswalk": Offer(
            page="https://ibs.org.pl/en/resources/occupation-classifications-crosswalks-from-onet-soc-to-isco/",
            instruction="Save the archive of Stata files (onetsoc_to_isco_cws_ibs.zip).",
        ),
    }
)
