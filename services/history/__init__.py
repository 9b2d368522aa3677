"""The system of record: the bytes of every fact once, in the order they arrived, chained per dossier."""
