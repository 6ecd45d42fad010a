"""Asks a service for each case, and prints what the package makes of the answers."""

import copy
import json
import os
import pickle
import urllib.error
import urllib.request

import asterwise_errors as errors


def send(url, method, headers):
    try:
        return urllib.request.urlopen(urllib.request.Request(url, method=method, headers=headers), timeout=60)
    except urllib.error.HTTPError as response:
        return response


def ask(base, case):
    url = f"{base}/{case['path']}?case={case['index']}&token=secret"
    method, headers, pauses = case["method"], case.get("headers", {}), []
    try:
        errors.Repeat().call(lambda: send(url, method, headers), method=method, headers=headers, sleep=pauses.append)
    except errors.ApiError as error:
        return {
            "name": type(error).__name__,
            "code": error.code,
            "oauth": error.oauth or "",
            "status": error.status,
            "message": error.message,
            "wait": error.retry_after or 0,
            "details": error.details,
            "page": error.doc_url or "",
            "url": error.url,
            "id": error.request_id or "",
            "dated": error.timestamp is not None,
            "repeatable": errors.is_repeatable(error, method, headers),
            "pauses": pauses,
            "faults": faults(error),
        }


def faults(error):
    """What has to hold of every error in this language."""
    twins = [pickle.loads(pickle.dumps(error)), copy.deepcopy(error)]
    holds = {
        "it is not of its class": type(error) is (errors.BY_CODE[error.code] if error.known else errors.UnknownError),
        "it does not survive pickle and copy": all(type(t) is type(error) and vars(t) == vars(error) and str(t) == str(error) for t in twins),
    }
    return [fault for fault, ok in holds.items() if not ok]


base = os.environ["BASE"]
print(json.dumps([ask(base, case) for case in json.loads(os.environ["CASES"])]))
