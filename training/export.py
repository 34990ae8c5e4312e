"""Writes a trained network as the Java side and ONNX users want it, with a test vector."""

from pathlib import Path

import numpy as np
import torch
from torch import nn

from training import deployed, p2n
from training.networks import Plain

VECTOR_SIZE = (37, 29)
"""Width and height of the test vector's input."""


def export(name: str, layers: list[Plain], sample: np.ndarray, out: Path) -> None:
    """Writes NAME.p2n, NAME-test.bin and NAME-test.npz; layers for luma 0..1, sample luma uint8 of VECTOR_SIZE."""
    detached = [Plain(*(None if t is None else t.detach().cpu().float() for t in (x.weight, x.bias, x.slope)))
                for x in layers]
    final = p2n.exact_on_flat(p2n.in_levels(detached))
    part = out / f"{name}.part"
    p2n.write(part, final)
    part.replace(out / f"{name}.p2n")
    exported = in_double(p2n.read(out / f"{name}.p2n"))
    result = deployed.upscale(exported, sample)
    height, width = sample.shape
    (out / f"{name}-test.bin").write_bytes(
        np.array([width, height], "<i4").tobytes() + sample.tobytes() + result.tobytes())
    np.savez(out / f"{name}-test.npz", input=sample, output=result)


def in_double(layers: list[Plain]) -> list[Plain]:
    """The same layers in float64."""
    return [Plain(x.weight.double(), x.bias.double(), None if x.slope is None else x.slope.double()) for x in layers]


class _Onnx(nn.Module):
    """Luma 0..1 in and out, padding included, as ONNX users want it."""

    def __init__(self, levels: list[Plain]) -> None:
        super().__init__()
        self.layers = [Plain(x.weight, x.bias / 255, x.slope) for x in levels]
        self.radius = deployed.radius(levels)

    def forward(self, luma: torch.Tensor) -> torch.Tensor:
        padded = nn.functional.pad(luma, [self.radius] * 4, mode="replicate")
        return deployed.run_valid(self.layers, padded).clamp(0, 1)


def export_onnx(weights: Path, path: Path) -> None:
    """NAME.p2n as ONNX, opset 17: input 'luma' float NCHW 0..1 of any size, output 'upscaled' of twice the size."""
    model = _Onnx(p2n.read(weights)).eval()
    torch.onnx.export(model, (torch.zeros(1, 1, 32, 48),), str(path), opset_version=17, dynamo=False,
                      input_names=["luma"], output_names=["upscaled"],
                      dynamic_axes={"luma": {0: "n", 2: "h", 3: "w"}, "upscaled": {0: "n", 2: "2h", 3: "2w"}})
