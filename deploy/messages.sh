#!/bin/sh
# Collects the sentences of pages and templates. Italian is the source; English is the catalogue to fill.
set -eu
LOCALE=frontend/locale
ENGLISH=$LOCALE/en/LC_MESSAGES/messages.po
babel() { .venv/bin/pybabel --quiet "$@"; }
babel extract --mapping pyproject.toml --keyword lazy --no-location --omit-header --sort-output --no-wrap \
    --output "$LOCALE/messages.pot" frontend
if test -e "$ENGLISH"; then action=update extra="--no-fuzzy-matching --omit-header"; else action=init extra=; fi
mkdir -p "$(dirname "$ENGLISH")"
# shellcheck disable=SC2086
babel $action $extra --no-wrap --input-file "$LOCALE/messages.pot" --output-file "$ENGLISH" --locale en
# A header of Babel's would change with every run: this one says what tools for translators need, and stays.
{
    cat <<'HEADER'
# The English catalogue; the Italian sentences are the source.
msgid ""
msgstr ""
"Language: en\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=n != 1;\n"

HEADER
    cat "$ENGLISH"
} > "$ENGLISH.new"
mv "$ENGLISH.new" "$ENGLISH"
