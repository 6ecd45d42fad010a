"""Tests of the generated package, run by the tests of the emitter."""

import asyncio
import copy
import email.message
import http.server
import json
import pathlib
import pickle
import threading
import time
import tracemalloc
import unittest
import urllib.error
import urllib.request

import asterwise_errors as errors
from asterwise_errors import _decode, _repeat

CASES = pathlib.Path(__file__).parents[4] / "client" / "testdata"


def cases(name):
    return json.loads((CASES / name).read_text(encoding="utf-8"))


def envelope(code, **members):
    body = {"success": False, "error": code, "message": "m", "details": [], "retry_after": None,
            "doc_url": "https://example.com/" + code, "request_id": "req_1", "timestamp": "2026-11-25T12:00:00Z"}
    return json.dumps(body | members).encode()


class Decoding(unittest.TestCase):
    def test_waits(self):
        for case in cases("waits.json"):
            with self.subTest(case["name"]):
                headers = {"retry-after": case.get("header"), "Date": case.get("date")}
                headers = {name: value for name, value in headers.items() if value is not None}
                body = envelope("burst_limit_exceeded").replace(b'"retry_after": null', b'"retry_after": ' + case.get("body", "null").encode())
                error = errors.error_from(429, headers, body)
                self.assertEqual(error.retry_after or 0, case["want"])
                self.assertIsInstance(error, errors.BurstLimitExceededError)

    def test_shapes(self):
        for case in cases("shapes.json"):
            for body in (case["body"], case["body"].encode()):
                with self.subTest(case["name"], kind=type(body)):
                    error = errors.error_from(502, [("X-Request-ID", "req_header")], body)
                    got = dict(code=error.code, oauth=error.oauth or "", message=error.message,
                               request_id=error.request_id, problem=error.problem is not None)
                    self.assertEqual(got, {name: case[name] for name in got})
                    self.assertEqual(error.status, 502)
                    str(error), repr(error)

    def test_every_code(self):
        for code, cls in errors.BY_CODE.items():
            error = errors.error_from(400, {}, envelope(code))
            self.assertIs(type(error), cls)
            self.assertEqual((error.code, error.message, error.known), (code, "m", True))

    def test_hostile(self):
        for body in (b"[" * 100_000, b"{" * 100_000, b'{"a":' * 100_000, b"\xff\xfe{}", b'{"success":false,"error":"a","retry_after":' + b"9" * 5000 + b"}",
                     b"x" * (_decode.MAX_BODY + 1), "\ud800"):
            error = errors.error_from(500, {}, body)
            self.assertEqual(error.status, 500)

    def test_body_of_a_megabyte_is_refused_unread(self):
        error = errors.error_from(500, {}, envelope("internal_error") + b" " * _decode.MAX_BODY)
        self.assertIn("bytes", error.problem)

    def test_details(self):
        item = {"loc": ["body", "planets", 3], "msg": "m", "type": "missing", "input": 12345678901234567890}
        error = errors.error_from(422, {}, envelope("validation_error", details=[item, 7, None]))
        self.assertEqual(error.details, (item,))
        self.assertEqual(error.items[0]["input"], 12345678901234567890)


class Errors(unittest.TestCase):
    def setUp(self):
        self.error = errors.error_from(404, {}, envelope("key_not_found", details=[{"a": 1}]), method="GET", url="https://example.com/k")

    def test_copies(self):
        self.error.add_note("a note") if hasattr(self.error, "add_note") else None
        for name, twin in {
            "pickle": pickle.loads(pickle.dumps(self.error)),
            "copy": copy.copy(self.error),
            "deepcopy": copy.deepcopy(self.error),
        }.items():
            with self.subTest(name):
                self.assertIs(type(twin), errors.KeyNotFoundError)
                self.assertEqual(twin.__dict__, self.error.__dict__)
                self.assertEqual((str(twin), twin.args), (str(self.error), self.error.args))

    def test_text(self):
        self.assertEqual(str(self.error), "GET https://example.com/k: status 404: key_not_found: m (request ID req_1)")

    def test_match(self):
        match self.error:
            case errors.KeyNotFoundError(code, message):
                self.assertEqual((code, message), ("key_not_found", "m"))
            case _:
                self.fail("no match")

    def test_categories(self):
        with self.assertRaises(errors.AnyNotFoundError):
            raise self.error
        self.assertNotIsInstance(self.error, errors.AnyBillingError)

    def test_groups(self):
        try:
            group = ExceptionGroup("g", [self.error, ValueError("v")])
        except NameError:
            self.skipTest("Python 3.11 has exception groups")
        matching, rest = group.split(errors.ApiError)
        self.assertEqual((matching.exceptions, len(rest.exceptions)), ((self.error,), 1))

    def test_all_names_are_there(self):
        for name in errors.__all__:
            getattr(errors, name)


class Stub(http.server.BaseHTTPRequestHandler):
    """Answers with what the test has set."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1  # header and body in one packet
    answers: list = []
    seen: list = []

    def do_GET(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        status, headers, body = Stub.answers[min(len(Stub.seen), len(Stub.answers) - 1)]
        Stub.seen.append(self.command)
        self.send_response(303 if self.path.startswith("/redirect") else status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_PUT = do_DELETE = do_PATCH = do_GET

    def handle(self):
        try:
            super().handle()
        except ConnectionError:  # the client has seen enough
            pass

    def log_message(self, *args):
        pass


class WithServer(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Stub)
        threading.Thread(target=cls.server.serve_forever, daemon=True).start()
        cls.url = f"http://127.0.0.1:{cls.server.server_port}/v1/keys?token=secret"

    @classmethod
    def tearDownClass(cls):
        cls.server.shutdown()
        cls.server.server_close()

    def answer(self, *answers):
        Stub.answers, Stub.seen = list(answers), []


class Responses(WithServer):
    def check_error(self, error, method="GET"):
        self.assertIsInstance(error, errors.KeyNotFoundError)
        self.assertEqual((error.status, error.request_id), (404, "req_1"))
        self.assertNotIn("secret", str(error))
        if error.url:
            self.assertEqual(error.url, self.url.partition("?")[0])

    def setUp(self):
        self.answer((404, {"X-Request-Id": "req_1"}, envelope("key_not_found")))

    def test_urllib(self):
        try:
            urllib.request.urlopen(self.url)
            self.fail("no error")
        except urllib.error.HTTPError as response:
            self.check_error(errors.error_from_response(response))

    def test_httpx(self):
        try:
            import httpx
        except ImportError:
            self.skipTest("httpx is not installed")
        with self.assertRaises(errors.KeyNotFoundError) as caught:
            errors.check(httpx.get(self.url))
        self.check_error(caught.exception)
        with httpx.Client() as client, client.stream("GET", self.url) as response:
            self.check_error(errors.error_from_response(response))
        self.check_error(errors.error_from_response(httpx.Response(404, content=envelope("key_not_found"))))

        async def ask():
            async with httpx.AsyncClient() as client:
                with self.assertRaises(errors.KeyNotFoundError) as caught:
                    await errors.acheck(await client.get(self.url))
                self.check_error(caught.exception)
                async with client.stream("GET", self.url) as response:
                    self.check_error(await errors.aerror_from_response(response))

        asyncio.run(ask())

    def test_requests(self):
        try:
            import requests
        except ImportError:
            self.skipTest("requests is not installed")
        self.check_error(errors.error_from_response(requests.get(self.url)))
        self.check_error(errors.error_from_response(requests.get(self.url, stream=True)))

    def test_urllib3(self):
        try:
            import urllib3
        except ImportError:
            self.skipTest("urllib3 is not installed")
        self.check_error(errors.error_from_response(urllib3.PoolManager().request("GET", self.url)))

    def test_aiohttp(self):
        try:
            import aiohttp
        except ImportError:
            self.skipTest("aiohttp is not installed")

        async def ask():
            async with aiohttp.ClientSession() as session, session.get(self.url) as response:
                self.check_error(await errors.aerror_from_response(response))
            async with aiohttp.ClientSession() as session, session.get(self.url) as response:
                with self.assertRaises(TypeError):
                    errors.error_from_response(response)

        asyncio.run(ask())

    def test_read_before(self):
        try:
            import aiohttp
            import httpx
            import requests
        except ImportError:
            self.skipTest("httpx, requests or aiohttp is not installed")
        gone = requests.get(self.url, stream=True)
        list(gone.iter_content(10))
        self.assertEqual(errors.error_from_response(gone).problem, "read the body: StreamConsumedError")

        async def ask():
            async with aiohttp.ClientSession() as session:
                async with session.get(self.url) as response:
                    await response.read()
                self.check_error(await errors.aerror_from_response(response))
                async with session.get(self.url) as response:
                    pass
                error = await errors.aerror_from_response(response)
                self.assertEqual((error.status, error.code), (404, ""))
                self.assertIn("read the body: ", error.problem)
            async with httpx.AsyncClient() as client:
                self.check_error(errors.error_from_response(await client.get(self.url)))
                async with client.stream("GET", self.url) as response:
                    with self.assertRaises(TypeError):
                        errors.check(response)
            self.check_error(await errors.aerror_from_response(httpx.get(self.url)))

        asyncio.run(ask())

    def test_no_more_than_a_megabyte_is_kept(self):
        try:
            import aiohttp
            import httpx
            import requests
            import urllib3
        except ImportError:
            self.skipTest("httpx, requests, urllib3 or aiohttp is not installed")

        def stream():
            with httpx.stream("GET", self.url) as response:
                return errors.error_from_response(response)

        async def astream():
            async with httpx.AsyncClient() as client, client.stream("GET", self.url) as response:
                return await errors.aerror_from_response(response)

        async def ask():
            async with aiohttp.ClientSession() as session, session.get(self.url) as response:
                return await errors.aerror_from_response(response)

        self.answer((500, {}, b"x" * (32 << 20)))
        for name, request in {
            "httpx": stream,
            "httpx, asynchronous": lambda: asyncio.run(astream()),
            "requests": lambda: errors.error_from_response(requests.get(self.url, stream=True)),
            "urllib3": lambda: errors.error_from_response(urllib3.PoolManager().request("GET", self.url, preload_content=False)),
            "aiohttp": lambda: asyncio.run(ask()),
        }.items():
            with self.subTest(name):
                tracemalloc.start()
                error = request()
                _, peak = tracemalloc.get_traced_memory()
                tracemalloc.stop()
                self.assertIn("more than", error.problem)
                self.assertLess(peak, 8 << 20)

    def test_success_is_handed_on(self):
        class Response:
            status_code = 204

        response = Response()
        self.assertIs(errors.check(response), response)

    def test_broken_connection(self):
        class Response:
            status = 503
            headers = email.message.Message()

            def read(self, n):
                raise OSError("connection reset")

        error = errors.error_from_response(Response())
        self.assertEqual((error.status, error.problem), (503, "read the body: connection reset"))

    def test_not_a_response(self):
        with self.assertRaises(TypeError):
            errors.check(object())


class Repeating(WithServer):
    def send(self, method="GET"):
        request = urllib.request.Request(self.url, method=method, data=b"{}" if method != "GET" else None)
        try:
            return urllib.request.urlopen(request)
        except urllib.error.HTTPError as response:
            return response

    def run_policy(self, method="GET", headers=None, **options):
        pauses = []
        outcome = None
        try:
            errors.Repeat(**options).call(lambda: self.send(method), method=method, headers=headers, sleep=pauses.append)
        except errors.ApiError as error:
            outcome = error
        return len(Stub.seen), pauses, outcome

    def test_rule(self):
        for code, headers, method, key, want in (
            ("burst_limit_exceeded", {"Retry-After": "7"}, "POST", {}, 3),
            ("burst_limit_exceeded", {}, "GET", {}, 3),
            ("monthly_usage_limit_exceeded", {"Retry-After": "7"}, "GET", {}, 1),
            ("key_not_found", {"Retry-After": "7"}, "GET", {}, 1),
            ("internal_error", {}, "GET", {}, 3),
            ("internal_error", {}, "DELETE", {}, 3),
            ("internal_error", {}, "POST", {}, 1),
            ("internal_error", {}, "POST", {"idempotency-key": "k"}, 3),
            ("a_newer_code", {}, "GET", {}, 1),
            ("a_newer_code", {"Retry-After": "5"}, "GET", {}, 3),
            ("a_newer_code", {"Retry-After": "5"}, "POST", {}, 1),
        ):
            with self.subTest(code=code, method=method, key=key):
                self.answer((429, headers, envelope(code)))
                sent, pauses, error = self.run_policy(method, key)
                self.assertEqual((sent, error.code, len(pauses)), (want, code, want - 1))

    def test_method_is_that_of_the_request(self):
        """Nobody has to say it, and what is not known is not repeated."""
        try:
            import aiohttp
            import httpx
            import requests
        except ImportError:
            self.skipTest("httpx, requests or aiohttp is not installed")

        async def ask(method, url, headers):
            async def nothing(pause):
                pass

            async with aiohttp.ClientSession(headers=headers) as session:
                await errors.Repeat().acall(lambda: session.request(method, url), sleep=nothing)

        def call(send):
            errors.Repeat().call(send, sleep=lambda pause: None)

        redirect = self.url.replace("/v1/keys", "/redirect")
        senders = {
            "httpx": lambda *a: call(lambda: httpx.request(a[0], a[1], headers=a[2], follow_redirects=True)),
            "requests": lambda *a: call(lambda: requests.request(a[0], a[1], headers=a[2])),
            "aiohttp": lambda *a: asyncio.run(ask(*a)),
        }
        for method, url, headers, want in (
            ("GET", self.url, {}, ["GET"] * 3),
            ("POST", self.url, {}, ["POST"]),
            ("POST", self.url, {"Idempotency-Key": "k"}, ["POST"] * 3),
            ("POST", redirect, {}, ["POST", "GET"]),
        ):
            for name, send in senders.items():
                with self.subTest(name, method=method, url=url, headers=headers):
                    self.answer((500, {"Location": self.url}, envelope("internal_error")))
                    with self.assertRaises(errors.InternalError):
                        send(method, url, headers)
                    self.assertEqual(Stub.seen, want)

    def test_urllib_raises_its_responses(self):
        for code, want in (("service_unavailable", 3), ("internal_error", 1)):
            self.answer((503, {}, envelope(code)))
            with self.assertRaises(errors.BY_CODE[code]):
                errors.Repeat().call(lambda: urllib.request.urlopen(self.url), sleep=lambda pause: None)
            self.assertEqual(len(Stub.seen), want)
        with self.assertRaises(urllib.error.URLError):
            errors.Repeat().call(lambda: urllib.request.urlopen("http://127.0.0.1:1/"))

    def test_pause(self):
        self.answer((429, {"Retry-After": "7"}, envelope("burst_limit_exceeded")))
        _, pauses, _ = self.run_policy(max_attempts=8)
        for n, pause in enumerate(pauses):
            self.assertTrue(7 <= pause <= 7 + min(8, 0.5 * 2**n), pauses)

    def test_limits(self):
        self.answer((429, {"Retry-After": "61"}, envelope("burst_limit_exceeded")))
        sent, _, error = self.run_policy()
        self.assertEqual((sent, error.retry_after), (1, 61))
        self.answer((429, {"Retry-After": "30"}, envelope("burst_limit_exceeded")))
        sent, _, error = self.run_policy(deadline=time.monotonic() + 20)
        self.assertEqual((sent, error.retry_after), (1, 30))

    def test_success_after_all(self):
        self.answer((503, {}, envelope("service_unavailable")), (200, {}, b"{}"))
        sent, _, error = self.run_policy()
        self.assertEqual((sent, error), (2, None))

    def test_ended(self):
        self.answer((503, {}, envelope("service_unavailable")))
        event = threading.Event()
        event.set()
        with self.assertRaises(errors.ServiceUnavailableError):
            errors.Repeat().call(self.send, sleep=event.wait)
        self.assertEqual(len(Stub.seen), 1)

    def test_canceled(self):
        self.answer((429, {}, envelope("burst_limit_exceeded")))

        async def send():
            return self.send()

        async def main():
            task = asyncio.create_task(errors.Repeat().acall(send))
            await asyncio.sleep(0.2)
            task.cancel()
            with self.assertRaises(asyncio.CancelledError):
                await task

        asyncio.run(main())
        self.assertEqual(len(Stub.seen), 1)

    def test_backoff_is_bounded(self):
        self.assertLessEqual(max(_repeat.backoff(n) for n in range(2000)), 8)


class Properties(unittest.TestCase):
    def test_anything(self):
        try:
            from hypothesis import given, settings, strategies as st
        except ImportError:
            self.skipTest("hypothesis is not installed")
        value = st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
            lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(
                ["success", "error", "message", "details", "retry_after", "doc_url", "request_id", "timestamp", "status", "title"]) | st.text(), inner),
        )
        bodies = value.map(lambda v: json.dumps(v)) | st.text() | st.binary()

        @settings(max_examples=300, deadline=None)
        @given(st.integers(400, 599), st.dictionaries(st.sampled_from(["Retry-After", "X-Request-Id", "Date"]), st.text()), bodies)
        def check(status, headers, body):
            error = errors.error_from(status, headers, body)
            self.assertEqual(error.status, status)
            self.assertTrue(error.retry_after is None or 0 < error.retry_after <= _decode.LONGEST_WAIT)
            self.assertNotRegex(error.message + (error.request_id or ""), "[\x00-\x1f]")
            pickle.loads(pickle.dumps(error))

        check()


if __name__ == "__main__":
    unittest.main()
