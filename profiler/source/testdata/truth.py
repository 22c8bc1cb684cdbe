"""Print what CPython itself says of Python files: the truth that the outline of a file is compared with.

    python truth.py FILE...             write FILE's truth beside it, as FILE.json
    python truth.py --library N         print that of every Nth file of the standard library, one a line

An object: {"definitions", "lambdas", "keys"}, in --library mode with "path", or {"error"} for a file that is not valid.

definitions: [kind, qualified name, first line, line of def or class, last line] from ast (Python 3.8 and later, else null)
lambdas:     [first line, last line] from ast (Python 3.8 and later, else null)
keys:        [first line, name, qualified name] of every code object, as a profile names them

Runs on Python 2.7 and 3.6 to 3.14.
"""
from __future__ import print_function

import ast
import dis
import io
import json
import os
import sys
import warnings

COMPREHENSIONS = ("<listcomp>", "<setcomp>", "<dictcomp>")
TYPE_PARAMETERS = "<generic parameters of "
FUNCTIONS = tuple(getattr(ast, name) for name in ("FunctionDef", "AsyncFunctionDef") if hasattr(ast, name))
EXPRESSIONS = COMPREHENSIONS + ("<lambda>", "<genexpr>")
SCOPES = FUNCTIONS + (ast.ClassDef,)


def same_scope(node):
    """Yield the nodes below that belong to the same scope."""
    waiting = [node]
    while waiting:
        for child in ast.iter_child_nodes(waiting.pop()):
            yield child
            if not isinstance(child, SCOPES + (ast.Lambda,)):
                waiting.append(child)


def definitions(tree):
    """Return the definitions and the lambdas of a module."""
    found, lambdas = [], []

    def visit(node, prefix, names):
        """Visit the statements and expressions of one scope; prefix stands before names that are not declared global."""
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Lambda):
                lambdas.append([child.lineno, child.end_lineno])
            if not isinstance(child, SCOPES):
                visit(child, prefix, names)
                continue
            is_class = isinstance(child, ast.ClassDef)
            name = child.name if child.name in names else prefix + child.name
            first = child.decorator_list[0].lineno if child.decorator_list else child.lineno
            found.append(["class" if is_class else "function", name, first, child.lineno, child.end_lineno])
            declared = set()
            for inner in same_scope(child):
                if isinstance(inner, ast.Global):
                    declared.update(inner.names)
            visit(child, name + ("." if is_class else ".<locals>."), declared)

    visit(tree, "", set())
    return sorted(found, key=lambda d: d[2:]), sorted(lambdas)


def stored_globals(code):
    """Return the names that a code object stores as globals. Only needed, and only right, up to Python 3.10."""
    names = set()
    at, extended, text = 0, 0, bytearray(code.co_code)
    while at < len(text):
        operation, argument, size = text[at], 0, 1
        if sys.version_info >= (3, 6):
            argument, size = text[at + 1] | extended << 8, 2
        elif operation >= dis.HAVE_ARGUMENT:
            argument, size = text[at + 1] | text[at + 2] << 8 | extended << 16, 3
        extended = argument if operation == dis.EXTENDED_ARG else 0
        if operation == dis.opmap["STORE_GLOBAL"]:
            names.add(code.co_names[argument])
        at += size
    return names


def keys(module, tree):
    """Return the keys that a profile may hold. Qualified names leave out the comprehensions that Python 3.12 inlines.

    Left out are type aliases and the bounds of type variables, with all that is in them: they are evaluated once, when somebody asks
    for their value.
    """
    statements = {}
    for node in ast.walk(tree):
        if isinstance(node, SCOPES):
            first = min([node.lineno] + [decorator.lineno for decorator in node.decorator_list])
            statements[first, node.name] = node
    found, left_out = [], set()

    def leave_out(code):
        """Take note of the lines on which a profile cannot tell the code objects that are left out from others."""
        left_out.add(code.co_firstlineno)
        for inner in code.co_consts:
            if hasattr(inner, "co_code"):
                leave_out(inner)

    def visit(code, prefix):
        """Visit the code objects inside one."""
        declared = stored_globals(code) if sys.version_info < (3, 11) else ()
        for inner in code.co_consts:
            if not hasattr(inner, "co_code"):
                continue
            statement = statements.get((inner.co_firstlineno, inner.co_name.replace(TYPE_PARAMETERS, "").rstrip(">")))
            if statement is None and (inner.co_name not in EXPRESSIONS or code.co_name.startswith(TYPE_PARAMETERS)):
                leave_out(inner)
                continue
            name = inner.co_name if inner.co_name in declared else prefix + inner.co_name
            if hasattr(inner, "co_qualname"):
                name = inner.co_qualname
                for comprehension in COMPREHENSIONS:
                    name = name.replace(comprehension + ".", "")
            found.append([inner.co_firstlineno, inner.co_name, name])
            if inner.co_name in COMPREHENSIONS:
                visit(inner, prefix)
            elif isinstance(statement, FUNCTIONS) or inner.co_name == "<lambda>":
                visit(inner, name + ".<locals>.")
            else:
                visit(inner, name + ".")

    visit(module, "")
    return sorted(key for key in found if key[0] not in left_out or key[1] not in EXPRESSIONS)


def truth(path):
    """Return everything about one file."""
    with io.open(path, "rb") as file:
        text = file.read()
    try:
        code = compile(text, path, "exec", dont_inherit=True)
        tree = ast.parse(text)
        found, lambdas = None, None
        if sys.version_info >= (3, 8):
            found, lambdas = definitions(tree)
    except (SyntaxError, ValueError, TypeError, RecursionError if sys.version_info[0] > 2 else RuntimeError) as error:
        return {"error": str(error)}
    return {"definitions": found, "lambdas": lambdas, "keys": keys(code, tree)}


def library():
    """Return the paths of the standard library's files."""
    paths = []
    for folder, folders, files in os.walk(os.path.dirname(os.path.realpath(os.__file__))):
        folders[:] = [name for name in folders if name != "site-packages"]
        paths.extend(os.path.join(folder, name) for name in files if name.endswith(".py"))
    return sorted(paths)


def main():
    """Do what the module's first lines say."""
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(5000)
    if sys.argv[1] == "--library":
        for path in library()[::int(sys.argv[2])]:
            print(json.dumps(dict(truth(path), path=path)))
        return
    for path in sys.argv[1:]:
        with io.open(path + ".json", "w", newline="\n") as file:
            file.write(u"" + json.dumps(truth(path), sort_keys=True) + u"\n")


if __name__ == "__main__":
    main()
