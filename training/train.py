"""Trains one network: Charbonnier loss, then squared error weighted by frame; Adam; cosine decay; averaged weights."""

import os
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from training.networks import LumaNetwork, Plain, Shape, run_same
from training.patches import Patches

EDGE = 4
"""Small pixels at a patch's border left out of the loss, since zero padding spoils them."""


RINGING_REACH, RINGING_FREE = 5, 2 / 255
"""Side of the neighbourhood whose range a result may use, and how far it may leave it unpunished (luma 0..1)."""


def ringing(result: torch.Tensor, truth: torch.Tensor, inner: tuple, drawn: torch.Tensor) -> torch.Tensor:
    """Mean square, in levels, of what leaves the truth's local range on drawn patches: overshoot beside clean edges.

    Real patches are left out (drawn [n] is 0 there): in texture the same penalty costs up to 1 dB.
    """
    reach = {"kernel_size": RINGING_REACH, "stride": 1, "padding": RINGING_REACH // 2}
    high, low = F.max_pool2d(truth, **reach), -F.max_pool2d(-truth, **reach)
    over = F.relu(result - high - RINGING_FREE) + F.relu(low - RINGING_FREE - result)
    return (drawn[:, None, None, None] * (over[inner] * 255).square()).mean()


@dataclass(frozen=True)
class Recipe:
    """steps of count patches of side x side; with minutes > 0 the time decides instead of steps (pauses count)."""

    steps: int
    learning_rate: float
    count: int = 8
    side: int = 64
    warmup: int = 100
    squared_from: float = 0.55
    average: float = 0.998
    ringing: float = 0.3
    seed: int = 20
    minutes: float = 0
    threads: int = 1


class Trainer:
    """Owns a network and its optimizer; resumes from its checkpoint file where there is one."""

    def __init__(self, shape: Shape, recipe: Recipe, skip: torch.Tensor, checkpoint: Path, device: str) -> None:
        torch.manual_seed(recipe.seed)
        self.recipe, self.checkpoint, self.device = recipe, checkpoint, device
        self.network = LumaNetwork(shape, skip).to(device)
        self.optimizer = torch.optim.Adam(self.network.parameters(), lr=recipe.learning_rate, betas=(0.9, 0.99))
        self.step, self.elapsed_s = 0, 0.0
        self.averaged: list[torch.Tensor] = []
        if checkpoint.exists():
            self._load()

    def deployed(self) -> list[Plain]:
        """The averaged, collapsed network, for luma 0..1."""
        flat = iter(self.averaged)
        return [Plain(next(flat), next(flat), None if layer.slope is None else next(flat))
                for layer in self.network.plain()]

    def run(self, patches: Patches, on_pause, every_s: float = 120) -> None:
        """Trains to the end; calls on_pause(self, mean_gain_db) after each saved checkpoint."""
        started, last = time.monotonic() - self.elapsed_s, time.monotonic()
        logs: list[float] = []
        while (done := self._done(started)) < 1:
            logs.append(self._step(patches, done))
            now = time.monotonic()
            if now - last > every_s:
                self.elapsed_s, last = now - started, now
                self.save()
                on_pause(self, done, float(np.mean(logs)))
                logs = []
        self.elapsed_s = time.monotonic() - started
        self.save()
        on_pause(self, 1.0, float(np.mean(logs)) if logs else float("nan"))

    def _done(self, started: float) -> float:
        if self.recipe.minutes:
            return (time.monotonic() - started) / (60 * self.recipe.minutes)
        return self.step / self.recipe.steps

    def _step(self, patches: Patches, done: float) -> float:
        recipe = self.recipe
        rate = recipe.learning_rate * min(1, (self.step + 1) / recipe.warmup) * (0.5 + 0.5 * np.cos(np.pi * min(done, 1)))
        for group in self.optimizer.param_groups:
            group["lr"] = float(max(rate, 1e-6))
        batch = patches.batch(self.step, recipe.count, recipe.side)
        small, large, weight, drawn = (torch.from_numpy(np.ascontiguousarray(part)).to(self.device)
                                       for part in (batch.small, batch.large, batch.weight, batch.drawn))
        layers = self.network.plain()
        result = run_same(layers, small)
        inner = np.s_[..., 2 * EDGE : -2 * EDGE, 2 * EDGE : -2 * EDGE]
        squares = (result[inner] - large[inner]) ** 2
        weight = weight[:, None, None, None] * 255**2
        share = (weight * squares).mean()
        loss = share if done > recipe.squared_from else (weight * squares + 1e-3).sqrt().mean()
        loss = loss + recipe.ringing * ringing(result, large, inner, drawn)
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        self._average(layers)
        self.step += 1
        return float(share.detach())

    def _average(self, layers: list[Plain]) -> None:
        """Averages the collapsed weights themselves, so the average is exact for what is deployed."""
        now = [t.detach() for layer in layers for t in (layer.weight, layer.bias, layer.slope) if t is not None]
        if not self.averaged:
            self.averaged = [t.clone() for t in now]
        keep = min(self.recipe.average, (1 + self.step) / (10 + self.step))
        torch._foreach_lerp_(self.averaged, now, 1 - keep)

    def save(self) -> None:
        """Writes the checkpoint, replacing the old one in one move."""
        part = self.checkpoint.with_suffix(".part")
        torch.save({"network": self.network.state_dict(), "optimizer": self.optimizer.state_dict(), "step": self.step,
                    "elapsed_s": self.elapsed_s, "averaged": self.averaged}, part)
        os.replace(part, self.checkpoint)

    def _load(self) -> None:
        state = torch.load(self.checkpoint, map_location=self.device)
        self.network.load_state_dict(state["network"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.step, self.elapsed_s, self.averaged = state["step"], state["elapsed_s"], state["averaged"]
