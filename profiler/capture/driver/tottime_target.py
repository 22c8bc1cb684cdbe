"""Calls one function of a module, or runs some lines of a file.

Python runs a code string that does nothing but have Target.run() do this. The recording begins with the call, when the module has been imported.
"""

import os
import sys

from tottime_function import STAND_INS, Function
from tottime_lines import Lines
from tottime_module import Module
from tottime_options import entries

_IMPORTERS = "<frozen importlib"  # the beginning of the file names of what imports modules


class Target:
    """What the environment variable TOTTIME_TARGET says, such as "path=shop.py;function=Basket.add" or "path=shop.py;first=10;last=20".

    path=FILE, or module=NAME   what is imported
    function=NAME               the qualified name of the function to call; the program's arguments are its arguments
    first=LINE, last=LINE       the lines to run
    imports=1                   the import is recorded as well
    """

    def __init__(self, text, recorder):
        given = entries(text)
        self.module = Module(given.get("path"), given.get("module"))
        if "function" in given:
            self.what = Function(self.module, given["function"])
        else:
            self.what = Lines(self.module, int(given["first"]), int(given["last"]))
        self.imports = given.get("imports") == "1"
        self.recorder = recorder
        recorder.stand_ins.update(STAND_INS)
        self.driver = os.path.dirname(__file__)

    def run(self):
        # What this function calls when the recording has begun is as if Python itself called it. What other functions of ours call is not recorded.
        try:
            self.caller = sys._getframe(1).f_code
            load, argument = self.what.prepare()
            if self.imports:
                self.recorder.begin(None, None)
            load(argument)
            function, arguments, named = self.what.ready()
            if not self.imports:
                self.recorder.begin(*self.what.label(function))
            result = function(*arguments, **named)
            steps, finish, argument = self.what.rest(result)
            for _ in steps:
                pass
            if finish is not None:
                finish(argument)
        except BaseException as error:
            self._hide_us(error)
            raise

    def _hide_us(self, error):
        """Has Python print the traceback of an error without our frames."""
        hook = sys.excepthook

        def show(kind, value, traceback):
            sys.excepthook = hook
            value.__traceback__ = sys.last_traceback = self._users(traceback)
            hook(kind, value, value.__traceback__)

        sys.excepthook = show

    def _users(self, traceback):
        while traceback is not None and (self._is_ours(traceback) or traceback.tb_frame.f_code.co_filename.startswith(_IMPORTERS)):
            traceback = traceback.tb_next
        last = traceback
        while last is not None and sys.version_info >= (3, 7):  # with which a traceback can be changed
            while last.tb_next is not None and self._is_ours(last.tb_next):
                last.tb_next = last.tb_next.tb_next
            last = last.tb_next
        return traceback

    def _is_ours(self, traceback):
        code = traceback.tb_frame.f_code
        return code is self.caller or os.path.dirname(code.co_filename) == self.driver
