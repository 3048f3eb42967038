"""An internet on one loopback port: hosts are told apart by the Host field, each answers as it was told to.

    with web.Web() as internet:
        internet.add("news.example", {"/": web.page("<p>hello")})
        kabar.run("fetch", "http://news.example/", ...)      # with collect.connect_to = internet.address

A site is a handler, `async def handler(request, out)`, or a dictionary from path to handler or to bytes; a path that
ends in "*" stands for all that begin so. Every request is kept in `internet.requests` and, where a log was named,
written as a line of JSON. With `tls`, an ssl.SSLContext, all of it is https. Standard library only; one thread runs the
loop."""
import asyncio
import email.utils
import hashlib
import json
import struct
import socket
import threading
import time

REASONS = {200: "OK", 301: "Moved Permanently", 302: "Found", 304: "Not Modified", 308: "Permanent Redirect",
           403: "Forbidden", 404: "Not Found", 410: "Gone", 429: "Too Many Requests", 500: "Internal Server Error",
           503: "Service Unavailable"}
MAX_HEAD = 64 * 1024


class Request:
    """`fields` has lower-case names; `at` is a monotonic time in seconds."""

    def __init__(self, head, at):
        line, *rest = head.decode("latin-1").split("\r\n")
        self.method, self.target, _ = (line.split(" ") + ["", ""])[:3]
        self.fields = {name.strip().lower(): value.strip() for name, _, value in
                       (field.partition(":") for field in rest if field)}
        self.host = self.fields.get("host", "").lower()  # with its port, where that is not the usual one
        self.path = self.target.partition("?")[0]
        self.at = at
        self.status = None
        self.body = b""

    def line(self):
        return {"at": round(self.at, 3), "host": self.host, "target": self.target, "status": self.status,
                "fields": self.fields}


class Exchange:
    """What a handler answers with: a whole answer, or any bytes at all."""

    def __init__(self, request, writer):
        self.request, self.writer, self.keep = request, writer, False

    async def answer(self, status, body=b"", fields=None):
        self.request.status = status
        body = body.encode() if isinstance(body, str) else body
        fields = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body)), **(fields or {})}
        head = f"HTTP/1.1 {status} {REASONS.get(status, 'Odd')}\r\n"
        head += "".join(f"{name}: {value}\r\n" for name, value in fields.items())
        await self.raw(head.encode("latin-1") + b"\r\n" + (b"" if status == 304 else body))
        self.keep = self.request.fields.get("connection", "").lower() != "close"

    async def raw(self, data):
        self.writer.write(data)
        await self.writer.drain()

    async def forever(self, data, pause=0.0):
        """Until the client is gone."""
        while not self.writer.is_closing():
            await self.raw(data)
            await asyncio.sleep(pause)

    async def hang(self):
        while not self.writer.transport.is_closing():
            await asyncio.sleep(0.1)

    def reset(self):
        sock = self.writer.get_extra_info("socket")
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def page(body, kind="text/html; charset=utf-8", status=200, **fields):
    """Always that; with an ETag and Last-Modified, which get a 304 when they come back as they were."""
    body = body.encode() if isinstance(body, str) else body
    etag = 'W/"' + hashlib.sha1(body).hexdigest()[:12] + '"'
    changed = email.utils.formatdate(1_700_000_000, usegmt=True)

    async def handler(request, out):
        if status == 200 and request.fields.get("if-none-match") == etag:
            return await out.answer(304, b"", {"ETag": etag})
        more = {name.replace("_", "-"): value for name, value in fields.items()}
        await out.answer(status, body, {"Content-Type": kind, "ETag": etag, "Last-Modified": changed, **more})
    return handler


def redirect(to, status=302):
    async def handler(_, out):
        await out.answer(status, b"", {"Location": to})
    return handler


class Web:
    def __init__(self, log=None, keep=True, tls=None):
        self.sites, self.requests, self.keep, self.tls = {}, [], keep, tls
        self.log = open(log, "w", encoding="utf-8") if log else None
        self.loop = asyncio.new_event_loop()

    def add(self, host, site):
        self.sites[host.lower()] = site

    def asked(self, host):
        """The targets that were asked for at that host, in order."""
        return [request.target for request in self.requests if request.host == host]

    def __enter__(self):
        started = threading.Event()

        async def serve():
            self.server = await asyncio.start_server(self.client, "127.0.0.1", 0, limit=MAX_HEAD, backlog=1000,
                                                     ssl=self.tls)
            self.port = self.server.sockets[0].getsockname()[1]
            started.set()

        def run():
            asyncio.set_event_loop(self.loop)
            self.loop.create_task(serve())
            self.loop.run_forever()
        self.thread = threading.Thread(target=run, daemon=True)
        self.thread.start()
        started.wait()
        self.address = f"127.0.0.1:{self.port}"
        return self

    def __exit__(self, *_):
        async def stop():
            self.server.close()
            tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            self.loop.stop()
        asyncio.run_coroutine_threadsafe(stop(), self.loop)
        self.thread.join(timeout=30)
        self.loop.close()
        if self.log:
            self.log.close()

    async def client(self, reader, writer):
        try:
            while await self.one(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, asyncio.CancelledError):
            pass  # the client is gone, or the whole web is
        finally:
            writer.close()

    async def one(self, reader, writer):
        head = await reader.readuntil(b"\r\n\r\n")
        request = Request(head[:-4], time.monotonic())
        length = request.fields.get("content-length", "0")
        if request.method == "POST" and length.isdigit() and int(length) <= MAX_HEAD:
            request.body = await reader.readexactly(int(length))
        if self.keep:
            self.requests.append(request)
        out = Exchange(request, writer)
        try:
            await self.handler(request)(request, out)
        finally:
            if self.log:
                self.log.write(json.dumps(request.line()) + "\n")
                self.log.flush()
        return out.keep

    def handler(self, request):
        site = self.sites.get(request.host)
        if isinstance(site, dict):
            whole = site.get(request.path)
            starts = [path for path in site if path.endswith("*") and request.path.startswith(path[:-1])]
            site = whole if whole is not None else site[max(starts, key=len)] if starts else None
        if site is None:
            return page("<p>not here", status=404)
        return page(site) if isinstance(site, (bytes, str)) else site
