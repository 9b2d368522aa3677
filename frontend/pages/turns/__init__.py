"""The week's turns of one's own home: done, undone, swapped, weighed, and shared out fairly."""
