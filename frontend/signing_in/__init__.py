"""The ways in: passkeys, codes by e-mail, second factors, and how often each may be tried."""
