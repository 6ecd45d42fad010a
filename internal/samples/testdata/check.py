"""Compile samples and look for names that nothing defines.

Standard input is a JSON list of {"name", "code"}. Each problem is a line of
standard output: name:line: message. The samples are not run.
"""

import ast
import builtins
import json
import sys


def problems(code):
    try:
        tree = ast.parse(code)
        compile(code, "sample", "exec")
    except SyntaxError as err:
        yield err.lineno, err.msg
        return
    known = set(dir(builtins)) | {"__name__", "__file__"}
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name):
                known.add(name)
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                known.add(name)
            case ast.ExceptHandler(name=str(name)):
                known.add(name)
            case ast.Import(names=names) | ast.ImportFrom(names=names):
                known.update((n.asname or n.name).split(".")[0] for n in names)
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id not in known:
            yield node.lineno, f"name {node.id!r} is not defined"


for sample in json.load(sys.stdin):
    for line, message in problems(sample["code"]):
        print(f"{sample['name']}:{line}: {message}")
