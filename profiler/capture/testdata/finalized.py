"""Forks, and shows when the things that its globals refer to are finalized."""

import os
import sys
import weakref


class Thing:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        sys.stdout.write("%s has gone, %s\n" % (self.name, sorted(sys.modules)[:1]))


thing = Thing("a global")
cycle = [Thing("a cycle")]
cycle.append(cycle)
weakref.finalize(thing, print, "finalized")
sys.stdout.flush()
pid = os.fork()
if pid:
    os.waitpid(pid, 0)
