"""The same page asked again: answered from this node's memory while nothing it was made of has changed."""
