"""Run the samples for the typed client.

Standard input is {"samples": [{"name", "code"}], "runs": [{"id", "code", "method",
"url", "sends"}]}. Each sample is a function handle. A line of standard output is
what came of a run.
"""

import json
import logging
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import httpx
from asterwise_errors import ApiError

own = threading.local()


class Kept(logging.Handler):
    """Keeps what the sample of this thread logs."""

    def emit(self, record):
        if record.name == "root":
            own.logs.append(record.getMessage())


logging.getLogger().addHandler(Kept())
logging.getLogger("httpx").setLevel(logging.ERROR)
job = json.load(sys.stdin)
handlers = {}
for sample in job["samples"]:
    names = {}
    exec(compile(sample["code"], sample["name"], "exec"), names)
    handlers[sample["name"]] = names["handle"]


def run(r):
    own.logs = []
    result = {"id": r["id"], "logs": own.logs, "raised": False}
    with httpx.Client(timeout=10, trust_env=False) as client:
        request = client.build_request(r["method"], r["url"])
        try:
            if r["sends"]:
                handlers[r["code"]](client=client, request=request)
            else:
                handlers[r["code"]](response=client.send(request))
        except ApiError as error:
            result |= {"raised": True, "code": error.code, "status": error.status, "text": str(error)}
        except Exception as error:
            result |= {"raised": True, "text": repr(error)}
    return result


with ThreadPoolExecutor(16) as pool:
    for result in pool.map(run, job["runs"]):
        print(json.dumps(result))
