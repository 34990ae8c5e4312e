"""Command line: frames to weights, ONNX files, report and model card. See README.md."""

import argparse
import sys
from pathlib import Path

from training.frames import FramesError
from training.networks import SHAPES
from training.pipeline import Job, run


def main() -> int:
    """Parses the arguments and runs everything; 2 when the frames cannot be used."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--frames", type=Path, action="append", required=True,
                        help="folder of PNG frames to learn from; may be given several times")
    parser.add_argument("--judge", type=Path, required=True, help="folder of PNG frames of other games, for the report")
    parser.add_argument("--out", type=Path, required=True, help="folder for everything that is written")
    parser.add_argument("--only", choices=SHAPES, nargs="*", default=list(SHAPES), help="networks to train; none of them only judges the weights that lie in --out")
    parser.add_argument("--device", default="cpu", help="torch device, e.g. cpu or cuda")
    parser.add_argument("--threads", type=int, default=1, help="CPU threads")
    parser.add_argument("--minutes", type=float, default=0, help="minutes per network instead of the recipe's steps")
    parser.add_argument("--quick", action="store_true", help="smoke test: few frames, a handful of steps")
    args = parser.parse_args()
    job = Job(args.frames, args.judge, args.out, args.only, args.device, args.threads, args.minutes, args.quick)
    try:
        run(job)
    except FramesError as error:
        print(f"training: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
