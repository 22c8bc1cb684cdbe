"""Puts the parts of the driver together."""

import os
import sys

import tottime_children
import tottime_environment
import tottime_exits
import tottime_forks
import tottime_handlers
import tottime_start
import tottime_uncaught
from tottime_kills import Kills
from tottime_options import Options
from tottime_recorder import END, HANG_UP, Recorder


def armed(environment, variables):
    """Returns a function that makes the recording begin with the program's first line."""
    options = Options(variables.get(tottime_environment.OPTIONS, ""))
    recorder = Recorder(variables[tottime_environment.PARTS], tottime_start.command(), options)

    target = None
    if tottime_environment.TARGET in variables:
        from tottime_target import Target

        target = Target(variables[tottime_environment.TARGET], recorder)

    def arm():
        kills = Kills(recorder, END)
        codes = tottime_exits.watch(recorder, environment)
        if hasattr(os, "fork"):
            codes += tottime_forks.watch(recorder, kills)
            codes += tottime_handlers.watch(recorder, {END, HANG_UP})
        if options.children:
            codes += tottime_children.watch(recorder, kills, environment)
        else:
            environment.forget()
        codes += tottime_uncaught.watch(recorder.engine)
        recorder.stand_ins.update(codes)
        recorder.arm(target is None)
        if target is not None:
            sys.modules["tottime_target"] = target  # until the program takes it away

    return arm
