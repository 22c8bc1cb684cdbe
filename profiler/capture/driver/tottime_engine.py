"""Chooses what records the calls: it depends on what the user wants and on what this Python has."""

import sys

from _lsprof import Profiler


def engine_for(options):
    """The class of the engine."""
    if options.profiler == "profile":
        from tottime_pure import PureEngine

        return PureEngine
    if not hasattr(sys, "monitoring"):
        if options.only:
            from tottime_only_hook import OnlyEngine

            return OnlyEngine
        from tottime_hook import ThreadEngine

        return ThreadEngine
    if not hasattr(Profiler, "_pystart_callback"):
        from tottime_hook import SharedEngine

        return SharedEngine
    if options.only:
        from tottime_only_monitoring import OnlyEngine

        return OnlyEngine
    from tottime_monitoring import Engine

    return Engine
