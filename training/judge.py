"""Scores upscalers on judging frames: luma PSNR and SSIM for each way a frame became small."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from training import cubic, metrics
from training.frames import frame_paths, read_rgb
from training.luma import luma_of
from training.progress import Progress
from training.synthetic import draw_all
from training.variants import Variant

Upscaler = Callable[[np.ndarray], np.ndarray]
"""Luma uint8 [h, w] to [2h, 2w]."""

MAIN = {"JPEG 90": Variant("area", 90, 1), "JPEG 85": Variant("area", 85, 1), "clean": Variant("area", 0, 1)}
OTHER = {"JPEG 75": Variant("area", 75, 1),
         "point, JPEG 90": Variant("point", 90, 1, 0), "point, clean": Variant("point", 0, 1, 3),
         "bicubic, JPEG 90": Variant("bicubic", 90, 1), "bicubic, clean": Variant("bicubic", 0, 1)}
JUDGING_SEED = 77
"""Seed of the drawn frames for judging; training draws from other seeds."""


@dataclass(frozen=True)
class Score:
    """One upscaler on one frame: PSNR in dB and SSIM, and PSNR over bicubic in dB."""

    frame: str
    source: str
    upscaler: str
    psnr: float
    ssim: float
    gain: float


def judge(folder: Path, upscalers: dict[str, Upscaler], sources: dict[str, Variant], limit: int = 0) -> list[Score]:
    """Scores upscalers, and bicubic beside them, on each frame of a folder for each source."""
    paths = frame_paths(folder)[: limit or None]
    progress, scores = Progress("judge", len(paths)), []
    for path in paths:
        scores += _judge_frame(path.stem, read_rgb(path), upscalers, sources)
        progress.step()
    return scores


def judge_drawn(upscalers: dict[str, Upscaler], sources: dict[str, Variant]) -> list[Score]:
    """The same on drawn frames of each kind, which training has not seen."""
    return [score for kind, rgb in draw_all(JUDGING_SEED).items()
            for score in _judge_frame(kind, rgb, upscalers, sources)]


def _judge_frame(name: str, rgb: np.ndarray, upscalers: dict[str, Upscaler],
                 sources: dict[str, Variant]) -> list[Score]:
    truth, scores = luma_of(rgb), []
    for source, variant in sources.items():
        small = variant.luma_of(rgb)
        yardstick = cubic.upscale(small)
        base = metrics.psnr(yardstick, truth)
        for upscaler, upscale in {"bicubic": lambda _: yardstick, **upscalers}.items():
            result = upscale(small)
            psnr = metrics.psnr(result, truth)
            scores.append(Score(name, source, upscaler, psnr, metrics.ssim(result, truth), psnr - base))
    return scores


def overshoot(upscale: Upscaler) -> int:
    """Levels by which clean step edges ring: the most that a result leaves the range of its two levels.

    Upright, level and slanted edges, between levels of every contrast from 16 to 255, area-averaged by 2.
    """
    worst = 0
    y, x = np.mgrid[:96, :96] - 48
    for angle in (0, 15, 30, 45, 60, 75, 90):
        for offset in (0, 1):
            bright = (x - offset) * np.cos(np.radians(angle)) + (y - offset) * np.sin(np.radians(angle)) > 0.01
            for low, high in ((0, 255), (16, 235), (64, 192), (100, 156), (120, 136), (32, 96), (160, 224), (40, 215)):
                rgb = np.repeat(np.where(bright, high, low).astype(np.uint8)[..., None], 3, axis=2)
                result = upscale(Variant("area", 0, 1).luma_of(rgb)).astype(int)
                worst = max(worst, low - result.min(), result.max() - high)
    return int(worst)
