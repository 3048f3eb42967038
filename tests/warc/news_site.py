"""A small site on loopback with what a crawl meets: pages sent in chunks, packed, moved, gone, and a picture."""
import gzip
import http.server
import pathlib
import sys
import threading

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "faults"))
import hostile_pages

PAGES = {"/news/1": hostile_pages.news(1), "/news/2": hostile_pages.news(2)}
START = b'<html><body><a href="/news/1">1</a> <a href="/news/2">2</a> <a href="/moved">3</a> <a href="/gone">4</a>' \
        b'<img src="/picture.png"></body></html>'


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        if self.path == "/moved":
            return self.answer(302, b"", {"Location": "/news/1"})
        if self.path == "/picture.png":
            return self.answer(200, hostile_pages.PNG, {"Content-Type": "image/png"})
        if self.path == "/":
            return self.answer(200, START, {"Content-Type": "text/html"})
        if self.path not in PAGES:
            return self.answer(404, b"<p>gone", {"Content-Type": "text/html"})
        if self.path == "/news/1":
            return self.answer_in_chunks(PAGES[self.path])
        packed = "gzip" in self.headers.get("Accept-Encoding", "")
        body = gzip.compress(PAGES[self.path]) if packed else PAGES[self.path]
        return self.answer(200, body, {"Content-Type": "text/html; charset=utf-8",
                                       **({"Content-Encoding": "gzip"} if packed else {})})

    def answer(self, status, body, headers):
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def answer_in_chunks(self, body):
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for i in range(0, len(body), 300):
            part = body[i:i + 300]
            self.wfile.write(f"{len(part):x}\r\n".encode() + part + b"\r\n")
        self.wfile.write(b"0\r\n\r\n")

    def log_message(self, *_):
        pass


class Site:
    """Serves while it is entered; `url` has no slash at its end."""

    def __enter__(self):
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()
