"""A convolution that trains wide and collapses exactly to a plain one."""

import torch
from torch import nn


class CollapsibleConv(nn.Module):
    """kxk expansion, 1x1 projection and (where shapes allow) an identity, all linear, so their sum is one kxk kernel.

    The idea is SESR's (Bhardwaj et al. 2022): the kernels are collapsed before convolving, so a step costs what the
    plain convolution costs. Inputs and outputs are channels; zero_sum takes each kernel's mean away, which makes the
    result blind to a constant added to the picture.
    """

    def __init__(self, inputs: int, outputs: int, kernel: int, zero_sum: bool = False) -> None:
        super().__init__()
        wide = max(32, 4 * outputs)
        fan_in = inputs * kernel * kernel
        self.expand = nn.Parameter(torch.randn(wide, inputs, kernel, kernel) * fan_in**-0.5)
        self.project = nn.Parameter(torch.randn(outputs, wide) * wide**-0.5)
        self.bias = nn.Parameter(torch.zeros(outputs))
        self.zero_sum = zero_sum
        identity = torch.zeros(outputs, inputs, kernel, kernel)
        if inputs > 1:
            for channel in range(min(inputs, outputs)):
                identity[channel, channel, kernel // 2, kernel // 2] = 1
        self.register_buffer("identity", identity, persistent=False)

    def collapsed(self) -> torch.Tensor:
        """The plain kernel [outputs, inputs, k, k]; differentiable."""
        weight = torch.einsum("ow,wikl->oikl", self.project, self.expand) + self.identity
        return weight - weight.mean(dim=(1, 2, 3), keepdim=True) if self.zero_sum else weight
