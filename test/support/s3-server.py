"""
OpenStack Swift with its S3 API, all of it in this one process: says its ports in a line, and ends when its standard
input does, or by a signal.

Objects are kept in memory, accounts and containers in a folder that goes with the process. Swift's answers to the S3
API carry CORS headers only where the request was let through. At the first port refusals carry them too, as those of
S3 and MinIO do; at the second Swift is as it is.
"""

import eventlet

eventlet.monkey_patch()

import os
import signal
import sys
import tempfile
from array import array

from eventlet import hubs, listen, wsgi
from swift.common import utils
from swift.common.ring import RingData
from swift.common.wsgi import SwiftHttpProtocol, loadapp

# By itself a signal ends a process with nothing cleared away.
signal.signal(signal.SIGTERM, lambda *_: sys.exit())
folder = tempfile.TemporaryDirectory(prefix="clipbooth-bucket-")
FOLDER = folder.name

COMMON = f"""
[DEFAULT]
swift_dir = {FOLDER}
devices = {FOLDER}
mount_check = false
"""

STORAGE = """
[pipeline:main]
pipeline = app
[app:app]
use = egg:swift#{kind}
"""

# Swift adds the filters that every proxy has. tempauth wants a cache, but does without what it does not find there.
PROXY = """
[pipeline:main]
pipeline = cache s3api tempauth proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
cors_allow_origin = *
[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:1
[filter:s3api]
use = egg:swift#s3api
cors_preflight_allow_origin = *
[filter:tempauth]
use = egg:swift#tempauth
user_booth_clips = secret .admin
"""


def load(name, conf):
    path = f"{FOLDER}/{name}.conf"
    with open(path, "w") as file:
        file.write(COMMON + conf)
    return loadapp(path)


def serve(app, socket=None):
    """Serves at the socket, or at a free port; gives the port."""
    socket = socket or listen(("127.0.0.1", 0))
    options = {"protocol": SwiftHttpProtocol, "capitalize_response_headers": False}
    eventlet.spawn(wsgi.server, socket, app, utils.NullLogger(), **options)
    return socket.getsockname()[1]


def with_cors(app):
    """Lets pages read refusals too."""

    def answer(environ, start_response):
        def start(status, headers, *rest):
            if not any(name.lower() == "access-control-allow-origin" for name, _ in headers):
                headers = [*headers, ("Access-Control-Allow-Origin", "*")]
            return start_response(status, headers, *rest)

        return app(environ, start)

    return answer


# What Swift is told in /etc/swift/swift.conf: what makes the places of objects hard to guess.
utils.HASH_PATH_SUFFIX = b"clipbooth"
os.mkdir(f"{FOLDER}/disk")
for name, kind in {"account": "account", "container": "container", "object": "mem_object"}.items():
    socket = listen(("127.0.0.1", 0))
    # One disk for everything. Its ring has to be there when the server is loaded.
    disk = {"id": 0, "zone": 1, "ip": "127.0.0.1", "port": socket.getsockname()[1], "device": "disk"}
    RingData([array("H", [0])], [disk], part_shift=32).save(f"{FOLDER}/{name}.ring.gz")
    serve(load(name, STORAGE.format(kind=kind)), socket)

proxy = load("proxy", PROXY)
print(serve(with_cors(proxy)), serve(proxy), flush=True)
hubs.trampoline(sys.stdin, read=True)
