"""Stays for those who run them: requests in their fair order, who arrives and leaves, what a referente must fill."""
