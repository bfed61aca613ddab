"""The peers answer as the protocol says: `python -m unittest` in this folder; what is not installed is skipped."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from typing import Any, Callable, Optional

import numpy as np

import common

HERE = Path(__file__).resolve().parent
HIDDEN = 128
TRAIN, TEST = 400, 150
STEPS, BATCH_SIZE = 100, 32


def installed(module: str) -> bool:
    """Whether the interpreter has it, apart from this folder: a script here is called keras.py."""
    probe = [sys.executable, "-I", "-c", f"import importlib.util as u, sys; sys.exit(not u.find_spec({module!r}))"]
    return subprocess.run(probe, check=False).returncode == 0


def write_idx(path: Path, values: np.ndarray) -> None:
    sizes = np.array(values.shape, ">u4").tobytes()
    path.write_bytes(bytes([0, 0, 8, values.ndim]) + sizes + values.tobytes())


def digits(count: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Noise with a bright bar whose row says the label: learnt in a few steps."""
    random = np.random.default_rng(seed)
    labels = random.integers(0, 10, count).astype(np.uint8)
    images = random.integers(0, 80, (count, 28, 28)).astype(np.uint8)
    for image, label in zip(images, labels):
        image[2 * label + 3 : 2 * label + 5] = 250
    return images, labels


def double(weights: common.Weights) -> list[np.ndarray]:
    arrays = (weights.hidden_weight, weights.hidden_bias, weights.output_weight, weights.output_bias)
    return [array.astype(np.float64) for array in arrays]


def forward(parameters: list[np.ndarray], images: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Input, hidden units and logits."""
    hidden_weight, hidden_bias, output_weight, output_bias = parameters
    x = images.astype(np.float64) / 255
    hidden = np.maximum(x @ hidden_weight + hidden_bias, 0)
    return x, hidden, hidden @ output_weight + output_bias


def gradients(parameters: list[np.ndarray], images: np.ndarray, labels: np.ndarray) -> list[np.ndarray]:
    """Of the mean cross-entropy."""
    x, hidden, logits = forward(parameters, images)
    error = np.exp(logits - logits.max(axis=1, keepdims=True))
    error /= error.sum(axis=1, keepdims=True)
    error[np.arange(len(labels)), labels] -= 1
    error /= len(labels)
    back = (error @ parameters[2].T) * (hidden > 0)
    return [x.T @ back, back.sum(axis=0), hidden.T @ error, error.sum(axis=0)]


Epsilon = Callable[[int], float]


def as_published(_: int) -> float:
    """Kingma and Ba 2015, algorithm 1."""
    return common.EPSILON


def before_correction(step: int) -> float:
    """The same paper's section 2 computes faster with an epsilon-hat; Keras gives it epsilon's value."""
    return common.EPSILON / (1 - common.BETAS[1] ** step) ** 0.5


def adam_losses(weights: common.Weights, split: common.Split, epsilon: Epsilon) -> list[float]:
    """Each step's loss before its update, in double precision."""
    parameters, losses = double(weights), []
    first = [np.zeros_like(p) for p in parameters]
    second = [np.zeros_like(p) for p in parameters]
    beta1, beta2 = common.BETAS
    for step, batch in enumerate(common.in_order(len(split), BATCH_SIZE, STEPS), start=1):
        images, labels = split.images[batch], split.labels[batch]
        losses.append(common.judge(forward(parameters, images)[2], labels)[0])
        for i, gradient in enumerate(gradients(parameters, images, labels)):
            first[i] = beta1 * first[i] + (1 - beta1) * gradient
            second[i] = beta2 * second[i] + (1 - beta2) * gradient**2
            corrected = first[i] / (1 - beta1**step), second[i] / (1 - beta2**step)
            parameters[i] = parameters[i] - 1e-3 * corrected[0] / (np.sqrt(corrected[1]) + epsilon(step))
    return losses


class Peer:
    """A worker process and the two ends of its conversation."""

    def __init__(self, command: list[str]) -> None:
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
        self.process = subprocess.Popen(command, text=True, **pipes)

    def tell(self, line: str) -> dict[str, Any]:
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def ask(self, do: str, **rest: Any) -> Any:
        answer = self.tell(json.dumps({"do": do, **rest}))
        if "error" in answer:
            raise AssertionError(answer["error"])
        return answer["ok"]

    def refusal(self, do: str, **rest: Any) -> str:
        return self.tell(json.dumps({"do": do, **rest}))["error"]

    def close(self) -> tuple[str, int]:
        """What it still had to say, and its exit status."""
        self.process.stdin.close()
        rest = self.process.stdout.read()
        self.process.stdout.close()
        return rest, self.process.wait(timeout=60)


class Contract:
    """What holds for every peer; each class below says which one."""

    command: list[str]
    backend: Optional[str] = None
    framework: str
    epsilon: Epsilon = staticmethod(as_published)

    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = tempfile.TemporaryDirectory()
        directory = Path(cls.folder.name)
        for name, count, seed in (("train", TRAIN, 1), ("t10k", TEST, 2)):
            images, labels = digits(count, seed)
            write_idx(directory / f"{name}-images-idx3-ubyte", images)
            write_idx(directory / f"{name}-labels-idx1-ubyte", labels)
        cls.weights = common.Weights.random(HIDDEN)
        raw = b"".join(array.astype("<f4").tobytes() for array in double(cls.weights))
        (directory / "weights.raw").write_bytes(raw)
        cls.directory, cls.dataset = directory, common.Dataset.read(directory)
        cls.source = {"hidden": HIDDEN, "burnpack": "unused", "raw": str(directory / "weights.raw")}
        cls.peer = Peer(cls.command)
        cls.counts = cls.peer.ask("data", directory=str(directory))

    @classmethod
    def tearDownClass(cls) -> None:
        rest, status = cls.peer.close()
        cls.folder.cleanup()
        assert (rest, status) == ("", 0), f"the end of the input ends it cleanly, not with {rest!r} and {status}"

    def test_hello_says_who_is_measured(self) -> None:
        hello = self.peer.ask("hello")
        self.assertLessEqual(set(common.SUBJECT), set(hello))
        self.assertEqual((hello["framework"], hello["kind"]), (self.framework, "cpu"))
        self.assertIn(self.backend, (None, hello["backend"]))
        self.assertGreaterEqual(hello["threads"], 1)
        self.assertTrue(hello["device_name"] and hello["version"])

    def test_data_is_counted(self) -> None:
        self.assertEqual(self.counts, {"train": TRAIN, "test": TEST})

    def test_logits_equal_those_of_double_precision(self) -> None:
        logits = self.peer.ask("parity", weights=self.source)["logits"]
        expected = forward(double(self.weights), self.dataset.test.images)[2]
        np.testing.assert_allclose(logits, expected, rtol=0, atol=1e-5)

    def test_losses_equal_those_of_adam_in_double_precision(self) -> None:
        request = {"weights": self.source, "batch_size": BATCH_SIZE, "steps": STEPS, "learning_rate": 1e-3}
        losses = self.peer.ask("trajectory", **request)["losses"]
        expected = adam_losses(self.weights, self.dataset.train, self.epsilon)
        np.testing.assert_allclose(losses, expected, rtol=0, atol=2e-5)

    def test_a_case_is_measured_again_and_again_until_it_is_released(self) -> None:
        for workload in ("train", "infer"):
            with self.subTest(workload):
                case = {"workload": workload, "batch_size": BATCH_SIZE, "hidden": HIDDEN}
                timing = {"sample_seconds": 0.02, "warm_up_seconds": 0.02, "latencies": 3}
                warm_up = self.peer.ask("prepare", case={**case, **timing})
                self.assertGreaterEqual(warm_up["warm_up_seconds"], warm_up["first_seconds"])
                self.check_sample(self.peer.ask("sample"), warm_up["iterations"])
                self.check_sample(self.peer.ask("sample"), warm_up["iterations"])
                self.assertEqual(self.peer.ask("release"), {})
                self.assertIn("no case", self.peer.refusal("sample"))

    def check_sample(self, sample: dict[str, Any], iterations: int) -> None:
        self.assertEqual(sample["iterations"], iterations)
        self.assertEqual(sample["items"], iterations * BATCH_SIZE)
        self.assertEqual(len(sample["latencies_us"]), min(3, iterations))
        self.assertTrue(all(latency > 0 for latency in sample["latencies_us"]))
        self.assertGreater(sample["seconds"], 0)
        self.assertGreaterEqual(sample["cpu_seconds"], 0)
        self.assertIsNone(sample["device_memory_bytes"])

    def test_it_trains_until_the_accuracy_is_reached_and_no_longer(self) -> None:
        request = {"weights": self.source, "seed": 1, "batch_size": 20, "learning_rate": 3e-4, "evaluate_every": 7}
        course = self.peer.ask("time_to_accuracy", target=0.95, max_epochs=50, **request)
        self.assertTrue(course["reached"])
        steps = [point["step"] for point in course["points"]]
        self.assertEqual(steps, [7 * (i + 1) for i in range(len(steps))])
        self.assertTrue(all(point["accuracy"] < 0.95 for point in course["points"][:-1]))
        self.assertLess(course["points"][-1]["loss"], course["points"][0]["loss"])

    def test_an_accuracy_out_of_reach_ends_after_the_last_epoch(self) -> None:
        request = {"weights": self.source, "seed": 1, "batch_size": 32, "learning_rate": 1e-9, "evaluate_every": 10}
        course = self.peer.ask("time_to_accuracy", target=0.999, max_epochs=2, **request)
        self.assertFalse(course["reached"])
        self.assertEqual([point["step"] for point in course["points"]], [10, 20, 24])

    def test_weights_are_loaded_and_a_blank_image_has_a_label(self) -> None:
        expected = forward(double(self.weights), np.zeros((1, 784)))[2].argmax()
        self.assertEqual(self.peer.ask("load", weights=self.source)["label"], expected)

    def test_what_it_cannot_do_is_refused_in_words_and_it_goes_on(self) -> None:
        self.assertIn("dance", self.peer.refusal("dance"))
        self.assertIn("error", self.peer.tell("no JSON"))
        self.assertIn("directory", self.peer.refusal("data"))
        self.assertIn("nowhere", self.peer.refusal("data", directory="/nowhere"))
        case = {"hidden": HIDDEN, "sample_seconds": 0.01, "warm_up_seconds": 0.01, "latencies": 1}
        too_large = {**case, "workload": "train", "batch_size": TRAIN + 1}
        self.assertIn(str(TRAIN), self.peer.refusal("prepare", case=too_large))
        operation = {**case, "workload": "ops", "op": "adam", "batch_size": 32}
        self.assertIn("ops", self.peer.refusal("prepare", case=operation))
        self.assertEqual(self.peer.ask("hello")["framework"], self.framework)

    def test_measuring_by_itself_writes_a_record_a_line(self) -> None:
        command = [*self.command, "--data", str(self.directory), "--batch-size", "16,32", "--repeats", "2"]
        output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        records = [json.loads(line) for line in output.splitlines()]
        self.assertEqual([record["kind"] for record in records], ["warm_up", "sample", "sample"] * 4)
        self.assertEqual([record["case"]["batch_size"] for record in records], [16] * 6 + [32] * 6)
        for record in records:
            self.assertEqual(set(record["subject"]), {"name", *common.SUBJECT})
            self.assertRegex(record["time"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")


def script(name: str, *options: str) -> list[str]:
    return [sys.executable, str(HERE / name), *options]


@unittest.skipUnless(installed("torch"), "torch is not installed")
class PyTorch(Contract, unittest.TestCase):
    """PyTorch, its data resident."""

    command = script("pytorch.py")
    framework, backend = "pytorch", "eager"


@unittest.skipUnless(installed("torch"), "torch is not installed")
class PyTorchDataLoader(Contract, unittest.TestCase):
    """PyTorch with its data loader."""

    command = script("pytorch.py", "--loader", "dataloader", "--threads", "1")
    framework, backend = "pytorch", "dataloader"


@unittest.skipUnless(installed("keras"), "keras is not installed")
class Keras(Contract, unittest.TestCase):
    """Keras on the backend that KERAS_BACKEND names, or on the one there is."""

    command = script("keras.py")
    framework, backend = "keras", os.environ.get("KERAS_BACKEND")
    epsilon = staticmethod(before_correction)


@unittest.skipUnless(shutil.which("burn-mnist-candle"), "burn-mnist-candle is not on PATH")
class Candle(Contract, unittest.TestCase):
    """Candle, installed from the folder of that name."""

    command = ["burn-mnist-candle"]
    framework, backend = "candle", "cpu"


if __name__ == "__main__":
    unittest.main()
