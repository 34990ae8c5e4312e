"""Training of P2C2G's luma upscalers: from captured frames to weights, ONNX files and a report."""
