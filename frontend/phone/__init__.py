"""What makes a phone's copy of the house: its worker, its manifest and icons, and the files of earlier releases."""
