"""Messages, 69 to 88."""

from tests.inputs.rows.row import row

APPLYING = "tests/frontend/test_applying.py"
ARCHIVE = "tests/services/history/test_archive.py"
HERE = "tests/inputs/test_messages.py"
M2 = "tests/models/test_m2_delivery.py::TestDelivery"
FOLLOWING = "tests/services/kernel/test_following.py"
REACTIONS = "tests/services/kernel/test_reactions.py"
USERS = "tests/deploy/test_nats_users.py"
NO_RECORD = f"{APPLYING}::test_what_is_no_record_is_kept_aside"

ROWS = (
    row(69, "what is no JSON", "kept aside with its reason; the others go on", NO_RECORD,
        f"{REACTIONS}::test_a_poisonous_message_is_parked_and_the_others_go_on"),
    row(70, "a list", "kept aside", NO_RECORD,
        f"{ARCHIVE}::test_what_is_not_a_record_of_ours_is_kept_aside_and_the_rest_goes_on"),
    row(71, "a fact nobody knows", "its dossier is parked, in sight",
        f"{APPLYING}::test_a_fact_of_a_later_release_parks_and_its_words_are_not_quoted"),
    row(72, "a later version of a fact", "parked, never dropped",
        f"{REACTIONS}::test_a_fact_of_a_later_release_is_parked_not_dropped",
        f"{ARCHIVE}::test_a_fact_of_a_later_release_is_kept_all_the_same"),
    row(73, "a message that does not say where it stands", "kept aside as foreign",
        f"{APPLYING}::test_a_message_no_relay_sent_is_kept_aside"),
    row(74, "the same id with other words", "kept aside, health red",
        f"{ARCHIVE}::test_another_record_with_the_same_id_is_an_alarm_and_changes_nothing",
        "tests/services/history/test_service.py::test_two_different_records_with_one_id_turn_health_red"),
    row(75, "version 7 after version 5", "its dossier is parked everywhere",
        f"{APPLYING}::test_a_hole_in_a_stream_parks_the_dossier_everywhere"),
    row(76, "version 6 twice", "once", f"{APPLYING}::test_a_batch_offered_again_changes_nothing", M2),
    row(77, "facts about a home nobody heard of", "taken; no page stops",
        f"{HERE}::test_a_fact_about_a_home_nobody_heard_of_stops_no_page"),
    row(78, "a service that speaks as another", "the courier refuses",
        f"{USERS}::test_nobody_else_can_forge_a_fact_of_it"),
    row(79, "a signature that does not hold", "forged, and told so",
        "tests/services/kernel/test_claims.py::test_one_changed_byte_is_forged_or_says_the_same"),
    row(80, "a byte more than a message may have", "the courier refuses, nothing is kept",
        f"{HERE}::test_a_message_a_byte_too_large_is_refused_and_nothing_of_it_is_kept"),
    row(81, "a subject made of a space, `*` or `>`", "no such house starts; a claim names none",
        f"{HERE}::test_a_partnership_whose_name_is_no_word_of_a_subject_starts_no_house"),
    row(82, "a fact ninety days late", "taken as what it is",
        f"{HERE}::test_what_happened_ninety_days_ago_is_taken_as_what_it_is"),
    row(83, "the same 10,000 times", "once", f"{HERE}::test_ten_thousand_times_the_same_is_once"),
    row(84, "an acknowledgement that got lost", "once", M2,
        f"{REACTIONS}::test_a_policy_acts_once_under_redelivery_and_after_a_restart"),
    row(85, "a reader that stops for long and goes on", "not flooded, nothing missing, nothing twice",
        f"{FOLLOWING}::test_a_slow_reader_is_not_flooded", M2),
    row(86, "a stream emptied", "filled again from the store; only what is new is acted on",
        f"{FOLLOWING}::test_a_stream_made_anew_and_filled_again_brings_only_what_is_new"),
    row(87, "a stream put back to an older state", "filled again, or the relay stops, red",
        "tests/services/kernel/test_relay.py::test_a_stream_deleted_while_running_is_filled_again_from_the_first_fact",
        "tests/services/kernel/test_relay.py::test_a_store_older_than_its_stream_stops_the_relay_and_says_so"),
    row(88, "an answer asked for at the server's own address", "not sent",
        f"{USERS}::test_a_reply_address_cannot_make_a_service_call_the_server"),
)  # fmt: skip
