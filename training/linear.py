"""The learned linear filter: least squares over real frames, four mirrored phases that sum to 1."""

import json
from pathlib import Path

import numpy as np

from training.variants import all_variants


UNIT = 128
"""Deployed coefficients are multiples of 1 / UNIT."""


def normal_equations(folder: Path, side: int, per_variant: int = 4000, seed: int = 5) -> tuple[np.ndarray, np.ndarray]:
    """Sums A = sum w x xT and b = sum w x y over samples; x [side * side] taps less the centre's level, y likewise.

    All four phases are mirrored onto phase (0, 0), so one matrix serves them, and averaged with the transpose, since
    frames may as well lie on their side. Area-averaged and bicubic variants only:
    the filter is judged on them, and point samples would soften it. Weighted as the networks' loss is.
    """
    rng, r = np.random.default_rng(seed), side // 2
    a, b = np.zeros((side**2, side**2)), np.zeros(side**2)
    for entry in json.loads((folder / "index.json").read_text()):
        if entry["drawn"]:
            continue
        large = np.load(folder / f"{entry['name']}.large.npy")
        smalls = np.load(folder / f"{entry['name']}.small.npy", mmap_mode="r")
        for n, variant in enumerate(all_variants()):
            if variant.decimation != "area":
                continue
            y = rng.integers(8, smalls.shape[1] - 8, per_variant)
            x = rng.integers(8, smalls.shape[2] - 8, per_variant)
            small = smalls[n]
            offsets = np.arange(-r, r + 1)
            windows = small[y[:, None, None] + offsets[:, None], x[:, None, None] + offsets].astype(np.float64)
            centre = small[y, x].astype(np.float64)
            weight = variant.odds / (entry["bicubic_mse"][n] + 1)
            for dy in (0, 1):
                for dx in (0, 1):
                    mirrored = windows[:, :: 1 - 2 * dy, :: 1 - 2 * dx].reshape(per_variant, -1) - centre[:, None]
                    a += weight * mirrored.T @ mirrored
                    b += weight * mirrored.T @ (large[2 * y + dy, 2 * x + dx] - centre)
    flip = np.arange(side**2).reshape(side, side).T.reshape(-1)
    return (a + a[np.ix_(flip, flip)]) / 2, (b + b[flip]) / 2


def fit(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Real-valued taps [side, side] with sum 1: the least squares solution."""
    taps = _constrained(a, b, np.zeros(0, int), np.zeros(0))
    side = int(np.sqrt(len(taps)))
    return taps.reshape(side, side)


def terms() -> np.ndarray:
    """What unit coefficients of mirrored sums and differences mean as taps: [25, 16].

    Deployed, the filter sums samples that mirror each other and their differences first, so that 16 products make all
    four outputs; a coefficient of such a term is a tap on both sides, with the same or the opposite sign. The sums of the
    far samples are left out: least squares over frames gives them coefficients that round to none.
    """
    axis = np.array([[0, 0, 1, 0, 0], [0, 1, 0, 1, 0], [0, -1, 0, 1, 0], [-1, 0, 0, 0, 1]])
    return np.stack([np.outer(down, across).ravel() for across in axis for down in axis], axis=1)


def fit_rounded(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Taps [5, 5] with sum 1 whose terms are multiples of 1 / UNIT, as 16-bit sums can hold them.

    Rounding each coefficient on its own costs up to 0.1 dB on smooth frames. So single and paired units move, the first term
    keeping the sum, for as long as the squared error falls.
    """
    means = terms() / UNIT
    error, pull, flat = means.T @ a @ means, means.T @ b, terms().sum(axis=0)
    cost = lambda units: units @ error @ units - 2 * pull @ units
    # the centre weighs nothing here, samples being taken less the centre: that coefficient follows from the sum
    units = _whole(np.rint(np.linalg.lstsq(error, pull)[0]), flat)
    while True:
        better = min(_neighbours(units, flat), key=cost)
        if cost(better) >= cost(units) - 1e-9 * abs(cost(units)):
            return (means @ units).reshape(5, 5)
        units = better


def _neighbours(units: np.ndarray, flat: np.ndarray):
    """units with one or two coefficients moved by one, the first one making up for it."""
    steps = [(i, d) for i in range(1, len(units)) for d in (-1, 1)]
    for n, (i, d) in enumerate(steps):
        for j, e in [(i, 0), *steps[n + 1 :]]:
            moved = units.copy()
            moved[i] += d
            moved[j] += e
            yield _whole(moved, flat)


def _whole(units: np.ndarray, flat: np.ndarray) -> np.ndarray:
    """units with the first one such that a flat picture stays what it is."""
    units = units.copy()
    units[0] += UNIT - flat @ units
    return units


def _constrained(a: np.ndarray, b: np.ndarray, fixed: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Minimises tT a t - 2 bT t with sum(t) = 1 and t[fixed] = values (Lagrange multiplier for the sum)."""
    n = len(b)
    free = np.setdiff1d(np.arange(n), fixed)
    ridge = 1e-9 * np.trace(a) / n
    system = np.zeros((len(free) + 1, len(free) + 1))
    system[:-1, :-1] = a[np.ix_(free, free)] + ridge * np.eye(len(free))
    system[:-1, -1] = system[-1, :-1] = 1
    right = np.append(b[free] - a[np.ix_(free, fixed)] @ values, 1 - values.sum())
    taps = np.zeros(n)
    taps[fixed] = values
    taps[free] = np.linalg.solve(system, right)[:-1]
    return taps


def upscale(taps: np.ndarray, luma: np.ndarray) -> np.ndarray:
    """uint8 [h, w] to [2h, 2w] with real taps [side, side], edges clamped; deployed, taps are rounded to 1/128."""
    side, r = taps.shape[0], taps.shape[0] // 2
    h, w = luma.shape
    padded = np.pad(luma, r, mode="edge").astype(np.float64)
    out = np.empty((2 * h, 2 * w), np.uint8)
    for dy in (0, 1):
        for dx in (0, 1):
            phase = taps[:: 1 - 2 * dy, :: 1 - 2 * dx]
            total = sum(phase[j, i] * padded[j : j + h, i : i + w] for j in range(side) for i in range(side))
            out[dy::2, dx::2] = np.clip(np.floor(total + 0.5), 0, 255)
    return out


def write(path: Path, taps: np.ndarray) -> None:
    """Lines of numbers: the phase up and left of the centre sample, at (-0.25, -0.25)."""
    path.write_text("\n".join(" ".join(f"{t:.6f}" for t in row) for row in taps) + "\n")


def skip_start(taps: np.ndarray) -> np.ndarray:
    """The four phases of real taps [5, 5] as convolution weights [4, 1, 5, 5], where a network's skip starts."""
    phases = [taps[:: 1 - 2 * dy, :: 1 - 2 * dx] for dy in (0, 1) for dx in (0, 1)]
    return np.stack(phases)[:, None].astype(np.float32)
