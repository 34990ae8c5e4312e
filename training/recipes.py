"""How long and how fast each network learns."""

from dataclasses import replace

from training.train import Recipe

RECIPES = {
    "xs": Recipe(steps=20_000, learning_rate=5e-3),
    "s": Recipe(steps=25_000, learning_rate=4e-3),
    "m": Recipe(steps=30_000, learning_rate=3e-3),
    "l": Recipe(steps=60_000, learning_rate=2e-3),
}
"""Steps of 8 patches; more than the shipped weights had (MODEL_CARD.md)."""

QUICK_STEPS = 40


def recipe(name: str, quick: bool, minutes: float, threads: int) -> Recipe:
    """The recipe of a network; quick for a smoke test, minutes > 0 to let the clock decide instead of steps."""
    chosen = replace(RECIPES[name], minutes=minutes, threads=threads)
    return replace(chosen, steps=QUICK_STEPS, minutes=0, warmup=5, count=2) if quick else chosen
