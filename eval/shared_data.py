"""What eval/accuracy and eval/speed have in common: the real pages and stories, and the program."""
import json
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
KABAR = pathlib.Path(os.environ.get("KABAR") or ROOT / "build" / "release" / "kabar")
SHARED = pathlib.Path(os.environ.get("KABAR_SHARED") or ROOT.parent / "shared")
SKIPPED = 77


def need_shared():
    """Ends the program, as skipped, where there are no real pages."""
    if not (SHARED / "data").is_dir():
        print(f"skipped: there are no real pages in {SHARED}; KABAR_SHARED names another folder")
        sys.exit(SKIPPED)


def page_sets():
    """Without readab, whose gold is another tool's output."""
    names = (path.parent.name for path in SHARED.glob("data/pages/*/gold.jsonl"))
    return sorted(name for name in names if name != "readab")


def story_sets():
    return sorted(path.stem for path in SHARED.glob("data/stories/*.jsonl"))


def page_list(name):
    return SHARED / "data" / "pages" / name / "gold.jsonl"


def pages(name):
    """The files of a set's pages with their URLs."""
    with open(page_list(name)) as lines:
        rows = [json.loads(line) for line in lines]
    return [(page_list(name).parent / row["html"], row.get("url") or "") for row in rows]


def run_to_file(target, *command):
    """Runs a command with its output in a file; ends the program when it fails."""
    with open(target, "wb") as out:
        done = subprocess.run([str(word) for word in command], stdout=out, check=False)
    if done.returncode not in (0, 3):
        sys.exit(f"{' '.join(map(str, command))}: exit code {done.returncode}")


def print_table(heads, rows):
    """Left-aligned first column, the others to the right."""
    cells = [heads, *[[str(cell) for cell in row] for row in rows]]
    widths = [max(len(row[i]) for row in cells) for i in range(len(heads))]
    for row in cells:
        print("  ".join([row[0].ljust(widths[0]), *[cell.rjust(width) for cell, width in zip(row[1:], widths[1:])]]))
