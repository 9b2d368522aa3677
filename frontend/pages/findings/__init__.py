"""Findings: what an auditor noticed, what was answered, and how it ended."""
