package crossreview.hosts;

import java.util.Random;

/** A choice that is none: everything through one host. */
final class FixedRandom extends Random {
  private static final long serialVersionUID = 1L;

  private final int host;

  private FixedRandom(int host) {
    this.host = host;
  }

  static Random the(int host) {
    return new FixedRandom(host);
  }

  @Override
  public int nextInt(int bound) {
    return host;
  }
}
