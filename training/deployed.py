"""A trained network as it is deployed: plain tensors, input padded once by replication, valid convolutions."""

import numpy as np
import torch
import torch.nn.functional as F

from training.networks import Plain


def radius(layers: list[Plain]) -> int:
    """Receptive radius in input pixels; layers start with the skip."""
    sides = [layer.weight.shape[-1] // 2 for layer in layers]
    return max(sides[0], sum(sides[1:]))


def run_valid(layers: list[Plain], padded: torch.Tensor) -> torch.Tensor:
    """[n, 1, h + 2r, w + 2r] to [n, 1, 2h, 2w], r being radius(layers)."""
    skip, *hidden = layers
    r = radius(layers)
    x = _crop(padded, r - sum(layer.weight.shape[-1] // 2 for layer in hidden))
    for layer in hidden:
        x = F.conv2d(x, layer.weight, layer.bias)
        if layer.slope is not None:
            x = F.prelu(x, layer.slope)
    linear = F.conv2d(_crop(padded, r - skip.weight.shape[-1] // 2), skip.weight, skip.bias)
    return F.pixel_shuffle(linear + x, 2)


def upscale(layers: list[Plain], luma: np.ndarray) -> np.ndarray:
    """uint8 [h, w] to uint8 [2h, 2w] by layers in levels, in the layers' own precision and on their device."""
    weight = layers[0].weight
    x = torch.from_numpy(np.pad(luma, radius(layers), mode="edge")).to(weight)[None, None]
    with torch.no_grad():
        y = run_valid(layers, x)[0, 0]
    return y.clamp(0, 255).round().to(torch.uint8).cpu().numpy()


def _crop(x: torch.Tensor, by: int) -> torch.Tensor:
    return x[..., by : x.shape[-2] - by, by : x.shape[-1] - by]
