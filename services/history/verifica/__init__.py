"""The auditor's verifier, in rooms; ``one_file`` makes of them the verifica.py that travels in every pack."""
