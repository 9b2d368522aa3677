"""The promises the code makes about its own form."""
