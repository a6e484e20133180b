"""Sends the server requests that its OpenAPI document allows, and many it does not, with tokens of every role.

Schemathesis generates requests from the document and holds every answer against it: a status, a type and a schema
the document knows, and never a status of 500 or above. It cannot sign, so requests that must be signed come out of a
pool made by `fuzz_ground`; they are sent as they are, with other devices' tokens, mutated, and with generated parts
in place of their own.

    fuzz.py SERVER POOL [--requests N] [--seed N] [--broken]

Exits with 0, with 3 where anything is wrong, and with another number where it could not run. `--broken` holds the
answers against a document in which one member of one answer has another type, and must exit with 3.
"""

import argparse
import base64
import collections
import copy
import json
import random
import sys
import time

import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed as seeded, settings, strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]

# What a request is made of, and how often.
PLANS = {
    "as it is": 34,  # out of the pool
    "another's token": 18,  # the same with the token of each role, of another circle, of nobody
    "mutated": 28,  # the same with something in it changed
    "generated body": 10,  # its path and token, everything else as the document allows
    "generated": 7,  # everything as the document allows, with a role's token and a circle that is there
}

# And how many of a hundred hold something the document does not allow.
NEGATIVE = 5

# The least share of an operation's answers that must be 2xx: else nothing but refusals was tested.
LEAST = 0.2

# The exit code that says so.
WRONG = 3

# How many faults are told in full.
TOLD = 20


class Counted:
    """What one operation answered."""

    def __init__(self):
        self.requests = 0
        self.statuses = collections.Counter()
        self.roles = collections.Counter()
        self.violations = 0

    def share(self, hundred):
        found = sum(n for status, n in self.statuses.items() if status // 100 == hundred)
        return found / max(self.requests, 1)

    def count(self, hundred):
        return sum(n for status, n in self.statuses.items() if status // 100 == hundred)


class Run:
    def __init__(self, server, ground, document):
        self.server = server
        self.circle = ground["circle"]
        self.tokens = ground["tokens"]
        self.pool = ground["pool"]
        self.schema = schemathesis.openapi.from_dict(document)
        self.schema.config.update(base_url=server)
        self.session = requests.Session()
        self.counted = {}
        self.faults = []

    def fuzz(self, total, seed):
        operations = [found.ok() for found in self.schema.get_all_operations()]
        for n, operation in enumerate(operations):
            name = f"{operation.method.lower()} {operation.path}"
            if not self.pool.get(name):
                raise SystemExit(f"fuzz_ground made no request for {name}")
            counted = self.counted[name] = Counted()
            quota = total // len(operations) + (n < total % len(operations))
            chance = random.Random(f"{seed} {name}")
            negative = quota * NEGATIVE // 100 if operation.body or operation.query else 0
            again = 0
            # Hypothesis may end early; another seed goes on.
            while counted.requests < quota:
                mode, until = ("NEGATIVE", negative) if counted.requests < negative else ("POSITIVE", quota)
                self.round(operation, name, mode, until, chance, seed + 1000 * n + again)
                again += 1

    def round(self, operation, name, mode, until, chance, seed):
        counted = self.counted[name]

        @seeded(seed)
        @settings(
            max_examples=until - counted.requests,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        # The number keeps Hypothesis from having seen everything where nothing is to be generated.
        @given(case=operation.as_strategy(schemathesis.GenerationMode[mode]), _number=st.integers(0, 2**60))
        def one(case, _number):
            if counted.requests < until:
                plan = "negative" if mode == "NEGATIVE" else chance.choices(list(PLANS), PLANS.values())[0]
                self.send(name, case, plan, chance)

        one()

    def send(self, name, case, plan, chance):
        sample = chance.choice(self.pool[name])
        role, token = "own", sample["token"]
        if plan in ("another's token", "generated"):
            role = chance.choice(sorted(self.tokens))
            token = self.tokens[role]
        path, query, headers = dict(sample["path"]), dict(sample["query"]), dict(sample["headers"])
        body = payload(sample)
        if plan == "mutated":
            path, query, headers, body = mutated(chance, path, query, headers, body)
        elif plan in ("generated body", "generated", "negative"):
            query = {**query, **plain(case.query)} if plan != "negative" else plain(case.query)
            body = generated(case) if body is not None or case.body is not None else None
            if plan != "generated body" and chance.random() < 0.5:
                path = {**plain(case.path_parameters), "circle": self.circle}
        # What is waited for is tested elsewhere; here a thousand requests would wait.
        if "wait" in query and str(query["wait"]).isdigit() and int(query["wait"]) > 1:
            query["wait"] = "0"
        case.path_parameters = {key: path.get(key, "?") for key in case.path_parameters or {}}
        case.query = query
        if token is not None:
            headers["authorization"] = token
        self.ask(name, case, headers, body, role)

    def ask(self, name, case, headers, body, role):
        counted = self.counted[name]
        counted.requests += 1
        counted.roles[role] += 1
        url = self.server + encoded_path(case)
        if body is not None:
            headers.setdefault(
                "content-type", "application/octet-stream" if "/blobs/" in url else "application/json"
            )
        headers = {key: str(value).encode("utf-8", "replace") for key, value in headers.items()}
        told = {"method": case.method, "url": url, "query": case.query, "body": (body or b"")[:400], "as": role}
        try:
            response = self.answer(case, url, headers, body)
        except requests.RequestException as why:
            counted.violations += 1
            self.fault(name, told, f"no answer: {why}")
            return
        counted.statuses[response.status_code] += 1
        try:
            case.validate_response(response, checks=CHECKS)
            check_problem(response)
        except (Failure, FailureGroup, AssertionError) as why:
            counted.violations += 1
            self.fault(name, {**told, "status": response.status_code}, why)

    def answer(self, case, url, headers, body):
        arguments = dict(params=case.query, headers=headers, data=body, timeout=60)
        try:
            return self.session.request(case.method, url, **arguments)
        except requests.ConnectionError:
            # A server that refuses before it has read the whole body ends the connection: once more on a new one.
            return requests.request(case.method, url, **arguments)

    def fault(self, name, told, why):
        self.faults.append(name)
        if len(self.faults) <= TOLD:
            print(f"FAULT {name}: {told}\n{why}\n", flush=True)

    def report(self):
        """Prints the table; says whether everything is right."""
        right = not self.faults
        print(f"{'operation':<48}{'requests':>9}{'2xx':>7}{'4xx':>7}{'5xx':>6}{'violations':>12}")
        for name, counted in self.counted.items():
            low = counted.share(2) < LEAST
            right = right and not low and counted.count(5) == 0
            print(
                f"{name:<48}{counted.requests:>9}{counted.share(2):>7.0%}{counted.share(4):>7.0%}"
                f"{counted.count(5):>6}{counted.violations:>12}{'  too few 2xx' if low else ''}"
            )
        everything = [counted for counted in self.counted.values()]
        roles = sum((counted.roles for counted in everything), collections.Counter())
        print("tokens: " + ", ".join(f"{role} {n}" for role, n in sorted(roles.items())))
        statuses = sum((counted.statuses for counted in everything), collections.Counter())
        print("statuses: " + ", ".join(f"{status} {n}" for status, n in sorted(statuses.items())))
        total = sum(counted.requests for counted in everything)
        server_errors = sum(counted.count(5) for counted in everything)
        violations = sum(counted.violations for counted in everything)
        print(f"{total} requests, {server_errors} answers of 5xx, {violations} violations")
        return right


def check_problem(response):
    """What no schema says: a problem names the status it came with (RFC 9457, 3.1.2), and only it has the type."""
    if response.content and response.headers["content-type"] == "application/problem+json":
        assert response.json()["status"] == response.status_code, "a problem of another status"
    assert (response.status_code < 400) == (response.headers.get("content-type") != "application/problem+json")


def payload(sample):
    """A sample's body as bytes."""
    if sample["bytes"] is not None:
        return base64.b64decode(sample["bytes"])
    return None if sample["json"] is None else json.dumps(sample["json"]).encode()


def plain(values):
    """Generated parameters as texts."""
    return {key: value if isinstance(value, (str, list)) else json.dumps(value) for key, value in (values or {}).items()}


def generated(case):
    """A generated body as bytes."""
    if isinstance(case.body, bytes):
        return case.body
    try:
        return json.dumps(case.body).encode("utf-8", "replace")
    except (TypeError, ValueError):
        return str(case.body).encode("utf-8", "replace")


def encoded_path(case):
    path = case.path
    for key, value in (case.path_parameters or {}).items():
        path = path.replace("{" + key + "}", requests.utils.quote(str(value), safe="") or "_")
    return path


def mutated(chance, path, query, headers, body):
    """A request with something in it changed: a parameter, a header, or the body."""
    where = chance.choice(["body"] * 6 + ["path", "query", "headers"])
    if where == "body" and body:
        return path, query, headers, mutated_body(chance, body)
    if where == "query" and query:
        return path, with_change(chance, query), headers, body
    if where == "headers":
        odd = {"content-range": "bytes 5-1/0", "content-type": "text/plain", "x-forwarded-for": "256.1.1.1, ?"}
        key = chance.choice(sorted(odd))
        return path, query, {**headers, key: odd[key]}, body
    return with_change(chance, path), query, headers, body


def with_change(chance, texts):
    changed = dict(texts)
    if changed:
        key = chance.choice(sorted(changed))
        changed[key] = odd_text(chance, str(changed[key]))
    return changed


def odd_text(chance, text):
    at = chance.randrange(len(text) + 1)
    return chance.choice(
        [
            "",
            text[:at],
            text[:at] + chance.choice("A_-.%?#/\u3042\x7f\u0000") + text[at + 1 :],
            text + "A",
            text * 40,
            "-1",
            "18446744073709551616",
            "..%2f..",
        ]
    )


def mutated_body(chance, body):
    try:
        value = json.loads(body)
    except ValueError:
        return mutated_bytes(chance, body)
    if chance.random() < 0.15:
        return mutated_bytes(chance, body)
    places = list(leaves(value))
    holder, key = chance.choice(places) if places else (None, None)
    if holder is None:
        return mutated_bytes(chance, body)
    old = holder[key]
    new = [None, True, 0, -1, 2**53, 2**64, 1e300, "", [], {}, [old] * 3, {"a": old}]
    if isinstance(old, str):
        new += [odd_text(chance, old)] * 8
    if isinstance(old, int):
        new += [old + 1, old - 1, -old, old * 2**20]
    if isinstance(old, list):
        new += [old[:-1], old[::-1], old + old, old * 60]
    choice = chance.random()
    if choice < 0.1 and isinstance(holder, dict):
        del holder[key]
    elif choice < 0.2 and isinstance(holder, dict):
        holder[key + "2"] = copy.deepcopy(old)
    else:
        holder[key] = chance.choice(new)
    return json.dumps(value).encode("utf-8", "surrogatepass")


def leaves(value):
    """Every place in a value: what holds it, and its key or number."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else []
    for key, inner in list(pairs):
        yield value, key
        yield from leaves(inner)


def mutated_bytes(chance, body):
    at = chance.randrange(len(body) + 1)
    return chance.choice(
        [
            body[:at],
            body[:at] + bytes([chance.randrange(256)]) + body[at + 1 :],
            body[at:],
            body + body,
            b"",
            b"[" * 5000,
            chance.randbytes(chance.randrange(1, 300)),
        ]
    )


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("server")
    parser.add_argument("pool")
    parser.add_argument("--requests", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--broken", action="store_true")
    arguments = parser.parse_args()
    with open(arguments.pool) as file:
        ground = json.load(file)
    document = requests.get(f"{arguments.server}/openapi.json", timeout=20).json()
    if arguments.broken:
        document["components"]["schemas"]["SyncAnswer"]["properties"]["n"]["type"] = ["string"]
    run = Run(arguments.server, ground, document)
    started = time.monotonic()
    run.fuzz(arguments.requests, arguments.seed)
    right = run.report()
    if arguments.broken:
        # Few requests may well have few 2xx; the control is about the schema.
        right = not run.faults
    print(f"seed {arguments.seed}, {time.monotonic() - started:.0f} s")
    sys.exit(0 if right else WRONG)


if __name__ == "__main__":
    main()
