"""What the programs in eval have in common: the real pages and stories, and kabar itself."""
import json
import os
import pathlib
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
KABAR = pathlib.Path(os.environ.get("KABAR") or ROOT / "build" / "release" / "kabar")
SHARED = pathlib.Path(os.environ.get("KABAR_SHARED") or ROOT.parent / "shared")
SKIPPED = 77


def need_shared():
    """Ends the program, as skipped, where there are no real pages."""
    if not (SHARED / "data").is_dir():
        print(f"skipped: there are no real pages in {SHARED}; KABAR_SHARED names another folder")
        sys.exit(SKIPPED)


def need_kabar():
    """Builds the program that is measured, unless KABAR names one."""
    if not os.environ.get("KABAR"):
        build_release("kabar")


def page_sets():
    """Without readab, whose gold is another tool's output."""
    names = (path.parent.name for path in SHARED.glob("data/pages/*/gold.jsonl"))
    return sorted(name for name in names if name != "readab")


def story_sets():
    return sorted(path.stem for path in SHARED.glob("data/stories/*.jsonl"))


def page_list(name):
    return SHARED / "data" / "pages" / name / "gold.jsonl"


def page_rows(name):
    """The lines of a set's page list, each with the `path` of its page."""
    with open(page_list(name)) as lines:  # read_text().splitlines() ends a line at U+2028, too
        rows = [json.loads(line) for line in lines]
    return [{**row, "path": page_list(name).parent / row["html"]} for row in rows]


def pages(name):
    """The files of a set's pages with their URLs."""
    return [(row["path"], row.get("url") or "") for row in page_rows(name)]


def run_to_file(target, *command):
    """Runs a command with its output in a file; ends the program when it fails."""
    with open(target, "wb") as out:
        done = subprocess.run([str(word) for word in command], stdout=out, check=False)
    if done.returncode not in (0, 3):
        sys.exit(f"{' '.join(map(str, command))}: exit code {done.returncode}")


def score_articles(predictions, name, *options):
    """What the scorer says of a set's predictions: figures by group, which is the set unless `options` say more."""
    figures = pathlib.Path(f"{predictions}.figures")
    subprocess.run([SHARED / "eval" / "score_articles.py", predictions, SHARED / "data" / "pages", "--sets", name,
                    "--json", figures, *options], stdout=subprocess.DEVNULL, check=True)
    return json.loads(figures.read_text())


class Measured:
    """A command's wall clock, processor time and peak memory; the fastest of several."""

    def __init__(self, seconds, megabytes, processor):
        self.seconds, self.megabytes, self.processor = seconds, megabytes, processor


def measure(command, out=subprocess.DEVNULL):
    """Runs a command; ends the program when it fails."""
    started = time.monotonic()
    process = subprocess.Popen([str(word) for word in command], stdout=out, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - started
    if os.waitstatus_to_exitcode(status) not in (0, 3):
        sys.exit(f"{' '.join(map(str, command))}: exit code {os.waitstatus_to_exitcode(status)}")
    return Measured(seconds, usage.ru_maxrss / 1024, usage.ru_utime + usage.ru_stime)


def page_speed(*arguments, pages=()):
    """The lines of JSON that eval/reference/page_speed.cpp prints; `pages` are paths and URLs."""
    program = ROOT / "build" / "release" / "kabar_page_speed"
    lines = "".join(f"{path}\t{url or ''}\n" for path, url in pages)
    done = subprocess.run([program, *arguments], input=lines, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def build_release(*targets):
    subprocess.run(["cmake", "--build", ROOT / "build" / "release", "--target", *targets], check=True,
                   stdout=subprocess.DEVNULL)


def print_table(heads, rows):
    """Left-aligned first column, the others to the right."""
    cells = [heads, *[[str(cell) for cell in row] for row in rows]]
    widths = [max(len(row[i]) for row in cells) for i in range(len(heads))]
    for row in cells:
        print("  ".join([row[0].ljust(widths[0]), *[cell.rjust(width) for cell, width in zip(row[1:], widths[1:])]]))
