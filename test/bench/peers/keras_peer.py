"""A network trained by Keras as fast as it goes: data in memory, a loop of steps in one tf.function, sparse labels."""

import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
os.environ["KERAS_BACKEND"] = "tensorflow"

import keras
import numpy
import tensorflow as tf
from keras import layers

from rounds import Task, serve

ACTIVATIONS = {
    "none": None,
    "relu": "relu",
    "sigmoid": "sigmoid",
    "tanh": "tanh",
    "scaled-tanh": lambda x: 1.7159 * keras.ops.tanh(2 / 3 * x),
}


def size(sides):
    return sides["height"], sides["width"]


class LocalResponseNormalization(layers.Layer):
    def __init__(self, layer):
        super().__init__(name=layer["name"])
        self.given = layer

    def call(self, x):
        # TensorFlow's operator has no bfloat16 on the CPU.
        normalized = tf.nn.local_response_normalization(
            tf.cast(x, tf.float32),
            depth_radius=self.given["size"] // 2,
            bias=self.given["k"],
            alpha=self.given["alpha"],
            beta=self.given["beta"],
        )
        return tf.cast(normalized, x.dtype)


class Subsampling(layers.Layer):
    def __init__(self, layer):
        super().__init__(name=layer["name"])
        self.window = size(layer["window"])
        self.activation = keras.activations.get(ACTIVATIONS[layer["activation"]])

    def build(self, shape):
        self.coefficient = self.add_weight(shape=shape[-1:], initializer="ones")
        self.bias = self.add_weight(shape=shape[-1:], initializer="zeros")

    def call(self, x):
        means = tf.nn.avg_pool2d(x, self.window, self.window, "VALID")
        return self.activation(means * self.coefficient * numpy.prod(self.window) + self.bias)


class Connections(keras.constraints.Constraint):
    """Keeps at zero what a filter does not read."""

    def __init__(self, connections, channels):
        self.mask = numpy.array([[c in reads for reads in connections] for c in range(channels)], "float32")

    def __call__(self, kernel):
        return kernel * self.mask


def convolution(layer, x):
    """The towers' names are the layer's with `_0`, `_1` and so on."""
    groups = layer.get("groups", 1)
    padding, kernel, stride = size(layer["padding"]), size(layer["kernel"]), size(layer["stride"])
    same = stride == (1, 1) and kernel == tuple(2 * side + 1 for side in padding)
    if not same and any(padding):
        x = layers.ZeroPadding2D(padding)(x)
    connections = layer.get("connections")

    def tower(index, part):
        return layers.Conv2D(
            layer["filters"] // groups,
            kernel,
            stride,
            padding="same" if same else "valid",
            activation=ACTIVATIONS[layer["activation"]],
            kernel_constraint=Connections(connections, x.shape[-1]) if connections else None,
            name=f"{layer['name']}_{index}",
        )(part)

    # Keras's own groups are several times slower on the CPU.
    parts = keras.ops.split(x, groups, axis=-1) if groups > 1 else [x]
    towers = [tower(index, part) for index, part in enumerate(parts)]
    return layers.Concatenate()(towers) if groups > 1 else towers[0]


def pool(layer, x):
    kind = layers.MaxPooling2D if layer["mode"] == "max" else layers.AveragePooling2D
    return kind(size(layer["window"]), size(layer["stride"]))(x)


def dense(layer, x, classes):
    units = classes if layer["units"] == "classes" else layer["units"]
    activation = ACTIVATIONS[layer["activation"]]
    return layers.Dense(units, activation=activation, name=layer["name"])(layers.Flatten()(x))


def batch_norm(layer, x):
    x = layers.BatchNormalization(
        momentum=layer["momentum"], epsilon=layer["epsilon"], name=layer["name"]
    )(x)
    activation = ACTIVATIONS[layer["activation"]]
    return layers.Activation(activation)(x) if activation else x


def build(spec, classes):
    """Pictures uint8 [b, h, w, c] to logits [b, classes]."""
    given = spec["input"]
    low, high = given["range"]
    pictures = keras.Input((given["height"], given["width"], given["channels"]), dtype="uint8")
    x = layers.Rescaling((high - low) / 255, low)(pictures)
    for layer in spec["layers"]:
        match layer["kind"]:
            case "conv2d":
                x = convolution(layer, x)
            case "pool":
                x = pool(layer, x)
            case "global-average-pool":
                x = layers.GlobalAveragePooling2D(keepdims=True)(x)
            case "subsample":
                x = Subsampling(layer)(x)
            case "lrn":
                x = LocalResponseNormalization(layer)(x)
            case "batch-norm":
                x = batch_norm(layer, x)
            case "dropout":
                x = layers.Dropout(layer["rate"])(x)
            case "dense":
                x = dense(layer, x, classes)
            case kind:
                raise SystemExit(f"a layer of kind {kind} is not in this peer")
    return keras.Model(pictures, x)


def optimizer_for(settings):
    rate = settings["learningRate"]
    match settings["kind"]:
        case "sgd":
            return keras.optimizers.SGD(rate)
        case "momentum":
            return keras.optimizers.SGD(rate, settings["momentum"], settings.get("nesterov", False))
        case "adam":
            return keras.optimizers.Adam(rate)
        case kind:
            raise SystemExit(f"the optimizer {kind} is not in this peer")


def prepare(task: Task):
    if task.precision == "bfloat16":
        keras.mixed_precision.set_global_policy("mixed_bfloat16")
    model = build(task.spec, task.classes)
    optimizer = optimizer_for(task.optimizer)
    weights = model.trainable_variables
    optimizer.build(weights)
    decay = task.optimizer.get("weightDecay", 0)
    pictures, labels = (tf.constant(values) for values in task.data())

    def step(batch):
        with tf.GradientTape() as tape:
            logits = tf.cast(model(tf.gather(pictures, batch), training=True), tf.float32)
            losses = tf.nn.sparse_softmax_cross_entropy_with_logits(tf.gather(labels, batch), logits)
            loss = tf.reduce_mean(losses)
        gradients = tape.gradient(loss, [weight.value for weight in weights])
        decayed = [
            gradient + decay * weight.value if decay and len(weight.shape) > 1 else gradient
            for gradient, weight in zip(gradients, weights)
        ]
        optimizer.apply(decayed, weights)
        return loss

    @tf.function(input_signature=[tf.TensorSpec((None, task.batch), tf.int64)])
    def execution(batches):
        loss = tf.constant(0.0)
        for index in tf.range(tf.shape(batches)[0]):
            loss = step(batches[index])
        return loss

    return lambda batches: execution(tf.constant(batches)).numpy()


if __name__ == "__main__":
    serve(prepare)
