"""The security floor: each setting that must stand, the test that holds it, and the proof that the test does."""
