package crossreview.review;

import crossreview.call.CostEstimator;
import crossreview.call.FaultIsolation;
import crossreview.model.Money;
import crossreview.model.call.CostCertainty;
import crossreview.model.call.CostEstimate;
import crossreview.model.call.PeerFailure;
import crossreview.model.call.PreflightReport;
import crossreview.model.call.PreflightReport.PreflightCheck;
import crossreview.model.event.LifecycleEvent.ArtifactSubmitted;
import crossreview.model.material.ContextFile;
import crossreview.model.material.ContextKind;
import crossreview.model.run.PanelMember;
import crossreview.model.run.PeerRole;
import crossreview.model.run.RunMode;
import crossreview.peer.CallPricing;
import crossreview.peer.Peer;
import crossreview.peer.PeerRegistry;
import crossreview.prompt.PromptContext;
import crossreview.session.Session;
import crossreview.session.rule.Panel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Looks at a run before it begins: it costs nothing and changes nothing. Pure. */
public final class PreflightChecker {
  /** Wording, contract and fences; the parts that do not depend on the session. */
  private static final long OWN_BYTES = 8 * 1024;

  private final PeerRegistry peerRegistry;
  private final Session session;
  private final RunMode runMode;
  private final int rounds;
  private final List<PreflightCheck> checks = new ArrayList<>();

  private PreflightChecker(PeerRegistry peerRegistry, Session session, RunRequest request) {
    this.peerRegistry = peerRegistry;
    this.session = session;
    this.runMode = request.runMode() == null ? session.mode() : request.runMode();
    int most = session.sessionLimits().maxRounds();
    int extra = request.extraRounds() == null ? 0 : request.extraRounds();
    this.rounds = request.maxRounds() == null ? most : Math.min(request.maxRounds() + extra, most);
  }

  public static PreflightReport of(PeerRegistry peerRegistry, Session session, RunRequest request) {
    try {
      return new PreflightChecker(peerRegistry, session, request).look();
    } catch (RuntimeException | Error bug) {
      // of one peer, perhaps: whether it can be called, its call shows
      PeerFailure internal =
          FaultIsolation.failure(session.id(), "preflight", bug, CostCertainty.ZERO);
      PreflightCheck unknown = new PreflightCheck("peers", false, internal.hint());
      return new PreflightReport(List.of(unknown), 0, CostEstimate.NOTHING);
    }
  }

  private PreflightReport look() {
    boolean rotates = runMode == RunMode.CIRCULAR;
    List<Peer> voters =
        rotates ? List.of() : peers(PeerRole.REVIEW, peer -> !session.authors().contains(peer));
    List<Peer> authors =
        runMode == RunMode.REVIEW ? List.of() : peers(PeerRole.AUTHOR, peer -> true);
    List<Peer> all = new ArrayList<>(voters);
    all.addAll(authors);
    long bytes = promptBytes();
    CostEstimate costEstimate = estimate(voters, authors, bytes);
    check("artifact", session.hasArtifact(), "there is one", "no artifact was submitted yet");
    if (rotates) {
      check(
          "rotation",
          authors.size() >= 2,
          authors.size() + " revise in turn",
          authors.size() + " may revise, a rotation needs at least 2");
    } else {
      voters(voters);
    }
    prices(all, costEstimate);
    roundMoney(CostEstimator.of(rotates ? authors : voters, bytes));
    window(all, bytes - optional());
    return new PreflightReport(checks, bytes, costEstimate);
  }

  private void voters(List<Peer> asked) {
    int floor = session.sessionLimits().floor();
    int voters =
        Panel.counted(session, asked.stream().map(peer -> peer.member().peer()).toList()).size();
    check(
        "voters",
        voters >= floor,
        voters + " may vote",
        voters + " may vote, at least " + floor + " must");
  }

  private List<Peer> peers(PeerRole peerRole, Predicate<String> who) {
    return session.panel().stream()
        .filter(member -> member.may(peerRole))
        .map(PanelMember::peer)
        .filter(peer -> !peer.equals(session.opened().petitioner()))
        .filter(who)
        .map(peerRegistry::find)
        .flatMap(Optional::stream)
        .distinct()
        .toList();
  }

  private long promptBytes() {
    long evidence =
        session.supplement().shownEvidence().stream()
            .mapToLong(piece -> piece.attached().artifact().bytes())
            .sum();
    long artifact = session.hasArtifact() ? session.current().bytes() : 0;
    long rules = beside(ContextKind.RULE::equals);
    return OWN_BYTES + session.opened().task().length() + evidence + artifact + rules + optional();
  }

  /** Files that are shown only where there is room for them. */
  private long optional() {
    return Math.min(PromptContext.BYTES_MAX, beside(kind -> kind != ContextKind.RULE));
  }

  private long beside(Predicate<ContextKind> which) {
    ArtifactSubmitted submitted = session.supplement().submitted();
    return submitted == null
        ? 0
        : submitted.beside().stream()
            .filter(file -> file.sha256() != null && which.test(file.kind()))
            .mapToLong(ContextFile::bytes)
            .sum();
  }

  /** Low and typical are one rotation; the most is every one. */
  private CostEstimate rotations(List<Peer> rotation, long bytes) {
    CostEstimate one = CostEstimator.of(rotation, bytes);
    int most = session.sessionLimits().circularMaxRotations();
    return new CostEstimate(one.low(), one.typical(), one.max().times(most));
  }

  /** Low is one round; typical is two with a revision between; the most is every round. */
  private CostEstimate estimate(List<Peer> voters, List<Peer> authors, long bytes) {
    if (runMode == RunMode.CIRCULAR) {
      return rotations(authors, bytes);
    }
    CostEstimate round = CostEstimator.of(voters, bytes);
    CostEstimate revision =
        authors.isEmpty() ? CostEstimate.NOTHING : CostEstimator.of(authors.subList(0, 1), bytes);
    boolean ships = runMode == RunMode.SHIP && rounds > 1;
    int more = session.policy().rules().framingBlind() == null ? 0 : 1; // with the task once more
    Money typical = ships ? round.typical().times(2).plus(revision.typical()) : round.typical();
    Money most =
        ships
            ? round.max().times(rounds + more).plus(revision.max().times(rounds - 1L))
            : round.max().times(1L + more);
    return new CostEstimate(round.low(), typical, most);
  }

  private void prices(List<Peer> all, CostEstimate costEstimate) {
    List<String> missing = new ArrayList<>();
    for (Peer peer : all) {
      if (peer.pricing() instanceof CallPricing.UnknownPricing unknownPricing) {
        missing.add(peer.member().peer() + " (" + unknownPricing.missing() + ")");
      }
    }
    check(
        "prices",
        missing.isEmpty(),
        "every peer has a price or is free",
        "no price, so no call: " + String.join(", ", missing));
    if (costEstimate.max().equals(Money.ZERO)) {
      check("money", true, "nothing to pay", "");
      return;
    }
    Money ceiling = session.sessionLimits().sessionUsd();
    Money spent = session.ledger().committed();
    boolean enough = ceiling != null && spent.plus(costEstimate.typical()).compareTo(ceiling) <= 0;
    String left = ceiling == null ? "not set (limits.session_usd)" : ceiling + ", spent " + spent;
    check(
        "money",
        enough,
        "typically " + costEstimate.typical() + ", the session's ceiling is " + left,
        "typically " + costEstimate.typical() + ", the session's ceiling is " + left);
  }

  /** A round is reserved at the most that its calls can cost. */
  private void roundMoney(CostEstimate round) {
    Money ceiling = session.sessionLimits().roundUsd();
    if (ceiling != null && !round.max().equals(Money.ZERO)) {
      String words = "a round costs at most " + round.max() + ", its ceiling is " + ceiling;
      check("round_money", round.max().compareTo(ceiling) <= 0, words, words);
    }
  }

  private void window(List<Peer> all, long bytes) {
    List<String> small = new ArrayList<>();
    for (Peer peer : all) {
      if (peer.promptBytesMax() < bytes) {
        small.add(peer.member().peer() + " reads " + peer.promptBytesMax());
      }
    }
    String about = "a prompt has about " + bytes + " bytes; " + String.join(", ", small);
    ArtifactSubmitted submitted = session.supplement().submitted();
    boolean diff = submitted != null && submitted.patchDigest() != null;
    check(
        "window",
        small.isEmpty() || diff,
        small.isEmpty()
            ? "every peer can read about " + bytes + " bytes"
            : about + ", so it is asked in sections",
        about);
  }

  private void check(String name, boolean pass, String good, String bad) {
    checks.add(new PreflightCheck(name, pass, pass ? good : bad));
  }
}
