"""The four networks of the ladder: luma in, luma of twice the size out."""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import nn

from training.layers import CollapsibleConv

SKIP_KERNEL = 5


@dataclass(frozen=True)
class Shape:
    """Channels after each convolution (the input has 1, the last must be 4) and each kernel's side."""

    name: str
    channels: tuple[int, ...]
    kernels: tuple[int, ...]

    def macs(self) -> int:
        """Multiply-adds per input pixel, the skip included."""
        ins = (1, *self.channels[:-1])
        return 4 * SKIP_KERNEL**2 + sum(i * o * k * k for i, o, k in zip(ins, self.channels, self.kernels))

    def radius(self) -> int:
        """Input pixels that the result depends on, on each side."""
        return max(SKIP_KERNEL // 2, sum(k // 2 for k in self.kernels))


SHAPES = {shape.name: shape for shape in (
    Shape("xs", (4, 8, 4), (5, 3, 3)),
    Shape("s", (8, 8, 8, 4), (5, 3, 3, 3)),
    Shape("m", (16, 16, 16, 16, 4), (5, 3, 3, 3, 3)),
    Shape("l", (32, 32, 32, 32, 32, 32, 4), (5, 3, 3, 3, 3, 3, 3)),
)}


@dataclass
class Plain:
    """Plain tensors of one convolution: weight [out, in, k, k], bias [out], slope [out] or None without PReLU."""

    weight: torch.Tensor
    bias: torch.Tensor
    slope: torch.Tensor | None


class LumaNetwork(nn.Module):
    """out = pixel_shuffle(skip(luma) + convolutions(luma)); works on luma 0..1, [n, 1, h, w] to [n, 1, 2h, 2w]."""

    def __init__(self, shape: Shape, skip: torch.Tensor) -> None:
        """skip: where the linear skip starts, [4, 1, 5, 5]; it is kept at sum 1 per phase."""
        super().__init__()
        self.shape = shape
        self.skip = nn.Parameter(skip.clone())
        ins = (1, *shape.channels[:-1])
        last = len(ins) - 1
        self.convs = nn.ModuleList(
            CollapsibleConv(i, o, k, zero_sum=n == 0)
            for n, (i, o, k) in enumerate(zip(ins, shape.channels, shape.kernels)))
        self.slopes = nn.ParameterList(nn.Parameter(torch.full((o,), 0.2)) for o in shape.channels[:last])
        with torch.no_grad():
            self.convs[last].project.mul_(0.1)
            self.convs[last].identity.zero_()

    def plain(self) -> list[Plain]:
        """The collapsed network, the skip first."""
        skip = self.skip - self.skip.mean(dim=(1, 2, 3), keepdim=True) + 1 / SKIP_KERNEL**2
        layers = [Plain(skip, torch.zeros(4, device=skip.device), None)]
        for n, conv in enumerate(self.convs):
            slope = self.slopes[n] if n < len(self.slopes) else None
            layers.append(Plain(conv.collapsed(), conv.bias, slope))
        return layers

    def forward(self, luma: torch.Tensor) -> torch.Tensor:
        """Keeps the size by zero padding: only right further than radius() from the borders."""
        return run_same(self.plain(), luma)


def run_same(layers: list[Plain], luma: torch.Tensor) -> torch.Tensor:
    """Runs collapsed layers with zero padding; [n, 1, h, w] to [n, 1, 2h, 2w]."""
    skip, *hidden = layers
    x = luma
    for layer in hidden:
        x = F.conv2d(x, layer.weight, layer.bias, padding=layer.weight.shape[-1] // 2)
        if layer.slope is not None:
            x = F.prelu(x, layer.slope)
    return F.pixel_shuffle(F.conv2d(luma, skip.weight, skip.bias, padding=SKIP_KERNEL // 2) + x, 2)
