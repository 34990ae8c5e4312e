"""Ground-truth frames: a folder of PNG pictures, read as RGB with even sides."""

from pathlib import Path

import cv2
import numpy as np

MIN_SIDE = 128


class FramesError(Exception):
    """A folder of frames cannot be used; the message says what to do."""


def frame_paths(folder: Path) -> list[Path]:
    """The folder's PNG files in name order; FramesError when there are none."""
    if not folder.is_dir():
        raise FramesError(f"no folder {folder}: name one that holds PNG frames (see README.md, Frames)")
    paths = sorted(folder.glob("*.png"))
    if not paths:
        raise FramesError(f"no .png in {folder}: capture frames first (see README.md, Frames)")
    return paths


def read_rgb(path: Path) -> np.ndarray:
    """One frame as uint8 [height, width, 3], red first, cropped to even sides."""
    bgr = cv2.imread(str(path), cv2.IMREAD_COLOR)
    if bgr is None:
        raise FramesError(f"{path} is no readable picture: remove it or capture it again")
    height, width = (side // 2 * 2 for side in bgr.shape[:2])
    if min(height, width) < MIN_SIDE:
        raise FramesError(f"{path} is {width}x{height}: frames need sides of at least {MIN_SIDE} pixels")
    return np.ascontiguousarray(bgr[:height, :width, ::-1])


def shows_a_scene(rgb: np.ndarray) -> bool:
    """False for black or nearly flat pictures (loading screens), which teach nothing."""
    grey = rgb[::8, ::8].mean(axis=2)
    return bool(grey.std() > 12 and np.abs(np.diff(grey, axis=1)).mean() > 1.5)
