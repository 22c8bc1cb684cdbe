"""Knows when the script's first line is about to run."""

import sys

_external = sys.modules["_frozen_importlib_external"]

# The last function that runs before it is the making of the script's loader.
LAST_BEFORE_SCRIPT = _external.FileLoader.__init__.__code__


def script_after(frame):
    """The file name in the script's code when its first line is what comes after the return from this frame, else None."""
    if frame.f_code is LAST_BEFORE_SCRIPT and frame.f_locals.get("fullname") == "__main__":
        return _name_in_code(frame.f_locals["self"])
    return None


def _name_in_code(loader):
    if isinstance(loader, _external.SourcelessFileLoader):
        try:
            return loader.get_code(loader.name).co_filename  # that of the source, which may be gone
        except Exception:  # Python is about to say what is wrong with the file
            pass
    return loader.path
