"""Handlers that break the rules, each in one way. What kabar should make of each is in fetch_test.py."""
import asyncio
import ctypes
import gzip
import struct
import zlib

NOUGHTS = 64 * 1024 * 1024


def raw(data, after=None):
    """Those bytes and no more; `after` is what happens then: "hang", "reset", or the connection ends."""
    async def handler(_, out):
        await out.raw(data)
        if after == "hang":
            await out.hang()
        if after == "reset":
            out.reset()
    return handler


def endless(start, more, pause=0.0):
    async def handler(_, out):
        await out.raw(start)
        await out.forever(more, pause)
    return handler


def packed(coding, data):
    async def handler(_, out):
        await out.answer(200, data, {"Content-Encoding": coding})
    return handler


def gzip_bomb():
    return gzip.compress(bytes(NOUGHTS), 9)


def deflate_bomb():
    return zlib.compress(bytes(NOUGHTS), 9)


def zstd_bomb():
    """RLE blocks of 128 KB (RFC 8878, section 3.1.1.2): four bytes each."""
    size = 128 * 1024
    count = NOUGHTS // size
    blocks = b"".join(struct.pack("<I", size << 3 | 1 << 1 | (i == count - 1))[:3] + b"0" for i in range(count))
    return b"\x28\xb5\x2f\xfd" + bytes([0x00, 0x58]) + blocks


def zstd_of(data):
    """One raw block."""
    return b"\x28\xb5\x2f\xfd" + bytes([0x00, 0x58]) + struct.pack("<I", len(data) << 3 | 1)[:3] + data


def brotli_of(data):
    encoder = ctypes.CDLL("libbrotlienc.so.1")
    room = ctypes.c_size_t(len(data) // 50 + 4096)
    out = ctypes.create_string_buffer(room.value)
    encoder.BrotliEncoderCompress(5, 22, 0, ctypes.c_size_t(len(data)), data, ctypes.byref(room), out)
    return out.raw[:room.value]


def circle(length):
    """Redirects that lead back to the first after so many."""
    async def handler(request, out):
        number = int(request.path.strip("/") or 0)
        await out.answer(302, b"", {"Location": f"/{(number + 1) % length}"})
    return handler


async def no_end_of_redirects(request, out):
    await out.answer(302, b"", {"Location": f"/{int(request.path.strip('/') or 0) + 1}"})


async def cookies(_, out):
    await out.answer(200, b"<p>a cookie for you", {"Set-Cookie": "id=4711; Path=/; Domain=example; Max-Age=99999"})


def busy(status, retry_after):
    async def handler(_, out):
        await out.answer(status, b"<p>busy", {"Retry-After": retry_after})
    return handler


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
SITES = {
    "garbage": raw(bytes(range(1, 256)) * 20),
    "ssh": raw(b"SSH-2.0-OpenSSH_9.2p1\r\n"),
    "old": raw(b"<p>HTTP 0.9 has no head</p>"),
    "silent": raw(b""),
    "reset": raw(HEAD + b"Content-Length: 1000\r\n\r\nabc", "reset"),
    "short": raw(HEAD + b"Content-Length: 1000\r\n\r\nabc"),
    "hangs": raw(b"", "hang"),
    "hangs-in-head": raw(HEAD, "hang"),
    "hangs-in-body": raw(HEAD + b"Content-Length: 1000\r\n\r\nabc", "hang"),
    "drips": endless(HEAD + b"Content-Length: 100000\r\n\r\n", b"x", 0.1),
    "drips-head": endless(HEAD, b"X: y\r\n", 0.2),
    "endless-head": endless(HEAD, b"X-More: and more and more of it\r\n" * 20),
    "endless-field": endless(HEAD + b"X-Long: ", b"y" * 4096),
    "endless-interim": endless(b"", b"HTTP/1.1 102 Processing\r\n\r\n" * 20),
    "endless-body": endless(HEAD + b"\r\n", b"z" * 65536),
    "endless-chunks": endless(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"4\r\nabcd\r\n" * 4096),
    "huge": raw(HEAD + b"Content-Length: 99999999999999\r\n\r\nabc", "hang"),
    "bad-length": raw(HEAD + b"Content-Length: -5\r\n\r\nabc"),
    "bad-chunks": raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\nzzzz\r\nabc\r\n"),
    "gzip-bomb": packed("gzip", gzip_bomb()),
    "deflate-bomb": packed("deflate", deflate_bomb()),
    "zstd-bomb": packed("zstd", zstd_bomb()),
    "brotli-bomb": packed("br", brotli_of(bytes(NOUGHTS))),
    "bomb-in-a-bomb": packed("gzip, gzip", gzip.compress(gzip_bomb(), 9)),
    "many-codings": packed(", ".join(["gzip"] * 40), gzip.compress(b"x")),
    "broken-gzip": packed("gzip", gzip.compress(b"hello" * 100)[:-20]),
    "circle": circle(3),
    "itself": circle(1),
    "far": no_end_of_redirects,
    "cookies": cookies,
    "busy": busy(429, "3600"),
    "busy-until": busy(503, "Fri, 31 Dec 2027 23:59:59 GMT"),
}
