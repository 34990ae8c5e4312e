#!/usr/bin/env python3
"""A P2C2G gamer: sends the JPEG files of a folder to be upscaled, as fast as a game would.

It speaks the plain JSON text form of docs/protocol.md.
The exit status is 0 when every frame came back upscaled, and 1 when any did not.
"""

import argparse
import asyncio
import base64
import io
import json
import os
import sys
import time
from pathlib import Path

import websockets
from PIL import Image
from websockets.exceptions import WebSocketException

BASE64 = "base64://"
PATIENCE_SECONDS = 10  # beyond the deadline: by then the coordinator has answered, or it never will


class Gamer:
    def __init__(self, socket, options):
        self.socket, self.options = socket, options
        self.waiting = {}  # request_id -> future of the answer
        self.free = asyncio.Semaphore(options.in_flight)
        self.latencies_ms, self.failures = [], []

    async def listen(self):
        """Hands every answer to the frame that waits for it."""
        try:
            async for text in self.socket:
                message = json.loads(text)
                frame = self.waiting.get(message.get("request_id"))
                if frame and not frame.done() and message["msg_type"] in ("task_result", "error"):
                    frame.set_result(message)
                elif message["msg_type"] == "error":
                    print("the coordinator says %(code)s: %(message)s" % message, file=sys.stderr, flush=True)
        except WebSocketException as problem:
            print("connection lost:", problem, file=sys.stderr, flush=True)
        for frame in self.waiting.values():
            frame.cancel()

    async def play(self, files):
        """Sends one frame after the other at the wanted pace; returns when all are answered."""
        loop = asyncio.get_running_loop()
        if self.options.token:
            await self.socket.send(json.dumps({"msg_type": "authenticate", "token": self.options.token}))
        frames, start = [], loop.time()
        for index, file in enumerate(files):
            if self.options.fps:
                await asyncio.sleep(start + index / self.options.fps - loop.time())
            await self.free.acquire()
            frames.append(asyncio.ensure_future(self.upscale("frame-%d" % index, file)))
        await asyncio.gather(*frames)

    async def upscale(self, request_id, file):
        answer = self.waiting[request_id] = asyncio.get_running_loop().create_future()
        started = time.perf_counter()
        try:
            await self.socket.send(json.dumps(self.submission(request_id, file)))
            result = await asyncio.wait_for(answer, self.options.deadline_ms / 1000 + PATIENCE_SECONDS)
            if not result.get("success"):
                raise ValueError(result.get("code", "failed") + ": " + str(result.get("error", result.get("message"))))
            self.latencies_ms.append((time.perf_counter() - started) * 1000)
            if self.options.out:
                picture = base64.b64decode(result["result_url"][len(BASE64):])
                (self.options.out / (file.stem + ".jpg")).write_bytes(picture)
        except (OSError, ValueError, WebSocketException, asyncio.TimeoutError, asyncio.CancelledError) as problem:
            self.failures.append(file.name)
            print("%s: %s" % (file, str(problem) or "no answer"), file=sys.stderr, flush=True)
        finally:
            del self.waiting[request_id]
            self.free.release()

    def submission(self, request_id, file):
        data = file.read_bytes()
        width, height = Image.open(io.BytesIO(data)).size  # reads the header alone
        scale = self.options.scale
        target = self.options.size or (round(width * scale), round(height * scale))
        return {
            "msg_type": "task_submit",
            "request_id": request_id,
            "task_type": "frame_upscale",
            "data_url": BASE64 + base64.b64encode(data).decode(),
            "params": {"input_width": width, "input_height": height, "output_width": target[0],
                       "output_height": target[1], "quality": self.options.quality},
            "deadline_ms": self.options.deadline_ms,
        }

    def summary(self, seconds):
        latencies = sorted(self.latencies_ms)
        shares = [(share, latencies[int(share / 100 * (len(latencies) - 1))]) for share in (50, 95, 99) if latencies]
        print("%d upscaled, %d failed in %.1f s" % (len(latencies), len(self.failures), seconds)
              + "".join("; p%d %.1f ms" % share for share in shares))


def frame_files(source):
    if source.is_file():
        return [source]
    return sorted(file for file in source.glob("*") if file.suffix.lower() in (".jpg", ".jpeg"))


async def main(options, files):
    try:
        async with websockets.connect(options.url, max_size=None, compression=None) as socket:
            gamer, start = Gamer(socket, options), time.perf_counter()
            listening = asyncio.ensure_future(gamer.listen())
            await gamer.play(files)
            listening.cancel()
            gamer.summary(time.perf_counter() - start)
            return 1 if gamer.failures else 0
    except (OSError, WebSocketException, asyncio.TimeoutError) as problem:
        print("no connection to %s: %s" % (options.url, problem), file=sys.stderr)
        return 1


def size(text):
    width, height = text.lower().split("x")
    return int(width), int(height)


def token(given):
    """What shows the coordinator who this is; None where it asks nobody."""
    return given.token_file.read_text().strip() if given.token_file else os.environ.get("P2C2G_TOKEN")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path, help="a JPEG file, or a folder of them, sent in the order of their names")
    parser.add_argument("--url", default="ws://localhost:8765", help="the coordinator (%(default)s)")
    parser.add_argument("--out", type=Path, metavar="DIR", help="write the upscaled frames into this folder")
    parser.add_argument("--fps", type=float, default=30, help="frames sent a second, 0: as fast as answers come (30)")
    parser.add_argument("--deadline-ms", type=int, default=1000, help="give up on a frame after (%(default)s)")
    parser.add_argument("--scale", type=float, default=2, help="output size by input size, 1 to 4 (%(default)s)")
    parser.add_argument("--size", type=size, metavar="WxH", help="output size in pixels, instead of --scale")
    parser.add_argument("--quality", choices=("fast", "balanced", "quality"), default="balanced", help="(%(default)s)")
    parser.add_argument("--in-flight", type=int, default=8, help="frames under way at a time (%(default)s)")
    parser.add_argument("--token-file", type=Path, help="holds the API key or JWT; default: environment variable P2C2G_TOKEN")
    given = parser.parse_args()
    given.token = token(given)
    found = frame_files(given.source)
    if not found:
        parser.error("%s: no JPEG file there" % given.source)
    if given.out:
        given.out.mkdir(parents=True, exist_ok=True)
        if given.out.resolve() in {file.resolve().parent for file in found}:
            parser.error("--out %s: the frames themselves are there; choose another folder" % given.out)
    sys.exit(asyncio.run(main(given, found)))
