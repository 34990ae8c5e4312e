"""Makes the tiny models of the tests, in ../resources/dev/p2c2g/models. Needs onnx and numpy."""
import pathlib

import numpy as np
from onnx import TensorProto, checker, helper, numpy_helper, save

OUT = pathlib.Path(__file__).parent.parent / "resources/dev/p2c2g/models"


def picture(name, channels, height="h", width="w"):
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, channels, height, width])


def write(name, nodes, constants, channels=3, size=("h", "w"), out=("oh", "ow")):
    graph = helper.make_graph(
        nodes,
        name,
        [picture("in", channels, *size)],
        [picture("out", channels, *out)],
        [numpy_helper.from_array(value, key) for key, value in constants.items()],
    )
    opset = [helper.make_opsetid("", 17)]
    model = helper.make_model(graph, opset_imports=opset, ir_version=8, producer_name="")
    checker.check_model(model)
    save(model, OUT / f"{name}.onnx")


def convolution(scale, channels=3):
    """3x3 of fixed random taps that add up to 1, and a slope for each place in the larger pixel."""
    random = np.random.default_rng(7)
    outputs = channels * scale * scale
    taps = random.uniform(-0.2, 0.5, (outputs, channels, 3, 3)).astype(np.float32)
    taps /= taps.sum(axis=(1, 2, 3), keepdims=True)
    nodes = [
        helper.make_node("Conv", ["in", "taps"], ["wide"], pads=[1, 1, 1, 1]),
        helper.make_node("DepthToSpace", ["wide"], ["out"], blocksize=scale),
    ]
    return nodes, {"taps": taps}


def nearest(scale):
    nodes = [
        helper.make_node(
            "Resize",
            ["in", "", "scales"],
            ["out"],
            mode="nearest",
            nearest_mode="floor",
            coordinate_transformation_mode="asymmetric",
        )
    ]
    return nodes, {"scales": np.array([1, 1, scale, scale], np.float32)}


write("conv2x", *convolution(2))
write("nearest4x", *nearest(4))
write("nearest3x", *nearest(3))
write("grey2x", *convolution(2, 1), channels=1)
write("fixed2x", *convolution(2), size=(48, 48), out=(96, 96))
