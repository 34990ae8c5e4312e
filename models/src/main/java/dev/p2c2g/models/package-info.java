/**
 * Upscaling by ONNX models of a volunteer's or operator's own, such as Real-ESRGAN's. The runtime
 * (ONNX Runtime, 50 MB of natives) is loaded when the first model is, and never without one.
 */
@NullMarked
package dev.p2c2g.models;

import org.jspecify.annotations.NullMarked;
