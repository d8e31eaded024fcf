"""How compare.mjs talks to a peer: the task as one JSON line, then a line of seconds for each round to measure."""

import json
import os
import sys
import time
from dataclasses import dataclass
from typing import Callable

import numpy

NOISE_BYTES = 32 * 2**20
MOST_STEPS = 20


@dataclass
class Task:
    spec: dict
    classes: int
    batch: int
    precision: str
    optimizer: dict

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

    def batches(self, steps: int):
        """What one execution is fed: the pictures of each step's batch, int64 [steps, batch]."""
        return numpy.random.default_rng().integers(0, self.pictures, (steps, self.batch))


Train = Callable[[numpy.ndarray], None]
"""Trains the batches of one execution and returns when they are done."""


def serve(prepare: Callable[[Task], Train]):
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)  # What the libraries print is no answer.
    task = Task(**json.loads(sys.stdin.readline()))
    train = prepare(task)
    steps = warm_up(train, task)
    print(json.dumps("ready"), file=answers)
    for line in sys.stdin:
        print(json.dumps(measure(train, task, steps, float(line))), file=answers)


def warm_up(train: Train, task: Task) -> int:
    """Answers how many steps an execution takes: MOST_STEPS, or fewer where they would be longer than a second."""
    train(task.batches(1))
    start = time.perf_counter()
    train(task.batches(1))
    spent = time.perf_counter() - start
    steps = max(1, min(MOST_STEPS, round(1 / spent)))
    train(task.batches(steps))
    return steps


def measure(train: Train, task: Task, steps: int, seconds: float) -> float:
    """Pictures a second, feeding included."""
    executions = 0
    start = time.perf_counter()
    while (spent := time.perf_counter() - start) < seconds:
        train(task.batches(steps))
        executions += 1
    return executions * steps * task.batch / spent
