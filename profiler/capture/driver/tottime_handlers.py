"""Hides the function that we have for the signals that end a program.

To the program such a signal has its default until the program gives it a function, and when it gives it the default again, it gets ours.
"""

import _signal

from _thread import get_ident

from tottime_stand_ins import Work, put

get_signal, set_signal = _signal.getsignal, _signal.signal


def watch(recorder, numbers):
    """Puts stand-ins in the place of what tells and sets the functions of these signals. Returns their code."""

    def is_one(number):
        return isinstance(number, int) and number in numbers and not recorder.finished

    class Gets(Work):
        def __init__(self, arguments):
            self.arguments = arguments
            if len(arguments) == 1 and is_one(arguments[0]) and recorder.heeds(arguments[0]):
                self.arguments = (_signal.SIGKILL,)  # which has the default always

    class Sets(Work):
        number = None

        def __init__(self, arguments):
            self.arguments = arguments
            if len(arguments) != 2 or not is_one(arguments[0]) or get_ident() != recorder.ident:
                return
            self.number, handler = arguments
            self.was_ours = recorder.heeds(self.number)
            self.to_be_ours = isinstance(handler, int) and handler == _signal.SIG_DFL
            if self.was_ours:
                set_signal(self.number, _signal.SIG_DFL)

        def returned(self, result):
            if self.number is not None and self.to_be_ours:
                recorder.take(self.number)

        def failed(self):
            if self.number is not None and self.was_ours:
                recorder.take(self.number)

    return put("getsignal", Gets, "_signal") + put("signal", Sets, "_signal")
