"""Serve the style page alone: `python -m frontend.pages.stile [port]`."""

import sys

import uvicorn

from frontend.pages.stile.serving import app

uvicorn.run(app, port=int(sys.argv[1]) if len(sys.argv) > 1 else 8090, log_level="warning")
