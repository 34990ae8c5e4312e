"""Every small version of a frame that training draws from, with the odds of drawing it."""

from dataclasses import dataclass

import numpy as np

from training import degrade
from training.luma import luma_of

QUALITIES = (75, 80, 83, 85, 87, 90, 92, 95)
"""JPEG qualities of the area-averaged variants; 85 and 90 are what peers mostly send."""

AREA_SHARE, POINT_SHARE, BICUBIC_SHARE = 0.65, 0.25, 0.1
CLEAN_SHARE = 0.3

POINT_WEIGHT = 1.0
"""What a point-sampled patch counts in the loss; more trades gain on antialiased frames for less loss on aliased ones.

Tried on m: 12.5 % of patches at weight 1 lost 0.58 dB to bicubic on point samples; 25 % at weight 2 lost 0.27 dB there
and 0.05 to 0.1 dB of the gain elsewhere.
"""


@dataclass(frozen=True)
class Variant:
    """A decimation (area, bicubic, or point with a phase 0..3) and a JPEG quality (0: none)."""

    decimation: str
    quality: int
    odds: float
    phase: int = 0

    def luma_of(self, rgb: np.ndarray) -> np.ndarray:
        """Small luma, uint8 [h, w], of a frame uint8 [2h, 2w, 3]."""
        if self.decimation == "area":
            small = degrade.area(rgb)
        elif self.decimation == "bicubic":
            small = degrade.bicubic(rgb)
        else:
            small = degrade.point(rgb, self.phase)
        return luma_of(degrade.jpeg(small, self.quality) if self.quality else small)


def all_variants() -> list[Variant]:
    """The fixed list of variants; odds sum to 1. Point samples come in all four phases, so no shift is learned."""
    lossy = 1 - CLEAN_SHARE
    variants = [Variant("area", 0, AREA_SHARE * CLEAN_SHARE)]
    variants += [Variant("area", q, AREA_SHARE * lossy / len(QUALITIES)) for q in QUALITIES]
    for phase, quality in enumerate((80, 85, 90, 95)):
        variants.append(Variant("point", 0, POINT_SHARE * CLEAN_SHARE / 4, phase))
        variants.append(Variant("point", quality, POINT_SHARE * lossy / 4, phase))
    variants.append(Variant("bicubic", 0, BICUBIC_SHARE * CLEAN_SHARE))
    variants += [Variant("bicubic", q, BICUBIC_SHARE * lossy / 2) for q in (80, 90)]
    return variants
