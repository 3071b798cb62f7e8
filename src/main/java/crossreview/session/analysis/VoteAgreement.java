package crossreview.session.analysis;

import crossreview.model.ValueChecks;
import crossreview.model.event.RoundEvent.BallotCast;
import crossreview.model.run.PanelMember;
import crossreview.model.vote.VerdictStatus;
import crossreview.model.vote.VoteIndependence;
import crossreview.session.Round;
import crossreview.session.Session;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How often peers agreed, and how many independent votes a panel's votes amount to. Pure.
 *
 * <p>Votes that always agree carry less than their number. With the correlation of each pair of
 * voters, n votes amount to {@code n² / Σᵢ Σⱼ ρᵢⱼ} independent ones: the number whose mean has the
 * same variance, which is Kish's effective sample size (L. Kish, Survey Sampling, 1965) for voters
 * of unequal correlation. ρ of a voter with itself is 1; ρ of a pair is its phi coefficient, and 0
 * where that is negative, so that no panel counts for more than its members.
 */
public final class VoteAgreement {
  /** Fewer common rounds say more about chance than about the pair. */
  public static final int ROUNDS_MIN = 20;

  private static final int STANCE_SHOWN = 40; // it tells stances apart; the report has the rest

  private final List<BlindRound> rounds;

  private VoteAgreement(List<BlindRound> rounds) {
    this.rounds = rounds;
  }

  /**
   * Who said READY in one blind round: by peer, model and stance, since another model or another
   * stance is another voter.
   */
  public record BlindRound(Map<String, Boolean> ready) {}

  /** What a session adds to the history: its counted rounds in which everyone voted blind. */
  public static List<BlindRound> of(Session session) {
    List<BlindRound> blind = new ArrayList<>();
    for (Round round : session.rounds()) {
      if (round.beginning().blind() && !round.turn() && round.counted()) {
        Map<String, Boolean> ready = new LinkedHashMap<>();
        for (BallotCast vote : round.votes().values()) {
          if (vote.reusedFrom() != null) {
            continue; // it was counted where it was given
          }
          ready.put(voter(session, vote), vote.status() == VerdictStatus.READY);
        }
        blind.add(new BlindRound(ready));
      }
    }
    return blind;
  }

  /** A voter's name in the history. */
  public static String voter(PanelMember member) {
    return name(member.peer(), member.model(), member.stance());
  }

  private static String name(String peer, String model, @Nullable String stance) {
    String as = stance == null ? "" : ", stance \"" + ValueChecks.cut(stance, STANCE_SHOWN) + "\"";
    return peer + " (" + model + as + ")";
  }

  private static @Nullable String stance(Session session, String peer) {
    return session.panel().stream()
        .filter(member -> member.peer().equals(peer))
        .map(PanelMember::stance)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** Whose vote it was: of the model that answered, which may be a fallback of its peer. */
  public static String voter(Session session, BallotCast vote) {
    return session.callsOf(vote.round()).stream()
        .filter(call -> call.peer().equals(vote.peer()))
        .filter(call -> call.answer() != null && call.answer().sha256().equals(vote.answer()))
        .map(call -> name(call.peer(), call.model(), stance(session, call.peer())))
        .findFirst()
        .orElse(vote.peer());
  }

  /** The history of some sessions. */
  public static VoteAgreement over(Collection<List<BlindRound>> sessions) {
    return new VoteAgreement(sessions.stream().flatMap(List::stream).toList());
  }

  /** How two voters voted. */
  public PairCounts pair(String first, String second) {
    PairCounts counts = PairCounts.NONE;
    for (BlindRound round : rounds) {
      Boolean a = round.ready().get(first);
      Boolean b = round.ready().get(second);
      if (a != null && b != null) {
        counts = counts.and(a, b);
      }
    }
    return counts;
  }

  /**
   * How many independent votes these voters amount to.
   *
   * @param floor fewer are called so
   */
  public VoteIndependence figure(List<String> voters, Double floor) {
    double sum = voters.size();
    Map<String, String> why = new TreeMap<>();
    for (int i = 0; i < voters.size(); i++) {
      for (int j = i + 1; j < voters.size(); j++) {
        PairCounts pair = pair(voters.get(i), voters.get(j));
        OptionalDouble phi = pair.phi();
        if (pair.rounds() < ROUNDS_MIN) {
          why.putIfAbsent("a", tooFewSharedRounds(pair, voters.get(i), voters.get(j)));
        } else if (phi.isEmpty()) {
          why.putIfAbsent("b", same(voters.get(i), voters.get(j)));
        } else {
          sum += 2 * Math.max(0, phi.getAsDouble());
        }
      }
    }
    if (!why.isEmpty() || voters.isEmpty()) {
      String first = why.isEmpty() ? "no peer voted" : why.values().iterator().next();
      return new VoteIndependence(null, voters.size(), ValueChecks.cut(first, 200), false);
    }
    double votes = voters.size() * (double) voters.size() / sum;
    String text = String.format(Locale.ROOT, "%.2f", votes);
    return new VoteIndependence(text, voters.size(), null, floor != null && votes < floor);
  }

  private static String tooFewSharedRounds(PairCounts pair, String first, String second) {
    return pair.rounds() + " of " + ROUNDS_MIN + " shared rounds of " + first + " and " + second;
  }

  private static String same(String first, String second) {
    return first + " or " + second + " has always voted the same";
  }
}
