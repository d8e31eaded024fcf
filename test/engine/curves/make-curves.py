"""Writes into each JSON file beside it the losses of 50 steps, as Keras has them in float64 (TensorFlow's LRN in float32).

    python make-curves.py [NAME...]

Nothing else is stored, since both sides work out the same numbers: u is the stream x -> 48271 x mod (2^31 - 1) from x = 1 (Park and Miller's
minimal standard), divided by 2^31 - 1. From it come, in this order,
  the weights, layer by layer, row-major: kernel (2u - 1) sqrt(6 / fan-in), zero where a filter does not read a channel; bias and offset
  (2u - 1) / 10; scale and coefficient 1 + (2u - 1) / 10 (the coefficient over the window's area), kernel or scale or coefficient first;
  the pictures: picture i is of class i mod classes, and a pixel of it 128 u rounded down, plus 127 where its place mod classes is i mod classes.
Step s trains on pictures (7 s + 3 j) mod pictures, j below the batch.

Keras adds Adam's epsilon to the root of v, the paper and Lenslet to that of the corrected v: most of what is between LeNet's curves.
"""

import json
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.append(str(HERE.parent.parent / "bench" / "peers"))
sys.dont_write_bytecode = True

import keras
import numpy
import tensorflow as tf
from keras_peer import build, optimizer_for

STEPS = 50
MODULUS = 2**31 - 1


def uniform():
    x = 1
    while True:
        x = 48271 * x % MODULUS
        yield x / MODULUS


def draw(stream, shape, middle, spread):
    values = [middle + spread * (2 * next(stream) - 1) for _ in range(numpy.prod(shape))]
    return numpy.array(values, "float32").reshape(shape)


def set_weights(model, spec, stream):
    for layer in spec["layers"]:
        name = layer["name"]
        match layer["kind"]:
            case "conv2d":
                towers = [model.get_layer(f"{name}_{index}") for index in range(layer.get("groups", 1))]
                rows, columns, channels, filters = towers[0].kernel.shape
                shape = rows, columns, channels, filters * len(towers)
                kernel = draw(stream, shape, 0, (6 / (rows * columns * channels)) ** 0.5)
                if connections := layer.get("connections"):
                    kernel *= [[c in reads for reads in connections] for c in range(channels)]
                bias = draw(stream, layer["filters"], 0, 0.1)
                parts = zip(numpy.split(kernel, len(towers), -1), numpy.split(bias, len(towers)))
                for tower, part in zip(towers, parts):
                    tower.set_weights(part)
            case "dense":
                dense = model.get_layer(name)
                kernel = draw(stream, dense.kernel.shape, 0, (6 / dense.kernel.shape[0]) ** 0.5)
                dense.set_weights([kernel, draw(stream, dense.bias.shape, 0, 0.1)])
            case "subsample":
                subsample = model.get_layer(name)
                area = numpy.prod(subsample.window)
                coefficient = draw(stream, subsample.coefficient.shape, 1 / area, 0.1 / area)
                subsample.set_weights([coefficient, draw(stream, subsample.bias.shape, 0, 0.1)])
            case "batch-norm":
                norm = model.get_layer(name)
                scale = draw(stream, norm.gamma.shape, 1, 0.1)
                norm.set_weights([scale, draw(stream, norm.beta.shape, 0, 0.1), *norm.get_weights()[2:]])


def draw_pictures(spec, classes, count, stream):
    given = spec["input"]
    shape = count, given["height"], given["width"], given["channels"]
    noise = [int(128 * next(stream)) for _ in range(numpy.prod(shape))]
    places = numpy.arange(numpy.prod(shape[1:])) % classes
    labels = numpy.arange(count) % classes
    bright = 127 * (places[None, :] == labels[:, None])
    return (numpy.reshape(noise, (count, -1)) + bright).reshape(shape).astype("uint8"), labels


def losses_of(curve):
    spec, classes, count = curve["spec"], curve["classes"], curve["pictures"]
    keras.backend.clear_session()
    stream = uniform()
    model = build(spec, classes)
    set_weights(model, spec, stream)
    pictures, labels = draw_pictures(spec, classes, count, stream)
    # Krizhevsky's decay: half of it times each kernel's squares is added to what is made smaller.
    for layer in model.layers:
        if hasattr(layer, "kernel"):
            layer.kernel.regularizer = keras.regularizers.L2(curve["optimizer"].get("weightDecay", 0) / 2)
    optimizer = optimizer_for(curve["optimizer"])
    weights = model.trainable_variables

    @tf.function
    def step(pictures, labels):
        with tf.GradientTape() as tape:
            logits = model(pictures, training=True)
            losses = tf.nn.sparse_softmax_cross_entropy_with_logits(labels, logits)
            loss = tf.reduce_mean(losses)
            gradients = tape.gradient(loss + sum(model.losses), [weight.value for weight in weights])
        optimizer.apply(gradients, weights)
        return loss

    batches = [(7 * s + 3 * numpy.arange(curve["batch"])) % count for s in range(STEPS)]
    return [float(step(pictures[batch], labels[batch])) for batch in batches]


if __name__ == "__main__":
    keras.backend.set_floatx("float64")
    for file in sorted(HERE.glob("*.json")):
        if sys.argv[1:] and file.stem not in sys.argv[1:]:
            continue
        curve = json.loads(file.read_text())
        curve["losses"] = [round(loss, 7) for loss in losses_of(curve)]
        file.write_text(json.dumps(curve, indent=2) + "\n")
        print(file.stem, curve["losses"][0], curve["losses"][-1])
