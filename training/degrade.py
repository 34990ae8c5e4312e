"""Ways in which a frame becomes small: three decimations by 2, then JPEG or nothing."""

import cv2
import numpy as np
from PIL import Image


def area(rgb: np.ndarray) -> np.ndarray:
    """Mean of each 2x2 block; uint8 [2h, 2w, 3] to uint8 [h, w, 3]."""
    sums = rgb[0::2, 0::2].astype(np.uint16) + rgb[0::2, 1::2] + rgb[1::2, 0::2] + rgb[1::2, 1::2]
    return ((sums + 2) >> 2).astype(np.uint8)


def point(rgb: np.ndarray, phase: int) -> np.ndarray:
    """One pixel of each 2x2 block, as a game rendered small is aliased; phase = 2 * row + column."""
    return np.ascontiguousarray(rgb[phase // 2 :: 2, phase % 2 :: 2])


def bicubic(rgb: np.ndarray) -> np.ndarray:
    """Antialiased bicubic decimation by 2 (a = -0.5, kernel widened by 2)."""
    height, width = rgb.shape[:2]
    return np.asarray(Image.fromarray(rgb).resize((width // 2, height // 2), Image.Resampling.BICUBIC))


def jpeg(rgb: np.ndarray, quality: int) -> np.ndarray:
    """The picture after a JPEG round trip at 4:2:0; same shape."""
    options = [cv2.IMWRITE_JPEG_QUALITY, quality,
               cv2.IMWRITE_JPEG_SAMPLING_FACTOR, cv2.IMWRITE_JPEG_SAMPLING_FACTOR_420]
    done, data = cv2.imencode(".jpg", rgb[..., ::-1], options)
    if not done:
        raise ValueError(f"JPEG encoding failed at quality {quality} for shape {rgb.shape}")
    return np.ascontiguousarray(cv2.imdecode(data, cv2.IMREAD_COLOR)[..., ::-1])
