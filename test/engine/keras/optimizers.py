"""Writes optimizers.json: a kernel's six and a bias's two values after each of eight steps with given gradients and rates, by Keras.

python optimizers.py > optimizers.json    (Keras 3.15.1, TensorFlow 2.21.0)
"""

import json
import math
import os

os.environ["KERAS_BACKEND"] = "tensorflow"
import keras
import numpy

RATES = [0.1, 0.1, 0.1, 0.02, 0.02, 0.2, 0.2, 0.1]
DECAY = 0.05


def values(step, shift):
    """As `gradientAt` of optimizers.test.ts."""
    kernel = [[math.sin(3 * step + 2 * row + column + shift) for column in range(2)] for row in range(3)]
    bias = [math.cos(5 * step + row + shift) for row in range(2)]
    return numpy.array(kernel, "float32"), numpy.array(bias, "float32")


def follow(optimizer, penalty=0.0):
    start = values(0, 0.5)
    kernel, bias = keras.Variable(start[0], name="kernel"), keras.Variable(start[1], name="bias")
    optimizer.build([kernel, bias])
    after = []
    for step, rate in enumerate(RATES):
        optimizer.learning_rate = rate
        kernel_gradient, bias_gradient = values(step, 0)
        gradients = [kernel_gradient + penalty * kernel.numpy(), bias_gradient]
        optimizer.apply([keras.ops.convert_to_tensor(gradient) for gradient in gradients])
        flat = numpy.concatenate([kernel.numpy().flatten(), bias.numpy()])
        after.append([round(float(value), 6) for value in flat])
    return after


def adamw():
    optimizer = keras.optimizers.AdamW(weight_decay=DECAY)
    optimizer.exclude_from_weight_decay(var_names=["bias"])
    return optimizer


sgd = keras.optimizers.SGD
runs = {
    "sgd": follow(sgd()),
    "sgd, decay": follow(sgd(), DECAY),
    "sgd, clipped": follow(sgd(global_clipnorm=0.9)),
    "momentum": follow(sgd(momentum=0.9)),
    "momentum, decay": follow(sgd(momentum=0.9), DECAY),
    "momentum, clipped": follow(sgd(momentum=0.9, global_clipnorm=0.9)),
    "nesterov": follow(sgd(momentum=0.9, nesterov=True)),
    "nesterov, decay": follow(sgd(momentum=0.9, nesterov=True), DECAY),
    "adam": follow(keras.optimizers.Adam()),
    "adam, decay": follow(adamw()),
    "adam, clipped": follow(keras.optimizers.Adam(global_clipnorm=0.9)),
}
print(json.dumps(runs))
