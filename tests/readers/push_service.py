"""A push service and its browsers on this machine, for the tests: takes pushes as RFC 8030 has them, checks whose they
are with py-vapid (RFC 8292), and opens them with http_ece (RFC 8291). Neither library is Tanomo's.

Its first line says where it listens and what its browsers subscribe with; then a line a push says what came:

    {"path": "/ok/1", "plain": [0], "ttl": "43200", "topic": "tanomo", "claims": {...}, "k": "...", "why": null}

The first part of a path says what is answered: `ok` 201, `gone` 410, `busy` 503 the first time and then 201, `moved`
a redirect to `/ok/redirected`. Browsers under `/stranger/` have another secret than the one they told: what comes
for them cannot be opened, which is the control.
"""

import base64
import json
import os
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import Vapid02

KEY = ec.generate_private_key(ec.SECP256R1())
AUTH = os.urandom(16)
LOCK = Lock()
SEEN = {}


def text(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def say(value):
    with LOCK:
        print(json.dumps(value), flush=True)


def opened(body, path):
    secret = os.urandom(16) if path.startswith("/stranger/") else AUTH
    return list(http_ece.decrypt(body, private_key=KEY, auth_secret=secret, version="aes128gcm"))


def checked(header):
    """The claims of a header whose signature is that of the key in it, and that key."""
    if not Vapid02.verify(header):
        raise ValueError("the signature is not by that key")
    fields = dict(part.strip().split("=", 1) for part in header.removeprefix("vapid ").split(","))
    claims = fields["t"].split(".")[1]
    return json.loads(base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4))), fields["k"]


class Push(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        came = {"path": self.path, "plain": None, "claims": None, "k": None, "why": None}
        came |= {name: self.headers.get(name) for name in ("ttl", "topic", "urgency", "content-encoding")}
        try:
            came["claims"], came["k"] = checked(self.headers["authorization"])
            came["plain"] = opened(body, self.path)
        except Exception as why:  # whatever is wrong with it, the test reads
            came["why"] = f"{type(why).__name__}: {why}"
        with LOCK:
            SEEN[self.path] = SEEN.get(self.path, 0) + 1
            first = SEEN[self.path] == 1
        say(came)
        kind = self.path.split("/")[1]
        status = {"gone": 410, "moved": 307}.get(kind, 503 if kind == "busy" and first else 201)
        self.send_response(status)
        if status == 307:
            self.send_header("location", "/ok/redirected")
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


def main():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Push)
    point = KEY.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    address = f"http://127.0.0.1:{server.server_port}"
    say({"address": address, "p256dh": text(point), "auth": text(AUTH)})
    server.serve_forever()


if __name__ == "__main__":
    sys.exit(main())
