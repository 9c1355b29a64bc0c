#!/usr/bin/env python3
"""The ClickHouse engine behind its HTTP protocol, for tests: `clickhouse.py PORT FOLDER`, with the package chdb installed.

It listens on the loopback interface only, answers one query at a time, and keeps its tables in FOLDER. It is the real
engine, not the real server: users, quotas, replication and compression are out of its reach.
"""

import json
import re
import sys
import threading
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from chdb.session import Session

NOT_FOUND = {"60", "81"}  # unknown table, unknown database: what the server answers with 404


class Query(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # A reply that leaves in two packets waits 40 ms for the client's delayed acknowledgement.
    wbufsize = -1
    disable_nagle_algorithm = True

    def do_GET(self):
        if urlsplit(self.path).path == "/ping":
            self.reply(200, b"Ok.\n")
        else:
            self.do_POST()

    def do_POST(self):
        url = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
        sql = url.get("query", "") + self.body().decode("utf-8", "surrogateescape")
        form = self.headers.get("X-ClickHouse-Format") or url.get("default_format") or "TabSeparated"
        database = self.headers.get("X-ClickHouse-Database") or url.get("database") or "default"
        headers = {"X-ClickHouse-Query-Id": url.get("query_id") or str(uuid.uuid4()), "X-ClickHouse-Timezone": "UTC"}
        try:
            with self.server.lock:
                # The session remembers its database from one query to the next; a client of the protocol does not.
                self.server.session.query(f"USE `{database}`")
                result = self.server.session.query(sql, form)
                summary = {"read_rows": str(result.rows_read()), "read_bytes": str(result.bytes_read())}
                data = result.bytes() or b""
        except Exception as failure:
            code = re.search(r"Code: (\d+)", str(failure))
            code = code.group(1) if code else "1002"
            headers["X-ClickHouse-Exception-Code"] = code
            self.reply(404 if code in NOT_FOUND else 500, str(failure).encode(), headers)
            return
        headers |= {"X-ClickHouse-Format": form, "X-ClickHouse-Summary": json.dumps(summary)}
        self.reply(200, data, headers)

    def body(self):
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        chunks = []
        while size := int(self.rfile.readline().split(b";")[0], 16):
            chunks.append(self.rfile.read(size))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(chunks)

    def reply(self, status, data, headers=None):
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args):
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True
    # Of the test processes that connect at once, none is to be turned away.
    request_queue_size = 128


def main():
    port, folder = int(sys.argv[1]), sys.argv[2]
    server = Server(("127.0.0.1", port), Query)
    server.lock = threading.Lock()
    server.session = Session(folder)
    version = server.session.query("SELECT version()", "TabSeparated").bytes().decode().strip()
    print(f"ClickHouse {version} answers at http://127.0.0.1:{port}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
