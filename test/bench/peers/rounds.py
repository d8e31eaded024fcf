"""How compare.mjs talks to a peer: the task as one JSON line, then a line of seconds for each round to measure."""

import json
import os
import sys
import time
from dataclasses import dataclass
from typing import Callable

import numpy

NOISE_BYTES = 32 * 2**20


@dataclass
class Task:
    spec: dict
    classes: int
    batch: int
    precision: str
    optimizer: dict
    steps: int
    """Steps of an execution."""

    @property
    def pictures(self) -> int:
        """How many there are: 1024 small ones, fewer large ones, two batches at least."""
        given = self.spec["input"]
        size = given["height"] * given["width"] * given["channels"]
        return max(2 * self.batch, min(1024, NOISE_BYTES // size))

    def data(self):
        """Noise: pictures uint8 [n, h, w, c] and their classes int32 [n]."""
        random = numpy.random.default_rng(0)
        given = self.spec["input"]
        shape = (self.pictures, given["height"], given["width"], given["channels"])
        pictures = random.integers(0, 256, shape, dtype=numpy.uint8)
        return pictures, random.integers(0, self.classes, self.pictures).astype(numpy.int32)

    def batches(self):
        """Batches without end, as many as an execution takes: int64 [steps, batch]."""
        random = numpy.random.default_rng(1)
        while True:
            yield random.integers(0, self.pictures, (self.steps, self.batch))


def serve(prepare: Callable[[Task], Callable[[numpy.ndarray], None]]):
    """`prepare` answers what trains the batches of one execution and returns when they are done."""
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)  # What the libraries print is no answer.
    task = Task(**json.loads(sys.stdin.readline()))
    train = prepare(task)
    batches = task.batches()
    for _ in range(2):
        train(next(batches))
    print(json.dumps("ready"), file=answers)
    for line in sys.stdin:
        print(json.dumps(measure(train, batches, task, float(line))), file=answers)


def measure(train, batches, task: Task, seconds: float) -> float:
    """Pictures a second, feeding included."""
    executions = 0
    start = time.perf_counter()
    while (spent := time.perf_counter() - start) < seconds:
        train(next(batches))
        executions += 1
    return executions * task.steps * task.batch / spent
