#!/usr/bin/python3
"""Serves S3 on a free loopback port from OpenStack Swift, for as long as standard input is open.

usage: swift-server.py FOLDER KEY SECRET BUCKET

FOLDER must exist; rings, configuration and objects are written into it. When the bucket can be used, the server's
address is printed on one line. Swift's four servers share this process, as they do in Swift's own functional tests.
"""
import os
import shutil
import sys
import threading

import eventlet
import eventlet.patcher

eventlet.patcher.monkey_patch(all=False, socket=True, select=True, thread=False, time=True)

import logging  # noqa: E402  (green sockets first)

from eventlet import listen, wsgi  # noqa: E402
from swift.common import utils  # noqa: E402
from swift.common.ring.builder import RingBuilder  # noqa: E402

folder, key, secret, bucket = sys.argv[1:5]
CONFIG = """
[DEFAULT]
swift_dir = {folder}
devices = {folder}/devices
mount_check = false
workers = 0
fallocate_reserve = 0
disable_fallocate = true
log_level = ERROR
"""
STORAGE = """
[pipeline:main]
pipeline = {kind}-server
[app:{kind}-server]
use = egg:swift#{kind}
"""
PROXY = """
[pipeline:main]
pipeline = catch_errors proxy-logging s3api tempauth bulk slo dlo versioned_writes proxy-server
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:proxy-logging]
use = egg:swift#proxy_logging
[filter:s3api]
use = egg:swift#s3api
s3_acl = false
location = us-east-1
[filter:tempauth]
use = egg:swift#tempauth
user_{account}_{user} = {secret} .admin
[filter:bulk]
use = egg:swift#bulk
[filter:slo]
use = egg:swift#slo
[filter:dlo]
use = egg:swift#dlo
[filter:versioned_writes]
use = egg:swift#versioned_writes
allow_versioned_writes = true
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
"""


class Cache:
    """What the proxy's filters ask of memcached; one process needs no server for it."""

    def __init__(self):
        self.values = {}

    def get(self, key, **_):
        return self.values.get(key)

    def set(self, key, value, **_):
        self.values[key] = value

    def incr(self, key, delta=1, **_):
        self.values[key] = int(self.values.get(key, 0)) + delta
        return self.values[key]

    def delete(self, key, **_):
        self.values.pop(key, None)


def cached(app, cache):
    def call(env, start_response):
        env["swift.cache"] = cache
        return app(env, start_response)

    return call


def path(name):
    return os.path.join(folder, name)


def write(name, text):
    with open(path(name), "w", encoding="utf-8") as file:
        file.write(text)
    return path(name)


def ring(kind, port):
    builder = RingBuilder(part_power=4, replicas=1, min_part_hours=0)
    builder.add_dev({"id": 0, "region": 1, "zone": 1, "weight": 1, "device": "disk", "meta": "",
                     "ip": "127.0.0.1", "port": port, "replication_ip": "127.0.0.1", "replication_port": port})
    builder.rebalance(seed="1")
    builder.get_ring().save(path(kind + ".ring.gz"))


os.makedirs(path("devices/disk"))
write("swift.conf", "[swift-hash]\nswift_hash_path_suffix = test\n[storage-policy:0]\nname = Policy-0\ndefault = yes\n")
utils.set_swift_dir(folder)

kinds = ("account", "container", "object")
sockets = {kind: listen(("127.0.0.1", 0)) for kind in kinds + ("proxy",)}
for kind in kinds:
    ring(kind, sockets[kind].getsockname()[1])

# Reads swift.conf when imported, so only after it is written.
from swift.common import storage_policy  # noqa: E402
from swift.common.wsgi import loadapp  # noqa: E402

storage_policy.reload_storage_policies()
account, user = key.split(":")
quiet = logging.getLogger("swift-server")
quiet.addHandler(logging.NullHandler())
quiet.propagate = False
for kind, socket in sockets.items():
    text = CONFIG.format(folder=folder)
    text += PROXY.format(account=account, user=user, secret=secret) if kind == "proxy" else STORAGE.format(kind=kind)
    app = loadapp(write(kind + "-server.conf", text), global_conf={"log_custom_handlers": ""})
    if kind == "proxy":
        proxy, app = app, cached(app, Cache())
    # Swift's own servers write headers as they are given; capitalised ones break x-object-meta names.
    eventlet.spawn(wsgi.server, socket, app, quiet, log_output=False, capitalize_response_headers=False)

# The bucket is made behind the S3 API, past its signature check: the last app of the proxy's pipeline takes it.
from swift.common.swob import Request  # noqa: E402

while hasattr(proxy, "app"):
    proxy = proxy.app
response = Request.blank("/v1/AUTH_%s/%s" % (account, bucket), method="PUT").get_response(proxy)
if not response.is_success:
    sys.exit("swift-server.py: bucket %s: %s" % (bucket, response.status))


def until_input_ends():
    while sys.stdin.buffer.read(4096):
        pass
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(0)


threading.Thread(target=until_input_ends, daemon=True).start()
print("http://127.0.0.1:%d" % sockets["proxy"].getsockname()[1], flush=True)
while True:
    eventlet.sleep(3600)
