"""Random patches from prepared frames, with augmentation; a step's patches depend only on seed and step."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from training.variants import POINT_WEIGHT, all_variants

DRAWN_SHARE = 0.12
"""Share of patches from drawn frames."""


@dataclass(frozen=True)
class Batch:
    """small [n, 1, s, s] and large [n, 1, 2s, 2s], float32 luma 0..1; weight [n] of each patch in the loss, and
    drawn [n], 1 for patches of drawn frames and 0 for real ones.

    A weight is the inverse of the bicubic's mean squared error on the whole frame (in levels squared, 1 added so that
    flat frames do not explode): to first order, a frame's gain in PSNR is its error over that.
    """

    small: np.ndarray
    large: np.ndarray
    weight: np.ndarray
    drawn: np.ndarray


class Patches:
    """Draws batches from the folder that prepare wrote."""

    def __init__(self, folder: Path, seed: int) -> None:
        index = json.loads((folder / "index.json").read_text())
        self._seed = seed
        self._odds = np.cumsum([variant.odds for variant in all_variants()])
        self._importance = [POINT_WEIGHT if variant.decimation == "point" else 1.0 for variant in all_variants()]
        self._groups = [[], []]
        for entry in index:
            large = np.load(folder / f"{entry['name']}.large.npy", mmap_mode="r")
            small = np.load(folder / f"{entry['name']}.small.npy", mmap_mode="r")
            self._groups[entry["drawn"]].append((large, small, entry["bicubic_mse"]))

    def batch(self, step: int, count: int, side: int) -> Batch:
        """count patches of side x side small pixels."""
        rng = np.random.default_rng((self._seed, step))
        picked = [self._patch(rng, side) for _ in range(count)]
        small, large, weight, drawn = (np.stack(part) for part in zip(*picked))
        return Batch(small[:, None], large[:, None], weight, drawn)

    def _patch(self, rng: np.random.Generator, side: int) -> tuple[np.ndarray, ...]:
        drawn = rng.random() < DRAWN_SHARE
        group = self._groups[drawn]
        large, smalls, errors = group[rng.integers(len(group))]
        variant = min(int(np.searchsorted(self._odds, rng.random())), len(self._odds) - 1)
        height, width = smalls.shape[1:]
        y, x = rng.integers(height - side + 1), rng.integers(width - side + 1)
        small = smalls[variant, y : y + side, x : x + side].astype(np.float32) / 255
        truth = large[2 * y : 2 * (y + side), 2 * x : 2 * (x + side)].astype(np.float32) / 255
        weight = np.float32(self._importance[variant] / (errors[variant] + 1))
        turn, flip, gain, shift = rng.integers(4), rng.random() < 0.5, 1.0, 0.0
        if rng.random() < 0.3:
            gain = np.float32(rng.uniform(0.5, 1.2) * rng.choice([-1, 1]))
            shift = np.float32(0.5 - 0.5 * gain)
        return tuple(_turned(p, turn, flip) * np.float32(gain) + np.float32(shift) for p in (small, truth)) + (
            weight / np.float32(gain * gain), np.float32(drawn))


def _turned(patch: np.ndarray, turn: int, flip: bool) -> np.ndarray:
    turned = np.rot90(patch, turn)
    return turned[:, ::-1] if flip else turned
