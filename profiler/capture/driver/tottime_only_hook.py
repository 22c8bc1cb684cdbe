"""Recording only while the functions of a name run, on Python 3.6 to 3.11."""

import sys

import tottime_threads
import tottime_untraced
from tottime_hook import ThreadEngine
from tottime_only import Named, Watch


class OnlyEngine(ThreadEngine):
    def __init__(self, problems, stand_ins, options):
        ThreadEngine.__init__(self, problems, stand_ins, options)
        tottime_untraced.leave_alone()
        self.named = Named(options.only)
        self.watch = None  # of the main thread

    def measure(self):
        """Leaves the cost unknown: it depends on where the trace function is at work, too."""

    def begin(self):
        sys.setprofile(None)
        self.stand_ins.update(tottime_threads.watch(self._thread_starts))
        self.watch = Watch(self.named, self.main)
        self.watch.begin()

    def begin_thread(self, thread):
        Watch(self.named, self.add(thread)).begin()

    def stop(self):
        ThreadEngine.stop(self)
        if sys.gettrace() is not None and self.watch is not None and self.watch.is_there():
            sys.settrace(None)

    def resume(self):
        self.watch.begin()

    def go_on_in_child(self):
        ThreadEngine.go_on_in_child(self)
        self.watch = Watch(self.named, self.main)
        if sys.getprofile() is not self.main:
            self.watch.begin()

    def abandon(self):
        sys.settrace(None)
        ThreadEngine.abandon(self)

    def _of_this_thread(self):
        ident = tottime_threads.get_ident()
        return next((thread for thread in self.threads if thread.ident == ident), None) or ThreadEngine._of_this_thread(self)

    def _check(self):
        if self.watch is not None and not self.watch.is_there() and tottime_threads.get_ident() == self.threads[0].ident:
            self.problems.add("trace-replaced")
