package dev.p2c2g.protocol;

import java.util.Locale;

/** What a connection may do. */
public enum Role {
  PEER,
  GAMER,
  ADMIN;

  /** The role as it stands in JSON. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
