package crossreview.model.run;

import crossreview.model.ValueChecks;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A peer as it sits on a panel: fixed when the session is opened.
 *
 * <p>Rule of the vote: only a member that counts is a voter. A member on trial is asked like the
 * others, and its votes and findings are stored, but they approve nothing, block nothing, and fill
 * neither the floor of voters, nor a floor of families, nor coverage.
 *
 * @param stance what the peer looks at most on this panel; null for nothing special
 * @param counts false for a peer on trial; null for true, as in journals before there were trials
 */
public record PanelMember(
    String peer,
    String kind,
    String model,
    String family,
    List<PeerRole> roles,
    @Nullable String stance,
    @Nullable Boolean counts) {
  /** A prompt has room for it, and a report shows it on a few lines. */
  public static final int STANCE_MAX = 600;

  /** The kind of a linter, whose settings are those of a command. */
  public static final String LINTER = "linter";

  /** The kind of a program that is run about findings, whose settings are those of a command. */
  public static final String PROVER = "prover";

  private static final Set<String> RULES = Set.of("builtin", LINTER);

  public PanelMember {
    ValueChecks.text("peer", peer, 1, 32);
    if (stance != null) {
      ValueChecks.text("stance", stance, 1, STANCE_MAX);
    }
    counts = Boolean.FALSE.equals(counts) ? counts : null;
    roles = ValueChecks.list(roles);
  }

  /** A member that counts and has no stance. */
  public PanelMember(String peer, String kind, String model, String family, List<PeerRole> roles) {
    this(peer, kind, model, family, roles, null, null);
  }

  /** The same peer as a panel seats it. */
  public PanelMember seated(@Nullable String as, boolean voter) {
    return new PanelMember(peer, kind, model, family, roles, as, voter);
  }

  /** Whether it judges by rules that nobody can convince, reads everything, and may abstain. */
  public boolean isRule() {
    return RULES.contains(kind);
  }

  /** Whether it is run about findings to confirm them, and asked nothing else. */
  public boolean isProver() {
    return PROVER.equals(kind);
  }

  /** Whether its votes count for nothing. */
  public boolean onTrial() {
    return counts != null;
  }

  /** Whether it may be asked for this; a peer on trial neither writes nor judges. */
  public boolean may(PeerRole peerRole) {
    return roles.contains(peerRole) && (!onTrial() || peerRole == PeerRole.REVIEW);
  }
}
