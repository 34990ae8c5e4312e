package dev.p2c2g.security;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.p2c2g.protocol.FrameUpscaleParams;
import dev.p2c2g.protocol.Seal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.junit.jupiter.api.Test;

/** Tasks and results that are sealed. */
class SealTest {
  /** Of the known answers, which a program on another library made from docs/protocol.md alone. */
  private static final CircleKey KNOWN = CircleKey.of(counting(1));

  private static final String KNOWN_TASK =
      "015714769d116bf76436ae74bc793d2c30ad1903c59ac5273805c7e2698b410c36"
          + "21caebddc94d73d07efaf810d7045fc977ffbe0a2ec82b";
  private static final String KNOWN_RESULT =
      "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
          + "d73161f715e57fe7332b826953427e2edb7f29df2d8a5eb138bdee5e8f9fdc4b";

  private static final byte[] BINDING =
      FrameUpscaleParams.of(960, 540, 1920, 1080, FrameUpscaleParams.Quality.BALANCED)
          .sealBinding();

  private final CircleKey key = CircleKey.generate();

  private static byte[] counting(int first) {
    var bytes = new byte[32];
    for (var i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (first + i);
    }
    return bytes;
  }

  private static ByteBuffer text(String text) {
    return ByteBuffer.wrap(text.getBytes(US_ASCII));
  }

  private static byte[] bytes(ByteBuffer buffer) {
    var bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  private static void doesNotOpen(CircleKey key, byte[] sealed, byte[] binding) {
    assertThatThrownBy(() -> key.open(ByteBuffer.wrap(sealed), binding))
        .isInstanceOf(SealException.class);
  }

  @Test
  void areTheBytesThatAnotherImplementationMakes() throws Exception {
    var once = new X25519PrivateKeyParameters(counting(101));
    var pair = new AsymmetricCipherKeyPair(once.generatePublicKey(), once);
    var task = KNOWN.circle().seal(text("a frame"), BINDING, pair);
    assertThat(HexFormat.of().formatHex(bytes(task.bytes()))).isEqualTo(KNOWN_TASK);
    var opened = KNOWN.open(task.bytes(), BINDING);
    var result = opened.seal(text("the same, larger"), counting(0));
    assertThat(HexFormat.of().formatHex(result)).isEqualTo(KNOWN_RESULT);
    assertThat(KNOWN.circle())
        .hasToString("x25519:B6N8vBQgk8i3VdwbEOhstCY3StFqqFPtC9_AsrhtHHw")
        .returns("aaa8fff703b50b22", Circle::id);
  }

  @Test
  void openForTheCircleAndForWhoeverAsked() throws Exception {
    var task = key.circle().seal(text("a frame"), BINDING);
    var opened = key.open(task.bytes(), BINDING);
    assertThat(opened.plain()).isEqualTo(text("a frame"));
    assertThat(task.open(opened.seal(text("larger")))).isEqualTo("larger".getBytes(US_ASCII));
    assertThat(task.bytes().remaining()).isEqualTo("a frame".length() + Seal.TASK_OVERHEAD);
    assertThat(opened.seal(text("larger")).remaining())
        .isEqualTo("larger".length() + Seal.RESULT_OVERHEAD);
  }

  @Test
  void neverLookTheSameTwice() throws Exception {
    var task = key.circle().seal(text("a frame"), BINDING);
    assertThat(key.circle().seal(text("a frame"), BINDING).bytes()).isNotEqualTo(task.bytes());
    // a hedge: two peers answer one task
    var first = key.open(task.bytes(), BINDING).seal(text("larger"));
    var second = key.open(task.bytes(), BINDING).seal(text("larger"));
    assertThat(second).isNotEqualTo(first);
    assertThat(task.open(first)).isEqualTo(task.open(second));
  }

  @Test
  void doNotOpenWithAnotherKeyOrForOtherParameters() {
    var sealed = bytes(key.circle().seal(text("a frame"), BINDING).bytes());
    doesNotOpen(CircleKey.generate(), sealed, BINDING);
    var larger = FrameUpscaleParams.of(960, 540, 1920, 1081, FrameUpscaleParams.Quality.BALANCED);
    doesNotOpen(key, sealed, larger.sealBinding());
  }

  @Test
  void doNotOpenWithAnyBitChanged() {
    var sealed = bytes(key.circle().seal(text("a frame"), BINDING).bytes());
    for (var i = 0; i < sealed.length; i++) {
      // the highest bit of an X25519 key has no meaning: the receiver must not forget it all the
      // same
      for (var bit : new int[] {1, 0x80}) {
        var changed = sealed.clone();
        changed[i] ^= (byte) bit;
        doesNotOpen(key, changed, BINDING);
      }
    }
  }

  @Test
  void doNotOpenCutOffOrGrown() {
    var task = key.circle().seal(text("a frame"), BINDING);
    var sealed = bytes(task.bytes());
    for (var length = 0; length < sealed.length; length++) {
      doesNotOpen(key, Arrays.copyOf(sealed, length), BINDING);
    }
    doesNotOpen(key, Arrays.copyOf(sealed, sealed.length + 1), BINDING);
  }

  @Test
  void doNotOpenWithASendersKeyThatMakesNoSecret() {
    var sealed = bytes(key.circle().seal(text("a frame"), BINDING).bytes());
    Arrays.fill(sealed, 1, 33, (byte) 0);
    assertThatThrownBy(() -> key.open(ByteBuffer.wrap(sealed), BINDING))
        .isInstanceOf(SealException.class)
        .hasMessageContaining("no key that can be used");
  }

  @Test
  void resultsOpenForTheirOwnTaskAlone() throws Exception {
    var task = key.circle().seal(text("a frame"), BINDING);
    var sameFrameAgain = key.circle().seal(text("a frame"), BINDING);
    var result = key.open(task.bytes(), BINDING).seal(text("larger"));
    assertThatThrownBy(() -> sameFrameAgain.open(result))
        .isInstanceOf(SealException.class)
        .hasMessageContaining("no peer of the circle sealed it for this task");
    assertThatThrownBy(() -> task.open(task.bytes())).isInstanceOf(SealException.class);
  }

  @Test
  void resultsDoNotOpenChangedOrCutOff() throws Exception {
    var task = key.circle().seal(text("a frame"), BINDING);
    var result = bytes(key.open(task.bytes(), BINDING).seal(text("larger")));
    for (var i = 0; i < result.length; i++) {
      var changed = result.clone();
      changed[i] ^= 1;
      var cut = Arrays.copyOf(result, i);
      assertThatThrownBy(() -> task.open(ByteBuffer.wrap(changed)))
          .isInstanceOf(SealException.class);
      assertThatThrownBy(() -> task.open(ByteBuffer.wrap(cut))).isInstanceOf(SealException.class);
    }
  }
}
