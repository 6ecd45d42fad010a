"""Runs Python samples: jobs from standard input, results to standard output.

Each run has a module of its own, whose `time` records pauses and goes on at
once. All requests name their run and the pauses so far.
"""

import builtins
import inspect
import json
import queue
import ssl
import sys
import threading
import time
import types

import httpx

MOST = 25  # requests, and pauses, after which a run is ended
current = threading.local()

# Reading the system's certificates is most of the time of httpx.get.
ssl.SSLContext.load_verify_locations = lambda self, *args, **kwargs: None


class Ended(BaseException):
    """Not an Exception, so that no sample catches it."""


class Run:
    def __init__(self, name, scale):
        self.id, self.scale, self.slept, self.requests, self.calls = name, scale, [], 0, 0

    def clock(self):
        def sleep(seconds):
            self.slept.append(float(seconds))
            if len(self.slept) > MOST:
                raise Ended("pauses again and again")

        fake = types.ModuleType("time")
        fake.__dict__.update(time.__dict__)
        fake.sleep = sleep
        fake.time = lambda: time.time() + sum(self.slept)
        fake.monotonic = lambda: time.monotonic() + sum(self.slept)
        return fake

    def module(self, code, name):
        clock = self.clock()

        def load(wanted, *args, **kwargs):
            return clock if wanted == "time" else builtins.__import__(wanted, *args, **kwargs)

        scope = {"__name__": "sample", "__builtins__": {**vars(builtins), "__import__": load}}
        exec(compile(code, name, "exec"), scope)
        return scope

    def callback(self, makes):
        def call(*args, **kwargs):
            self.calls += 1
            if self.calls > MOST:
                raise Ended("calls its caller again and again")
            if makes == "headers":
                return {"Authorization": f"Bearer session_{self.calls}"}
            return f"{makes}_{self.calls}" if makes else None

        return call


def send(self, request, plain=httpx.HTTPTransport.handle_request):
    run = current.run
    run.requests += 1
    if run.requests > MOST:
        raise Ended("sends requests again and again")
    limits = request.extensions.get("timeout", {})
    limits = {phase: t and t / run.scale for phase, t in limits.items()}
    request.extensions = {**request.extensions, "timeout": limits}
    request.headers["X-Run"] = run.id
    if run.slept:
        request.headers["X-Slept"] = ",".join(map(str, run.slept))
    return plain(self, request)


httpx.HTTPTransport.handle_request = send


def entry(scope):
    found = [f for name, f in scope.items() if inspect.isfunction(f) and not name.startswith("_") and f.__module__ == "sample"]
    if not found:
        raise LookupError("no public function")
    return max(found, key=lambda f: f.__code__.co_firstlineno)


def arguments(function, table, run):
    out = {}
    for name, parameter in inspect.signature(function).parameters.items():
        if parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD):
            continue
        key = name.replace("_", "").lower()
        if key in table["callbacks"]:
            out[name] = run.callback(table["callbacks"][key])
        elif key in table["values"]:
            out[name] = json.loads(json.dumps(table["values"][key]))
        elif parameter.default is parameter.empty:
            raise LookupError(f"no value for the parameter {name}; add it to arguments_test.go")
    return out


# What Python and its parsers raise, unlike what a sample means to say.
LANGUAGE = (
    json.JSONDecodeError, UnicodeError, LookupError, TypeError, AttributeError,
    NameError, ArithmeticError, AssertionError, ImportError, RecursionError, httpx.InvalidURL,
)


def perform(job, name, table, scale):
    run = current.run = Run(name, scale)
    end, text, parser = "value", "", False
    try:
        function = entry(run.module(job["code"], job["name"]))
        given = arguments(function, table, run)
    except Exception as e:
        return {"id": name, "end": "cannot be run", "text": f"{type(e).__name__}: {e}", "slept": []}
    try:
        function(**given)
    except Ended as e:
        end, text = "does not end", str(e)
    except Exception as e:
        # A class of the sample's own is named, whatever it is made from.
        own = type(e).__module__ == "sample"
        end, text = "error", f"{type(e).__name__}: {e}"
        parser = not own and (isinstance(e, LANGUAGE) or type(e) is ValueError)
    except BaseException as e:
        end, text = "leaves the program", repr(e)
    return {"id": name, "end": end, "text": text, "parser": parser, "slept": run.slept}


def main():
    jobs = json.load(sys.stdin)
    waiting, lock = queue.SimpleQueue(), threading.Lock()
    for pair in jobs["runs"]:
        waiting.put(pair)

    def work():
        while True:
            try:
                sample, name, silent, given = waiting.get_nowait()
            except queue.Empty:
                return
            scale = jobs["scale"] if silent else 1  # of time limits
            table = jobs["arguments"]
            table = {**table, "values": {**table["values"], **(given or {})}}
            line = json.dumps(perform(jobs["samples"][sample], name, table, scale))
            with lock:
                print(line, flush=True)

    workers = [threading.Thread(target=work, daemon=True) for _ in range(24)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


main()
