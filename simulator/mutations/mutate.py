#!/usr/bin/env python3
"""Plants one bug in a copy of the scheduler: mutate.py NAME FOLDER_WITH_THE_CORE'S_SOURCES.

Each bug is a replacement of a few words, so that it survives changes around it; one that finds
its words no longer, or more than once, says so and fails. Without arguments: the names.
"""
import pathlib
import re
import sys

# name: (file, what to find, what to put in its place)
MUTATIONS = {
    # a piece whose second attempt was lost never waits for a third
    "lost-reassignment": (
        "Outcomes.java",
        r"placement\.enqueue\(piece\);",
        "if (piece.attempts() != 2) { placement.enqueue(piece); }",
    ),
    # a task that took several attempts stays open after its outcome, and can get another one
    "double-outcome": (
        "Outcomes.java",
        r"state\.open\.remove\(task\.id\(\)\);",
        "if (task.attempts() < 2) { state.open.remove(task.id()); }",
    ),
    # the peer that lost a race, or works on what was cancelled after a retry, is not told
    "forgotten-cancel": (
        "Placement.java",
        r"(void cancel\(Piece piece, Attempt attempt\) \{\s*)sayCancel\(piece, attempt\);",
        r"\1if (attempt.number() < 2) { sayCancel(piece, attempt); }",
    ),
    # one attempt more than allowed
    "off-by-one-retries": (
        "Outcomes.java",
        r"piece\.attempts\(\) < state\.limits\.maxAttempts\(\)",
        "piece.attempts() <= state.limits.maxAttempts()",
    ),
    # the lane of a third or fourth attempt is never free again
    "leak-of-a-lane": (
        "Placement.java",
        r"peer\.release\(piece\);",
        "if (attempt.number() < 3) { peer.release(piece); }",
    ),
    # who waits is served in turns, whatever the priority
    "ignored-priority": (
        "Line.java",
        r"if \(a\.level != b\.level\)",
        "if (a.level > 9)",
    ),
    # four times as many tasks may wait as the limit says
    "unbounded-queue": (
        "Admission.java",
        r"queued >= room\(",
        "queued / 4 >= room(",
    ),
    # the answer to an earlier attempt counts for a later one
    "stale-attempt-accepted": (
        "Attempt.java",
        r"answeredNumber == number",
        "answeredNumber <= number",
    ),
}


def main() -> None:
    if len(sys.argv) == 1:
        print("\n".join(MUTATIONS))
        return
    name, folder = sys.argv[1:]
    file, words, instead = MUTATIONS[name]
    path = pathlib.Path(folder) / file
    changed, times = re.subn(words, instead, path.read_text())
    if times != 1:
        sys.exit(f"{name}: {file} has its words {times} times, not once; bring mutate.py up to date")
    path.write_text(changed)


main()
