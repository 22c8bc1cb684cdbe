"""Saves the recording before the program ends in a way that leaves Python no time for it."""

import os

from tottime_stand_ins import Work, put


def watch(recorder, environment):
    """Puts stand-ins in the place of what ends a process. Returns their code."""

    def ending(how, likely=lambda arguments: True, change=lambda arguments: arguments, by_name=()):
        class Ends(Work):
            names = by_name

            def __init__(self, arguments):
                self.arguments = change(arguments)
                self.finished = likely(arguments) and not recorder.finished
                if self.finished:
                    recorder.finish(how)

            def failed(self):
                if self.finished:
                    recorder.resume()

        return Ends

    def inherited(arguments):
        environment.refresh()
        return arguments

    def given(arguments):
        if len(arguments) < 3:
            return arguments
        return arguments[:2] + (environment.added_to_mapping(arguments[2]),) + arguments[3:]

    return (
        put("_exit", ending("_exit"), "os", os.name)
        + put("abort", ending("abort"), "os", os.name)
        + put("execv", ending("exec", _can_run, inherited), "os", os.name)
        + put("execve", ending("exec", _can_run, given, ("path", "argv", "env")), "os", os.name)
    )


def _can_run(arguments):
    """Tells whether exec will succeed, as far as that can be told: a shell's search for a program fails more often than not."""
    try:
        return arguments[0].__class__ is int or os.path.isfile(arguments[0]) and os.access(arguments[0], os.X_OK)
    except (TypeError, ValueError, IndexError):
        return False
