"""The report's tables and the model card, as Markdown."""

from pathlib import Path
from string import Template

import numpy as np

from training.judge import MAIN, OTHER, Score
from training.networks import SHAPES
from training.recipes import RECIPES


def write_report(path: Path, scores: list[Score], drawn: list[Score], rings: dict[str, int]) -> None:
    """Both tables over judging frames, drawn content, ringing, and costs."""
    parts = [
        "# Report of a training run",
        "Luma against the original, 16 pixels of border left out. Gain is PSNR over bicubic (Catmull-Rom), mean over "
        "frames, with the worst frame in brackets.",
        "## Area-averaged frames", _table(scores, list(MAIN)), "### SSIM", _ssim_table(scores, list(MAIN)),
        "## Other sources (not to be worse than bicubic)", _table(scores, list(OTHER)),
        "## Per game (JPEG 90 / 85 / clean)", _per_game(scores),
        "## Drawn content (gain in dB)", _drawn_table(drawn),
        "## Ringing at clean step edges", _rings_table(rings),
        "## Cost", _costs()]
    path.write_text("\n\n".join(parts) + "\n")


def write_model_card(path: Path, scores: list[Score], steps: dict[str, int]) -> None:
    """MODEL_CARD.md from its template beside this file, the scores, and the steps that each network really ran."""
    template = Template((Path(__file__).parent / "model_card.template.md").read_text())
    path.write_text(template.substitute(scores=_table(scores, list(MAIN)), ssim=_ssim_table(scores, list(MAIN)),
                                        other=_table(scores, list(OTHER)), costs=_costs(),
                                        rates=_listed({n: f"{r.learning_rate:g}" for n, r in RECIPES.items()}),
                                        steps=_listed({n: f"{count:,}" for n, count in steps.items()})))


def _listed(values: dict[str, str]) -> str:
    return ", ".join(f"{value} ({name})" for name, value in values.items())


def _rows(header: list[str], rows: list[list[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def _names(scores: list[Score]) -> list[str]:
    return [name for name in dict.fromkeys(score.upscaler for score in scores) if name != "bicubic"]


def _pick(scores: list[Score], upscaler: str, source: str) -> list[Score]:
    return [score for score in scores if score.upscaler == upscaler and score.source == source]


def _table(scores: list[Score], sources: list[str]) -> str:
    def cell(name: str, source: str) -> str:
        gains = [score.gain for score in _pick(scores, name, source)]
        return f"{np.mean(gains):+.2f} ({min(gains):+.2f})"

    return _rows(["gain in dB", *sources], [[name, *(cell(name, s) for s in sources)] for name in _names(scores)])


def _ssim_table(scores: list[Score], sources: list[str]) -> str:
    def cell(name: str, source: str) -> str:
        return f"{np.mean([score.ssim for score in _pick(scores, name, source)]):.4f}"

    names = ["bicubic", *_names(scores)]
    return _rows(["SSIM", *sources], [[name, *(cell(name, s) for s in sources)] for name in names])


def _per_game(scores: list[Score]) -> str:
    """Games are the frames' names up to the last hyphen."""
    games = list(dict.fromkeys(score.frame.rsplit("-", 1)[0] for score in scores))

    def cell(name: str, game: str) -> str:
        return " / ".join(f"{np.mean([x.gain for x in _pick(scores, name, s) if x.frame.startswith(game)]):+.2f}"
                          for s in MAIN)

    return _rows(["gain in dB", *games], [[name, *(cell(name, game) for game in games)] for name in _names(scores)])


def _drawn_table(drawn: list[Score]) -> str:
    """The smallest gain over all sources, for each kind of content."""
    kinds = list(dict.fromkeys(score.frame for score in drawn))
    rows = [[name, *(f"{min(x.gain for x in drawn if x.upscaler == name and x.frame == kind):+.2f}"
                     for kind in kinds)] for name in _names(drawn)]
    return _rows(["worst source", *kinds], rows)


def _rings_table(rings: dict[str, int]) -> str:
    return _rows(["upscaler", "levels beyond the edge's two"], [[name, str(value)] for name, value in rings.items()])


def _costs() -> str:
    rows = [["learned", "100", "2"]]
    rows += [[shape.name, f"{shape.macs():,}", str(shape.radius())] for shape in SHAPES.values()]
    return _rows(["rung", "multiply-adds per input pixel", "radius in input pixels"], rows)
