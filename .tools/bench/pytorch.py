"""PyTorch's side of the benchmark: `pytorch.py <threads> <device>` answers one line of JSON to each line of JSON.

{"open": {"layers", "inputShape", "loss", "batchSize", "inputs", "targets", ...patience}}  {"measure": {"durationMs"}}
`pytorch.py describe` says what it is made of.
"""

import json
import sys
import time

import torch
from torch import nn

BATCHES = 8
FEWEST_STEPS = 3
QUEUED_STEPS = 8  # that a graphics device is given before one waits for it, as in fit.ts
ACTIVATIONS = {"relu": nn.ReLU, "tanh": nn.Tanh, "sigmoid": nn.Sigmoid}
LOSSES = {
    "binary-cross-entropy": nn.BCEWithLogitsLoss,
    "softmax-cross-entropy": nn.CrossEntropyLoss,
    "mean-squared-error": nn.MSELoss,
}


RECURRENT = {"lstm": nn.LSTM, "gru": nn.GRU, "simple-rnn": nn.RNN}


class Recurrent(nn.Module):
    """A recurrent layer over [batch, step, input]; the size of its inputs is found at the first batch.

    Dropout of the inputs is one mask for all steps. Of the state there is none: PyTorch's own layers have it not, and a
    loop over cells would be several times slower.
    """

    def __init__(self, layer):
        super().__init__()
        self.layer, self.inner = layer, None

    def forward(self, x):
        if self.inner is None:
            self.inner = RECURRENT[self.layer["type"]](x.shape[-1], self.layer["units"], batch_first=True)
        rate = self.layer.get("dropout", 0)
        if rate:
            x = x * nn.functional.dropout(x.new_ones(x.shape[0], 1, x.shape[2]), rate)
        outputs = self.inner(x)[0]
        return outputs if self.layer.get("returnSequences") else outputs[:, -1]


class Sized(nn.Module):
    """A module that is made at the first batch, from the shape of its inputs."""

    def __init__(self, make):
        super().__init__()
        self.make, self.inner = make, None

    def forward(self, x):
        if self.inner is None:
            self.inner = self.make(x.shape)
        return self.inner(x)


class SelfAttention(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.inner = nn.MultiheadAttention(width, heads, batch_first=True)

    def forward(self, x):
        return self.inner(x, x, x, need_weights=False)[0]


class Positions(nn.Module):
    def __init__(self, steps, width):
        super().__init__()
        self.table = nn.Parameter(torch.rand(steps, width) * 0.1 - 0.05)

    def forward(self, x):
        return x + self.table


class MeanOfSteps(nn.Module):
    def forward(self, x):
        return x.mean(1)


def transformer_block(layer, width):
    return nn.TransformerEncoderLayer(
        width, layer["heads"], layer.get("units", 4 * width), layer.get("dropout", 0),
        activation=layer["activation"], batch_first=True, norm_first=True,
    )


def modules_of(layer):
    """The modules of one of our layers; sizes of inputs are found at the first batch."""
    kind = layer["type"]
    if kind == "dense":
        yield nn.LazyLinear(layer["units"], bias=layer.get("useBias", True))
    elif kind == "conv2d":
        size, strides = layer["kernelSize"], layer.get("strides", 1)
        padding = layer.get("padding", "valid")
        # Half the kernel on each side is "same" where its size is odd; PyTorch pads on its own where it is not.
        if padding == "same" and isinstance(size, int) and size % 2 == 1:
            padding = size // 2
        yield nn.LazyConv2d(layer["filters"], size, stride=strides, padding=padding, bias=layer.get("useBias", True))
    elif kind == "max-pooling2d" and layer.get("padding", "valid") == "valid":
        yield nn.MaxPool2d(layer["poolSize"], stride=layer.get("strides"))
    elif kind == "embedding":
        yield nn.Embedding(layer["inputDim"], layer["outputDim"])
    elif kind in RECURRENT:
        yield Recurrent(layer)
    elif kind == "self-attention":
        yield Sized(lambda shape: SelfAttention(shape[-1], layer["heads"]))
    elif kind == "transformer-block":
        yield Sized(lambda shape: transformer_block(layer, shape[-1]))
        return  # has its activation inside
    elif kind == "positions" and layer["kind"] == "learned":
        yield Sized(lambda shape: Positions(*shape[1:]))
    elif kind == "layer-normalization":
        yield Sized(lambda shape: nn.LayerNorm(shape[-1]))
    elif kind == "global-average-pooling":
        yield MeanOfSteps()
    elif kind == "flatten":
        yield nn.Flatten()
    else:
        raise ValueError(f"no module for the layer {kind}")
    if layer.get("activation", "linear") != "linear":
        yield ACTIVATIONS[layer["activation"]]()


def peak_bytes():
    """Most bytes that this process has held. On Linux getrusage would count those of whoever started it, too."""
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM:"))
    except OSError:
        pass
    try:
        import resource
    except ImportError:  # Windows
        return None
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # macOS counts bytes


class Fit:
    def __init__(self, given, device):
        torch.manual_seed(1)
        self.device = device
        self.batch_size = given["batchSize"]
        rows = BATCHES * self.batch_size
        shape = given["inputShape"]
        if len(shape) == 3:  # height, width and channel
            shape = shape[-1:] + shape[:-1]
        if given["inputs"] == "normal":
            self.inputs = torch.randn(rows, *shape)
        elif given["inputs"] == "uniform":
            self.inputs = torch.rand(rows, *shape)
        else:
            self.inputs = torch.randint(0, given["inputs"], (rows, *shape))
        self.inputs = self.inputs.to(device)
        if given["targets"] == "inputs":
            self.targets = self.inputs
        elif given["targets"] == "normal":
            self.targets = torch.randn(rows, 1)
        elif given["loss"] == "softmax-cross-entropy":
            self.targets = torch.randint(0, given["targets"], (rows,))
        else:
            self.targets = torch.randint(0, given["targets"], (rows, 1)).float()
        self.targets = self.targets.to(device)
        self.order = torch.randperm(rows, device=device)
        self.network = nn.Sequential(*[module for layer in given["layers"] for module in modules_of(layer)])
        # Finds the sizes of the lazy modules; not part of the first step, to PyTorch's advantage.
        with torch.no_grad():
            self.network(self.inputs[:1].cpu())
        self.network.to(device)
        self.loss = LOSSES[given["loss"]]()
        self.optimizer = torch.optim.Adam(self.network.parameters(), lr=0.001, eps=1e-7)
        self.done = 0

    def step(self):
        start = self.done % BATCHES * self.batch_size
        rows = self.order[start : start + self.batch_size]
        self.done += 1
        self.optimizer.zero_grad(set_to_none=True)
        inputs = self.inputs[rows]
        targets = inputs if self.targets is self.inputs else self.targets[rows]
        loss = self.loss(self.network(inputs), targets)
        loss.backward()
        self.optimizer.step()
        return loss

    def timed(self):
        """Milliseconds a step; of some at once where they are queued."""
        steps = QUEUED_STEPS if self.device == "cuda" else 1
        started = time.perf_counter()
        for _ in range(steps):
            self.step()
        if self.device == "cuda":
            torch.cuda.synchronize()
        return (time.perf_counter() - started) * 1e3 / steps

    def open(self, given):
        started = time.perf_counter()
        losses = [self.step().item()]
        first_ms = (time.perf_counter() - started) * 1e3
        slow_ms = []
        while len(losses) < given["lossSteps"] and (
            not slow_ms or (time.perf_counter() - started) * 1e3 < given["lossMs"]
        ):
            before = time.perf_counter()
            loss = self.step()
            if self.device == "cuda":
                torch.cuda.synchronize()
            slow_ms.append((time.perf_counter() - before) * 1e3)
            losses.append(loss.item())
        if len(losses) == given["lossSteps"]:
            warm_until = time.perf_counter() + given["warmUpMs"] / 1e3
            while time.perf_counter() < warm_until:
                self.timed()
        return {
            "firstMs": first_ms,
            "losses": losses,
            "slowMs": slow_ms,
            "kernels": None,
            "dispatches": None,
            "pipelines": None,
            "threads": torch.get_num_threads(),
            "detail": torch.cuda.get_device_name() if self.device == "cuda" else "",
            "isSoftware": False,
        }

    def measure(self, given):
        times = []
        if given["durationMs"] > 0:
            self.timed()
            until = time.perf_counter() + given["durationMs"] / 1e3
            while len(times) < FEWEST_STEPS or time.perf_counter() < until:
                times.append(self.timed())
        bytes_held = torch.cuda.max_memory_allocated() if self.device == "cuda" else peak_bytes()
        return {"stepMs": times, "memoryBytes": bytes_held}


def describe():
    """Version and build; one convolution makes oneDNN say on its own output which instructions it uses."""
    nn.Conv2d(16, 32, 3)(torch.rand(8, 16, 28, 28))
    return {
        "version": torch.__version__,
        "build": torch.__config__.show(),
        "bareBytes": peak_bytes(),
        "cuda": torch.cuda.get_device_name() if torch.cuda.is_available() else None,
    }


def main():
    if sys.argv[1] == "describe":
        print(json.dumps(describe()))
        return
    torch.set_num_threads(int(sys.argv[1]))
    fit = None
    for line in sys.stdin:
        command = json.loads(line)
        try:
            if "open" in command:
                fit = Fit(command["open"], sys.argv[2])
                answer = {"ok": True, "value": fit.open(command["open"])}
            else:
                answer = {"ok": True, "value": fit.measure(command["measure"])}
        except Exception as problem:  # said in the table instead of a number
            answer = {"ok": False, "problem": str(problem)}
        print(json.dumps(answer), flush=True)


main()
