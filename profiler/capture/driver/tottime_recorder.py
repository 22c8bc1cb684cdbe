"""Records the calls of a process from the program's first line on, and writes what there is to a file now and then and at the end."""

import _signal
import atexit
import os
import sys

from _thread import get_ident

import tottime_recording
from tottime_borrowed import errno, now, programs_time, sleep
from tottime_engine import engine_for
from tottime_handlers import get_signal, set_signal
from tottime_snapshots import Snapshots

# What ends the program with our leave: SIGTERM, on Windows Ctrl-Break.
END = getattr(_signal, "SIGBREAK", _signal.SIGTERM)
# With what else the system ends a program that does not heed it: its terminal has gone.
HANG_UP = getattr(_signal, "SIGHUP", END)
# STATUS_CONTROL_C_EXIT, with which Windows ends a program on Ctrl-Break.
_CONTROL_C_EXIT = -1073741510
# The seconds that it takes to tell of a function with its calls for the first time, about, and the part of the program's time since the last snapshot
# that this may take.
_FIRST_COST, _FIRST_SHARE = 6e-6, 1 / 50
# How many functions' last lines are found with each snapshot.
_ENDS = 500


class Recorder:
    """The recording of this process, kept as a file of its own in a folder."""

    def __init__(self, parts, command, options):
        self.parts = parts
        os.makedirs(parts, exist_ok=True)
        self.options = options
        self.problems = set()
        self.command = command
        self.begun = self.finished = False
        self.fresh = True  # not the child of a fork
        self.told = 0  # of how many functions the last snapshot told
        driver = os.path.dirname(__file__)
        self.stand_ins = set()  # the code of functions of ours that stand for one that the program calls
        self.functions = tottime_recording.Functions(driver, os.getcwd(), self.stand_ins)
        self.engine = engine_for(options)(self.problems, self.stand_ins, options)
        self.snapshots = Snapshots(self._snapshot, self._look)
        self.pure = options.profiler != "cprofile"
        self.whole = not self.pure and not options.only  # the program's outermost call is to be recorded
        self.engine.measure()
        self._identify()

    def _identify(self):
        """Makes this a recording of the process that we are in now."""
        self.pid = os.getpid()
        self.ident = get_ident()
        self.started, self.had = now(), programs_time()
        count = 0
        while os.path.exists(self._path(count)):  # of what this process was before exec
            count += 1
        self.path = self._path(count)
        self.reminder = self._reminder(self.pid)
        if os.access(self.reminder, os.F_OK):  # it was for a process that had the same number
            self._forget_reminder()
        self.kept = False  # something that was measured is in the file

    def _path(self, count):
        return os.path.join(self.parts, "%d-%d.rec" % (self.pid, count))

    def arm(self, at_first_line):
        """Makes the recording begin with the program's first line, or else with begin()."""
        self._write(False, "start")  # it says that the driver was loaded
        atexit.register(self.finish, "exit")  # the first to be registered is the last to be run
        if at_first_line:
            self.engine.arm(self.command, self._begin)
        self.snapshots.start()
        for number in (END, HANG_UP):
            if get_signal(number) == _signal.SIG_DFL:
                self.take(number)

    def begin(self, script, outermost):
        """Makes the recording begin with the next call, which is of the function `outermost` in the file `script` as far as that is known."""
        self.engine.script, self.engine.outermost = script, outermost
        self._begin()
        self.engine.begin()

    def _begin(self):
        self.begun = True
        self.started, self.had = now(), programs_time()

    def _end(self, number, frame):
        self.finish("signal")
        if os.name == "nt":
            os._exit(_CONTROL_C_EXIT)
        set_signal(number, _signal.SIG_DFL)
        os.kill(os.getpid(), number)

    def remind(self, pid):
        """Has another process notice the signal END that it has got, if it is recorded too: see tottime_kills."""
        if self.knows(pid):
            try:
                os.close(os.open(self._reminder(pid), os.O_WRONLY | os.O_CREAT, 0o600))
            except OSError:
                pass

    def _look(self, thread):
        """Sees to it that the main thread notices the signal if there is a reminder. It is called in the thread for snapshots."""
        if not os.access(self.reminder, os.F_OK):
            return
        while thread.wanted and not self.finished and self.heeds(END):
            _signal.pthread_kill(self.ident, END)
            sleep(0.005)
        if thread.wanted:
            self._forget_reminder()

    def _reminder(self, pid):
        return os.path.join(self.parts, "%d.end" % pid)

    def _forget_reminder(self):
        try:
            os.unlink(self.reminder)
        except OSError:
            pass

    def finish(self, how):
        """Ends the recording and writes it for the last time, once; how tells what ends the process."""
        if self.finished or self.pid != os.getpid():
            return
        kept = self._ignore_signals()  # a second signal must not cost the profile
        self.finished = True
        if self.begun:
            self._stop()
        try:
            self.snapshots.stop()
            self._write(True, how)
        finally:
            for number, function in kept:
                if function is not None:
                    set_signal(number, function)

    def _stop(self):
        try:
            self.engine.stop()
        except Exception:  # what there is is written all the same
            self.problems.add("not-recorded")

    def knows(self, pid):
        """Tells whether another process of that number is recorded too."""
        return os.path.exists(os.path.join(self.parts, "%d-0.rec" % pid))

    def take(self, number):
        """Has that signal end the program with our leave."""
        set_signal(number, self._end)

    def heeds(self, number):
        """Tells whether it is up to us what happens on that signal."""
        return get_signal(number) == self._end

    def heeded(self):
        """The signals of which that is so."""
        return [number for number in {END, HANG_UP} if self.heeds(number)]

    def resume(self):
        """Goes on after finish(), as the process does not end after all."""
        self.finished = False
        if self.begun:
            self.engine.resume()
        self.snapshots.start()

    def _ignore_signals(self):
        try:
            return [(number, set_signal(number, _signal.SIG_IGN)) for number in {_signal.SIGINT, END, HANG_UP}]
        except ValueError:  # another thread than the main one ends the process
            return []

    def go_on_in_child(self):
        """Begins the recording of a forked child."""
        self.fresh = False
        self.told = 0
        self.problems.clear()
        self.functions = self.functions.afresh()
        self.snapshots.forget()
        self._identify()
        if self.finished:
            return
        if not self.options.children:
            self._leave_alone()
            return
        if self.begun:
            self.engine.go_on_in_child()
        self._write(False, "start")
        self.snapshots.start()

    def _leave_alone(self):
        self.finished = True
        self.engine.abandon()
        for number in self.heeded():
            set_signal(number, _signal.SIG_DFL)

    def _snapshot(self):
        """Takes a snapshot. Returns the seconds of the program's time until that may be done where it would cost too much now, else None."""
        if not self.begun:
            return None
        recorded = self.engine.recorded()
        functions = sum([len(entries) for _, entries in recorded])
        early = _FIRST_COST * (functions - self.told) / _FIRST_SHARE - (programs_time() - self.had)
        if early > 0:
            return early
        self.told, self.had = functions, programs_time()
        self._write(False, "snapshot", recorded)
        return None

    def _write(self, ended, how, recorded=None):
        """Writes what there is. A file that cannot be written is tried again the next time; the program must not notice."""
        try:
            tottime_recording.write(self._content(ended, how, recorded), self.path)
            self.kept = how != "start"
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", None)):
                self.problems.add("disk-full")
                if not self.kept:
                    tottime_recording.overwrite(self._note(ended, how), self.path)
        except Exception:
            self.problems.add("not-recorded")

    def _content(self, ended, how, recorded):
        if recorded is None:
            recorded = self.engine.recorded() if self.begun and how != "start" else []
        if ended and self.fresh and self._only_awaited(recorded):
            recorded = []
        rows = tottime_recording.counted_rows if self.pure else tottime_recording.rows
        threads = [(thread.name(), thread.ident, rows(entries, self.functions)) for thread, entries in recorded]
        self.functions.end(None if ended else _ENDS)
        problems = set(self.problems)
        if ended and not recorded:
            problems.add("not-started")
        elif ended and self.fresh and "threads-mixed" not in problems and self._lost_count(recorded[0][1]):
            problems.add("lost-count")
        return tottime_recording.content(self._process(ended, how, problems, self.engine.costs(recorded)), self.functions, threads)

    def _note(self, ended, how):
        """The recording without anything that was measured."""
        return tottime_recording.content(self._process(ended, how, self.problems, []), self.functions.afresh(), [])

    def _process(self, ended, how, problems, costs):
        return {
            "pid": self.pid,
            "parent": os.getppid(),
            "command": list(map(tottime_recording.readable, self.command)),
            "python": sys.version.split()[0],
            "profiler": self.options.profiler,
            "subcalls": self.options.subcalls,
            "costs": costs,
            "started": self.started,
            "now": now(),
            "ended": ended,
            "how": how,
            "problems": sorted(problems),
        }

    def _only_awaited(self, recorded):
        """Tells whether the program's first line was not run, although the recording had begun. Any function of its file says that it was."""
        return self.whole and self.engine.script is not None and not any(
            getattr(entry[0], "co_filename", None) == self.engine.script for _, entries in recorded for entry in entries
        )

    def _lost_count(self, entries):
        """Tells whether the profiler of the main thread took the end of one call for that of another.

        Python 3.11, 3.13 and 3.14 look for signals before they tell a profiler that a function begins or a generator goes on. An exception
        that comes of one there, such as KeyboardInterrupt, has them tell of the end of a call whose beginning they never told. It is taken
        for the end of the caller, and so on outwards, until nothing is left that the end of the program itself could be.
        """
        return self.whole and self.engine.script is not None and not any(
            getattr(entry[0], "co_filename", None) == self.engine.script and entry[0].co_name == self.engine.outermost
            for entry in entries
        )
