"""The same walk in the engines of other browsers than Chromium."""
