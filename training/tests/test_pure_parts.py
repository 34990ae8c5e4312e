"""Tests of the parts that need no frames."""

import numpy as np
import torch
import torch.nn.functional as F

from training import cubic, deployed, linear, metrics, p2n
from training.degrade import area, point
from training.export import in_double
from training.judge import overshoot
from training.layers import CollapsibleConv
from training.networks import SHAPES, LumaNetwork, Plain, run_same

SKIP = torch.full((4, 1, 5, 5), 1 / 25)
BUDGETS = {"xs": 950, "s": 2750, "m": 8600, "l": 52_000}


def network(name: str = "s") -> LumaNetwork:
    torch.manual_seed(3)
    made = LumaNetwork(SHAPES[name], SKIP)
    with torch.no_grad():
        for conv in made.convs:
            conv.bias.uniform_(-0.1, 0.1)
    return made


def levels(seed: int, height: int, width: int) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 256, (height, width)).astype(np.uint8)


def test_collapsed_kernel_does_what_the_wide_branches_do():
    torch.manual_seed(1)
    conv = CollapsibleConv(8, 8, 3).double()
    x = torch.randn(1, 8, 9, 11, dtype=torch.float64)
    wide = F.conv2d(F.conv2d(x, conv.expand), conv.project[:, :, None, None]) + x[..., 1:-1, 1:-1]
    assert torch.allclose(F.conv2d(x, conv.collapsed()), wide, atol=1e-12)


def test_networks_stay_within_their_budgets():
    for name, budget in BUDGETS.items():
        assert SHAPES[name].macs() <= budget


def test_weights_survive_writing_and_reading(tmp_path):
    layers = network().plain()
    p2n.write(tmp_path / "net.p2n", layers)
    for before, after in zip(layers, p2n.read(tmp_path / "net.p2n"), strict=True):
        assert torch.equal(before.weight, after.weight)
        assert torch.equal(before.bias, after.bias)
        assert (before.slope is None) == (after.slope is None)


def test_scaling_to_levels_changes_nothing_else():
    layers = in_double([Plain(*(None if t is None else t.detach() for t in (x.weight, x.bias, x.slope)))
                        for x in network().plain()])
    x = torch.rand(1, 1, 24, 24, dtype=torch.float64)
    assert torch.allclose(run_same(p2n.in_levels(layers), x * 255), run_same(layers, x) * 255, atol=1e-9)


def test_flat_pictures_stay_exactly_flat():
    layers = p2n.exact_on_flat(p2n.in_levels(network("m").plain()))
    for level in (0, 1, 77, 254, 255):
        result = deployed.upscale(layers, np.full((9, 12), level, np.uint8))
        assert (result == level).all()


def test_valid_convolutions_agree_with_padded_ones_inside():
    net = network()
    r = net.shape.radius()
    x = torch.rand(1, 1, 40, 40)
    with torch.no_grad():
        same = run_same(net.plain(), x)[..., 2 * r : -2 * r, 2 * r : -2 * r]
        assert torch.allclose(deployed.run_valid(net.plain(), x), same, atol=1e-5)


def test_linear_filter_is_mirrored_exactly():
    taps = np.random.default_rng(2).normal(size=(5, 5)) / 10
    taps[2, 2] += 1 - taps.sum()
    luma = levels(4, 12, 17)
    assert np.array_equal(linear.upscale(taps, luma)[:, ::-1], linear.upscale(taps, luma[:, ::-1]))
    assert np.array_equal(linear.upscale(taps, luma)[::-1], linear.upscale(taps, luma[::-1]))


def test_fit_sums_to_1_and_finds_the_truth():
    rng = np.random.default_rng(6)
    x = rng.normal(size=(4000, 25)).cumsum(axis=1)
    truth = rng.normal(size=25) * 0.1 + np.eye(25)[12]
    truth /= truth.sum()
    y = x @ truth + 0.01 * rng.normal(size=4000)
    taps = linear.fit(x.T @ x, x.T @ y).ravel()
    assert abs(taps.sum() - 1) < 1e-6
    assert np.abs(taps - truth).max() < 0.01


def test_rounded_fit_is_held_exactly_by_its_terms():
    rng = np.random.default_rng(6)
    x = rng.normal(size=(4000, 25)).cumsum(axis=1)
    y = x @ np.full(25, 0.04) + rng.normal(size=4000)
    a, b = x.T @ x, x.T @ y
    taps = linear.fit_rounded(a, b).ravel()
    units = np.linalg.lstsq(linear.terms(), taps)[0] * linear.UNIT
    assert np.abs(linear.terms() @ np.rint(units) / linear.UNIT - taps).max() < 1e-9
    assert abs(taps.sum() - 1) < 1e-9
    cost = lambda t: t @ a @ t - 2 * b @ t + y @ y
    nearest = linear.terms() @ np.rint(np.linalg.lstsq(linear.terms(), linear.fit(a, b).ravel())[0] * 128) / 128
    assert cost(taps) < cost(nearest / nearest.sum())


def test_cubic_keeps_ramps_and_flat_pictures():
    ramp = np.tile(np.arange(20, 120, 4, dtype=np.uint8), (10, 1))
    doubled = cubic.upscale(ramp)[:, 8:-8].astype(int)
    assert np.array_equal(np.diff(doubled[:, ::2], axis=1), np.full((20, 16), 4))
    assert (cubic.upscale(np.full((6, 6), 9, np.uint8)) == 9).all()


def test_decimations_pick_the_pixels_they_name():
    rgb = np.arange(4, dtype=np.uint8).reshape(2, 2)[..., None].repeat(3, axis=2)
    assert [int(point(rgb, phase)[0, 0, 0]) for phase in range(4)] == [0, 1, 2, 3]
    assert int(area(rgb)[0, 0, 0]) == 2


def test_metrics_are_perfect_for_equal_pictures_only():
    truth = levels(8, 80, 80)
    other = truth ^ 16
    assert metrics.psnr(truth, truth) == 100 and metrics.ssim(truth, truth) > 0.9999
    assert metrics.psnr(other, truth) < 30 and metrics.ssim(other, truth) < 0.999


def test_overshoot_sees_ringing_and_not_its_absence():
    nearest = lambda luma: luma.repeat(2, axis=0).repeat(2, axis=1)
    assert overshoot(nearest) == 0
    assert overshoot(cubic.upscale) > 8
