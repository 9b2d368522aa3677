"""SPID, CIE or another house's login, through the one issuer that is set up; off where none is."""
