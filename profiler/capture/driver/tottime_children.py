"""Has the Python processes that the program starts recorded too, where it gives them an environment of their own."""

import os
import sys

from tottime_stand_ins import Work, put

_EXPLICIT = {"execve": 2, "posix_spawn": 2, "posix_spawnp": 2}  # which argument is the environment
_OF_SUBPROCESS = 5


def watch(recorder, kills, environment):
    """Puts stand-ins in the place of what starts processes. Returns their code."""

    def changed(arguments, place, change):
        """The arguments with another environment. Where the child is given none of its own it gets that of this process."""
        kills.begin()
        if len(arguments) <= place or arguments[place] is None:
            environment.refresh()
            return arguments
        return arguments[:place] + (change(arguments[place]),) + arguments[place + 1 :]

    class Starts(Work):
        """Starts a process with the environment that this process has."""

        def __init__(self, arguments):
            self.arguments = arguments
            environment.refresh()

    class StartsFromSubprocess(Work):
        def __init__(self, arguments):
            self.arguments = arguments
            self.forks = any(callable(argument) for argument in arguments[_OF_SUBPROCESS + 1 :])  # preexec_fn
            self.arguments = changed(arguments, _OF_SUBPROCESS, environment.added_to)
            if self.forks:
                recorder.snapshots.hold()

        def returned(self, result):
            if self.forks:
                recorder.snapshots.release()

        def failed(self):
            self.returned(None)

    def with_environment(place):
        class StartsWith(Work):
            def __init__(self, arguments):
                self.arguments = changed(arguments, place, environment.added_to_mapping)

        return StartsWith

    codes = put("system", Starts, "os", os.name)
    for name in ("posix_spawn", "posix_spawnp"):
        codes += put(name, with_environment(_EXPLICIT[name]), "os", os.name)

    def subprocess_is_there():
        return put("fork_exec", StartsFromSubprocess, "_posixsubprocess") + put("_fork_exec", StartsFromSubprocess, "subprocess")

    if "_posixsubprocess" in sys.modules:
        return codes + subprocess_is_there()

    class Imports(Work):
        """Makes a module in C run; the one that subprocess starts processes with is imported when it is needed."""

        def returned(self, result):
            if self.arguments[0].__name__ == "_posixsubprocess":
                recorder.stand_ins.update(subprocess_is_there())

    return codes + put("exec_dynamic", Imports, "_imp") + put("exec_builtin", Imports, "_imp")
