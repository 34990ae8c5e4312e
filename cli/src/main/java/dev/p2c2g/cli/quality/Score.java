package dev.p2c2g.cli.quality;

/**
 * One frame upscaled once.
 *
 * @param psnr decibels of luma against the original, infinite where equal
 * @param gain decibels above the reference's for the same input
 * @param ssim of luma against the original, at most 1
 * @param nanos of processor time that the upscaling alone took
 * @param pixels of the output
 */
record Score(
    String rung,
    String input,
    String frame,
    double psnr,
    double gain,
    double ssim,
    long nanos,
    long pixels) {}
