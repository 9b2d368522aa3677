"""What must be set (numbers of PROMISES §4), where it stands, and which test fails without it: data, no code."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Item:
    """Replacing `before` by `after` in `file` takes the setting away; then `test` must fail."""

    number: str
    what: str
    file: str
    before: str
    after: str
    test: str


STREAMS = "tests/deploy/test_streams.py"
USERS = "tests/deploy/test_nats_users.py"
REQUESTS = "tests/frontend/test_bad_requests.py"
SETTINGS = "tests/security/test_settings.py"
REACH = "tests/services/post/test_reach.py"
STORE = "tests/services/kernel/test_store.py"

ITEMS = (
    Item("1", "every message is on disk before it is acknowledged",
         "deploy/nats/config.py", "sync_interval: always", "sync_interval: \"1s\"",
         f"{STREAMS}::test_every_write_is_forced_to_disk"),
    Item("2", "nobody deletes a fact from its stream",
         "deploy/nats/streams.py", "discard=DiscardPolicy.NEW,  # should a limit ever stand, a new fact is refused"
         " before an old one goes\n        deny_delete=True", "discard=DiscardPolicy.NEW,\n        deny_delete=False",
         f"{STREAMS}::test_facts_are_kept_on_disk_for_ever"),
    Item("2", "nobody empties a stream of facts",
         "deploy/nats/streams.py", "deny_purge=True", "deny_purge=False",
         f"{STREAMS}::test_facts_are_kept_on_disk_for_ever"),
    Item("3", "a service publishes its own facts only",
         "deploy/nats/permissions.py", 'f"casa.events.*.{name}.>",', '"casa.events.>",',
         f"{USERS}::test_nobody_else_can_forge_a_fact_of_it"),
    Item("3", "replies come to an inbox of one's own",
         "services/kernel/courier.py", 'return f"_INBOX.{user}"', 'return "_INBOX"',
         f"{USERS}::test_nobody_listens_at_another_door"),
    Item("6", "a hole in a stream parks its dossier and is not stepped over",
         "frontend/applying.py", "if recorded.stream_version > known + 1:\n            self._park(",
         "if recorded.stream_version < 0:\n            self._park(",
         "tests/frontend/test_applying.py"),
    Item("7", "a fact that cannot be read is kept in sight, not dropped",
         "frontend/applying.py", "        self._unreadable(arrival, reason)\n        return None",
         "        return None", "tests/frontend/test_applying.py"),
    Item("10", "a client notices a silent message server in seconds",
         "services/kernel/courier.py", '"ping_interval": 1', '"ping_interval": 120',
         f"{SETTINGS}::test_a_client_notices_a_silent_server_within_seconds_and_never_gives_up"),
    Item("12", "PostgreSQL never runs without the append lock",
         "services/kernel/postgres.py", "if self.datastore.enable_db_functions:", "if False:",
         f"{STORE}::test_postgres_refuses_the_setting_that_lets_readers_skip_facts"),
    Item("13", "a role that can only add is enough to append",
         "services/kernel/postgres.py", '        """The advisory lock is already held."""',
         "        super()._lock_table(curs)",
         f"{SETTINGS}::test_a_role_that_can_only_add_is_enough_to_append"),
    Item("15", "SQLite stores keep what they acknowledged through a power cut",
         "services/kernel/sqlite.py", '"synchronous = FULL"', '"synchronous = NORMAL"',
         f"{STORE}::test_facts_in_sqlite_are_only_ever_added_and_survive_a_power_cut"),
    Item("15", "so do history and the vault, and what they delete is overwritten",
         "services/kernel/database.py", '"secure_delete=ON"', '"secure_delete=OFF"',
         f"{SETTINGS}::test_a_file_of_ours_is_durable_overwrites_what_it_deletes_and_is_its_owners_only"),
    Item("16", "a form has no more fields than any form has",
         "frontend/urlencoded.py", "if body.count(b\"&\") >= MOST_FIELDS:", "if False:",
         f"{REQUESTS}::test_a_body_no_form_has_gets_a_designed_answer"),
    Item("16", "a body has a limit",
         "frontend/app.py", "request_max_body_size=BODY", "request_max_body_size=None",
         f"{REQUESTS}::test_a_body_no_form_has_gets_a_designed_answer"),
    Item("16", "only a form's own media type is read",
         "frontend/urlencoded.py", 'if body and (media.strip() != KIND or charset not in ("", "charset=utf-8")):',
         "if False:", f"{REQUESTS}::test_a_body_no_form_has_gets_a_designed_answer"),
    Item("16", "bytes that are no text are shown at their field",
         "frontend/urlencoded.py", 'return text, "not_utf8"', "return text, None",
         f"{REQUESTS}::test_bad_bytes_are_shown_at_their_field"),
    Item("17", "another site's page cannot post",
         "frontend/csrf.py", "        if not same_origin(request):\n            raise NotFromHere(\"origin\")\n", "",
         f"{REQUESTS}::test_a_form_not_from_our_page_is_refused_and_does_nothing"),
    Item("17", "a form's token belongs to one session",
         "frontend/csrf.py", 'f"csrf {salt} {cookie}"', 'f"csrf {salt}"',
         f"{REQUESTS}::test_the_token_of_another_session_does_not_fit"),
    Item("17", "the cookie is bound to the host and out of reach of scripts",
         "frontend/entrance.py", '"__Host-casa" if secure else "casa"', '"casa"',
         "tests/frontend/test_session.py::test_the_cookie_is_out_of_reach_of_scripts_and_bound_to_the_host_on_https"),
    Item("18", "signing in gives a new session, never the one that came",
         "frontend/session.py", "        cookie = secrets.token_urlsafe(24)\n", "        cookie = \"x\" * 32\n",
         "tests/frontend/test_session.py::test_every_session_has_a_cookie_nobody_could_guess"),
    Item("18", "whoever reads the store of sessions cannot sign in with it",
         "frontend/session.py", "return sha256(cookie.encode()).hexdigest()", "return cookie",
         "tests/frontend/test_session.py::test_the_bucket_does_not_hold_what_is_in_the_cookie"),
    Item("20", "a page loads nothing from elsewhere",
         "frontend/headers.py", "\"default-src 'none'\", ", "",
         f"{SETTINGS}::test_the_content_policy_is_the_one_we_promised"),
    Item("20", "a page is never framed",
         "frontend/headers.py", "\"frame-ancestors 'none'\", ", "",
         f"{SETTINGS}::test_the_content_policy_is_the_one_we_promised"),
    Item("20", "a browser does not guess what a file is",
         "frontend/headers.py", '    "x-content-type-options": "nosniff",\n', "",
         f"{REQUESTS}::test_every_answer_has_the_strict_headers"),
    Item("20", "private pages are kept nowhere",
         "frontend/headers.py", 'headers.setdefault("cache-control", "no-store")', "pass",
         f"{REQUESTS}::test_every_answer_has_the_strict_headers"),
    Item("20", "htmx adds no style of its own",
         "frontend/layout/base.html", 'content="includeIndicatorCSS:false"', 'content=""',
         f"{SETTINGS}::test_htmx_adds_no_style_and_keeps_no_copies_of_pages"),
    Item("21", "what people write is text in every template",
         "frontend/templating.py", "autoescape=True", "autoescape=False",
         f"{SETTINGS}::test_what_people_write_stays_text"),
    Item("22", "a picture is not unfolded before its size is known",
         "frontend/pictures.py", "if picture.width * picture.height > MOST_PIXELS:", "if False:",
         "tests/security/test_pictures.py::test_a_small_file_with_a_hundred_million_pixels_is_not_unfolded"),
    Item("22", "a picture loses where it was taken",
         "frontend/pictures.py", 'drawn.save(written, "JPEG",', 'drawn.save(written, "JPEG", exif=picture.getexif(),',
         "tests/security/test_pictures.py::test_where_when_and_with_what_it_was_taken_is_gone"),
    Item("23", "a cell of an export is never a formula",
         "frontend/spreadsheet.py", "startswith(BEGINS_A_FORMULA) else text", 'startswith("!") else text',
         "tests/security/test_spreadsheet.py::test_a_formula_becomes_text"),
    Item("25", "a log line tells the kind of page, never which one",
         "frontend/entrance.py", 'return str(scope.get("path_template") or "unknown")', 'return str(scope["path"])',
         f"{SETTINGS}::test_a_request_is_logged_without_ids_or_words"),
    Item("24", "only push services of browsers are spoken to",
         "services/post/reach.py", "if (host, port) not in self._also and not (port == PORT and self._listed(host)):",
         "if False:", f"{REACH}::test_only_the_push_services_of_browsers_are_spoken_to"),
    Item("24", "a name of theirs never leads inwards",
         "services/post/public.py", "return it.is_global and", "return True or",
         f"{REACH}::test_a_name_that_leads_inwards_is_refused"),
    Item("24", "also not when it turns private after it was saved",
         "services/post/carrying.py", "address = await self.reach.address(target)",
         "[address, *_] = await self.reach._resolve(target.host, target.port)",
         f"{REACH}::test_a_name_that_turns_private_after_it_was_saved_is_not_sent_to"),
    Item("27", "what is installed is what was reviewed",
         "deploy/setup.sh", "--require-hashes ", "",
         f"{SETTINGS}::test_every_dependency_is_pinned_and_its_bytes_are_checked"),
    Item("27", "a secret is its owner's only",
         "services/kernel/secret_file.py", "0o600", "0o644",
         "tests/services/kernel/test_secret_file.py::"
         "test_a_secret_is_its_owners_only_and_takes_the_place_of_the_one_before"),
    Item("28", "a command without a grant is refused at commit (8.3.2)",
         "services/kernel/rights.py", "if grant.role != act.role or not self.holds(act, grant.role):",
         "if grant.role != act.role:",
         "tests/services/kernel/test_rights.py::test_an_assignment_without_the_role_is_nothing"),
)  # fmt: skip
