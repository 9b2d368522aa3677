"""Replay and stores, 108 to 118."""

from tests.inputs.rows.row import row

HERE = "tests/inputs/test_stores.py"
GOLDEN = "tests/golden/test_golden.py"
EVIDENCE = "tests/services/history/test_evidence.py"

ROWS = (
    row(108, "a fact whose class is gone", "its dossier is parked; the record stays",
        "tests/frontend/test_applying.py::test_a_fact_of_a_later_release_parks_and_its_words_are_not_quoted",
        f"{GOLDEN}::test_every_version_has_its_sample"),
    row(109, "a fact with a field of two releases ago", "lifted step by step",
        f"{GOLDEN}::test_every_sample_revives"),
    row(110, "a value whose key was destroyed", "\"erased\"; replay goes on",
        "tests/system/test_erasing.py::test_what_was_erased_stays_erased",
        "tests/services/vault/test_erased_stays_erased.py::TestErasure"),
    row(111, "a closed value put in another's place", "does not open",
        "tests/services/kernel/test_stamping.py::test_a_box_moved_to_another_fact_does_not_open"),
    row(112, "a record cut short on disk", "its stream answers that it broke; all others go on",
        f"{HERE}::test_a_record_cut_short_stops_its_own_stream_and_no_other"),
    row(113, "tables of an older or later release", "not read; built anew from the facts",
        "tests/frontend/test_projector.py::test_a_file_of_another_shape_is_not_read"),
    row(114, "two facts with one version", "never stored; in a history of two stores `make verify` names the stream",
        f"{HERE}::test_two_facts_with_one_version_are_never_both_stored",
        f"{HERE}::test_two_facts_with_one_version_in_the_history_are_named"),
    row(115, "replay a year later", "the same tables",
        f"{HERE}::test_a_year_later_in_another_place_and_language_replay_gives_the_same"),
    row(116, "replay in another zone, language and hash order", "the same tables",
        f"{HERE}::test_a_year_later_in_another_place_and_language_replay_gives_the_same"),
    row(117, "a checkpoint signed with another key", "not believed",
        "tests/services/history/test_witnessing.py::test_a_key_exchanged_later_is_not_believed",
        f"{EVIDENCE}::test_keys_exchanged_do_not_fit_what_they_signed"),
    row(118, "a pack with one hash of a proof removed", "found, and named",
        f"{EVIDENCE}::test_no_random_mutation_passes",
        "tests/services/history/test_merkle.py::test_a_spoilt_inclusion_proof_is_refused"),
)  # fmt: skip
