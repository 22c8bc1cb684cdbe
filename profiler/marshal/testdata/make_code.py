"""Writes a code object with nested functions, once with and once by reference, as the running Python marshals it:
python make_code.py FOLDER writes FOLDER/<major>.<minor>.marshal. Works on Python 2.7 and later."""
import marshal
import os
import sys

SOURCE = u'''"""Documentation, \xe9."""
import os
@staticmethod
def outer(first, *rest, **named):
    def inner(third, constants=(1, 2.5, "x", 10 ** 20, 1j, None, ...and b"y")):
        return [first + i for i in constants]
    return inner, frozenset((1, 2)), "caf\\xe9", rest[1:2], 3 in {1, 2, 3}
class Thing(object):
    method = lambda self: outer
'''.replace(u"...and ", u"")

code = compile(SOURCE, "prog.py", "exec")
name = "%d.%d.marshal" % sys.version_info[:2]
with open(os.path.join(sys.argv[1], name), "wb") as out:
    marshal.dump((code, "between", code), out)
