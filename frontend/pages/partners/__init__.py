"""Who makes up the network: partners, their Info Points, the districts of the town."""
