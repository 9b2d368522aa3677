"""Files, exports and what we call, 89 to 107."""

from tests.inputs.rows.row import absent, row

HERE = "tests/inputs/test_files.py"
PICTURES = "tests/security/test_pictures.py"
TABLES = "tests/security/test_spreadsheet.py"
REACH = "tests/services/post/test_reach.py"
NO_PHOTO = f"{HERE}::test_it_is_refused_in_words_and_the_note_is_told_to_go_on"

ROWS = (
    row(89, "a PNG of 144 million pixels in 410 KiB", "refused before it is unfolded",
        f"{PICTURES}::test_a_small_file_with_a_hundred_million_pixels_is_not_unfolded"),
    row(90, "a JPEG that says where it was taken", "kept without",
        f"{PICTURES}::test_where_when_and_with_what_it_was_taken_is_gone",
        "tests/system/test_photos.py::test_a_photo_stands_beside_its_note_once_and_without_where_it_was_taken"),
    row(91, "an SVG with a script", "no photo", NO_PHOTO,
        f"{PICTURES}::test_what_is_no_picture_of_ours_is_named_and_left"),
    row(92, "a page called .jpg", "no photo", NO_PHOTO),
    row(93, "a JPEG that is also a ZIP", "drawn anew: only the picture is left",
        f"{PICTURES}::test_of_a_file_of_two_kinds_only_the_picture_is_left"),
    row(94, "a HEIC of a phone", "told in words; the phone's own script sends a JPEG", NO_PHOTO,
        "tests/phone/test_leaving.py::test_a_photo_is_made_small_loses_where_it_was_taken_and_goes_first"),
    row(95, "a moving picture of 10,000 frames", "no photo", NO_PHOTO,
        f"{HERE}::test_what_is_no_photo_of_ours_is_named"),
    row(96, "`../../x`, 300 signs, an emoji, `CON`, a name turned round",
        "a photo is called by its hash; nothing else is an address",
        f"{HERE}::test_a_name_of_a_file_is_nothing_here"),
    row(97, "a packed document that unfolds", "no photo, never unpacked", NO_PHOTO),
    row(98, "a PDF with a script", "no photo", NO_PHOTO),
    row(99, "an empty file", "no photo", NO_PHOTO),
    row(100, "twenty of 10 MB at once", "413 each; the house goes on",
        f"{HERE}::test_twenty_at_once_of_ten_megabytes_are_turned_away_and_the_house_goes_on"),
    row(101, "the same photo twice", "kept once",
        "tests/system/test_photos.py::test_a_photo_stands_beside_its_note_once_and_without_where_it_was_taken"),
    row(102, "a cell that begins like a formula", "a text", f"{TABLES}::test_a_formula_becomes_text",
        f"{TABLES}::test_no_cell_of_any_table_begins_like_a_formula"),
    row(103, "a line break and a quote in a cell", "stay in their cell",
        f"{TABLES}::test_newlines_and_quotes_stay_within_their_cell"),
    absent(104, "a line break in a calendar entry", "nothing here writes calendars"),
    row(105, "an export of nothing", "a table with its head; a paper that says there is nothing",
        "tests/inputs/test_stores.py::test_an_export_of_nothing_is_a_table_with_its_head_alone",
        "tests/frontend/pages/test_own_data.py::test_an_auditor_has_little_of_their_own"),
    row(106, "an export while its person is being erased", "each value whole, or a sentence instead",
        "tests/services/history/test_evidence.py::test_a_value_whose_key_is_gone_stays_closed_and_all_the_rest_holds",
        "tests/services/vault/test_service.py::test_destruction_closes_a_value_in_another_process_within_moments"),
    row(107, "an address for notices that leads inwards",
        "refused when it is kept, and when it is called; no redirect is followed",
        f"{REACH}::test_only_the_push_services_of_browsers_are_spoken_to",
        f"{REACH}::test_a_name_that_leads_inwards_is_refused",
        f"{REACH}::test_a_name_that_turns_private_after_it_was_saved_is_not_sent_to",
        f"{REACH}::test_a_redirect_inwards_is_followed_by_nobody"),
)  # fmt: skip
