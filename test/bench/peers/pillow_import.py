"""Pillow on the same files: each decoded and brought to a size, in as many processes as there are cores."""
import multiprocessing
import os
import sys

import numpy
from PIL import Image

folder, size = sys.argv[1], int(sys.argv[2])


def decode(path):
    with Image.open(path) as picture:
        return numpy.asarray(picture.convert("RGB").resize((size, size), Image.Resampling.BILINEAR)).nbytes


if __name__ == "__main__":
    files = [entry.path for kind in os.scandir(folder) for entry in os.scandir(kind.path)]
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    with multiprocessing.Pool(cores) as pool:
        for _ in pool.imap_unordered(decode, files, chunksize=32):
            pass
