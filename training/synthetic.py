"""Drawn frames for what games show beside scenery: text, bars, flat colour, step edges, checkerboards, noise."""

from collections.abc import Callable

import cv2
import numpy as np

WIDTH, HEIGHT, PANEL = 1280, 720, 80
_FONTS = (cv2.FONT_HERSHEY_SIMPLEX, cv2.FONT_HERSHEY_DUPLEX, cv2.FONT_HERSHEY_COMPLEX_SMALL, cv2.FONT_HERSHEY_TRIPLEX)
_GLYPHS = list("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789:/%+-.!?")


def draw_all(seed: int) -> dict[str, np.ndarray]:
    """One frame a kind, uint8 [HEIGHT, WIDTH, 3], by name; the same for the same seed."""
    kinds: dict[str, Callable[[np.random.Generator], np.ndarray]] = {
        "text": _text, "bars": _bars, "flat": lambda rng: _panels(rng, _flat_panel),
        "steps": lambda rng: _panels(rng, _step_panel), "checks": lambda rng: _panels(rng, _checker_panel),
        "noise": lambda rng: _panels(rng, _noise_panel)}
    return {kind: draw(np.random.default_rng((seed, n))) for n, (kind, draw) in enumerate(kinds.items())}


def _colour(rng: np.random.Generator) -> np.ndarray:
    """A colour, every second one grey, with the extremes 0 and 255 more frequent than the rest."""
    if rng.random() < 0.25:
        return np.full(3, rng.choice([0, 255]))
    return np.full(3, rng.integers(256)) if rng.random() < 0.4 else rng.integers(0, 256, 3)


def _canvas(rng: np.random.Generator) -> np.ndarray:
    """Large flat panels to draw on."""
    canvas = np.empty((HEIGHT, WIDTH, 3), np.uint8)
    for y in range(0, HEIGHT, 2 * PANEL):
        for x in range(0, WIDTH, 4 * PANEL):
            canvas[y : y + 2 * PANEL, x : x + 4 * PANEL] = _colour(rng)
    return canvas


def _text(rng: np.random.Generator) -> np.ndarray:
    canvas = _canvas(rng)
    for _ in range(260):
        words = "".join(rng.choice(_GLYPHS, rng.integers(2, 12)))
        at = (int(rng.integers(-20, WIDTH)), int(rng.integers(10, HEIGHT)))
        size, thick = float(rng.uniform(0.35, 2.2)), int(rng.integers(1, 4))
        line = cv2.LINE_AA if rng.random() < 0.7 else cv2.LINE_8
        cv2.putText(canvas, words, at, int(rng.choice(_FONTS)), size, _colour(rng).tolist(), thick, line)
    return canvas


def _bars(rng: np.random.Generator) -> np.ndarray:
    """Frames, filled bars, discs and thin lines, as heads-up displays have."""
    canvas = _canvas(rng)
    for _ in range(300):
        x, y = int(rng.integers(WIDTH)), int(rng.integers(HEIGHT))
        w, h = int(rng.integers(3, 160)), int(rng.integers(2, 40))
        thick = int(rng.choice([-1, -1, 1, 2, 3]))
        line = cv2.LINE_AA if rng.random() < 0.5 else cv2.LINE_8
        if rng.random() < 0.6:
            cv2.rectangle(canvas, (x, y), (x + w, y + h), _colour(rng).tolist(), thick)
        elif rng.random() < 0.5:
            cv2.circle(canvas, (x, y), h, _colour(rng).tolist(), thick, line)
        else:
            cv2.line(canvas, (x, y), (x + w, y + h - 20), _colour(rng).tolist(), abs(thick), line)
    return canvas


def _panels(rng: np.random.Generator, draw: Callable[[np.random.Generator], np.ndarray]) -> np.ndarray:
    canvas = np.empty((HEIGHT, WIDTH, 3), np.uint8)
    for y in range(0, HEIGHT, PANEL):
        for x in range(0, WIDTH, PANEL):
            canvas[y : y + PANEL, x : x + PANEL] = draw(rng)
    return canvas


def _flat_panel(rng: np.random.Generator) -> np.ndarray:
    return np.broadcast_to(_colour(rng), (PANEL, PANEL, 3))


def _step_panel(rng: np.random.Generator) -> np.ndarray:
    """A sharp edge through the panel: upright, level or slanted, of any contrast; a third antialiased."""
    angle = rng.choice([0.0, np.pi / 2, rng.uniform(0, np.pi)])
    y, x = np.mgrid[:PANEL, :PANEL] - PANEL / 2 + rng.uniform(-8, 8)
    distance = x * np.cos(angle) + y * np.sin(angle)
    share = np.clip(distance + 0.5, 0, 1) if rng.random() < 0.33 else (distance > 0)
    one, two = _colour(rng), _colour(rng)
    return np.rint(one + share[..., None] * (two.astype(np.float64) - one)).astype(np.uint8)


def _checker_panel(rng: np.random.Generator) -> np.ndarray:
    side, stripes = int(rng.choice([1, 2, 2, 3, 4])), rng.random() < 0.3
    y, x = np.mgrid[:PANEL, :PANEL] + rng.integers(0, 4, (2, 1, 1))
    pick = ((x // side) + (0 if stripes else y // side)) % 2
    return np.where((pick.T if rng.random() < 0.5 else pick)[..., None], _colour(rng), _colour(rng)).astype(np.uint8)


def _noise_panel(rng: np.random.Generator) -> np.ndarray:
    spread = rng.choice([4, 16, 64])
    noise = rng.normal(0, spread, (PANEL, PANEL, 1 if rng.random() < 0.5 else 3))
    return np.clip(np.rint(_colour(rng) + noise), 0, 255).astype(np.uint8)
