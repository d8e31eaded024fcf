"""A network trained by PyTorch as fast as it goes: data in memory, compiled, channels last, no waiting between steps."""

from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional

from rounds import Task, measure, serve, warm_up

ACTIVATIONS = {
    "none": nn.Identity,
    "relu": nn.ReLU,
    "sigmoid": nn.Sigmoid,
    "tanh": nn.Tanh,
}


class ScaledTanh(nn.Module):
    def forward(self, x):
        return 1.7159 * torch.tanh(2 / 3 * x)


ACTIVATIONS["scaled-tanh"] = ScaledTanh


def size(sides):
    return sides["height"], sides["width"]


class Subsampling(nn.Module):
    def __init__(self, layer, channels):
        super().__init__()
        self.window = size(layer["window"])
        self.coefficient = nn.Parameter(torch.ones(channels, 1, 1))
        self.bias = nn.Parameter(torch.zeros(channels, 1, 1))

    def forward(self, x):
        sums = functional.avg_pool2d(x, self.window, divisor_override=1)
        return sums * self.coefficient + self.bias


class LocalResponseNormalization(nn.Module):
    """Sums over neighbours as a 1x1 convolution with a band matrix, which is faster than PyTorch's own."""

    def __init__(self, layer, channels):
        super().__init__()
        self.k, self.beta = layer["k"], layer["beta"]
        places = torch.arange(channels)
        near = (places[:, None] - places[None, :]).abs() <= layer["size"] // 2
        self.register_buffer("band", layer["alpha"] * near.float()[:, :, None, None])

    def forward(self, x):
        sums = functional.conv2d(x * x, self.band.to(x.dtype))
        root = torch.rsqrt(self.k + sums.float())
        factor = root * torch.sqrt(root) if self.beta == 0.75 else root ** (2 * self.beta)
        return x * factor.to(x.dtype)


class SparseConvolution(nn.Conv2d):
    def __init__(self, connections, channels, filters, *rest):
        super().__init__(channels, filters, *rest)
        reads = [[float(channel in read) for channel in range(channels)] for read in connections]
        self.register_buffer("mask", torch.tensor(reads)[:, :, None, None])

    def forward(self, x):
        return self._conv_forward(x, self.weight * self.mask, self.bias)


def convolution(layer, channels):
    sizes = size(layer["kernel"]), size(layer["stride"]), size(layer["padding"])
    if connections := layer.get("connections"):
        return SparseConvolution(connections, channels, layer["filters"], *sizes)
    return nn.Conv2d(channels, layer["filters"], *sizes, groups=layer.get("groups", 1))


class TiledMaxPool(nn.Module):
    """Maxima of windows that lie side by side, in a form that the compiler is good at."""

    def __init__(self, window):
        super().__init__()
        self.window = window

    def forward(self, x):
        rows, columns = self.window
        height, width = x.shape[2] // rows, x.shape[3] // columns
        x = x[:, :, : height * rows, : width * columns]
        return x.reshape(*x.shape[:2], height, rows, width, columns).amax((3, 5))


def pool(layer, tiled):
    window, stride = size(layer["window"]), size(layer["stride"])
    if layer["mode"] == "average":
        return nn.AvgPool2d(window, stride)
    return TiledMaxPool(window) if tiled and window == stride else nn.MaxPool2d(window, stride)


def modules_for(layer, shape, classes, tiled):
    """`shape`: channels, height, width of what the layer reads."""
    match layer["kind"]:
        case "conv2d":
            modules = [convolution(layer, shape[0])]
        case "pool":
            modules = [pool(layer, tiled)]
        case "global-average-pool":
            modules = [nn.AdaptiveAvgPool2d(1)]
        case "subsample":
            modules = [Subsampling(layer, shape[0])]
        case "lrn":
            modules = [LocalResponseNormalization(layer, shape[0])]
        case "batch-norm":
            modules = [nn.BatchNorm2d(shape[0], layer["epsilon"], 1 - layer["momentum"])]
        case "dropout":
            modules = [nn.Dropout(layer["rate"])]
        case "dense":
            units = classes if layer["units"] == "classes" else layer["units"]
            modules = [nn.Flatten(), nn.Linear(torch.Size(shape).numel(), units)]
        case kind:
            raise SystemExit(f"a layer of kind {kind} is not in this peer")
    activation = layer.get("activation", "none")
    return modules if activation == "none" else [*modules, ACTIVATIONS[activation]()]


class Network(nn.Module):
    """Pictures uint8 [b, h, w, c] to logits [b, classes]."""

    def __init__(self, spec, classes, tiled):
        super().__init__()
        given = spec["input"]
        self.low, self.high = given["range"]
        modules = []
        x = torch.zeros(2, given["channels"], given["height"], given["width"])
        with torch.no_grad():
            for layer in spec["layers"]:
                added = modules_for(layer, x.shape[1:], classes, tiled)
                x = nn.Sequential(*added)(x)
                modules += added
        self.layers = nn.Sequential(*modules)

    def forward(self, pictures):
        x = pictures.permute(0, 3, 1, 2).float() * ((self.high - self.low) / 255) + self.low
        return self.layers(x)


def optimizer_for(settings, network):
    rate = settings["learningRate"]
    weights = list(network.parameters())
    kernels = [weight for weight in weights if weight.dim() > 1]
    others = [weight for weight in weights if weight.dim() <= 1]
    groups = [{"params": kernels, "weight_decay": settings.get("weightDecay", 0)}, {"params": others}]
    match settings["kind"]:
        case "sgd":
            return torch.optim.SGD(groups, rate, fused=True)
        case "momentum":
            return torch.optim.SGD(
                groups, rate, settings["momentum"], nesterov=settings.get("nesterov", False), fused=True
            )
        case "adam":
            return torch.optim.AdamW(groups, rate, fused=True, weight_decay=0)
        case kind:
            raise SystemExit(f"the optimizer {kind} is not in this peer")


@dataclass
class Way:
    compiled: bool
    tiled: bool = False
    layout: torch.memory_format = torch.channels_last


def ways(spec):
    """Which one is fastest differs from network to network."""
    pools = [layer for layer in spec["layers"] if layer["kind"] == "pool" and layer["mode"] == "max"]
    tiles = any(layer["window"] == layer["stride"] for layer in pools)
    return [
        Way(compiled=False),
        Way(compiled=True),
        Way(compiled=True, layout=torch.contiguous_format),
        *([Way(compiled=True, tiled=True)] if tiles else []),
    ]


def trainer(task: Task, data, way: Way):
    network = Network(task.spec, task.classes, way.tiled).to(memory_format=way.layout)
    optimizer = optimizer_for(task.optimizer, network)
    pictures, labels = data
    mixed = task.precision == "bfloat16"

    def loss_of(batch):
        with torch.autocast("cpu", torch.bfloat16, enabled=mixed):
            logits = network(pictures[batch])
        return functional.cross_entropy(logits.float(), labels[batch])

    if way.compiled:
        loss_of = torch.compile(loss_of)

    def train(batches):
        for batch in torch.from_numpy(batches):
            optimizer.zero_grad(set_to_none=True)
            loss = loss_of(batch)
            loss.backward()
            optimizer.step()
        loss.item()

    return train


def prepare(task: Task):
    pictures, labels = (torch.from_numpy(values) for values in task.data())
    data = pictures, labels.long()
    fastest = None
    for way in ways(task.spec):
        torch.compiler.reset()
        train = trainer(task, data, way)
        speed = measure(train, task, warm_up(train, task), 0.5)
        print(f"{way}: {speed:.1f}")
        if fastest is None or speed > fastest[0]:
            fastest = speed, train
        del train
    return fastest[1]


if __name__ == "__main__":
    serve(prepare)
