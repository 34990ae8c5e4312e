package dev.p2c2g.protocol;

import java.util.OptionalDouble;

/**
 * The machine a peer offers.
 *
 * @param cpuCores 1 to 65,536
 * @param ramGb memory in GiB, 0 to 1,000,000
 * @param gpuVramGb graphics memory in GiB, empty when unknown
 */
public record Capabilities(int cpuCores, double ramGb, boolean gpu, OptionalDouble gpuVramGb) {}
