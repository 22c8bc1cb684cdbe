"""Runs code on Python 3.12 and newer without any events to any tool: as a callback, during which there are none."""

import sys

_NAME = "tottime, unheard"
_TOOLS = (5, 4, 3)  # the one with the highest number is called first
_monitoring = sys.monitoring
_event = _monitoring.events.PY_START
_waiting = {}  # functions to be run as callbacks, the latest first, by the id of the code whose start makes them run
_begun = False


def _run(code, offset):
    global _begun
    functions = _waiting[id(code)]
    function = functions.pop()
    if not functions:
        del _waiting[id(code)]
    if not _begun:
        # This is the thread that starts before the program, which may want a tool, too. From then on several threads may need ours.
        _begun = True
        _give_back(code)
    function()


def _give_back(code):
    tool = next(tool for tool in _TOOLS if _monitoring.get_tool(tool) == _NAME)
    _monitoring.set_local_events(tool, code, 0)
    _monitoring.register_callback(tool, _event, None)
    _monitoring.free_tool_id(tool)


def _prepare(code, function):
    tool = next((tool for tool in _TOOLS if _monitoring.get_tool(tool) in (None, _NAME)), None)
    if tool is None:
        raise RuntimeError("there is no tool left")
    if _monitoring.get_tool(tool) is None:
        _monitoring.use_tool_id(tool, _NAME)
        _monitoring.register_callback(tool, _event, _run)
    _waiting.setdefault(id(code), []).append(function)
    _monitoring.set_local_events(tool, code, _event)


def _thread():
    pass


def _call():
    pass


def started(start, function):
    """Has start() start a thread, which runs the function; RuntimeError if it cannot."""
    _prepare(_thread.__code__, function)
    return start(_thread)


def has_started(frame):
    """Tells whether we started the thread that this frame belongs to."""
    while frame.f_back is not None:
        frame = frame.f_back
    return frame.f_code is _thread.__code__


def run(function):
    """Runs a function in this thread, with the innermost frame of which the tools know; RuntimeError if it cannot."""
    frame = sys._getframe()
    made = type(_call)(_call.__code__.replace(), {})  # another thread may be about to do the same
    _prepare(made.__code__, lambda: function(frame))
    made()


def call(function, arguments):
    """Calls a function so in this thread, and as ever if it cannot."""
    try:
        run(lambda frame: function(*arguments))
    except RuntimeError:
        function(*arguments)
