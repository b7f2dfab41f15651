#!/usr/bin/env python3
"""token.py KEY ADDRESS: prints an access token (JWT, HS256) as an authority with that key would give it
to ADDRESS."""
import base64
import hashlib
import hmac
import json
import sys
import time


def coded(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=")


KEY, ADDRESS = sys.argv[1:]
head = coded(json.dumps({"alg": "HS256", "typ": "JWT"}).encode())
body = coded(json.dumps({"sub": ADDRESS, "email": ADDRESS, "iat": int(time.time()) - 10,
                         "exp": int(time.time()) + 3600}).encode())
signature = coded(hmac.new(KEY.encode(), head + b"." + body, hashlib.sha256).digest())
print((head + b"." + body + b"." + signature).decode())
