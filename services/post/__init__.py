"""The post: letters, and notices on phones. It says that there is something for somebody, never what."""
