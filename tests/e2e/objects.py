#!/usr/bin/env python3
"""Reads lines `SHA256 KEY` and compares each object below an address with its digest. curl's signatures allow no colon in a user."""

import datetime
import hashlib
import hmac
import os
import sys
import urllib.parse
import urllib.request


def signed(address):
    """A GET request by AWS Signature Version 4."""
    url = urllib.parse.urlsplit(address)
    now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y%m%dT%H%M%SZ")
    headers = {"host": url.netloc, "x-amz-content-sha256": hashlib.sha256(b"").hexdigest(), "x-amz-date": now}
    names = ";".join(headers)
    request = "\n".join(["GET", url.path, "", *(f"{k}:{v}" for k, v in headers.items()), "", names, headers["x-amz-content-sha256"]])
    scope = f"{now[:8]}/us-east-1/s3/aws4_request"
    text = "\n".join(["AWS4-HMAC-SHA256", now, scope, hashlib.sha256(request.encode()).hexdigest()])
    key = ("AWS4" + os.environ["AWS_SECRET_ACCESS_KEY"]).encode()
    for part in [*scope.split("/"), text]:
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    credential = f"{os.environ['AWS_ACCESS_KEY_ID']}/{scope}"
    headers["authorization"] = f"AWS4-HMAC-SHA256 Credential={credential}, SignedHeaders={names}, Signature={key.hex()}"
    return urllib.request.Request(address, headers=headers)


count = 0
for line in sys.stdin.read().splitlines():
    digest, key = line.split(" ", 1)
    # Not through a proxy: the server is on loopback.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(signed(f"{sys.argv[1]}/{urllib.parse.quote(key)}")) as answer:
        found = hashlib.sha256(answer.read()).hexdigest()
    if found != digest:
        sys.exit(f"{key} has the digest {found}, and the status says {digest}")
    count += 1
if count == 0:
    sys.exit("no status names an object")
