package dev.p2c2g.benchmarks.brokers;

import java.nio.ByteBuffer;

/**
 * What one task carries.
 *
 * @param requestBytes at least 4
 */
record Load(String name, int requestBytes, int resultBytes) {
  static final Load SMALL = new Load("1 KB", 1_024, 1_024);

  /** A 960x540 frame in, a 1920x1080 frame out, as JPEG. */
  static final Load FRAME = new Load("150/500 KB", 150_000, 500_000);

  /** A request; it begins with how many bytes the worker is to answer. */
  byte[] request() {
    return ByteBuffer.allocate(requestBytes).putInt(resultBytes).array();
  }

  /** The worker's work: fills a new result with the request's bytes, as our echo task does. */
  static byte[] result(byte[] request) {
    var result = new byte[ByteBuffer.wrap(request).getInt()];
    for (var at = 0; at < result.length; at += request.length) {
      System.arraycopy(request, 0, result, at, Math.min(request.length, result.length - at));
    }
    return result;
  }
}
