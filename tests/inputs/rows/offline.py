"""What a phone sends later, 49 to 68."""

from tests.inputs.rows.row import absent, row

INVII = "tests/frontend/mailbox/test_invii.py"
OUTLIVED = "tests/frontend/mailbox/test_outlived.py"
M3 = (
    "tests/frontend/mailbox/test_two_queues.py::test_every_draft_is_local_stored_once_or_parked_with_a_reason"
)

ROWS = (
    row(49, "the same item fifty times at once", "one fact, fifty equal answers",
        f"{INVII}::test_fifty_at_once_are_one_fact_and_fifty_equal_answers"),
    row(50, "the same id with other words", "refused as such",
        f"{INVII}::test_the_same_id_with_other_words_is_refused_as_such"),
    row(51, "an item of another person", "left to them", f"{INVII}::test_another_persons_items_are_left_to_them"),
    row(52, "an id of 10,000 signs, or none", "that item alone is refused",
        f"{INVII}::test_one_bad_item_never_harms_another"),
    row(53, "5,000 items at once", "413, and how many fit", f"{INVII}::test_too_many_are_told_how_many_fit"),
    row(54, "one bad item among good ones", "the others are taken",
        f"{INVII}::test_one_bad_item_never_harms_another"),
    row(55, "items in the wrong order", "each after what it builds on",
        f"{INVII}::test_what_builds_on_something_goes_after_it_in_whatever_order_it_came"),
    row(56, "a phone a year ahead", "taken, and told so", f"{INVII}::test_wrong_clocks_neither_lose_nor_reorder"),
    row(57, "a phone in 1970", "taken where the error was measured, else refused",
        f"{INVII}::test_wrong_clocks_neither_lose_nor_reorder"),
    row(58, "a form two releases old", "lifted, or sent to the new form with its words",
        "tests/frontend/mailbox/test_form_versions.py::test_an_old_shape_is_lifted_step_by_step",
        "tests/frontend/mailbox/test_form_versions.py::test_a_shape_nobody_knows_is_never_guessed_at"),
    row(59, "a draft of a person who was erased", "not taken; the phone is told to wipe what is theirs",
        f"{OUTLIVED}::test_a_draft_of_somebody_who_was_erased_is_not_taken_and_their_phone_is_told_to_wipe"),
    row(60, "a draft of a device that was closed", "not taken; the phone learns why",
        f"{OUTLIVED}::test_a_draft_of_a_device_that_was_closed_is_not_taken_and_the_phone_learns_why"),
    row(61, "a draft for a case that went to somebody else",
        "taken late by the right of that day, for three days; then refused with a reason",
        "tests/services/kernel/test_rights.py::test_a_right_in_force_lets_any_day_of_it_be_told_however_late",
        "tests/services/kernel/test_rights.py::test_three_days_after_its_end_no_day_can_be_claimed_any_more"),
    row(62, "a draft 500 changes old", "both texts, side by side",
        f"{OUTLIVED}::test_a_draft_five_hundred_changes_old_is_shown_beside_what_is_there_now"),
    row(63, "half a body", "refused whole; there is no going on in the middle", M3,
        "tests/system/test_photos.py::test_half_a_photo_another_name_or_a_foreign_page_are_refused"),
    row(64, "an answer that got lost", "asked again, the same answer", M3,
        "tests/phone/test_offline.py::test_an_answer_that_was_lost_is_asked_for_again_and_makes_no_second_fact"),
    row(65, "an old and a new node answering in turn", "each item once, on whichever knows its form",
        f"{OUTLIVED}::test_while_one_node_is_new_and_one_is_old_each_item_is_taken_once"),
    row(66, "a phone without room", "said before anything is lost, the text stays",
        "tests/phone/test_leaving.py::test_a_full_phone_says_so_and_keeps_the_text"),
    row(67, "a store the browser has emptied",
        "what was sent is on the house's pages; who signed in where, and when last, on *Come entri*",
        "tests/frontend/signing_in/test_ending.py::test_a_device_closed_from_another_is_out_everywhere",
        "tests/phone/test_offline.py::test_a_page_never_visited_opens_because_the_house_named_it"),
    absent(68, "a key that no longer opens after a PIN was changed",
           "no key of a phone is made from a PIN: changing one closes nothing (docs/offline.md)"),
)  # fmt: skip
