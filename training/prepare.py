"""Turns frames into what training reads: full luma and all small variants of each frame, as files to map."""

import json
import zlib
from pathlib import Path

import numpy as np

from training import cubic, metrics
from training.frames import frame_paths, read_rgb, shows_a_scene
from training.luma import luma_of
from training.progress import Progress
from training.synthetic import draw_all
from training.variants import all_variants

SYNTHETIC_SEEDS = (1, 2)


def prepare(folders: list[Path], out: Path, limit: int = 0) -> None:
    """Writes out/NAME.large.npy [2h, 2w], NAME.small.npy [variants, h, w] (uint8) and index.json.

    The index holds for each frame whether it was drawn, and for each variant the bicubic's squared error, by which
    the loss is weighted. limit > 0 takes only that many frames a folder (for smoke tests).
    """
    out.mkdir(parents=True, exist_ok=True)
    index: list[dict] = []
    seen: set[int] = set()
    for folder in folders:
        paths = frame_paths(folder)[: limit or None]
        progress = Progress(f"prepare {folder.name}", len(paths))
        for path in paths:
            rgb = read_rgb(path)
            digest = zlib.crc32(rgb.tobytes())
            if shows_a_scene(rgb) and digest not in seen:
                index.append(_write(out, f"{folder.name}-{path.stem}", rgb, drawn=False))
            else:
                progress.note(f"{path.name} left out: a duplicate or no scene")
            seen.add(digest)
            progress.step()
    for seed in SYNTHETIC_SEEDS[: 1 if limit else None]:
        for kind, rgb in draw_all(seed).items():
            index.append(_write(out, f"drawn-{kind}-{seed}", rgb, drawn=True))
    (out / "index.json").write_text(json.dumps(index))


def _write(out: Path, name: str, rgb: np.ndarray, drawn: bool) -> dict:
    large = luma_of(rgb)
    small = np.stack([variant.luma_of(rgb) for variant in all_variants()])
    np.save(out / f"{name}.large.npy", large)
    np.save(out / f"{name}.small.npy", small)
    errors = [metrics.mse(cubic.upscale(one), large) for one in small]
    return {"name": name, "drawn": drawn, "bicubic_mse": errors}
