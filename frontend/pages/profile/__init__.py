"""How I live: what someone says of themselves, so that a person to live with can be found."""
