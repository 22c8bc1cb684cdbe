"""Runs two modules of the standard library on its own sources for some seconds: ``compileall`` and ``tokenize``.

Real code that nobody wrote as a sample: hundreds of functions, built-ins, recursion, generators and imports.
"""

import compileall
import io
import os
import shutil
import tempfile
import tokenize

PACKAGES = ["asyncio", "email", "json", "logging", "unittest"]


def copy_packages(folder):
    """Copies the packages' sources, so that nothing is written where Python is installed."""
    library = os.path.dirname(os.__file__)
    for package in PACKAGES:
        shutil.copytree(
            os.path.join(library, package), os.path.join(folder, package), ignore=shutil.ignore_patterns("__pycache__", "test*")
        )


def count_tokens(folder):
    """The number of tokens in all sources below a folder."""
    count = 0
    for path, _, names in os.walk(folder):
        for name in names:
            if name.endswith(".py"):
                with tokenize.open(os.path.join(path, name)) as source:
                    count += sum(1 for _ in tokenize.generate_tokens(io.StringIO(source.read()).readline))
    return count


def main():
    folder = tempfile.mkdtemp(prefix="standard-library-")
    try:
        copy_packages(folder)
        print("compiled: %s" % bool(compileall.compile_dir(folder, quiet=1, force=True)))
        print("tokens: %d" % count_tokens(folder))
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
