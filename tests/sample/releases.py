"""The sample's releases: what each is called, and the tables that its files hold."""

RELEASES = {
    "soc-structure": ("2019", {"onet_2010_to_2019", "onet_2019_to_soc", "soc_2010_to_2018", "structure"}),
    "onet": (
        "30.2",
        {
            "abilities", "abilities_to_work_activities", "alternate_titles", "commodities", "content_model",
            "detailed_activities", "education", "education_categories", "emerging_tasks", "interests",
            "intermediate_activities", "job_zone_reference", "job_zones", "knowledge", "level_anchors",
            "occupation_data", "related_occupations", "reported_titles", "scales", "skills",
            "skills_to_work_activities", "task_activities", "task_ratings", "task_statements", "technology_skills",
            "tools_used", "work_activities", "work_context", "work_styles",
        },
    ),
    "bls-oews": ("May 2024", {"estimates", "field_descriptions"}),
    "bls-ep": ("2024-2034", {"attainment", "projections"}),
    "nces-cip-soc": ("2020", {"crosswalk"}),
    "career-clusters": ("2024", {"places"}),
    "eloundou-gpts": ("2023", {"labels", "occupations"}),
    "felten-aioe": ("2021", {"aioe"}),
    "felten-lm-aioe": ("2023", {"lm_aioe"}),
    "microsoft-working-with-ai": ("2025-10", {"scores"}),
    "frey-osborne": ("2013", {"index"}),
    "dingel-neiman": ("2020", {"by_onet_soc"}),
    "anthropic-economic-index": ("2026-01-15", {"figures"}),
    "anthropic-task-statements": ("20.1", {"earlier_tasks"}),
    "anthropic-labor-market": ("2026", {"job_exposure", "task_penetration"}),
    "ibs-crosswalk": ("2022", {"soc10_isco08"}),
    "ilo-genai-gradient": ("2025", {"scores", "structure"}),
}  # fmt: skip
