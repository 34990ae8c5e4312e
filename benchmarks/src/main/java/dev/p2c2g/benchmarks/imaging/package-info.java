/** What a frame costs on its way through codec and upscaler, by JMH. */
package dev.p2c2g.benchmarks.imaging;
