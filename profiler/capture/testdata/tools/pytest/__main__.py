import importlib
import sys

file, name = sys.argv[1].split("::")
getattr(importlib.import_module(file[: -len(".py")]), name)()
print("passed", sys.argv[1:])
