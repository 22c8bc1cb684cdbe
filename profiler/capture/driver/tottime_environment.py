"""The environment variables by which Python processes that the program starts are recorded too. The program does not see them.

They are missing in os.environ, but are left in the process's real environment, which a child gets that is given none of its own.
"""

import os

PARTS, OPTIONS, PATH = "TOTTIME_PARTS", "TOTTIME_OPTIONS", "PYTHONPATH"
TARGET = "TOTTIME_TARGET"  # what the first process is to do instead of a script
_USERS_PATH = "TOTTIME_PYTHONPATH"  # the user's PYTHONPATH, absent when there is none


def hidden():
    """Takes our variables out of os.environ and returns those that were there. It works on every Python there is."""
    environ = os.environ
    data = getattr(environ, "_data", None) or environ.data
    key = getattr(environ, "encodekey", str)
    found = {name: environ[name] for name in (PARTS, OPTIONS, PATH, _USERS_PATH, TARGET) if name in environ}
    for name in found:
        del data[key(name)]
    if TARGET in found:
        os.unsetenv(TARGET)
    if _USERS_PATH in found:
        data[key(PATH)] = getattr(environ, "encodevalue", str)(found[_USERS_PATH])
    return found


class Environment:
    """What children are given."""

    def __init__(self, driver, found):
        self.driver = driver
        self.ours = {name: found[name] for name in (PARTS, OPTIONS) if name in found}
        self.users_path = found.get(_USERS_PATH)

    def forget(self):
        """Takes our variables out of the real environment, so that no child is recorded."""
        for name in (PARTS, OPTIONS, _USERS_PATH):
            os.unsetenv(name)
        if self.users_path is None:
            os.unsetenv(PATH)
        else:
            os.putenv(PATH, self.users_path)

    def refresh(self):
        """Puts our variables back into the real environment when the program has changed PYTHONPATH."""
        path = os.environ.get(PATH)
        if path == self.users_path:
            return
        self.users_path = path
        for name, value in self._variables(path).items():
            os.putenv(name, value)
        if path is None:
            os.unsetenv(_USERS_PATH)

    def _variables(self, users_path):
        variables = dict(self.ours)
        variables[PATH] = self.driver
        if users_path is not None:
            variables[_USERS_PATH] = users_path
            if users_path:
                variables[PATH] += os.pathsep + users_path
        return variables

    def added_to(self, entries):
        """What a child is to be given instead of [NAME=value, ...] in bytes."""
        given = {name: value for name, _, value in (entry.partition(b"=") for entry in entries)}
        return [name + b"=" + value for name, value in self.added_to_mapping(given).items()]

    def added_to_mapping(self, mapping):
        """What a child is to be given instead of a mapping of str or bytes; that itself if it is none."""
        try:
            given = {os.fsencode(name): os.fsencode(value) for name, value in mapping.items()}
        except Exception:  # the function that is given it says what is wrong
            return mapping
        path = given.pop(os.fsencode(PATH), None)
        ours = self._variables(None if path is None else os.fsdecode(path))
        given.update((os.fsencode(name), os.fsencode(value)) for name, value in ours.items())
        return given
