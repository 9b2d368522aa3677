"""How a page loads on a phone of the middle class, as Lighthouse sees it; run by `make lighthouse`."""
