"""Runs the extractors of peers/ over pages, one process and one thread each, and kabar over the same."""
import hashlib
import json
import os
import pathlib
import select
import shutil
import subprocess
import sys
import time

import shared_data as shared

HERE = pathlib.Path(__file__).resolve().parent / "peers"
CACHE = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache") / "kabar" / "peers"
PEERS = {"trafilatura": "python", "newspaper4k": "python", "readability-lxml": "python", "resiliparse": "python",
         "readability.js-jsdom": "javascript", "readability.js-linkedom": "javascript"}
DEFAULT_PEERS = [name for name in PEERS if name != "readability.js-jsdom"]  # linkedom gives the same, five times as fast
SECONDS_A_PAGE = 10       # of processor time
WALL_SECONDS_A_PAGE = 90  # whatever it waits for
SECONDS_TO_START = 120


class Run:
    """What one extractor gave for a set's pages."""

    def __init__(self, name, version):
        self.name, self.version = name, version
        self.records = []     # as the scorer reads them
        self.seconds = 0.0    # for all pages
        self.p99 = 0.0        # milliseconds that 99 of 100 pages take at most
        self.slowest = 0.0    # milliseconds
        self.megabytes = 0.0  # at its peak
        self.failed = 0       # pages that it crashed on, or that took more than SECONDS_A_PAGE

    def take_times(self, milliseconds):
        times = sorted(milliseconds)
        self.seconds = sum(times) / 1000
        self.p99, self.slowest = times[min(len(times) - 1, len(times) * 99 // 100)], times[-1]


def prepared(kind, files, make):
    """The folder for pinned packages; made once for each state of `files`, whole or not at all."""
    state = hashlib.sha256(b"".join((HERE / name).read_bytes() for name in files)).hexdigest()[:16]
    folder = CACHE / f"{kind}-{state}"
    if not (folder / "complete").exists():
        print(f"setting up {folder}", file=sys.stderr)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        make(folder)
        (folder / "complete").touch()
    return folder


def make_python(folder):
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    pip = [folder / "bin" / "pip", "--quiet", "--disable-pip-version-check", "install"]
    subprocess.run([*pip, "--upgrade", "pip"], check=True)
    subprocess.run([*pip, "--requirement", HERE / "requirements.txt"], check=True)


def make_javascript(folder):
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, folder)
    subprocess.run(["npm", "ci", "--silent", "--no-audit", "--no-fund", "--ignore-scripts"], cwd=folder, check=True)


def command_of(name):
    """The command that runs a peer, and what it needs in its environment."""
    if PEERS[name] == "python":
        folder = prepared("python", ["requirements.txt"], make_python)
        return [folder / "bin" / "python", HERE / "python_peer.py", name], {}
    folder = prepared("javascript", ["package.json", "package-lock.json"], make_javascript)
    return ["node", HERE / "javascript_peer.mjs", name], {"NODE_PACKAGES": str(folder)}


class Worker:
    """A peer's process: a line in, a line out."""

    def __init__(self, name):
        command, environment = command_of(name)
        self.process = subprocess.Popen([str(word) for word in command], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                        env={**os.environ, **environment})
        self.unread = b""
        hello = self.read_line(SECONDS_TO_START, SECONDS_TO_START)
        if hello is None:
            self.process.kill()
            sys.exit(f"{name} does not start: {' '.join(map(str, command))}")
        self.version = hello["version"]

    def processor_seconds(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")  # user and system

    def read_line(self, processor_seconds, seconds):
        """The next line, or None when the process ends or takes longer."""
        pipe = self.process.stdout.fileno()
        before, deadline = self.processor_seconds(), time.monotonic() + seconds
        while b"\n" not in self.unread:
            if not select.select([pipe], [], [], 1)[0]:
                if time.monotonic() > deadline or self.processor_seconds() - before > processor_seconds:
                    return None
                continue
            piece = os.read(pipe, 1 << 20)
            if not piece:
                return None
            self.unread += piece
        line, self.unread = self.unread.split(b"\n", 1)
        return json.loads(line)

    def ask(self, task):
        try:
            self.process.stdin.write(json.dumps(task).encode() + b"\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            return None
        return self.read_line(SECONDS_A_PAGE, WALL_SECONDS_A_PAGE)

    def end(self, kill=False):
        """Peak memory in MB."""
        if kill:
            self.process.kill()
        self.process.stdin.close()
        _, _, usage = os.wait4(self.process.pid, 0)
        self.process.returncode = 0  # it has been waited for
        return usage.ru_maxrss / 1024


def tasks_of(name, limit):
    return [{"id": page["id"], "url": page.get("url"), "path": str(page["path"])}
            for page in shared.page_rows(name)[:limit]]


def run_peer(name, tasks, progress):
    worker = Worker(name)
    run = Run(name, worker.version)
    if worker.ask(tasks[0]) is None:  # the first page pays for what is set up once: it comes again below
        worker.end(kill=True)
        worker = Worker(name)
    milliseconds = []
    for number, task in enumerate(tasks):
        progress(name, number)
        answer = worker.ask(task)
        if answer is None:
            run.megabytes = max(run.megabytes, worker.end(kill=True))
            worker = Worker(name)
        elif "error" not in answer:
            run.records.append(answer)
        run.failed += answer is None or "error" in answer
        milliseconds.append(SECONDS_A_PAGE * 1000 if answer is None else answer["ms"])
    run.megabytes = max(run.megabytes, worker.end())
    run.take_times(milliseconds)
    return run


def run_kabar(tasks, folder, speed, progress):
    """`speed` is what shared.page_speed() says of these pages."""
    progress("kabar", 0)
    pages, target = folder / "pages.jsonl", folder / "kabar.jsonl"
    pages.write_text("".join(json.dumps({"id": task["id"], "url": task["url"] or "", "html": task["path"]}) + "\n"
                             for task in tasks))
    version = subprocess.run([shared.KABAR, "version"], capture_output=True, text=True, check=True).stdout.split()[1]
    run = Run("kabar", version)
    with open(target, "wb") as out:
        run.megabytes = shared.measure([shared.KABAR, "extract", "--input", pages], out).megabytes
    with open(target) as lines:  # read_text().splitlines() ends a line at U+2028, too
        run.records = [record for record in map(json.loads, lines) if "error" not in record]
    run.failed = len(tasks) - len(run.records)
    run.seconds, run.p99, run.slowest = speed["seconds"], speed["p99_ms"], speed["slowest_ms"]
    return run
