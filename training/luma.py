"""Luma of a picture: Y of BT.601, full range, as JFIF defines it."""

import numpy as np

_WEIGHTS = np.array([0.299, 0.587, 0.114], dtype=np.float32)


def luma_of(rgb: np.ndarray) -> np.ndarray:
    """Luma levels (uint8, [height, width]) of an RGB picture (uint8, [height, width, 3])."""
    return np.clip(rgb.astype(np.float32) @ _WEIGHTS + 0.5, 0, 255).astype(np.uint8)
