package crossreview.session.rule;

import crossreview.model.event.RunEvent;
import crossreview.model.run.PanelMember;
import crossreview.model.run.PeerRole;
import crossreview.model.run.RunMode;
import crossreview.session.Round;
import crossreview.session.Session;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who may vote and who may write: never the petitioner, and no peer reviews its own work. */
public final class Panel {
  private Panel() {}

  /**
   * Who is asked in the next round, in panel order: voters, and peers on trial.
   *
   * @param author the peer whose turn it is to revise; absent in review mode
   */
  public static List<String> voters(Session session, @Nullable String author) {
    return session.panel().stream()
        .filter(member -> member.may(PeerRole.REVIEW))
        .map(PanelMember::peer)
        .filter(peer -> !peer.equals(session.opened().petitioner()))
        .filter(peer -> !peer.equals(author) && !session.authors().contains(peer))
        .toList();
  }

  /** Who is asked in the running run's next round. */
  public static List<String> voters(Session session) {
    boolean ships = session.run().mode() == RunMode.SHIP;
    return voters(session, ships ? session.run().currentAuthor().orElse(null) : null);
  }

  /** Those of some peers whose votes count. */
  public static List<String> counted(Session session, Collection<String> peers) {
    return peers.stream().filter(peer -> !isTrial(session, peer)).toList();
  }

  /** A round as its voters made it: without what peers on trial said. */
  public static Round counted(Session session, Round round) {
    return round.of(peer -> !isTrial(session, peer));
  }

  /** Whether a peer is only tried: nothing that it says counts. */
  public static boolean isTrial(Session session, String peer) {
    return session.steering().trial(session.opened(), peer);
  }

  /**
   * Whether the peer is a built-in rule: it reads all of the artifact and says what concerns it.
   */
  public static boolean isRule(Session session, String peer) {
    return Stream.concat(session.panel().stream(), session.opened().panel().stream())
        .anyMatch(member -> member.peer().equals(peer) && member.isRule());
  }

  /** The model families of some peers; all without a family count as one. */
  public static Set<String> families(Session session, Collection<String> peers) {
    return Stream.concat(session.panel().stream(), session.opened().panel().stream())
        .filter(member -> peers.contains(member.peer()))
        .map(member -> Objects.requireNonNullElse(member.family(), "unknown"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Everyone who may draft. */
  public static List<String> authors(Session session) {
    return session.panel().stream()
        .filter(member -> member.may(PeerRole.AUTHOR))
        .map(PanelMember::peer)
        .filter(peer -> !peer.equals(session.opened().petitioner()))
        .toList();
  }

  /** Those who would draft if they were not the petitioner. */
  public static List<RunEvent.AuthorExclusion> excludedAuthors(Session session) {
    List<RunEvent.AuthorExclusion> excluded = new ArrayList<>();
    for (PanelMember member : session.panel()) {
      if (member.may(PeerRole.AUTHOR) && member.peer().equals(session.opened().petitioner())) {
        excluded.add(new RunEvent.AuthorExclusion(member.peer(), "petitioner"));
      }
    }
    return excluded;
  }
}
