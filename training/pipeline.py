"""Everything in order: prepare, fit the linear filter, train, export, judge, report."""

import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from training import deployed, linear, p2n
from training.export import VECTOR_SIZE, export, export_onnx
from training.frames import frame_paths, read_rgb
from training.judge import MAIN, OTHER, Upscaler, judge, judge_drawn, overshoot
from training.networks import SHAPES
from training.patches import Patches
from training.prepare import prepare
from training.recipes import recipe
from training.report import write_model_card, write_report
from training.train import Trainer
from training.variants import Variant

LINEAR_SIDE = 5
"""Taps a side of the deployed linear filter; 5 a side is fitted too, for the networks' skip and for comparison."""


@dataclass(frozen=True)
class Job:
    """What the command line asked for."""

    frames: list[Path]
    judge: Path
    out: Path
    networks: list[str]
    device: str
    threads: int
    minutes: float
    quick: bool


def run(job: Job) -> None:
    """From frames to report; resumes where files of an earlier run lie in the same folder."""
    torch.set_num_threads(job.threads)
    limit = 2 if job.quick else 0
    frame_paths(job.judge)
    job.out.mkdir(parents=True, exist_ok=True)
    data = job.out / "data"
    if not (data / "index.json").exists():
        prepare(job.frames, data, limit)
    skip = _fit_linear(data, job.out)
    sample = _sample(job.frames[0])
    for name in job.networks:
        _train(job, name, data, skip, sample)
    upscalers = _upscalers(job)
    scores = judge(job.judge, upscalers, MAIN | OTHER, limit)
    drawn = judge_drawn(upscalers, MAIN | {"JPEG 75": OTHER["JPEG 75"]})
    rings = {name: overshoot(upscale) for name, upscale in upscalers.items()}
    write_report(job.out / "report.md", scores, drawn, rings)
    write_model_card(job.out / "MODEL_CARD.md", scores, _steps(job.out))


def _fit_linear(data: Path, out: Path) -> torch.Tensor:
    """Writes learned.txt, unless there; returns where skips start, [4, 1, 5, 5]."""
    start = out / "skip.npy"
    if start.exists():
        return torch.from_numpy(np.load(start))
    equations = linear.normal_equations(data, LINEAR_SIDE)
    linear.write(out / "learned.txt", linear.fit_rounded(*equations))
    np.save(start, linear.skip_start(linear.fit(*equations)))
    return torch.from_numpy(np.load(start))


def _sample(frames: Path) -> np.ndarray:
    """A piece of the first frame at JPEG 90, for test vectors: uint8 luma [height, width]."""
    small = Variant("area", 90, 1).luma_of(read_rgb(frame_paths(frames)[0]))
    width, height = VECTOR_SIZE
    y, x = (small.shape[0] - height) // 2, (small.shape[1] - width) // 2
    return np.ascontiguousarray(small[y : y + height, x : x + width])


def _train(job: Job, name: str, data: Path, skip: torch.Tensor, sample: np.ndarray) -> None:
    chosen = recipe(name, job.quick, job.minutes, job.threads)
    trainer = Trainer(SHAPES[name], chosen, skip, job.out / f"{name}.checkpoint", job.device)

    def pause(state: Trainer, done: float, share: float) -> None:
        left = state.elapsed_s / max(done, 1e-6) * (1 - done) / 60
        print(f"train {name}: step {state.step}, {done:.0%}, {left:.1f} min left, error {share:.3f} of bicubic's",
              file=sys.stderr, flush=True)
        export(name, state.deployed(), sample, job.out)

    trainer.run(Patches(data, chosen.seed), pause, every_s=30)
    export_onnx(job.out / f"{name}.p2n", job.out / f"{name}.onnx")


def _steps(out: Path) -> dict[str, int]:
    """Steps of each network, from its checkpoint."""
    paths = {name: out / f"{name}.checkpoint" for name in SHAPES}
    return {name: torch.load(path, map_location="cpu")["step"] for name, path in paths.items() if path.exists()}


def _upscalers(job: Job) -> dict[str, Upscaler]:
    """The linear filter and every network whose weights lie in the folder."""
    taps = np.loadtxt(job.out / "learned.txt")
    upscalers: dict[str, Upscaler] = {"learned": lambda luma: linear.upscale(taps, luma)}
    for name in SHAPES:
        path = job.out / f"{name}.p2n"
        if path.exists():
            layers = p2n.read(path)
            upscalers[name] = lambda luma, layers=layers: deployed.upscale(layers, luma)
    return upscalers
