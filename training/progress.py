"""Progress lines with the time left."""

import sys
import time


class Progress:
    """Prints 'what: done/total, time left' at most every few seconds, on stderr."""

    def __init__(self, what: str, total: int, every_s: float = 10) -> None:
        self._what, self._total, self._every_s = what, total, every_s
        self._done, self._start, self._last = 0, time.monotonic(), time.monotonic()

    def step(self, extra: str = "") -> None:
        """Counts one piece of work."""
        self._done += 1
        now = time.monotonic()
        if now - self._last >= self._every_s or self._done == self._total:
            left = (now - self._start) / self._done * (self._total - self._done)
            self.note(f"{self._done}/{self._total}, {left / 60:.1f} min left {extra}")
            self._last = now

    def note(self, text: str) -> None:
        """Prints a line of its own."""
        print(f"{self._what}: {text}", file=sys.stderr, flush=True)
