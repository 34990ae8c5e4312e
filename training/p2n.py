"""The weights file (.p2n) that the Java side reads: little endian, luma levels 0..255 in and out.

"P2N1", int32 count of convolutions; then each, the linear skip first: int32 inputs, outputs, kernel,
activation (0 none, 1 PReLU); float32 weights [out][in][ky][kx] (cross-correlation), bias [out], slope [out] if PReLU.
Output channel c = 2 * dy + dx.
"""

from pathlib import Path

import numpy as np
import torch

from training.networks import Plain

MAGIC = b"P2N1"


def in_levels(layers: list[Plain]) -> list[Plain]:
    """Layers for luma 0..1 turned into layers for levels 0..255: PReLU is positively homogeneous, so only biases scale."""
    return [Plain(layer.weight, layer.bias * 255, layer.slope) for layer in layers]


def exact_on_flat(layers: list[Plain]) -> list[Plain]:
    """The same layers with the last bias moved so that a flat picture stays exactly what it is.

    The first convolution's kernels sum to 0, so the response to any flat picture is one constant per phase.
    """
    x = torch.zeros(len(layers[1].weight), dtype=torch.float64)
    for n, layer in enumerate(layers[1:]):
        x = layer.bias.double() if n == 0 else layer.weight.double().sum(dim=(2, 3)) @ x + layer.bias.double()
        if layer.slope is not None:
            x = torch.where(x > 0, x, x * layer.slope.double())
    last = layers[-1]
    return [*layers[:-1], Plain(last.weight, (last.bias.double() - x).to(last.bias.dtype), last.slope)]


def write(path: Path, layers: list[Plain]) -> None:
    """Writes layers in levels."""
    with path.open("wb") as file:
        file.write(MAGIC)
        file.write(np.int32(len(layers)).astype("<i4").tobytes())
        for layer in layers:
            outputs, inputs, kernel, _ = layer.weight.shape
            header = [inputs, outputs, kernel, 0 if layer.slope is None else 1]
            file.write(np.array(header, dtype="<i4").tobytes())
            for tensor in (layer.weight, layer.bias, layer.slope):
                if tensor is not None:
                    file.write(tensor.detach().cpu().numpy().astype("<f4").tobytes())


def read(path: Path) -> list[Plain]:
    """Reads what write wrote, as float32 tensors; ValueError when the file is something else."""
    data = path.read_bytes()
    if data[:4] != MAGIC:
        raise ValueError(f"{path} does not start with {MAGIC.decode()}: it is no weights file")
    at = 4

    def take(kind: str, count: int) -> np.ndarray:
        nonlocal at
        values = np.frombuffer(data, dtype=kind, count=count, offset=at)
        at += 4 * count
        return values

    def tensor(*shape: int) -> torch.Tensor:
        return torch.from_numpy(take("<f4", int(np.prod(shape))).astype(np.float32).reshape(shape))

    layers = []
    for _ in range(int(take("<i4", 1)[0])):
        inputs, outputs, kernel, activation = (int(v) for v in take("<i4", 4))
        weight, bias = tensor(outputs, inputs, kernel, kernel), tensor(outputs)
        layers.append(Plain(weight, bias, tensor(outputs) if activation else None))
    if at != len(data):
        raise ValueError(f"{path} has {len(data) - at} bytes more than its header tells")
    return layers
