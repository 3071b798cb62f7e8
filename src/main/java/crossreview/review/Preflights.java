package crossreview.review;

import crossreview.call.Estimates;
import crossreview.model.Estimate;
import crossreview.model.Mode;
import crossreview.model.Money;
import crossreview.model.PanelMember;
import crossreview.model.Preflight;
import crossreview.model.Preflight.Check;
import crossreview.model.Role;
import crossreview.peer.Peer;
import crossreview.peer.Price;
import crossreview.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Looks at a run before it begins: it costs nothing and changes nothing. Pure. */
final class Preflights {
  /** Wording, contract and fences; the parts that do not depend on the session. */
  private static final long OWN_BYTES = 8 * 1024;

  private final PeerRoster roster;
  private final Session session;
  private final Mode mode;
  private final int rounds;
  private final List<Check> checks = new ArrayList<>();

  private Preflights(PeerRoster roster, Session session, RunRequest request) {
    this.roster = roster;
    this.session = session;
    this.mode = request.mode() == null ? session.mode() : request.mode();
    int most = session.sessionLimits().maxRounds();
    this.rounds = request.maxRounds() == null ? most : Math.min(request.maxRounds(), most);
  }

  static Preflight of(PeerRoster roster, Session session, RunRequest request) {
    return new Preflights(roster, session, request).look();
  }

  private Preflight look() {
    boolean rotates = mode == Mode.CIRCULAR;
    List<Peer> voters =
        rotates ? List.of() : peers(Role.REVIEW, peer -> !session.authors().contains(peer));
    List<Peer> authors = mode == Mode.REVIEW ? List.of() : peers(Role.AUTHOR, peer -> true);
    List<Peer> all = new ArrayList<>(voters);
    all.addAll(authors);
    long bytes = promptBytes();
    Estimate estimate = estimate(voters, authors, bytes);
    check("artifact", session.current() != null, "there is one", "nothing was handed in yet");
    if (rotates) {
      check(
          "rotation",
          authors.size() >= 2,
          authors.size() + " hold it in turn",
          authors.size() + " may write, a rotation takes at least 2");
    } else {
      voters(voters);
    }
    prices(all, estimate);
    window(all, bytes);
    return new Preflight(checks, bytes, estimate);
  }

  private void voters(List<Peer> voters) {
    int floor = session.sessionLimits().floor();
    check(
        "voters",
        voters.size() >= floor,
        voters.size() + " may vote",
        voters.size() + " may vote, at least " + floor + " must");
  }

  private List<Peer> peers(Role role, Predicate<String> who) {
    return session.panel().stream()
        .filter(member -> member.may(role))
        .map(PanelMember::peer)
        .filter(peer -> !peer.equals(session.opened().petitioner()))
        .filter(who)
        .map(roster::find)
        .flatMap(Optional::stream)
        .distinct()
        .toList();
  }

  private long promptBytes() {
    long evidence =
        session.annex().evidence().stream()
            .mapToLong(piece -> piece.attached().artifact().bytes())
            .sum();
    long artifact = session.current() == null ? 0 : session.current().bytes();
    return OWN_BYTES + session.opened().task().length() + evidence + artifact;
  }

  /** Low and typical are one rotation; the most is every one. */
  private Estimate rotations(List<Peer> rotation, long bytes) {
    Estimate one = Estimates.of(rotation, bytes);
    int most = session.sessionLimits().circularMaxRotations();
    return new Estimate(one.low(), one.typical(), one.max().times(most));
  }

  /** Low is one round; typical is two with a revision between; the most is every round. */
  private Estimate estimate(List<Peer> voters, List<Peer> authors, long bytes) {
    if (mode == Mode.CIRCULAR) {
      return rotations(authors, bytes);
    }
    Estimate round = Estimates.of(voters, bytes);
    Estimate revision =
        authors.isEmpty() ? Estimate.NOTHING : Estimates.of(authors.subList(0, 1), bytes);
    boolean ships = mode == Mode.SHIP && rounds > 1;
    Money typical = ships ? round.typical().times(2).plus(revision.typical()) : round.typical();
    Money most =
        ships ? round.max().times(rounds).plus(revision.max().times(rounds - 1L)) : round.max();
    return new Estimate(round.low(), typical, most);
  }

  private void prices(List<Peer> all, Estimate estimate) {
    List<String> missing = new ArrayList<>();
    for (Peer peer : all) {
      if (peer.price() instanceof Price.Unknown unknown) {
        missing.add(peer.member().peer() + " (" + unknown.missing() + ")");
      }
    }
    check(
        "prices",
        missing.isEmpty(),
        "every peer has a price or is free",
        "no price, so no call: " + String.join(", ", missing));
    if (estimate.max().equals(Money.ZERO)) {
      check("money", true, "nothing to pay", "");
      return;
    }
    Money ceiling = session.sessionLimits().sessionUsd();
    Money spent = session.ledger().committed();
    boolean enough = ceiling != null && spent.plus(estimate.typical()).compareTo(ceiling) <= 0;
    String left = ceiling == null ? "not set (limits.session_usd)" : ceiling + ", spent " + spent;
    check(
        "money",
        enough,
        "typically " + estimate.typical() + ", the session's ceiling is " + left,
        "typically " + estimate.typical() + ", the session's ceiling is " + left);
  }

  private void window(List<Peer> all, long bytes) {
    List<String> small = new ArrayList<>();
    for (Peer peer : all) {
      if (peer.promptBytesMax() < bytes) {
        small.add(peer.member().peer() + " reads " + peer.promptBytesMax());
      }
    }
    check(
        "window",
        small.isEmpty(),
        "every peer can read about " + bytes + " bytes",
        "a prompt has about " + bytes + " bytes; " + String.join(", ", small));
  }

  private void check(String name, boolean pass, String good, String bad) {
    checks.add(new Check(name, pass, pass ? good : bad));
  }
}
