"""Takes Driftdesk's webhooks on port 8080: checks signature and age, and takes each message once."""
import hashlib
import hmac
import json
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

SEEN = set()


def is_genuine(secret, timestamp, body, signature, now=time.time, most_seconds=300):
    signed = hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(f"sha256={signed}", signature) and abs(now() - int(timestamp)) <= most_seconds


def serve(secret, handle, port=8080):
    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            head = lambda name: self.headers.get(f"X-Driftdesk-{name}", "")
            genuine = is_genuine(secret, head("Timestamp") or "0", body, head("Signature"))
            if genuine and head("Delivery") not in SEEN:
                handle(json.loads(body))
                SEEN.add(head("Delivery"))
            self.send_response(204 if genuine else 401)
            self.end_headers()

    return HTTPServer(("127.0.0.1", port), Receiver)
