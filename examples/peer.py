#!/usr/bin/env python3
"""A P2C2G peer: lends this machine to the crowd and upscales frames with Pillow.

It speaks the plain JSON text form of docs/protocol.md.
Ctrl-C or SIGTERM drains: open tasks are finished, then it leaves. A second one ends it at once.
"""

import argparse
import asyncio
import base64
import io
import json
import os
import signal
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import websockets
from PIL import Image
from websockets.exceptions import WebSocketException

BASE64 = "base64://"
CORES = os.cpu_count() or 1
RECONNECT_SECONDS = 2
FILTERS = {
    "fast": (Image.BICUBIC, "pillow-bicubic"),
    "balanced": (Image.LANCZOS, "pillow-lanczos"),
    "quality": (Image.LANCZOS, "pillow-lanczos"),
}


def frame_upscale(data, params):
    kernel, name = FILTERS[params.get("quality", "balanced")]
    frame = Image.open(io.BytesIO(data)).convert("RGB")
    frame = frame.resize((params["output_width"], params["output_height"]), kernel)
    out = io.BytesIO()
    frame.save(out, params.get("output_format", "jpeg"), quality=params.get("output_quality", 90))
    return out.getvalue(), name


EXECUTORS = {"frame_upscale": frame_upscale, "echo": lambda data, params: (data, "echo")}


def execute(task):
    """Does one task, on a thread of the pool; whatever goes wrong is told in the result."""
    result = {"msg_type": "task_result", "task_id": task["task_id"]}
    started = time.perf_counter()
    try:
        if not task["data_url"].startswith(BASE64):
            raise ValueError("this peer takes base64:// data only, not " + task["data_url"][:40])
        data = base64.b64decode(task["data_url"][len(BASE64):])
        output, algorithm = EXECUTORS[task["task_type"]](data, task.get("params", {}))
        result.update(success=True, algorithm_used=algorithm, result_url=BASE64 + base64.b64encode(output).decode())
        result["processing_time_ms"] = (time.perf_counter() - started) * 1000
    except Exception as problem:  # a broken picture must not end the peer
        result.update(success=False, error="%s: %s" % (type(problem).__name__, problem))
    return result


class Connection:
    """One connection, from its registration to its end."""

    def __init__(self, socket, options, pool):
        self.socket, self.options, self.pool = socket, options, pool
        self.tasks = {}  # task_id -> the asyncio task that sees to it

    async def send(self, **message):
        try:
            await self.socket.send(json.dumps(message))
        except WebSocketException:
            pass  # serve() hears of the end too, and other peers get the tasks

    async def serve(self, draining):
        """Works until drained or until the connection is gone."""
        helpers = []
        try:
            if self.options.token:
                await self.send(msg_type="authenticate", token=self.options.token)
            await self.send(msg_type="peer_register", peer_id=self.options.id,
                            capabilities={"cpu_cores": CORES, "ram_gb": self.options.ram_gb, "gpu": False},
                            task_types=self.options.tasks, max_concurrent_tasks=self.options.max_concurrent)
            async for text in self.socket:
                message = json.loads(text)
                kind = message["msg_type"]
                if kind == "peer_registered":
                    print("registered as", message["peer_id"], flush=True)
                    sides = (self.beat(message), self.drain(message["peer_id"], draining))
                    helpers.extend(map(asyncio.ensure_future, sides))
                elif kind == "task_assign":
                    self.tasks[message["task_id"]] = asyncio.ensure_future(self.work(message))
                elif kind == "task_cancel" and message["task_id"] in self.tasks:
                    self.tasks[message["task_id"]].cancel()
                elif kind == "peer_drained":
                    return
                elif kind == "error":
                    print("the coordinator says %(code)s: %(message)s" % message, file=sys.stderr, flush=True)
        except WebSocketException as problem:
            print("connection lost:", problem, file=sys.stderr, flush=True)
        finally:
            for unfinished in [*helpers, *self.tasks.values()]:
                unfinished.cancel()

    async def beat(self, welcome):
        while True:
            load = min(1.0, len(self.tasks) / self.options.max_concurrent)
            await self.send(msg_type="heartbeat", peer_id=welcome["peer_id"], timestamp=time.time(), load=load)
            await asyncio.sleep(welcome["heartbeat_interval_ms"] / 1000)

    async def drain(self, peer_id, draining):
        await draining.wait()
        await self.send(msg_type="peer_drain", peer_id=peer_id)

    async def work(self, task):
        try:
            await self.send(**await asyncio.get_running_loop().run_in_executor(self.pool, execute, task))
        finally:
            self.tasks.pop(task["task_id"])


async def main(options):
    loop, draining = asyncio.get_running_loop(), asyncio.Event()

    def stop(number, _):
        signal.signal(number, signal.SIG_DFL)
        loop.call_soon_threadsafe(draining.set)

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    pool = ThreadPoolExecutor(options.max_concurrent)
    while not draining.is_set():
        try:
            async with websockets.connect(options.url, max_size=None, compression=None) as socket:
                await Connection(socket, options, pool).serve(draining)
        except (OSError, WebSocketException, asyncio.TimeoutError) as problem:
            print("no connection to %s: %s" % (options.url, problem), file=sys.stderr, flush=True)
        await asyncio.wait({asyncio.ensure_future(draining.wait())}, timeout=RECONNECT_SECONDS)


def token(given):
    """What shows the coordinator who this is; None where it asks nobody."""
    return given.token_file.read_text().strip() if given.token_file else os.environ.get("P2C2G_TOKEN")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("url", nargs="?", default="ws://localhost:8765", help="the coordinator (%(default)s)")
    parser.add_argument("--id", default="auto", help="name in the crowd (auto: the coordinator gives one)")
    parser.add_argument("--tasks", nargs="+", choices=EXECUTORS, default=list(EXECUTORS), help="task types (all)")
    parser.add_argument("--max-concurrent", type=int, default=CORES, metavar="N", help="tasks at a time (%(default)s)")
    parser.add_argument("--ram-gb", type=float, default=4, metavar="GB", help="memory to declare (%(default)s)")
    parser.add_argument("--token-file", type=Path, help="holds the API key or JWT; default: environment variable P2C2G_TOKEN")
    given = parser.parse_args()
    given.token = token(given)
    asyncio.run(main(given))
