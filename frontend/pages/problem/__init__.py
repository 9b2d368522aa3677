"""The page shown when another cannot be."""
