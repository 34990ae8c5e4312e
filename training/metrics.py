"""PSNR and SSIM of luma, with a border left out, as the project judges every rung."""

import cv2
import numpy as np

BORDER = 16
"""Pixels left out on each side, so that edge handling does not judge."""


def mse(result: np.ndarray, truth: np.ndarray, border: int = BORDER) -> float:
    """Mean squared error in levels squared of two uint8 pictures [h, w]."""
    inner = np.s_[border : truth.shape[0] - border, border : truth.shape[1] - border]
    return float(np.mean((result[inner].astype(np.float32) - truth[inner]) ** 2))


def psnr(result: np.ndarray, truth: np.ndarray, border: int = BORDER) -> float:
    """Peak signal-to-noise ratio in dB, peak 255; equal pictures count as 100 dB."""
    error = mse(result, truth, border)
    return min(100.0, 10 * np.log10(255**2 / max(error, 1e-12)))


def ssim(result: np.ndarray, truth: np.ndarray, border: int = BORDER) -> float:
    """Structural similarity: 11x11 Gaussian window, sigma 1.5, K1 = 0.01, K2 = 0.03 (Wang et al. 2004)."""
    inner = np.s_[border : truth.shape[0] - border, border : truth.shape[1] - border]
    x, y = result[inner].astype(np.float32), truth[inner].astype(np.float32)
    blur = lambda picture: cv2.GaussianBlur(picture, (11, 11), 1.5)[5:-5, 5:-5]
    mx, my = blur(x), blur(y)
    vx, vy, cov = blur(x * x) - mx * mx, blur(y * y) - my * my, blur(x * y) - mx * my
    c1, c2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    return float(np.mean(((2 * mx * my + c1) * (2 * cov + c2)) / ((mx * mx + my * my + c1) * (vx + vy + c2))))
