package crossreview.model.policy;

import crossreview.model.Digest;

/**
 * Which policy a session is under.
 *
 * @param digest of its name, version and rules
 * @param rules what it says; the default's where a line does not tell
 */
public record PolicyRef(String name, int version, Digest digest, PolicyRules rules) {
  public PolicyRef {
    rules = rules == null ? PolicyRules.UNANIMOUS : rules;
  }

  /** A policy with the default's rules. */
  public PolicyRef(String name, int version, Digest digest) {
    this(name, version, digest, PolicyRules.UNANIMOUS);
  }
}
