package dev.p2c2g.protocol;

import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the wire shows of a sealed task: which circle of peers can open it, and by how much a seal
 * makes its bytes longer (docs/protocol.md, "Sealed tasks").
 */
public final class Seal {
  /** The parameter that names the circle's key. */
  public static final String PARAM = "sealed_to";

  /** The feature of a peer that has a key is this and the key's id. */
  public static final String FEATURE = "sealed:";

  /** The keys that one peer may announce. */
  public static final int MAX_KEYS = 8;

  /** The first byte of a sealed task. */
  public static final byte VERSION = 1;

  /** The version, the encapsulated key and the tag of a sealed task. */
  public static final int TASK_OVERHEAD = 1 + 32 + 16;

  /** The nonce and the tag of a sealed result. */
  public static final int RESULT_OVERHEAD = 32 + 16;

  private static final Pattern ID = Pattern.compile("[0-9a-f]{16}");
  private static final String ID_SHAPE = "16 of 0-9 a-f";

  private Seal() {}

  /** The id of the key that a task is sealed to; empty for one that is not sealed. */
  public static Optional<String> keyId(ObjectNode params) throws ProtocolException {
    return new Fields(params, "params.", ErrorCode.INVALID_PARAMS)
        .optionalMatching(PARAM, ID, ID_SHAPE);
  }

  /** Whether a peer that announces this feature says that it has a key. */
  public static boolean isFeature(String feature) {
    return feature.startsWith(FEATURE) && ID.matcher(feature.substring(FEATURE.length())).matches();
  }
}
