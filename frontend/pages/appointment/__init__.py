"""An auditor's appointment: what it covers and until when; and the coordinator's page to make one."""
