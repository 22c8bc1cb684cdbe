"""Knows when the script's first line is about to run."""

import sys

# The last function that runs before it is the making of the script's loader.
LAST_BEFORE_SCRIPT = sys.modules["_frozen_importlib_external"].FileLoader.__init__.__code__


def script_after(frame):
    """The file name of the script when its first line is what comes after the return from this frame, else None."""
    if frame.f_code is LAST_BEFORE_SCRIPT and frame.f_locals.get("fullname") == "__main__":
        return frame.f_locals["path"]
    return None
