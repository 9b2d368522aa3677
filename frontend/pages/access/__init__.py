"""How I come in: my devices and keys, my address, my second factor; all of it mine to end."""
