"""The bytes that bad_input_test feeds to kabar, made when the tests run."""
import gzip

SENTENCES = [
    "The harbour council decided on Tuesday to widen the northern quay before the winter storms arrive.",
    "Fishermen who land their catch there had asked for the work since the great flood of last spring.",
    "Building is to begin in October and will cost about four million crowns, said engineer Tova Lindqvist.",
    "Until then the ferries to the outer islands leave from the old pier beside the customs house.",
]
STORY = "".join(f"<p>{sentence} {sentence[::-1].capitalize()}</p>" for sentence in SENTENCES)
MARK = "widen the northern quay"

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00" + bytes(range(256)) * 8
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n" + bytes(range(256)) * 8
BINARY = b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 16


def page(body=STORY, head="", title="Harbour to get a wider quay"):
    return (f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
            f"<body><article><h1>{title}</h1>{body}</article></body></html>").encode()


def nested_elements(depth=200_000):
    return page(STORY + "<div>" * depth + "deep" + "</div>" * depth)


def formatting_bomb(elements=4_000):
    """Each paragraph opens again all <b> before it: millions of nodes in a naive tree builder."""
    return page(STORY + "".join(f"<p><b id={i}>t" for i in range(elements)))


def node_bomb(nodes=1_500_000):
    return page(STORY + "<i>x</i>" * nodes)


def deep_json_ld(depth=100_000):
    return page(head='<script type="application/ld+json">' + '{"a":[' * depth + "]}" * depth + "</script>")


def gzip_bomb(megabytes=256):
    return gzip.compress(bytes(megabytes << 20), 9)


def news(number):
    """A page that is fine."""
    return page(title=f"Harbour news number {number}")
