"""Records programs that use much of the standard library with both profilers of the Python that runs it, for the comparison with that Python's
own pstats, which needs profiles of hundreds of functions:

    python record_live.py FOLDER

writes FOLDER/<profiler>-<program>.stats. Works on Python 2.7 and later. These profiles are too large to be committed.
"""
import cProfile
import os
import profile
import sys


def parsing():
    import ast
    import inspect
    import io
    import json
    import tokenize

    source = inspect.getsource(json.decoder)
    json.dumps(ast.dump(ast.parse(source)))
    list(tokenize.generate_tokens(io.StringIO(u"\n".join(source.splitlines()[:40])).readline))


def patterns():
    import fnmatch
    import re
    import textwrap

    re.purge()
    for depth in range(1, 6):
        re.compile("(?:" * depth + r"a|b+[c-e]*?|\d{2,3}" + ")*" * depth)
    text = " ".join("word%d" % (n * n) for n in range(60))
    re.sub(r"(\w)(\d+)", lambda match: match.group(2) + match.group(1), text)
    fnmatch.filter(text.split(), "*4[0-9]")
    textwrap.fill(text, 30)


def documents():
    import email
    import json
    from email.mime.multipart import MIMEMultipart
    from email.mime.text import MIMEText
    from xml.dom import minidom

    message = MIMEMultipart()
    message["Subject"] = u"Gr\xfc\xdfe"
    for n in range(3):
        message.attach(MIMEText("line\n" * n))
    parts = list(email.message_from_string(message.as_string()).walk())
    document = minidom.parseString("<a>" + "<b c='d'>e<f/></b>" * len(parts) + "</a>")
    document.toprettyxml()
    json.dumps({"parts": [{"n": n, "of": list(range(n))} for n in range(6)]}, indent=2, sort_keys=True)


def arithmetic():
    import fractions
    import random

    try:
        import _pydecimal as decimal
    except ImportError:
        import decimal
    decimal.Decimal(2).sqrt() + decimal.Decimal("0.5").exp()
    sum((fractions.Fraction(1, n) for n in range(1, 20)), fractions.Fraction(0))
    numbers = list(range(50))
    random.Random(1).shuffle(numbers)
    sorted(numbers, key=lambda n: (n % 7, -n))


def differences():
    import copy
    import difflib
    import pickle
    import pprint

    left = ["line %d of %d" % (n, n % 7) for n in range(30)]
    right = [line.replace("3", "three") for line in left if "of 5" not in line]
    list(difflib.unified_diff(left, right))
    list(difflib.ndiff(left[:6], right[:6]))
    difflib.get_close_matches("line 9 of 1", left)
    tree = None
    for n in range(12):
        tree = {"n": n, "tree": tree, "list": [n, str(n)]}
    copied = copy.deepcopy(tree)
    pprint.pformat(copied)
    getattr(pickle, "_dumps", pickle.dumps)(copied)


for program in parsing, patterns, documents, arithmetic, differences:
    for profiler in cProfile, profile:
        recorder = profiler.Profile()
        recorder.runcall(program)
        recorder.dump_stats(os.path.join(sys.argv[1], "%s-%s.stats" % (profiler.__name__, program.__name__)))
