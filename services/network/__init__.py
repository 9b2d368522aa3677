"""The network service: who is in the partnership, who is who, and who may act for whom."""
