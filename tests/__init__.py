"""Tests of Casa Facendo; the folders mirror the tree."""
