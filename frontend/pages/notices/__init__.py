"""How somebody is told that there is something for them: on the phone, by letter, or not at all; and when not."""
