"""Which titles, tasks, ratings and levels of education are shown, in which order."""

from occupations.recipes import also_called, education_levels, element_order, highest_first, short_level, tasks_by_importance


def test_titles_come_by_source_and_alphabet_without_repeats() -> None:
    assert also_called(["Sound Engineer", "Audio Engineer"], ["Mixer", "audio engineer"], ["Acoustician", "Mixer"]) == [
        "Audio Engineer",
        "Sound Engineer",
        "Mixer",
        "Acoustician",
    ]


def test_twelve_titles_are_shown_at_most() -> None:
    assert also_called([], [f"Title {number:02}" for number in range(20)], ["Another"]) == [f"Title {n:02}" for n in range(12)]


def test_tasks_without_a_rating_come_last_by_number() -> None:
    assert tasks_by_importance({5: None, 4: 3.2, 3: None, 2: 4.8, 1: 3.2}) == [2, 1, 4, 3, 5]


def test_importance_of_three_is_not_above_three() -> None:
    assert highest_first([("2.A.1.a", 3.0), ("2.A.1.b", 3.01)], above=3.0) == [("2.A.1.b", 3.01)]


def test_an_interest_of_two_is_shown() -> None:
    assert highest_first([("1.B.1.a", 2.0), ("1.B.1.b", 1.99)], at_least=2.0) == [("1.B.1.a", 2.0)]


def test_equal_ratings_follow_the_content_model_part_by_part() -> None:
    tied = [("4.A.1.a.10", 4.0), ("4.A.1.a.2", 4.0), ("4.A.1.a", 4.0)]
    assert [element for element, _ in highest_first(tied)] == ["4.A.1.a", "4.A.1.a.2", "4.A.1.a.10"]
    assert sorted(["2.B", "2.A.1", "10.A"], key=element_order) == ["2.A.1", "2.B", "10.A"]


def test_levels_of_education_without_a_share_are_left_out_and_ties_begin_with_the_lowest() -> None:
    assert education_levels({1: 0.0, 6: 20.0, 3: 20.0, 2: 32.0}) == [(2, 0.32), (3, 0.2), (6, 0.2)]


def test_a_level_of_education_is_called_by_its_first_words() -> None:
    assert short_level("High School Diploma - or the equivalent (for example, GED)") == "High School Diploma"
    assert short_level("Associate's Degree (or other 2-year degree)") == "Associate's Degree"
    assert short_level("Bachelor's Degree") == "Bachelor's Degree"
