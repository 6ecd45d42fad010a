"""What somebody has built on the Python package of the old catalog.

Reads pairs from standard input and prints what does not hold, by pair.
"""

import importlib
import json
import sys


def typed(package, call, error):
    """The details as the class of the code has them."""
    hints = getattr(package, call["detail"])
    known = hints.__required_keys__ | hints.__optional_keys__
    return [{name: value for name, value in item.items() if name in known} for item in error.items]


def read(package, answer):
    return package.error_from(answer["status"], answer["header"], answer["body"], method="GET", url="https://api.example.com/orders/7")


def conclusions(error, answer):
    """All that a client can tell a failure by."""
    return [type(error), error.status, error.message, error.details, error.retry_after, error.doc_url, answer["header"], answer["body"]]


def witness(package, call, fail):
    error = read(package, call["answer"])
    meant = call["meant"]
    if type(error) is not getattr(package, call["class"]):
        fail("code", f"comes as {error.code}")
        return
    if error.status != call["status"]:
        fail("status", f"comes with {error.status}, not {call['status']}")
    if error.retry != meant["retry"]:
        fail("retry", f"waits for {error.retry}, {meant['retry']} helps")
    if error.effect == "none" and meant["effect"] != "none":
        fail("effect", "is taken for a failure that has done nothing")
    repeats = {method: package.is_repeatable(error, method) for method in meant["right"]}
    if repeats["GET"] != meant["right"]["GET"]:
        fail("repeat", f"GET repeated: {repeats['GET']}")
    if repeats["POST"] and not meant["right"]["POST"]:
        fail("repeat", "a POST that may have done its work is repeated")
    if call["item"] is not None:
        items = typed(package, call, error)
        for name, value in call["item"].items():
            if not items or items[0].get(name) != value or type(items[0][name]) is not type(value):
                fail("details", f"says {items}, not {name}={value}")
    for text in call["texts"] or ():
        if text not in error.message:
            fail("message", f"says {error.message!r}, without {text}")
    if error.doc_url != call["page"]:
        fail("page", f"has its page at {error.doc_url}, not {call['page']}")
    by_oauth = read(package, call["by_oauth"]).oauth
    if by_oauth != call["oauth"]:
        fail("oauth", f"is {by_oauth} to OAuth, not {call['oauth']}")
    if call["concealed"]:
        if conclusions(error, call["answer"]) != conclusions(read(package, call["again"]), call["again"]):
            fail("concealment", "tells its cause")
    elif "X-Shop-Place" not in call["answer"]["header"]:
        fail("concealment", "no longer comes with the headers of the handler")


def main():
    found = {}
    for pair in json.load(sys.stdin):
        package = importlib.import_module(f"{pair['package']}.{pair['module']}")
        lines = found.setdefault(pair["name"], [])
        for call in pair["calls"]:
            witness(package, call, lambda name, text: lines.append([name, f"{call['what']} {text}"]))
        for answer in pair["others"]:
            error = read(package, answer)
            if error.code in pair["retired"]:
                lines.append(["reserved", f"{error.code} is taken for what it was"])
            if error.status != answer["status"] or error.problem or not error.message:
                lines.append(["unknown", f"an answer is no error of its status: {error}"])
    json.dump(found, sys.stdout)


main()
